//! What the others see of the closing: what is taken along, once it is shown, and what the
//! observer saw.

use leptos::prelude::*;
use shared::method::Role;
use shared::pad::Sheet;

use super::step::described;
use crate::parts::pad::{self, Pad};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The chosen cards and the first step, live.
#[component]
pub fn Outcome() -> impl IntoView {
    let store = use_store();
    let giver = move || {
        let name = store.read(|m| session::cast(m).case_giver.map(|seat| session::name(m, seat)));
        name.unwrap_or_else(|| texts::role::case_giver().into())
    };
    let shown = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let stars = session.stars.as_ref().filter(|stars| stars.shown)?;
            let cards =
                session.cards.iter().zip(1..).filter(|(card, _)| stars.cards.contains(&card.id));
            let cards = cards.filter_map(|(card, number)| {
                let reverse = m.reverse(card).words().map(|words| words.text);
                Some((number, m.card(card).words()?.text, reverse))
            });
            Some(cards.collect::<Vec<(usize, String, Option<String>)>>())
        })
    });
    let step = Memo::new(move |_| {
        store.read(|m| {
            let step = m.session()?.first_step(session::cast(m))?;
            let words = m.step(step).words()?;
            Some((words.text, described(&words.help, step.until)))
        })
    });
    view! {
        <section>
            <h2>{move || texts::closing::takes_along(giver())}</h2>
            {
                move || match shown.get() {
                    None if store.read(|m| session::cast(m).case_giver.is_none()) => {
                        view! { <p class="empty">{texts::closing::without_giver()}</p> }.into_any()
                    }
                    None => view! { <p class="empty">{texts::closing::choosing(giver())}</p> }.into_any(),
                    Some(cards) if cards.is_empty() => {
                        view! { <p class="empty">{texts::closing::none_chosen()}</p> }.into_any()
                    }
                    Some(cards) => view! {
                        <ul class="closing-cards">
                            {
                                cards.into_iter().map(|(number, text, reverse)| view! {
                                    <li class="closing-card closing-starred">
                                        <span class="closing-star-shown" aria-hidden="true">"★"</span>
                                        <p class="closing-words">
                                            <span class="closing-number">{number}</span>" "{text}
                                            {reverse.map(turned)}
                                        </p>
                                    </li>
                                }).collect_view()
                            }
                        </ul>
                        <p class="closing-aside">{texts::release::contributors()}</p>
                    }.into_any(),
                }
            }
            {
                move || step.get().map(|(text, described)| view! {
                    <h2>{texts::closing::first_step()}</h2>
                    <p class="closing-step-words">{text}</p>
                    <p class="closing-aside">{described}</p>
                })
            }
        </section>
    }
}

/// The other side of a card, below its words.
pub fn turned(text: String) -> impl IntoView {
    view! { <span class="closing-turned">{texts::closing::turned(text)}</span> }
}

/// What the observer wrote, once there is something; the observer has the sheet itself.
#[component]
pub fn Observed() -> impl IntoView {
    let store = use_store();
    let sheet = Memo::new(move |_| {
        store.read(|m| {
            let reads =
                session::my_role(m) != Role::Observer && session::cast(m).observer.is_some();
            session::sheet(m, Sheet::Observation).filter(|pad| reads && m.may_read(*pad).is_ok())
        })
    });
    let said =
        Memo::new(move |_| sheet.get().filter(|sheet| !pad::text(store, *sheet).trim().is_empty()));
    move || {
        said.get().map(|pad| {
            view! {
                <section class="closing-observed">
                    <h2>{texts::closing::observed()}</h2>
                    <Pad pad label=texts::closing::observed()/>
                </section>
            }
        })
    }
}
