//! Parts: what one person does in a phase, by how the phase is worked in and by their role. What
//! the moderator does besides is in [`super::leading`].

use fastrand::Rng;
use shared::command::Step;
use shared::id::{CardId, CaseId};
use shared::meeting::{CaseSession, Day};
use shared::method::{Flag, Kind, Phase, Role, names};
use shared::pad::Sheet;
use vault::words::{Card, Step as FirstStep};

use super::pace::Pace;
use super::phrases;
use crate::{Guest, Waited};

/// How many cards each writes while they are hidden.
pub const HIDDEN_CARDS: usize = 2;

/// Within a phase, what needs what comes first: dots before roles, cards before what one takes
/// along.
pub const ORDER: [Kind; 7] =
    [Kind::Vote, Kind::Roles, Kind::Pad, Kind::Question, Kind::Method, Kind::Cards, Kind::Commit];

/// One person in a rehearsal.
pub struct Player<'g> {
    pub guest: &'g Guest,
    pub rng: Rng,
    pub pace: Pace,
    /// How many people take part in all.
    pub people: usize,
}

impl Player<'_> {
    pub fn roles(&self) -> &'static [Role] {
        let me = self.guest.seat();
        let cast = self.guest.see(|mirror| mirror.group().map(|(_, group)| group.cast));
        cast.unwrap_or_default().roles(me)
    }

    pub fn is(&self, role: Role) -> bool {
        self.roles().contains(&role)
    }

    pub fn pick<T>(&mut self, from: &'static [T]) -> &'static T {
        &from[self.rng.usize(..from.len())]
    }

    pub fn card_id(&mut self) -> CardId {
        CardId::from_bytes(self.rng.u128(..).to_be_bytes())
    }

    /// Waits until something holds of the latest case session.
    pub async fn until_session(
        &self,
        what: &str,
        holds: impl Fn(&CaseSession) -> bool,
    ) -> Result<(), Waited> {
        self.guest.until(what, |mirror| mirror.session().is_some_and(&holds)).await
    }

    /// Does in a phase what is theirs to do, until it is done and stored.
    pub async fn take_part(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        for kind in ORDER.into_iter().filter(|kind| phase.has(*kind)) {
            self.work(kind, index, phase).await?;
        }
        self.note_aside(phase).await;
        self.guest.settled().await
    }

    /// Works in one of a phase's ways.
    pub async fn work(&mut self, kind: Kind, index: u8, phase: &Phase) -> Result<(), Waited> {
        match kind {
            Kind::Vote => self.place_dots(phase).await,
            Kind::Roles => self.find_a_role().await,
            Kind::Pad => self.write_notes(index, phase).await,
            Kind::Question => self.word_the_question(phase).await,
            Kind::Method => {
                self.until_session("a module", |session| session.module.is_some()).await
            }
            Kind::Cards => self.write_cards(index, phase).await,
            Kind::Commit => self.commit(phase).await,
            Kind::None => Ok(()),
        }
    }

    /// Writes for themselves, or what they watched.
    async fn note_aside(&mut self, phase: &Phase) {
        if self.is(Role::CaseGiver) && phase.allows(Flag::PrivateNotes) {
            let text = self.pick(phrases::PRIVATE);
            self.type_in(Sheet::Private(self.guest.seat()), text, phase).await;
        }
        if self.is(Role::Observer) {
            let text = self.pick(phrases::OBSERVATIONS);
            self.type_in(Sheet::Observation, text, phase).await;
        }
    }

    fn writes_in(&self, phase: &Phase) -> bool {
        names(&phase.write, self.roles())
    }

    async fn type_in(&self, sheet: Sheet, text: &str, phase: &Phase) {
        let Some(pad) = self.guest.pad(sheet) else { return };
        let minutes = f64::from(phase.minutes) * 0.1;
        self.pace.type_out(text, minutes, |bit| self.guest.type_into(pad, bit)).await;
    }

    async fn place_dots(&mut self, phase: &Phase) -> Result<(), Waited> {
        self.pace.think(&mut self.rng, phase.minutes, 0.1, 0.4).await;
        let cases: Vec<CaseId> = self.guest.see(|mirror| {
            let group = mirror.group().map(|(_, group)| group);
            let cases = group.into_iter().flat_map(|group| &group.cases);
            cases.filter(|case| !case.withdrawn).map(|case| case.id).collect()
        });
        let mut dot = || cases.get(self.rng.usize(..cases.len().max(1))).copied();
        let cases = [dot(), dot()].into_iter().flatten().collect();
        self.guest.step(Step::PlaceDots { cases });
        self.until_session("the dots to be shown", |session| session.tally.is_some()).await
    }

    /// The moderator chooses the case and gives away the writing; watching is taken by somebody
    /// who has nothing else to do.
    async fn find_a_role(&mut self) -> Result<(), Waited> {
        let guest = self.guest;
        guest.until("a case and a scribe", scribe_is_found).await?;
        let volunteer = guest.see(|mirror| {
            let (id, group) = mirror.group()?;
            let mut members = mirror.meeting().members(id).into_iter().rev();
            let free = members.find(|seat| group.cast.roles(*seat) == [Role::Consultant]);
            free.filter(|_| group.cast.observer.is_none())
        });
        let me = Some(guest.seat());
        if volunteer == me {
            guest.step(Step::Cast { role: Role::Observer, seat: me });
        }
        Ok(())
    }

    async fn write_notes(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        let Some(pad) = self.guest.pad(Sheet::Notes(index)) else { return Ok(()) };
        self.guest.open_pad(pad);
        if !self.writes_in(phase) {
            return Ok(());
        }
        let sentences = if self.is(Role::CaseGiver) { phrases::ACCOUNT } else { phrases::NOTES };
        let minutes = f64::from(phase.minutes) * 0.7 / sentences.len() as f64;
        for sentence in sentences {
            self.pace.think(&mut self.rng, 1, 0.0, minutes * 0.5).await;
            let type_into = |bit: &str| self.guest.type_into(pad, bit);
            self.pace.type_out(sentence, minutes * 0.5, type_into).await;
        }
        Ok(())
    }

    async fn word_the_question(&mut self, phase: &Phase) -> Result<(), Waited> {
        let Some(pad) = self.guest.pad(Sheet::Question) else { return Ok(()) };
        self.guest.open_pad(pad);
        if self.is(Role::CaseGiver) {
            let question = self.pick(phrases::QUESTIONS);
            let type_into = |bit: &str| self.guest.type_into(pad, bit);
            self.pace.type_out(question, f64::from(phase.minutes) * 0.5, type_into).await;
        }
        self.until_session("the key question", |session| session.question.is_some()).await
    }

    async fn write_cards(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        let begun = |session: &CaseSession| session.collecting || !session.cards.is_empty();
        self.until_session("to collect", begun).await?;
        let mut own = Vec::new();
        if self.writes_in(phase) {
            for _ in 0..HIDDEN_CARDS {
                self.pace.think(&mut self.rng, phase.minutes, 0.05, 0.2).await;
                own.push(self.write_card(index));
            }
            if self.rng.f64() < 0.3 {
                let (card, text) = (own[0], (*self.pick(phrases::IDEAS)).to_owned());
                self.guest.say_step(Card { text }, |words| Step::RewordCard { card, words });
            }
        }
        let revealed = |session: &CaseSession| !session.collecting && !session.hides();
        self.until_session("the reveal", revealed).await?;
        if self.writes_in(phase) {
            self.pace.think(&mut self.rng, phase.minutes, 0.05, 0.2).await;
            self.write_card(index);
            if self.rng.f64() < 0.2 {
                self.guest.step(Step::RemoveCard { card: own[1] });
            }
        }
        Ok(())
    }

    fn write_card(&mut self, phase: u8) -> CardId {
        let (card, text) = (self.card_id(), (*self.pick(phrases::IDEAS)).to_owned());
        self.guest.say_step(Card { text }, |words| Step::WriteCard { card, phase, words });
        card
    }

    async fn commit(&mut self, phase: &Phase) -> Result<(), Waited> {
        let observation = self.guest.pad(Sheet::Observation);
        if let Some(pad) = observation {
            self.guest.open_pad(pad);
        }
        if self.is(Role::CaseGiver) {
            self.pace.think(&mut self.rng, phase.minutes, 0.1, 0.3).await;
            let (mut cards, began) = self.guest.see(|mirror| {
                let session = mirror.session();
                let cards = session.into_iter().flat_map(|session| &session.cards);
                let cards: Vec<CardId> =
                    cards.filter(|card| card.face.is_some()).map(|card| card.id).collect();
                (cards, session.map(|session| session.began.0).unwrap_or_default())
            });
            self.rng.shuffle(&mut cards);
            cards.truncate(shared::limits::STARS_PER_SESSION);
            self.guest.step(Step::Star { cards });
            self.pace.think(&mut self.rng, phase.minutes, 0.1, 0.2).await;
            self.guest.step(Step::ShowStars);
            let (text, help) = *self.pick(phrases::STEPS);
            let words = FirstStep { text: text.to_owned(), help: help.to_owned() };
            let in_two_weeks = Some(Day((began / 86_400_000) as u32 + 14));
            let step = |words| Step::NameStep { words, until: in_two_weeks };
            self.guest.say_step(words, step);
        }
        self.until_session("the first step", |session| session.step.is_some()).await
    }
}

/// Whether a case is chosen, and somebody writes where there is somebody left to write.
fn scribe_is_found(mirror: &mirror::Mirror) -> bool {
    let Some((id, group)) = mirror.group() else { return false };
    let others = mirror.meeting().members(id).len() > 2;
    group.cast.case_giver.is_some() && (group.cast.scribe.is_some() || !others)
}
