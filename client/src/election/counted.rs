//! Counting a closed poll on this device: every signature checked, every ballot opened.

use std::sync::Arc;
use std::time::Duration;

use ballot::bytes::{Digest, PollId};
use ballot::close::{Closed, Shown, close};
use ballot::file::ElectionFile;
use ballot::sums::Standing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::Found;
use shared::meeting::RaisedHands;
use shared::wire::{AskUrn, OpenedUrn};
use vault::words::Paper;

use super::here::{Here, poll_key};
use super::post;

/// When nobody answered the urn is asked for again after so many seconds.
const AGAIN: Duration = Duration::from_secs(3);

/// What this device has counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// Nothing yet.
    Not,
    /// This.
    Right(Arc<Closed>),
    /// Something is wrong with the ballots or the keys.
    Wrong,
}

impl Counted {
    /// What this device says to an announced result, once it knows: what it has counted itself, and
    /// anything but the announced one where something is wrong.
    pub fn confirms(&self, Digest(announced): Digest) -> Option<Digest> {
        match self {
            Self::Not => None,
            Self::Right(closed) => Some(closed.confirmation),
            Self::Wrong => Some(Digest(announced.map(|byte| !byte))),
        }
    }
}

/// What the urn held, once it is here.
pub type Urn = RwSignal<Option<Arc<OpenedUrn>>>;

/// Fetches what the urn held.
pub fn fetch(here: Here, poll: PollId, urn: Urn) {
    let meeting = here.store.kept().meeting();
    spawn_local(async move {
        match post::open(AskUrn { meeting, poll }).await {
            Some(opened) => drop(urn.try_set(Some(Arc::new(opened)))),
            None if urn.try_get_untracked().is_some() => {
                set_timeout(move || fetch(here, poll, urn), AGAIN);
            }
            None => {}
        }
    });
}

/// Counts it.
pub fn count(here: Here, poll: PollId, urn: &OpenedUrn) -> Counted {
    let shown = |shown: &Shown| match close(shown) {
        Ok(closed) => Counted::Right(Arc::new(closed)),
        Err(_) => Counted::Wrong,
    };
    with_shown(here, poll, urn, shown).unwrap_or(Counted::Not)
}

/// The election file, which anybody can check without us.
pub fn file(here: Here, poll: PollId, urn: &OpenedUrn) -> Option<String> {
    let Paper { question, names } = paper(here, poll)?;
    let hands = here.peek(|_, it| it.hands.filter(RaisedHands::agree)).flatten();
    let agreed = hands.map(|RaisedHands { yes, no, abstain }| Standing { yes, no, abstain });
    let written = with_shown(here, poll, urn, |shown| {
        let file = ElectionFile::new(shown, &question, &names).ok()?;
        Some(file.agreed(agreed).write())
    });
    written.flatten()
}

/// The ballot paper's words.
pub fn paper(here: Here, poll: PollId) -> Option<Paper> {
    here.peek(|m, election| match m.paper(&election.poll(poll)?.paper) {
        Found::Words(paper) => Some(paper),
        Found::Missing | Found::Damaged => None,
    })
    .flatten()
}

fn with_shown<T>(
    here: Here,
    poll: PollId,
    urn: &OpenedUrn,
    read: impl FnOnce(&Shown<'_>) -> T,
) -> Option<T> {
    here.peek(|m, election| {
        let held = election.poll(poll)?;
        let key = poll_key(m, &poll)?;
        Some(read(&Shown {
            poll: &held.poll,
            roll: &held.roll,
            ballots: &urn.ballots,
            sums: held.sums.as_ref(),
            lock: urn.lock,
            poll_key: key.show(),
        }))
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_that_finds_something_wrong_says_so_whatever_was_announced() {
        for announced in [Digest([0; 32]), Digest([255; 32]), Digest([7; 32])] {
            let said = Counted::Wrong.confirms(announced).expect("it does not stay silent");
            assert_ne!(said, announced);
            assert_eq!(Counted::Not.confirms(announced), None);
        }
    }
}
