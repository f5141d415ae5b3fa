//! What this device knows of its own part in a poll: whether it voted, and whether its holder has
//! seen what came of it. Needed where the election itself is not on screen.

use ballot::bytes::{PollId, to_hex};

use crate::parts::draft::Draft;

/// Where the ballot that was cast is kept.
pub fn ballot(poll: PollId) -> Draft {
    Draft::of_meeting(&format!("ballot.{}", to_hex(&poll.0)))
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
