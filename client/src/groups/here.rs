//! Where one's group meets: its letter, its room, the way into its video conference.

use leptos::prelude::*;
use mirror::Mirror;

use super::{case_of, floats, is_proposed, mine, people_of, place_of};
use crate::store::use_store;
use crate::texts;

/// One's own group, or that one is in none; nothing in the plenary.
#[component]
pub fn Here() -> impl IntoView {
    let store = use_store();
    let here = Memo::new(move |_| {
        store.read(|m| {
            let (letter, forming) = mine(m)?;
            let (moderator, _) = people_of(m, forming);
            Some((letter, case_of(m, forming.case), moderator, place_of(m, forming.place)))
        })
    });
    // Where they sit in a group they are needed there.
    let floats = Memo::new(move |_| store.read(|m| floats(m) && mine(m).is_none()));
    let left_over = Memo::new(move |_| store.read(|m| left_over(m).unwrap_or_default()));
    let none = move || view! { <p class="groups-here">{texts::groups::without_group()}</p> };
    move || {
        if floats.get() {
            return Some(
                view! { <p class="groups-here">{texts::groups::you_float()}</p> }.into_any(),
            );
        }
        if left_over.get() {
            return Some(none().into_any());
        }
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
            .into_any()
        })
    }
}

/// Whether there are groups and I am in none: neither of those who lead, nor proposed for one.
fn left_over(m: &Mirror) -> Option<bool> {
    let (meeting, me) = (m.meeting(), m.me()?);
    let seat = meeting.seat(me)?;
    let sits_there = Some(seat.group) == meeting.plenary;
    Some(
        sits_there && !seat.inviting && !floats(m) && meeting.formed().is_some() && !is_proposed(m),
    )
}
