//! The vote key of this device: made once for an election, kept here, its public half shown to all.

use ballot::bytes::{from_hex, to_hex};
use ballot::ring::VoteKey;
use leptos::prelude::*;
use shared::command::Act;

use super::here::Here;
use super::seen;
use crate::parts::draft::Draft;
use crate::texts;

/// My key in this election, made where this device has none yet.
pub fn own(here: Here) -> VoteKey {
    let kept = Draft::of_meeting(&format!("vote-key.{}", here.id));
    let seed = from_hex(&kept.get_untracked()).and_then(|bytes| bytes.try_into().ok());
    let seed = seed.unwrap_or_else(|| {
        let seed = fresh::<32>();
        kept.set(to_hex(&seed));
        seed
    });
    VoteKey::from_seed(&seed)
}

/// So many fresh random bytes.
pub fn fresh<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every browser we run on has randomness");
    bytes
}

/// Shows the key while the roll takes it and the person has none yet. Another device of the same
/// person keeps its place until its holder moves the vote: else the two would take turns for ever.
pub fn show(here: Here) {
    let key = own(here).public().encoded();
    seen::vote_key(here.id).set(to_hex(&key.0));
    Effect::new(move |_| {
        let has_none =
            here.read(|m, election| m.me().is_some_and(|me| !election.keys.contains_key(&me)));
        let open = here.read(|_, election| !election.roll_is_closed()).unwrap_or_default();
        if has_none == Some(true) && open && here.may(Act::ShowKey { key }) {
            here.act(Act::ShowKey { key });
        }
    });
}

/// Whether the person at this device votes on another one, and could vote here instead.
pub fn is_elsewhere(here: Here) -> bool {
    let key = own(here).public().encoded();
    let other = here.read(|m, election| {
        let shown = m.me().and_then(|me| election.keys.get(&me));
        shown.is_some_and(|shown| *shown != key)
    });
    other.unwrap_or_default() && here.may(Act::ShowKey { key })
}

/// Says so, with the way to vote here.
#[component]
pub fn Elsewhere(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let moves = move |_| here.act(Act::ShowKey { key: own(here).public().encoded() });
    view! {
        <p role="status">{texts::election::vote_elsewhere()}</p>
        <p class="row">
            <button type="button" on:click=moves>{texts::election::vote_here()}</button>
        </p>
    }
}
