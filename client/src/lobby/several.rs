//! The ways to preparing the meeting and to several groups, for whoever leads it: quiet where few
//! people are here.

use leptos::prelude::*;

use crate::groups;
use crate::store::{Leading, use_store};
use crate::texts;

/// So many people consult best as one group.
const ONE_GROUP: usize = 8;

/// The way to them; nothing for everybody else.
#[component]
pub fn Groups() -> impl IntoView {
    let store = use_store();
    let leads = Memo::new(move |_| {
        store.read(|m| m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|it| it.inviting))
    });
    // Once there are groups, the way to them; before, by how many people there are.
    let words = Memo::new(move |_| {
        store.read(|m| {
            let meeting = m.meeting();
            let people = meeting.seats.values().filter(|seat| !seat.left).count();
            match meeting.formation.as_ref().is_some_and(|it| !it.groups.is_empty()) {
                true => (true, texts::lobby::to_groups(), None),
                false if people > ONE_GROUP => {
                    let hint = texts::lobby::form_groups_hint();
                    (true, texts::lobby::form_groups(), Some(hint))
                }
                false => (false, texts::lobby::form_groups_quiet(), None),
            }
        })
    });
    let open = move |_| store.show_lead(Some(Leading::Groups));
    let prepare = move |_| store.show_lead(Some(Leading::Preparation));
    // Whoever helps all groups looks after them as soon as there are some.
    let floats = Memo::new(move |_| {
        store.read(|m| groups::floats(m) && groups::mine(m).is_none())
            && store.read(|m| m.meeting().formed().is_some())
    });
    view! {
        <Show when=move || floats.get()>
            <p class="row lobby-groups">
                <button type="button" class="primary" on:click=open>
                    {texts::lobby::to_groups()}
                </button>
            </p>
        </Show>
        <Show when=move || leads.get()>
            {move || match words.get() {
                (true, words, hint) => view! {
                    <section class="sheet lobby-groups">
                        {hint.map(|hint| view! { <p>{hint}</p> })}
                        <p class="row">
                            <button type="button" on:click=open>{words}</button>
                            <button type="button" class="quiet" on:click=prepare>
                                {texts::lobby::prepare()}
                            </button>
                        </p>
                    </section>
                }
                .into_any(),
                (false, words, _) => view! {
                    <p class="row lobby-groups">
                        <button type="button" class="quiet" on:click=prepare>
                            {texts::lobby::prepare()}
                        </button>
                        <button type="button" class="quiet" on:click=open>{words}</button>
                    </p>
                }
                .into_any(),
            }}
        </Show>
    }
}
