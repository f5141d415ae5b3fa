//! »Moderation übernehmen«: offered while nobody moderates, while the moderator is not connected,
//! and quietly to whoever stands in for them.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::id::SeatId;

use super::two_tap::TwoTap;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What is offered, to me.
#[derive(Clone, PartialEq)]
struct Offer {
    me: SeatId,
    /// The sentence that says why.
    why: String,
    /// Whether I may take over now.
    may: bool,
    /// Whether the group waits for somebody.
    waits: bool,
}

/// The offer, where there is one.
#[component]
pub fn TakeOver() -> impl IntoView {
    let store = use_store();
    let offer = Memo::new(move |_| store.read(offer));
    // Said once when somebody is wanted, and not again when the sentence alone changes.
    Effect::new(move |before: Option<bool>| {
        let wanted = offer.with(|it| it.as_ref().is_some_and(|it| it.waits && it.may));
        if wanted && before == Some(false) {
            store.announce(offer.get_untracked().map(|it| it.why).unwrap_or_default());
        }
        wanted
    });
    move || {
        offer.get().map(|Offer { me, why, may, waits }| {
            view! {
                <div class="take-over" class:take-over-waits=waits>
                    <p>{why}</p>
                    {may.then(|| view! {
                        <TwoTap
                            label=Signal::derive(|| texts::stage::take_over().to_owned())
                            sure=Signal::derive(|| texts::stage::take_over_sure().to_owned())
                            on_sure=move |()| { store.act(Deed::NameModerator { seat: me }); }
                        />
                    })}
                </div>
            }
        })
    }
}

fn offer(m: &Mirror) -> Option<Offer> {
    let me = m.me()?;
    let cast = m.group()?.1.cast;
    let may = m.may(Deed::NameModerator { seat: me }).is_ok();
    let Some(moderator) = cast.moderator else {
        let why = texts::stage::nobody_moderates().into();
        return may.then_some(Offer { me, why, may, waits: true });
    };
    let name = session::name(m, moderator);
    if moderator == me {
        return None;
    }
    if m.is_present(moderator) {
        let stands_in = cast.deputy == Some(me) && may;
        let why = texts::stage::stands_in(name);
        return stands_in.then_some(Offer { me, why, may, waits: false });
    }
    let why = match may {
        true => texts::stage::moderator_gone_take(name),
        false => texts::stage::moderator_gone(name),
    };
    Some(Offer { me, why, may, waits: true })
}
