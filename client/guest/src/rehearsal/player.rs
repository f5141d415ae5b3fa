//! A player: one person in a rehearsal, what they see of the case session they are in, and how
//! they act in it.

use fastrand::Rng;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{CardId, GroupId, RecordId, SeatId, SessionId};
use shared::meeting::{Card, Case, CaseSession, Group};
use shared::method::{Flag, Kind, Phase, Role};
use shared::pad::{PadId, Sheet};
use vault::Words;

use super::pace::Pace;
use crate::{Guest, Waited};

/// One person in a rehearsal, or the part of them that leads.
pub struct Player<'g> {
    pub guest: &'g Guest,
    pub rng: Rng,
    pub pace: Pace,
    /// How many people take part in all.
    pub people: usize,
    /// Whether theirs is one of the meetings, every other one, in which the group does without a
    /// phase and goes on by a second module.
    pub every_other: bool,
    /// The case session they are in, counted from 0.
    pub number: usize,
}

impl Player<'_> {
    /// Looks at the session. Nobody plays in one that has not begun.
    pub fn see<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        self.guest.see(|mirror| {
            let seen = Seen::of(mirror, self.number);
            look(&seen.expect("whoever plays has waited for the session to begin"))
        })
    }

    /// Waits until something holds of the session.
    pub async fn until(&self, what: &str, holds: impl Fn(&Seen) -> bool) -> Result<(), Waited> {
        self.until_some(what, |seen| holds(seen).then_some(())).await
    }

    /// Waits until there is something to be found in the session.
    pub async fn until_some<T>(
        &self,
        what: &str,
        find: impl Fn(&Seen) -> Option<T>,
    ) -> Result<T, Waited> {
        let find = |mirror: &Mirror| find(&Seen::of(mirror, self.number)?);
        self.guest.until_some(what, find).await
    }

    pub fn session(&self) -> SessionId {
        self.see(|seen| seen.session.id)
    }

    pub fn is(&self, role: Role) -> bool {
        self.see(|seen| seen.roles(seen.me).contains(&role))
    }

    pub fn writes_in(&self, phase: &Phase) -> bool {
        self.see(|seen| seen.writes(seen.me, phase))
    }

    pub fn step(&self, step: Step) {
        self.guest.act(Deed::In(self.session(), step));
    }

    pub fn say_step<W: Words>(&self, words: W, step: impl FnOnce(RecordId) -> Step) {
        let session = self.session();
        self.guest.say(words, |record| Deed::In(session, step(record)));
    }

    /// Opens a sheet of the session, if they may read it.
    pub fn open(&self, sheet: Sheet) -> Option<PadId> {
        let pad = PadId { session: self.session(), sheet };
        self.guest.see(|mirror| mirror.may_read(pad)).ok()?;
        self.guest.open_pad(pad);
        Some(pad)
    }

    /// Types something in a sheet, within so many minutes at the most.
    pub async fn type_in(&self, sheet: Sheet, text: &str, minutes: f64) {
        let Some(pad) = self.open(sheet) else { return };
        self.pace.type_out(text, minutes, |bit| self.guest.type_into(pad, bit)).await;
    }

    pub async fn think(&mut self, minutes: impl Into<f64>, from: f64, to: f64) {
        self.pace.think(&mut self.rng, minutes, from, to).await;
    }

    pub fn pick<T>(&mut self, from: &'static [T]) -> &'static T {
        &from[self.rng.usize(..from.len())]
    }

    pub fn chance(&mut self, of: f64) -> bool {
        self.rng.f64() < of
    }

    /// Bytes for an id that nobody else makes.
    pub fn id(&mut self) -> [u8; 16] {
        self.rng.u128(..).to_be_bytes()
    }

    pub fn card_id(&mut self) -> CardId {
        CardId::from_bytes(self.id())
    }
}

/// A case session as somebody in it sees it.
pub struct Seen<'m> {
    pub mirror: &'m Mirror,
    pub me: SeatId,
    pub group_id: GroupId,
    pub group: &'m Group,
    pub session: &'m CaseSession,
}

/// How contributions come about in a phase: by the phase alone, or by the module that is in force.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// The module's place among the chosen ones.
    pub module: Option<u8>,
    /// Whether they are written on cards.
    pub cards: bool,
    /// Whether all write first what comes to their mind.
    pub gathers: bool,
    /// Whether that is done in silence.
    pub silent: bool,
    /// Whether people speak in turn.
    pub round: bool,
    /// How long each speaks then.
    pub seconds_each: Option<u16>,
}

impl<'m> Seen<'m> {
    pub fn of(mirror: &'m Mirror, number: usize) -> Option<Self> {
        let (group_id, group) = mirror.group()?;
        let session = group.sessions.get(number)?;
        Some(Self { mirror, me: mirror.me()?, group_id, group, session })
    }

    /// The cases on the group's table.
    pub fn table(&self) -> impl DoubleEndedIterator<Item = &Case> {
        self.mirror.meeting().table(self.group_id)
    }

    /// Everybody, in an order that all share.
    pub fn members(&self) -> Vec<SeatId> {
        self.mirror.meeting().members(self.group_id)
    }

    pub fn roles(&self, seat: SeatId) -> Vec<Role> {
        self.group.cast_of(self.session).roles(seat, self.session)
    }

    pub fn writes(&self, seat: SeatId, phase: &Phase) -> bool {
        self.group.cast_of(self.session).writes(seat, phase, self.session)
    }

    pub fn giver(&self) -> Option<SeatId> {
        self.group.cast_of(self.session).case_giver
    }

    pub fn writers(&self, phase: &Phase) -> Vec<SeatId> {
        let mut writers = self.members();
        writers.retain(|seat| self.writes(*seat, phase));
        writers
    }

    pub fn consultants(&self) -> Vec<SeatId> {
        let mut consultants = self.members();
        consultants.retain(|seat| self.roles(*seat).contains(&Role::Consultant));
        consultants
    }

    /// Who speaks in turn in the phase the group is in.
    pub fn circle(&self) -> Vec<SeatId> {
        self.mirror.meeting().circle(self.group_id, self.session)
    }

    /// Whether everybody who speaks in turn writes it down themselves, and nobody else writes.
    pub fn all_write_what_they_say(&self, phase: &Phase) -> bool {
        let (circle, writers) = (self.circle(), self.writers(phase));
        circle.len() == writers.len() && circle.iter().all(|seat| writers.contains(seat))
    }

    /// How contributions come about now.
    pub fn pass(&self, phase: &Phase) -> Pass {
        let chosen = self.session.module().filter(|_| phase.allows(Flag::UsesModule));
        let module = chosen.map(|chosen| &chosen.module);
        let place = chosen.and_then(|_| u8::try_from(self.session.modules.len() - 1).ok());
        let round = phase.has(Kind::Round) || module.is_some_and(|module| module.round);
        let silent = phase.silent_s.or(module.and_then(|module| module.silent_s)).is_some();
        let cards = phase.has_cards();
        Pass {
            module: place,
            cards,
            gathers: cards && (silent || !round),
            silent,
            round,
            seconds_each: phase.seconds_each.or(module.and_then(|module| module.seconds_each)),
        }
    }

    /// The cards of a phase that came about so, those that were taken away among them.
    pub fn cards(&self, phase: u8, pass: Pass) -> impl Iterator<Item = &'m Card> {
        let cards = self.session.cards.iter();
        cards.filter(move |card| card.phase == phase && card.module == pass.module)
    }
}
