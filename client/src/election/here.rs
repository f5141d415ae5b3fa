//! One election as its screens ask for it.

use ballot::bytes::PollId;
use ballot::sealed::PollKey;
use mirror::{Found, Mirror};
use shared::command::{Act, Deed};
use shared::id::{ElectionId, RecordId, SeatId};
use shared::meeting::Election;
use vault::Words;
use vault::words::Person;

use crate::session::name_or_you;
use crate::store::Store;
use crate::texts;

/// An election on this device.
#[derive(Clone, Copy)]
pub struct Here {
    /// What this device knows of the meeting.
    pub store: Store,
    /// Which election.
    pub id: ElectionId,
}

impl Here {
    /// This election.
    pub fn new(store: Store, id: ElectionId) -> Self {
        Self { store, id }
    }

    /// Reads; whoever reads is told when something changes. `None` once it was called off.
    pub fn read<T>(self, read: impl FnOnce(&Mirror, &Election) -> T) -> Option<T> {
        self.store.read(|m| m.meeting().election(self.id).map(|election| read(m, election)))
    }

    /// Reads once.
    pub fn peek<T>(self, read: impl FnOnce(&Mirror, &Election) -> T) -> Option<T> {
        self.store.peek(|m| m.meeting().election(self.id).map(|election| read(m, election)))
    }

    /// Whether this could be done now.
    pub fn may(self, act: Act) -> bool {
        self.store.may(Deed::Elect { election: self.id, act })
    }

    /// Does something.
    pub fn act(self, act: Act) {
        self.store.act(Deed::Elect { election: self.id, act });
    }

    /// Does something with words.
    pub fn say<W: Words>(self, words: W, act: impl Fn(RecordId) -> Act) -> bool {
        self.store.say(words, |record| Deed::Elect { election: self.id, act: act(record) })
    }

    /// Whether I conduct it.
    pub fn conducts(self) -> bool {
        self.read(|m, election| m.me().is_some() && election.officer == m.me()).unwrap_or_default()
    }

    /// Whether I conduct it, or lead the meeting.
    pub fn prepares(self) -> bool {
        let leads = |m: &Mirror| {
            m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|seat| seat.inviting)
        };
        self.conducts() || self.store.read(leads)
    }

    /// What it is about.
    pub fn question(self) -> String {
        self.read(question).unwrap_or_default()
    }
}

/// What an election is about.
pub fn question(m: &Mirror, election: &Election) -> String {
    match m.office(&election.question) {
        Found::Words(office) => office.text,
        Found::Missing | Found::Damaged => texts::trouble::damaged().into(),
    }
}

/// The members' key to a poll's ballots; `None` before the device was let in.
pub fn poll_key(m: &Mirror, poll: &PollId) -> Option<PollKey> {
    let grown = m.ballots_key()?;
    Some(PollKey::derive(&grown, poll))
}

/// Name and house of a candidate, who may have no seat.
fn candidate(m: &Mirror, election: &Election, seat: SeatId) -> Found<Person> {
    match election.absent.get(&seat) {
        Some(name) => m.named(name),
        None => m.person(seat),
    }
}

/// A candidate's name as a ballot paper bears it: with their house.
pub fn on_paper(m: &Mirror, election: &Election, seat: SeatId) -> String {
    match candidate(m, election, seat) {
        Found::Words(person) if person.house.is_empty() => person.name,
        Found::Words(person) => texts::election::name_and_house(&person.house, &person.name),
        Found::Missing | Found::Damaged => texts::trouble::damaged().into(),
    }
}

/// A candidate's name, with »(du)« where it is me.
pub fn stands_as(m: &Mirror, election: &Election, seat: SeatId) -> String {
    match election.absent.contains_key(&seat) {
        true => on_paper(m, election, seat),
        false => called(m, seat),
    }
}

/// Somebody's name, with »(du)« where it is me.
pub fn called(m: &Mirror, seat: SeatId) -> String {
    name_or_you(m, seat)
}

/// Everybody who is here, with their names.
pub fn people(m: &Mirror) -> Vec<(SeatId, String)> {
    let here = m.meeting().seats.iter().filter(|(_, seat)| !seat.left);
    let mut people: Vec<_> = here.map(|(id, _)| (*id, name_or_you(m, *id))).collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    people
}
