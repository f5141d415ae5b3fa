//! The vote key of this device: made once for an election, kept here, its public half shown to all.

use ballot::bytes::{from_hex, to_hex};
use ballot::ring::VoteKey;
use leptos::prelude::*;
use shared::command::Act;

use super::here::Here;
use crate::parts::draft::Draft;

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

/// Shows the key while the roll takes it.
pub fn show(here: Here) {
    let key = own(here).public().encoded();
    Effect::new(move |_| {
        let shown =
            here.read(|m, election| m.me().is_some_and(|me| election.keys.get(&me) == Some(&key)));
        // Before the first poll every device shows its key; a lost one is replaced by hand.
        let open = here.read(|_, election| !election.roll_is_closed()).unwrap_or_default();
        if shown == Some(false) && open && here.may(Act::ShowKey { key }) {
            here.act(Act::ShowKey { key });
        }
    });
}
