//! What this device knows of its own part in a poll: whether it voted, and whether its holder has
//! seen what came of it. Needed where the election itself is not on screen.

use ballot::bytes::{PollId, to_hex};
use shared::id::ElectionId;
use shared::meeting::HeldPoll;

use crate::parts::draft::Draft;

/// Where the ballot that was cast is kept.
pub fn ballot(poll: PollId) -> Draft {
    Draft::of_meeting(&format!("ballot.{}", to_hex(&poll.0)))
}

/// Where the public half of this device's key is kept.
pub fn vote_key(election: ElectionId) -> Draft {
    Draft::of_meeting(&format!("vote-key-shown.{election}"))
}

/// Whether this device's key is on the roll: of somebody with two devices one votes.
pub fn votes_here(election: ElectionId, held: &HeldPoll) -> bool {
    let own = vote_key(election).get_untracked();
    held.roll.iter().any(|key| to_hex(&key.0) == own)
}

fn result(poll: PollId) -> Draft {
    Draft::of_meeting(&format!("result.{}", to_hex(&poll.0)))
}

/// Whether this device has cast a ballot.
pub fn has_voted(poll: PollId) -> bool {
    !ballot(poll).get_untracked().is_empty()
}

/// Whether the result was on this screen.
pub fn has_seen(poll: PollId) -> bool {
    !result(poll).get_untracked().is_empty()
}

/// Keeps in mind that the result was on this screen.
pub fn mark_seen(poll: PollId) {
    result(poll).set("1".into());
}
