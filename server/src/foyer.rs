//! The foyer: invitations behind spoken words, wrapped, in memory only, until the door is closed.
//!
//! What hangs here opens with the words alone, and those never come here. It is found by a hash of
//! its locator, so that not even the memory says what to ask for.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use shared::foyer::{Commitment, Found, HangUp, Locator};
use shared::id::MeetingId;
use shared::time::{Span, Timestamp};

/// The longest an invitation hangs: a day, wherever its end is.
const LONGEST: Span = Span::days(1);
/// How many may hang at a time, one for each meeting: a few megabytes.
const PLACES: usize = 10_000;

/// All that hangs.
pub struct Foyer {
    /// Made anew with each start, like everything here.
    pub salt: [u8; 16],
    hanging: Mutex<Hanging>,
}

#[derive(Default)]
struct Hanging {
    places: HashMap<Place, Invitation>,
    by_meeting: HashMap<MeetingId, Place>,
}

/// The hash of a locator.
type Place = [u8; 32];

struct Invitation {
    meeting: MeetingId,
    commitment: Commitment,
    wrapped: Vec<u8>,
    until: Timestamp,
}

impl Foyer {
    /// An empty one.
    pub fn new() -> Self {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).expect("every system we run on has randomness");
        Self { salt, hanging: Mutex::default() }
    }

    /// Hangs an invitation up in place of the meeting's earlier one; `false` where there is no room
    /// or its place is another meeting's.
    pub fn hang_up(&self, asked: HangUp, now: Timestamp) -> bool {
        let HangUp { meeting, locator, commitment, wrapped, until, .. } = asked;
        let mut hanging = self.hanging();
        hanging.take_down(meeting);
        if hanging.places.len() >= PLACES {
            hanging.tidy(now);
        }
        let place = place(&locator);
        if hanging.places.len() >= PLACES || hanging.places.contains_key(&place) {
            return false;
        }
        let until = until.min(now + LONGEST);
        hanging.by_meeting.insert(meeting, place);
        hanging.places.insert(place, Invitation { meeting, commitment, wrapped, until });
        true
    }

    /// The invitation at this place.
    pub fn find(&self, locator: &Locator, now: Timestamp) -> Option<Found> {
        let mut hanging = self.hanging();
        let invitation = hanging.places.get(&place(locator))?;
        if invitation.until <= now {
            let meeting = invitation.meeting;
            hanging.take_down(meeting);
            return None;
        }
        let (commitment, wrapped) = (invitation.commitment, invitation.wrapped.clone());
        Some(Found { commitment, wrapped })
    }

    /// Takes down what a meeting has here: its door was closed, or it is gone.
    pub fn close(&self, meeting: MeetingId) {
        self.hanging().take_down(meeting);
    }

    fn hanging(&self) -> MutexGuard<'_, Hanging> {
        // Nothing in here leaves the two maps apart from each other for longer than a call.
        self.hanging.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hanging {
    fn take_down(&mut self, meeting: MeetingId) {
        if let Some(place) = self.by_meeting.remove(&meeting) {
            self.places.remove(&place);
        }
    }

    /// Forgets what has run out.
    fn tidy(&mut self, now: Timestamp) {
        self.places.retain(|_, invitation| invitation.until > now);
        self.by_meeting.retain(|_, place| self.places.contains_key(place));
    }
}

fn place(locator: &Locator) -> Place {
    Sha256::digest(locator).into()
}

#[cfg(test)]
mod tests {
    use shared::wire::PassBytes;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn asked(meeting: u8, locator: u8) -> HangUp {
        HangUp {
            meeting: MeetingId::from_bytes([meeting; 16]),
            pass: PassBytes([0; 16]),
            locator: [locator; 16],
            commitment: [locator; 16],
            wrapped: vec![locator],
            until: NOW + Span::minutes(60),
        }
    }

    #[test]
    fn an_invitation_is_found_until_it_runs_out_or_the_door_is_closed() {
        let foyer = Foyer::new();
        assert!(foyer.hang_up(asked(1, 1), NOW) && foyer.hang_up(asked(2, 2), NOW));
        let found = Found { commitment: [1; 16], wrapped: vec![1] };
        assert_eq!(foyer.find(&[1; 16], NOW), Some(found));
        assert_eq!(foyer.find(&[3; 16], NOW), None);
        foyer.close(MeetingId::from_bytes([1; 16]));
        assert_eq!(foyer.find(&[1; 16], NOW), None);
        assert!(foyer.find(&[2; 16], NOW).is_some());
        assert_eq!(foyer.find(&[2; 16], NOW + Span::minutes(60)), None);
    }

    #[test]
    fn a_meeting_has_one_place_and_nobody_elses() {
        let foyer = Foyer::new();
        assert!(foyer.hang_up(asked(1, 1), NOW) && foyer.hang_up(asked(1, 4), NOW));
        assert_eq!(foyer.find(&[1; 16], NOW), None);
        assert!(foyer.find(&[4; 16], NOW).is_some());
        assert!(!foyer.hang_up(asked(2, 4), NOW));
        assert_eq!(foyer.find(&[4; 16], NOW).map(|it| it.wrapped), Some(vec![4]));
    }

    #[test]
    fn nothing_hangs_longer_than_a_day() {
        let foyer = Foyer::new();
        let asked = HangUp { until: NOW + Span::days(30), ..asked(1, 1) };
        assert!(foyer.hang_up(asked, NOW));
        assert!(foyer.find(&[1; 16], NOW + Span::days(1) - Span(1)).is_some());
        assert_eq!(foyer.find(&[1; 16], NOW + Span::days(1)), None);
    }

    #[test]
    fn a_full_foyer_takes_no_more_until_something_has_run_out() {
        let foyer = Foyer::new();
        for number in 0..u32::try_from(PLACES).expect("a small number") {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            let meeting = MeetingId::from_bytes(id);
            assert!(foyer.hang_up(HangUp { meeting, locator: id, ..asked(0, 0) }, NOW));
        }
        assert!(!foyer.hang_up(asked(9, 9), NOW));
        let later = NOW + Span::minutes(60);
        let one_more = HangUp { until: later + Span::minutes(60), ..asked(9, 9) };
        assert!(foyer.hang_up(one_more, later));
        assert!(foyer.find(&[9; 16], later).is_some());
    }
}
