//! What the engine is measured by: a meeting by every method of the library, each with as many
//! people as it is best with, from the first chair to what became of the first step.
//!
//! The same code runs natively and, as a module of its own, in a browser; it asks for no time and
//! draws no lots, so that both do the same.

#[cfg(target_arch = "wasm32")]
mod browser;
mod sitting;

use std::hint::black_box;

use shared::library;
use shared::method::guide::Described;
use sitting::Sitting;

/// The meetings, played once and ready to be played again.
#[derive(Debug)]
pub struct Workload {
    sittings: Vec<Sitting>,
}

impl Default for Workload {
    /// Plays them for the first time.
    fn default() -> Self {
        let sittings = library::methods().into_iter();
        Self { sittings: sittings.map(|Described { method, .. }| Sitting::by(method)).collect() }
    }
}

impl Workload {
    /// How many entries all meetings have together.
    pub fn entries(&self) -> usize {
        self.sittings.iter().map(|sitting| sitting.entries.len()).sum()
    }

    /// How many times an entry is told to somebody.
    pub fn deliveries(&self) -> usize {
        self.sittings.iter().map(|it| it.entries.len() * it.views.len()).sum()
    }

    /// How many people sit in all meetings.
    pub fn people(&self) -> usize {
        self.sittings.iter().map(|sitting| sitting.views.len()).sum()
    }

    /// As the house does: decides every command anew and absorbs what came of it.
    pub fn decide(&self) {
        self.sittings.iter().for_each(|sitting| drop(black_box(sitting.decided())));
    }

    /// As the house does: makes of every entry what each person may know of it.
    pub fn redact(&self) {
        self.sittings.iter().for_each(Sitting::redact);
    }

    /// As a device does: absorbs into each person's view everything they are told.
    pub fn absorb(&self) {
        self.sittings.iter().for_each(|sitting| {
            sitting.views.iter().for_each(|view| drop(black_box(view.absorbed())));
        });
    }
}

#[cfg(test)]
mod tests {
    use shared::lens;

    use super::*;

    #[test]
    fn every_meeting_ends_the_same_whenever_it_is_played_and_in_every_view() {
        let workload = Workload::default();
        assert_eq!(workload.sittings.len(), library::methods().len());
        assert!(workload.entries() > 2_000, "{}", workload.entries());
        for sitting in &workload.sittings {
            let house = sitting.decided();
            let session = house.meeting.groups.values().flat_map(|group| &group.sessions).next();
            let session = session.expect("there is one");
            assert!(session.ended.is_some(), "{}", session.method.id);
            assert_eq!(usize::from(session.furthest) + 1, session.method.phases.len());
            for view in &sitting.views {
                assert_eq!(view.absorbed().meeting, lens::view(&house.meeting, view.viewer));
            }
        }
    }
}
