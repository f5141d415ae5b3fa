//! Three facts: what happens next, who starts it, what one can do meanwhile; and for whoever
//! leads, the two things to do: to invite and to begin.

use leptos::prelude::*;

use super::me::Count;
use super::{ended, plan, share};
use crate::door::Door;
use crate::parts::take_over::TakeOver;
use crate::rehearsal;
use crate::session::moderator;
use crate::store::use_store;
use crate::texts;

/// The three facts, and the records of what has ended.
#[component]
pub fn Next(
    /// What is played.
    plan: plan::Plan,
) -> impl IntoView {
    let store = use_store();
    let moderates = Memo::new(move |_| store.read(|m| m.me().is_some() && moderator(m) == m.me()));
    let who = move || match store.read(moderator) {
        Some(_) if moderates.get() => texts::lobby::you_start().to_owned(),
        Some(seat) if store.read(|m| m.is_present(seat)) => texts::lobby::starts(store.name(seat)),
        Some(seat) => texts::lobby::starts_when_back(store.name(seat)),
        None => texts::lobby::nobody_starts().to_owned(),
    };
    let what = move || match store.read(ended::any) {
        false => texts::lobby::next_first(),
        true => texts::lobby::next_more(),
    };
    let meanwhile = move || match (moderates.get(), store.read(ended::any)) {
        (true, false) => texts::lobby::meanwhile_moderator(),
        (true, true) => texts::lobby::meanwhile_more(),
        (false, _) => texts::lobby::meanwhile(),
    };
    view! {
        <section class="sheet lobby-next" aria-labelledby="lobby-next">
            <h2 id="lobby-next" class="visually-hidden">{texts::lobby::next()}</h2>
            <dl>
                <div>
                    <dt>{texts::lobby::what()}</dt>
                    <dd>{what}</dd>
                </div>
                <div>
                    <dt>{texts::lobby::who()}</dt>
                    <dd>{who}</dd>
                </div>
                <div>
                    <dt>{texts::lobby::you_can()}</dt>
                    <dd>{meanwhile}</dd>
                </div>
            </dl>
            <Show when=move || moderates.get()>
                <share::Invitation/>
            </Show>
            <Door/>
            <Count/>
            <plan::Begin plan/>
            <rehearsal::Begin size=rehearsal::Size::GROUP/>
            <TakeOver/>
        </section>
        <ended::Ended/>
    }
}
