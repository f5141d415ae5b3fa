//! What there is to see: the meeting, who is here, and the words.

use ballot::bytes::PollId;
use shared::actor::Viewer;
use shared::engine::Fold;
use shared::id::{CaseId, DeviceId, GroupId, RecordId, SeatId, SessionId};
use shared::meeting::{
    Agenda, Card, Case, CaseSession, CaseSheet, Chosen, FirstStep, FixedQuestion, Group, Loan,
    Meeting, Message, Parked, Placed, Release, Report,
};
use shared::method::guide::{Guide, ModuleGuide, PhaseGuide};
use shared::pass::PassKind;
use shared::time::Timestamp;
use vault::{Words, words};

use zeroize::Zeroizing;

use super::{Link, Mirror};
use crate::ticket::Ticket;
use crate::words::{Found, Places};

impl Mirror {
    /// The ticket, to be kept on the device.
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// This device, from its start to its reload: the author of what it writes in pads.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The meeting as this viewer may know it, with what is on its way.
    pub fn meeting(&self) -> &Meeting {
        &self.shown
    }

    /// The meeting as the server has confirmed it, and the last entry in it.
    pub fn confirmed(&self) -> Option<&Fold> {
        self.fold.as_ref()
    }

    /// Whether the device is let in now.
    pub fn is_here(&self) -> bool {
        self.link == Link::Here
    }

    /// Whether anything done here has not been answered yet.
    pub fn is_pending(&self) -> bool {
        !self.outbox.is_empty() || self.pads.unstored().next().is_some()
    }

    /// Who the server takes this device for.
    pub fn you(&self) -> Viewer {
        self.you
    }

    /// At the door: what the invitation allows.
    pub fn door(&self) -> Option<PassKind> {
        self.door
    }

    /// One's own seat.
    pub fn me(&self) -> Option<SeatId> {
        match self.you {
            Viewer::Seat(seat, ..) => Some(seat),
            Viewer::Door | Viewer::House => None,
        }
    }

    /// One's own group.
    pub fn group(&self) -> Option<(GroupId, &Group)> {
        let Viewer::Seat(_, id, _) = self.you else { return None };
        Some((id, self.shown.groups.get(&id)?))
    }

    /// The latest case session of one's group.
    pub fn session(&self) -> Option<&CaseSession> {
        self.group()?.1.sessions.last()
    }

    /// The case sessions that have ended and are open to one, wherever they were held, oldest first.
    pub fn ended(&self) -> Vec<&CaseSession> {
        let Viewer::Seat(me, own, _) = self.you else { return Vec::new() };
        let groups = self.shown.groups.iter();
        let sessions = groups.flat_map(|(id, group)| group.sessions.iter().map(|it| (*id, it)));
        let ended = sessions.filter(|(_, session)| session.ended.is_some());
        let open = ended.filter(|session| self.shown.is_open_to((me, own), *session));
        let mut ended: Vec<_> = open.map(|(_, session)| session).collect();
        ended.sort_by_key(|session| (session.began, session.id));
        ended
    }

    /// Where a case session is or was held; one's own group where it is not known.
    pub(super) fn group_of(&self, session: SessionId) -> Option<GroupId> {
        let Viewer::Seat(_, own, _) = self.you else { return None };
        Some(self.shown.session(session).map_or(own, |(group, ..)| group))
    }

    /// Whether somebody has a device connected.
    pub fn is_present(&self, seat: SeatId) -> bool {
        self.present.contains(&seat)
    }

    /// The server's time when the device's clock shows this.
    pub fn server_time(&self, device_now: u64) -> Timestamp {
        self.offset.server_time(device_now)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.offset.server_time(self.device_now)
    }

    /// Begins measuring the clock anew, as after the device slept.
    pub fn forget_clock(&mut self) {
        self.offset.forget();
    }

    /// The meeting's title.
    pub fn title(&self) -> Found<words::Title> {
        let Some(id) = self.shown.title else { return Found::Missing };
        self.find(|places| Some(places.title(id)))
    }

    /// Somebody's name and house.
    pub fn person(&self, id: SeatId) -> Found<words::Person> {
        let Some(seat) = self.shown.seats.get(&id) else { return Found::Missing };
        self.find(|places| Some(places.person(id, seat)))
    }

    /// A case's words.
    pub fn case(&self, case: &Case) -> Found<words::Case> {
        self.find(|places| Some(places.case(case)))
    }

    /// The id that a case from an earlier meeting has in this one.
    pub fn carried(&self, origin: CaseId) -> Option<CaseId> {
        Some(self.keys.as_ref()?.carried(origin))
    }

    /// Where a group meets.
    pub fn room(&self, place: &Placed) -> Found<words::Room> {
        self.find(|places| Some(places.plenary(place.words, place.by)))
    }

    /// What the points of the agenda are called.
    pub fn agenda(&self, agenda: &Agenda) -> Found<words::Agenda> {
        self.find(|places| Some(places.plenary(agenda.words.words, agenda.words.by)))
    }

    /// What groups were told.
    pub fn message(&self, message: &Message) -> Found<words::Message> {
        self.find(|places| Some(places.plenary(message.words, message.by)))
    }

    /// What a case giver gave to the plenary.
    pub fn harvest(&self, given: &Placed) -> Found<words::Harvest> {
        self.find(|places| Some(places.plenary(given.words, given.by)))
    }

    /// The word somebody said in the flash round.
    pub fn flash(&self, by: SeatId, word: RecordId) -> Found<words::Flash> {
        self.find(|places| Some(places.plenary(word, by)))
    }

    /// Somebody without a device, by the name that was written for them.
    pub fn named(&self, person: &Placed) -> Found<words::Person> {
        self.find(|places| Some(places.plenary(person.words, person.by)))
    }

    /// What an election is about.
    pub fn office(&self, question: &Placed) -> Found<words::Office> {
        self.find(|places| Some(places.plenary(question.words, question.by)))
    }

    /// A ballot paper.
    pub fn paper(&self, paper: &Placed) -> Found<words::Paper> {
        self.find(|places| Some(places.plenary(paper.words, paper.by)))
    }

    /// The name of somebody who votes with a code.
    pub fn lent_to(&self, loan: &Loan) -> Found<words::Person> {
        self.find(|places| Some(places.plenary(loan.name, loan.by)))
    }

    /// How many ballots are in the urn of a poll, if the server has told.
    pub fn cast(&self, poll: PollId) -> Option<u16> {
        self.cast.get(&poll).copied()
    }

    /// What the keys of all polls grow from; `None` before the device was let in.
    pub fn ballots_key(&self) -> Option<Zeroizing<[u8; 32]>> {
        Some(self.keys.as_ref()?.ballots())
    }

    /// A card's words.
    pub fn card(&self, card: &Card) -> Found<words::Card> {
        self.find_in_group(|places, group| places.card(group, card))
    }

    /// What stands on the other side of a card.
    pub fn reverse(&self, card: &Card) -> Found<words::Card> {
        self.find_in_group(|places, group| places.reverse(group, card))
    }

    /// The words of parked advice.
    pub fn parked(&self, parked: &Parked) -> Found<words::Card> {
        self.find_in_group(|places, group| Some(places.said(group, parked.words, parked.by)))
    }

    /// The wording that leaves the group.
    pub fn release(&self, release: &Release) -> Found<words::Release> {
        self.find_in_group(|places, group| Some(places.said(group, release.words?, release.by)))
    }

    /// What became of a first step.
    pub fn report(&self, report: &Report) -> Found<words::Report> {
        self.find_in_group(|places, group| Some(places.said(group, report.words?, report.by)))
    }

    /// What the case giver put on their own sheet besides.
    pub fn case_sheet(&self, sheet: &CaseSheet) -> Found<words::CaseSheet> {
        self.find_in_group(|places, group| Some(places.said(group, sheet.words, sheet.by)))
    }

    /// What people read of a session's method.
    pub fn guide(&self, session: &CaseSession) -> Option<&Guide> {
        self.guides.get(&session.guide)
    }

    /// What people read in one phase.
    pub fn phase_guide(&self, session: &CaseSession, phase: u8) -> Option<&PhaseGuide> {
        self.guide(session)?.phases.get(usize::from(phase))
    }

    /// What people read of a chosen module.
    pub fn module_guide(&self, chosen: &Chosen) -> Option<&ModuleGuide> {
        self.module_guides.get(&chosen.guide)
    }

    /// Opens the guides of all sessions that are seen and not open yet: they are read at every turn.
    pub(super) fn open_guides(&mut self) {
        let sessions = || {
            let groups = self.shown.groups.iter();
            groups.flat_map(|(id, group)| group.sessions.iter().map(|session| (*id, session)))
        };
        let new = |(id, it): (GroupId, &CaseSession)| {
            let unknown = !self.guides.contains_key(&it.guide);
            unknown.then(|| Some((it.guide, self.said(id, it.guide, it.begun_by)?))).flatten()
        };
        let guides: Vec<_> = sessions().filter_map(new).collect();
        let chosen = sessions().flat_map(|(id, it)| it.modules.iter().map(move |it| (id, it)));
        let new = |(id, it): (GroupId, &Chosen)| {
            let unknown = !self.module_guides.contains_key(&it.guide);
            unknown.then(|| Some((it.guide, self.said(id, it.guide, it.by)?))).flatten()
        };
        let modules: Vec<_> = chosen.filter_map(new).collect();
        self.guides.extend(guides);
        self.module_guides.extend(modules);
    }

    fn said<W: Words>(&self, group: GroupId, record: RecordId, author: SeatId) -> Option<W> {
        self.find(|places| Some(places.said(group, record, author))).words()
    }

    /// The key question's words.
    pub fn question(&self, question: &FixedQuestion) -> Found<words::Question> {
        self.find_in_group(|places, group| Some(places.question(group, question)))
    }

    /// The first step's words.
    pub fn step(&self, step: &FirstStep) -> Found<words::Step> {
        self.find_in_group(|places, group| Some(places.step(group, step)))
    }

    fn find<W: Words>(
        &self,
        place: impl FnOnce(&Places) -> Option<(vault::Key, vault::Place)>,
    ) -> Found<W> {
        let found = self.places().and_then(|places| place(&places));
        found.map_or(Found::Missing, |(key, place)| self.drawer.find(&key, &place))
    }

    /// What was said in one's own group, or in one in which one took part before: it is sealed with
    /// the key of where it was said.
    fn find_in_group<W: Words>(
        &self,
        place: impl Fn(&Places, GroupId) -> Option<(vault::Key, vault::Place)>,
    ) -> Found<W> {
        let Viewer::Seat(_, own, _) = self.you else { return Found::Missing };
        let said_in = |group| self.find(|places| place(places, group));
        let here = said_in(own);
        if !matches!(here, Found::Damaged) {
            return here;
        }
        let others = self.shown.groups.keys().filter(|group| **group != own);
        let mut elsewhere = others.map(|group| said_in(*group));
        elsewhere.find(|it| matches!(it, Found::Words(_))).unwrap_or(here)
    }

    pub(super) fn places(&self) -> Option<Places<'_>> {
        Some(Places { meeting: self.ticket.meeting(), keys: self.keys.as_ref()? })
    }
}
