//! Someone in an afternoon, and what all know beforehand: who leads, conducts, brings and stands.

use std::ops::Range;

use fastrand::Rng;
use shared::command::{Act, Deed, FloorStep};
use shared::meeting::{Election, Round};
use shared::method::guide::Described;

use crate::rehearsal::pace::Pace;
use crate::{Address, Guest, Waited};

/// Whoever leads the meeting is the first to come.
pub const LEAD: usize = 0;
/// Whoever conducts the election.
pub const OFFICER: usize = 1;
/// How many stand.
pub const CANDIDATES: usize = 3;
/// How long one speaks in a round, in minutes.
const SPEECH: f64 = 0.3;

/// What is played, as everybody in the meeting knows it.
pub struct Day {
    pub server: Address,
    pub pace: Pace,
    pub people: usize,
    pub groups: usize,
    pub method: Described,
    /// Which meeting.
    pub number: usize,
}

impl Day {
    /// The places of those who bring a case.
    pub fn givers(&self) -> Range<usize> {
        OFFICER + 1..OFFICER + 1 + self.groups
    }

    /// Whether somebody stands.
    pub fn stands(&self, place: usize) -> bool {
        place >= self.people - CANDIDATES
    }
}

/// Someone, or a part of them that does something besides.
pub struct Someone<'d> {
    pub guest: &'d Guest,
    pub rng: Rng,
    pub day: &'d Day,
    /// In which place they came.
    pub place: usize,
}

impl Someone<'_> {
    /// Thinks for about so many minutes of a person's time.
    pub async fn think(&mut self, minutes: f64) {
        self.day.pace.think(&mut self.rng, minutes, 0.3, 1.0).await;
    }

    pub fn pick<T>(&mut self, from: &'static [T]) -> &'static T {
        &from[self.rng.usize(..from.len())]
    }

    /// Bytes for an id that nobody else makes.
    pub fn id(&mut self) -> [u8; 16] {
        self.rng.u128(..).to_be_bytes()
    }

    /// Reads the election. Nobody asks before it was planned.
    pub fn election<T>(&self, read: impl FnOnce(&Election) -> T) -> T {
        self.guest.see(|m| read(m.meeting().elections.first().expect("an election was planned")))
    }

    /// Waits until there is something to be found in the election.
    pub async fn until_elected<T>(
        &self,
        what: &str,
        find: impl Fn(&Election) -> Option<T>,
    ) -> Result<T, Waited> {
        self.guest.until_some(what, |m| find(m.meeting().elections.first()?)).await
    }

    /// Does something in the election.
    pub fn act(&self, act: Act) {
        let election = self.election(|election| election.id);
        self.guest.act(Deed::Elect { election, act });
    }

    /// Waits for the word in a round, speaks, and passes it on.
    pub async fn speak(&mut self, round: Round) -> Result<(), Waited> {
        let find = |m: &mirror::Mirror| {
            let floor = m.meeting().floor.as_ref().filter(|floor| floor.round == round)?;
            let turn = floor.speaking()?;
            (m.meeting().speaker(turn.who) == m.me()).then_some(turn.id)
        };
        let turn = self.guest.until_some("the word", find).await?;
        self.think(SPEECH).await;
        let next = self.guest.see(|m| m.meeting().next_to_speak().map(|turn| turn.id));
        self.guest.act(Deed::Floor(FloorStep::Give { from: Some(turn), to: next }));
        self.guest.settled().await
    }

    /// Leads through a round in which everybody passes the word on.
    pub async fn lead_round(&mut self, round: Round) -> Result<(), Waited> {
        self.begin_round(round).await?;
        let first = self.guest.see(|m| m.meeting().next_to_speak().map(|turn| turn.id));
        self.guest.act(Deed::Floor(FloorStep::Give { from: None, to: first }));
        self.guest.settled().await?;
        let all_heard = |m: &mirror::Mirror| {
            let floor = m.meeting().floor.as_ref();
            floor.is_some_and(|it| it.speaking().is_none() && it.unheard().next().is_none())
        };
        self.guest.until("everybody to have spoken", all_heard).await?;
        self.end_round().await
    }

    pub async fn begin_round(&mut self, round: Round) -> Result<(), Waited> {
        let seconds = round.usual_seconds();
        self.guest.act(Deed::Floor(FloorStep::Begin { round, seconds }));
        self.guest.settled().await
    }

    pub async fn end_round(&mut self) -> Result<(), Waited> {
        self.guest.act(Deed::Floor(FloorStep::End));
        self.guest.settled().await
    }
}
