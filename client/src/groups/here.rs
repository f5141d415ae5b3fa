//! Where one's group meets: its letter, its room, the way into its video conference.

use leptos::prelude::*;

use super::{case_of, mine, people_of, place_of};
use crate::store::use_store;
use crate::texts;

/// One's own group; nothing in the plenary.
#[component]
pub fn Here() -> impl IntoView {
    let store = use_store();
    let here = Memo::new(move |_| {
        store.read(|m| {
            let (letter, forming) = mine(m)?;
            let (moderator, _) = people_of(m, forming);
            Some((letter, case_of(m, forming), moderator, place_of(m, forming.place)))
        })
    });
    move || {
        here.get().map(|(letter, case, moderator, (room, link))| {
            view! {
                <section class="groups-here" aria-labelledby="groups-here">
                    <h2 id="groups-here">{texts::groups::group(letter)}</h2>
                    {(!room.is_empty()).then(|| view! { <p class="groups-room">{room}</p> })}
                    {case.map(|case| view! { <p>{case}</p> })}
                    <p class="aside">{texts::groups::led_by(moderator)}</p>
                    {(!link.is_empty()).then(|| view! {
                        <p>
                            <a href=link target="_blank" rel="noopener noreferrer">
                                {texts::groups::video()}
                            </a>
                        </p>
                    })}
                </section>
            }
        })
    }
}
