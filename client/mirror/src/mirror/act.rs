//! What there is to do: commands, which show at once and are taken back when they are refused.

use std::collections::BTreeSet;

use shared::actor::{Actor, Viewer};
use shared::command::{CaseStep, Command, Deed, Step};
use shared::id::{CommandId, GroupId, RecordId, SeatId};
use shared::lens;
use shared::meeting::{Intent, Naming, Presence};
use shared::pad::{PadId, access};
use shared::refusal::Refusal;
use shared::wire::ToServer;
use shared::words::{Header, Kind, Record};
use vault::{Pass, Words, words};

use super::{Link, Mirror};
use crate::outbox::Sent;
use crate::random::id_bytes;
use crate::words::NOBODY;

impl Mirror {
    /// Whether this could be done now; a button is enabled exactly when it could. Before the rules
    /// are known nothing is.
    pub fn may(&self, deed: Deed) -> Result<(), Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed };
        let rules = self.rules.ok_or(Refusal::Unavailable)?;
        (rules.decide)(&self.shown, &command, self.actor(), self.now()).map(|_| ())
    }

    /// Whether this device could write on a sheet now.
    pub fn may_write(&self, pad: PadId) -> Result<(), Refusal> {
        access::may_write(&self.shown, self.me().ok_or(Refusal::NotSeated)?, pad)
    }

    /// Whether this device could read a sheet now.
    pub fn may_read(&self, pad: PadId) -> Result<(), Refusal> {
        access::may_read(&self.shown, self.you, pad)
    }

    /// Does something that needs no words. It shows at once.
    pub fn act(&mut self, deed: Deed) -> CommandId {
        self.command(deed, vec![])
    }

    /// Does something with words: seals them under a fresh record and names it in the deed.
    ///
    /// Before the device was let in there are no keys; then nothing is done.
    pub fn say<W: Words>(
        &mut self,
        words: W,
        deed: impl FnOnce(RecordId) -> Deed,
    ) -> Option<CommandId> {
        let id = RecordId::from_bytes(id_bytes());
        let counter = self.next_counter();
        let deed = deed(id);
        let (phase, nameless) = (self.phase_of(&deed), self.is_nameless(&deed));
        let places = self.places()?;
        let (key, place) = match W::KIND {
            Kind::Title => places.title(id),
            Kind::Person => (places.keys.plenary(), places.place(id, self.ticket.seat.as_ref()?.0)),
            // What all groups may read; of a case nobody knows yet which will consult on it.
            Kind::Case
            | Kind::Place
            | Kind::Message
            | Kind::Agenda
            | Kind::Harvest
            | Kind::Flash
            | Kind::Office
            | Kind::Paper => places.plenary(id, self.me()?),
            _ => {
                let group = self.said_in(&deed)?;
                let mut place = places.place(id, self.me()?);
                place.phase = phase;
                (places.keys.group(group), place)
            }
        };
        // Neither author nor counter tell whose card or case it is.
        let (place, counter) = match nameless {
            true => (vault::Place { author: NOBODY, ..place }, 0),
            false => (place, counter),
        };
        let sealed = vault::seal_words(&key, &place, counter, words);
        Some(self.command(deed, vec![Record { id, sealed }]))
    }

    /// In which group the words of a deed are said.
    fn said_in(&self, deed: &Deed) -> Option<GroupId> {
        let Viewer::Seat(_, own, _) = self.you else { return None };
        match deed {
            Deed::In(session, _) | Deed::Report { session, .. } => self.group_of(*session),
            _ => Some(own),
        }
    }

    /// The phase in which the words of a deed are sealed: a card's own, else the one the group is
    /// in.
    fn phase_of(&self, deed: &Deed) -> u8 {
        if let Deed::In(_, Step::WriteCard { phase, .. }) = deed {
            return *phase;
        }
        let running = self.session().filter(|session| session.ended.is_none());
        running.map_or(Header::NO_PHASE, |session| session.phase)
    }

    /// Whether what is said bears no name.
    fn is_nameless(&self, deed: &Deed) -> bool {
        match deed {
            Deed::In(_, Step::WriteCard { anonymous, .. }) => *anonymous,
            Deed::In(_, Step::RewordCard { card: id, .. }) => {
                let cards = self.session().map(|session| session.cards.as_slice());
                let card = cards.unwrap_or_default().iter().find(|card| card.id == *id);
                card.and_then(|card| card.face).is_some_and(|face| face.anonymous)
            }
            Deed::Case(CaseStep::HandIn { .. } | CaseStep::Carry { .. }) => true,
            Deed::RewordCase { case, .. } => {
                self.shown.case(*case).is_some_and(|case| case.name != Naming::Named)
            }
            _ => false,
        }
    }

    /// Sits down: makes a seat and the pass to it, which the ticket keeps from now on.
    pub fn take_seat(
        &mut self,
        person: words::Person,
        presence: Presence,
        agreed: bool,
        intent: Option<Intent>,
    ) -> Option<CommandId> {
        self.keys.as_ref()?;
        let seat = SeatId::from_bytes(id_bytes());
        let pass = Pass::random();
        let hash = pass.hash();
        self.ticket.seat = Some((seat, pass));
        self.just_asked = self.link == Link::Here;
        self.say(person, |person| {
            let pass = hash;
            Deed::TakeSeat { seat, pass, person, presence, agreed, intent }
        })
    }

    /// Sends again what the server could not take a moment ago.
    pub fn retry(&mut self) {
        if self.link == Link::Here {
            self.arrive();
        }
    }

    fn command(&mut self, deed: Deed, records: Vec<Record>) -> CommandId {
        let command = Command { id: CommandId::from_bytes(id_bytes()), deed };
        let id = command.id;
        for Record { id, sealed } in &records {
            self.drawer.put(*id, sealed.clone());
        }
        if self.link == Link::Here {
            let (command, records) = (Box::new(command.clone()), records.clone());
            self.send(&ToServer::Do { command, records });
        }
        self.outbox.push(Sent { command, records, at: self.now() });
        self.refresh();
        id
    }

    fn actor(&self) -> Actor {
        match (self.you, self.door) {
            (Viewer::Seat(seat, ..), _) => Actor::Seat(seat),
            (_, Some(kind)) => Actor::Door(kind),
            _ => Actor::House,
        }
    }

    /// Makes the shown meeting anew: what is confirmed, and on top what is on its way.
    pub(super) fn refresh(&mut self) {
        let Some(fold) = &self.fold else { return };
        let mut shown = fold.meeting.clone();
        let actor = self.actor();
        // Sitting down shows when the server has let one in.
        let sits = |sent: &&Sent| matches!(sent.command.deed, Deed::TakeSeat { .. });
        if let Some(rules) = self.rules {
            for Sent { command, at, .. } in self.outbox.iter().filter(|sent| !sits(sent)) {
                // What can't happen any more shows nothing; its refusal is on the way.
                for event in (rules.decide)(&shown, command, actor, *at).unwrap_or_default() {
                    (rules.apply)(&mut shown, &event);
                }
            }
        }
        self.shown = shown;
        self.open_guides();
    }

    /// Burns the words that nobody names any more: neither the meeting nor what is on its way.
    pub(super) fn burn(&mut self) {
        let Some(fold) = &self.fold else { return };
        let mut named = BTreeSet::new();
        lens::records(&fold.meeting, &mut |id| {
            named.insert(id);
        });
        let on_its_way = self.outbox.iter().flat_map(|sent| &sent.records).map(|record| record.id);
        named.extend(on_its_way);
        self.drawer.keep(|id| named.contains(id));
    }
}
