//! What the screens know and can do: the mirror of the meeting, and who is told when it changes.
//!
//! A screen reads with [`Store::read`] and is drawn anew where what it read has changed; it does
//! things with [`Store::act`], [`Store::say`] and [`Store::step`], and asks [`Store::may`] whether
//! a button is enabled.

mod keep;
mod line;
mod told;

use std::collections::VecDeque;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use mirror::{Mirror, Rules};
use shared::command::{Deed, Step};
use shared::id::{RecordId, SeatId, SessionId};
use shared::time::Timestamp;
use shared::wire::Bye;
use vault::Words;

use crate::device::{self, Kept};
use crate::link::{Link, now};
use crate::pads::Pads;
use crate::texts;

pub use told::Notice;

/// Everything that one tab knows of its meeting, as one of the people at this device.
#[derive(Clone, Copy)]
pub struct Store {
    mirror: StoredValue<Mirror, LocalStorage>,
    kept: StoredValue<Kept, LocalStorage>,
    link: StoredValue<Option<Link>, LocalStorage>,
    /// This page, to keep its outbox apart from that of other tabs.
    page: StoredValue<String>,
    /// Whether the outbox is about to be kept.
    keeping: StoredValue<bool>,
    /// Whether the outbox is about to be said again.
    retrying: StoredValue<bool>,
    /// Whether this device is to keep nothing of this person any more.
    forgotten: StoredValue<bool>,
    /// Whether this person is about to leave for good.
    leaving: StoredValue<bool>,
    /// Whether the server has let this device in before.
    was_here: RwSignal<bool>,
    changed: Trigger,
    second: Trigger,
    end: RwSignal<Option<Bye>>,
    notice: RwSignal<Option<Notice>>,
    /// When the notice goes.
    over: StoredValue<Option<TimeoutHandle>>,
    spoken: RwSignal<String>,
    /// What is still to be said; `None` while nothing is being said.
    unsaid: StoredValue<Option<VecDeque<String>>>,
    record: RwSignal<Option<SessionId>>,
    left: RwSignal<Option<String>>,
    lead: RwSignal<Option<Option<Leading>>>,
    /// Whether somebody came over from elsewhere to see the plenary.
    visits: RwSignal<bool>,
    pads: Pads,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.was_here == other.was_here
    }
}

/// What whoever leads the meeting sees instead of the lobby.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leading {
    /// What is done before it begins.
    Preparation,
    /// All groups.
    Groups,
}

/// The store of the meeting on screen.
pub fn use_store() -> Store {
    expect_context()
}

/// Sixteen fresh random bytes, for the ids that devices make.
pub fn fresh_id() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("every browser we run on has randomness");
    bytes
}

impl Store {
    /// Goes back to a meeting, or comes to its door for the first time.
    pub fn new(kept: Kept) -> Self {
        let mirror = Mirror::new(kept.ticket.clone());
        device::enter(kept.meeting());
        kept.keep();
        let page = u64::from_be_bytes(fresh_id().first_chunk().copied().unwrap_or_default());
        let store = Self {
            mirror: StoredValue::new_local(mirror),
            kept: StoredValue::new_local(kept),
            link: StoredValue::new_local(None),
            page: StoredValue::new(format!("{page:x}")),
            keeping: StoredValue::new(false),
            retrying: StoredValue::new(false),
            forgotten: StoredValue::new(false),
            leaving: StoredValue::new(false),
            was_here: RwSignal::new(false),
            changed: Trigger::new(),
            second: Trigger::new(),
            end: RwSignal::new(None),
            notice: RwSignal::new(None),
            over: StoredValue::new(None),
            spoken: RwSignal::new(String::new()),
            unsaid: StoredValue::new(None),
            record: RwSignal::new(None),
            left: RwSignal::new(device::record_left()),
            lead: RwSignal::new(None),
            visits: RwSignal::new(false),
            pads: Pads::new(),
        };
        let link = Link::new(move |call| store.answer(call));
        store.link.set_value(Some(link.clone()));
        link.start();
        window_event_listener_untyped("pagehide", move |_| {
            store.keep_before_reload();
            link.rest();
        });
        store.tick();
        store
    }

    // --- what there is to see

    /// Reads; whoever reads is told when something changes.
    pub fn read<T>(self, read: impl FnOnce(&Mirror) -> T) -> T {
        self.changed.track();
        self.mirror.with_value(read)
    }

    /// Reads once.
    pub fn peek<T>(self, read: impl FnOnce(&Mirror) -> T) -> T {
        self.mirror.with_value(read)
    }

    /// The server's time. Whoever reads it is told every second, at the same moment on every
    /// device.
    pub fn now(self) -> Timestamp {
        self.second.track();
        self.peek_now()
    }

    /// The server's time, read once.
    pub fn peek_now(self) -> Timestamp {
        self.mirror.with_value(|mirror| mirror.server_time(now()))
    }

    /// Whether the server has this device on the line.
    pub fn is_here(self) -> bool {
        self.read(Mirror::is_here)
    }

    /// Whether the connection was there and is not now.
    pub fn is_away(self) -> bool {
        self.was_here.get() && !self.is_here() && self.end.get().is_none()
    }

    /// Whether the server has ever let this page in.
    pub fn was_here(self) -> bool {
        self.was_here.get()
    }

    /// Why there is no more connection, where it ended for good.
    pub fn end(self) -> Option<Bye> {
        self.end.get()
    }

    /// One's own seat.
    pub fn me(self) -> Option<SeatId> {
        self.read(Mirror::me)
    }

    /// The case session that is running or ended last.
    pub fn session(self) -> Option<SessionId> {
        self.read(|mirror| mirror.session().map(|session| session.id))
    }

    /// Somebody's name, or a word for one that can't be read.
    pub fn name(self, seat: SeatId) -> String {
        use mirror::Found;
        self.read(|mirror| match mirror.person(seat) {
            Found::Words(person) => person.name,
            Found::Missing => texts::app::somebody().into(),
            Found::Damaged => texts::trouble::damaged().into(),
        })
    }

    /// The pads that are open here.
    pub fn pads(self) -> Pads {
        self.pads
    }

    /// What this device keeps about the meeting.
    pub fn kept(self) -> Kept {
        self.kept.get_value()
    }

    // --- what there is to do

    /// Learns the rules, once they have arrived, and takes up what earlier pages had on their way.
    pub fn learn(self, rules: Rules) {
        let kept = self.kept.get_value();
        let saved = self.page.with_value(|page| device::take_outboxes(&kept, page));
        let news = self.with_mut(|mirror| mirror.learn(rules, saved));
        self.keep_outbox();
        news.into_iter().for_each(|news| self.hear(news));
    }

    /// Whether this could be done now; told anew when that changes.
    pub fn may(self, deed: Deed) -> bool {
        self.read(|mirror| mirror.may(deed).is_ok())
    }

    /// Whether this step could be taken now in the case session.
    pub fn may_step(self, step: Step) -> bool {
        self.session().is_some_and(|session| self.may(Deed::In(session, step)))
    }

    /// Does something; where it is not possible, a sentence says why.
    pub fn act(self, deed: Deed) {
        if self.allow(&deed) {
            self.with_mut(|mirror| mirror.act(deed));
        }
    }

    /// Does something with words: they are sealed under a fresh record that the deed names.
    /// Answers whether it was possible; if not, a sentence says why.
    pub fn say<W: Words>(self, words: W, deed: impl Fn(RecordId) -> Deed) -> bool {
        self.allow(&deed(RecordId::from_bytes(fresh_id())))
            && self.with_mut(|mirror| mirror.say(words, deed)).is_some()
    }

    /// Takes a step in the case session; where it is not possible, a sentence says why.
    pub fn step(self, step: Step) {
        self.try_step(step);
    }

    /// Takes a step in the case session, and answers whether it was possible.
    pub fn try_step(self, step: Step) -> bool {
        let session = self.peek(|mirror| mirror.session().map(|session| session.id));
        let deed = session.map(|session| Deed::In(session, step));
        deed.filter(|deed| self.allow(deed)).is_some_and(|deed| {
            self.with_mut(|mirror| mirror.act(deed));
            true
        })
    }

    /// Takes a step with words in the case session.
    pub fn say_step<W: Words>(self, words: W, step: impl Fn(RecordId) -> Step) -> bool {
        let session = self.peek(|mirror| mirror.session().map(|session| session.id));
        session.is_some_and(|session| self.say(words, |record| Deed::In(session, step(record))))
    }

    /// Leaves for good: the seat's pass ends.
    pub fn leave(self) {
        if let Some(seat) = self.peek(Mirror::me) {
            self.leaving.set_value(true);
            self.act(Deed::Leave { seat });
        }
    }

    /// Changes the mirror, sends what that gave, keeps it, and tells whoever reads.
    pub fn with_mut<T>(self, change: impl FnOnce(&mut Mirror) -> T) -> T {
        let mut result = None;
        self.mirror.update_value(|mirror| {
            result = Some(change(mirror.at(now())));
        });
        self.flush();
        self.keep_soon();
        self.changed.notify();
        result.expect("a store lives as long as its page")
    }

    /// Changes the mirror where nobody needs to be told: writing in pads.
    pub(crate) fn with_mut_quietly<T>(self, change: impl FnOnce(&mut Mirror) -> T) -> T {
        let mut result = None;
        self.mirror.update_value(|mirror| {
            result = Some(change(mirror.at(now())));
        });
        self.flush();
        self.keep_soon();
        result.expect("a store lives as long as its page")
    }

    fn allow(self, deed: &Deed) -> bool {
        match self.peek(|mirror| mirror.may(deed.clone())) {
            Ok(()) => true,
            Err(refusal) => {
                self.refused(refusal);
                false
            }
        }
    }

    /// The case session whose record is on screen: one that was asked for, or the last one once it
    /// has ended, until it was left.
    pub fn record(self) -> Option<SessionId> {
        if let Some(asked) = self.record.get() {
            return Some(asked);
        }
        let last = self.read(|mirror| {
            let session = mirror.session()?;
            let took_part = session.took_part.contains(&mirror.me()?);
            (session.ended.is_some() && took_part).then_some(session.id)
        })?;
        (self.left.get() != Some(last.to_string())).then_some(last)
    }

    /// Shows a record.
    pub fn show_record(self, session: SessionId) {
        self.record.set(Some(session));
    }

    /// Goes back to the lobby.
    pub fn leave_record(self) {
        self.record.set(None);
        if let Some(session) = self.peek(|mirror| mirror.session().map(|session| session.id)) {
            device::leave_record(&session.to_string());
            self.left.set(Some(session.to_string()));
        }
    }

    /// What whoever leads the meeting sees instead of the lobby: all groups once some are proposed,
    /// or what they asked for. Whoever helps all groups sees them once they are formed.
    pub fn leads(self) -> Option<Leading> {
        let asked = self.lead.get();
        self.read(|mirror| {
            let (meeting, me) = (mirror.meeting(), mirror.me()?);
            let seat = meeting.seat(me)?;
            let in_plenary = meeting.plenary == Some(seat.group);
            if !seat.inviting {
                let helps = meeting.floaters.contains(&me) && meeting.formed().is_some();
                let stands_by = (helps && in_plenary).then_some(Leading::Groups);
                return asked.map_or(stands_by, |asked| asked.and(stands_by));
            }
            let has_groups = meeting.formation.as_ref().is_some_and(|it| !it.groups.is_empty());
            let stands_by = has_groups && in_plenary;
            asked.unwrap_or(stands_by.then_some(Leading::Groups))
        })
    }

    /// Shows whoever leads this; the lobby where it is nothing.
    pub fn show_lead(self, shown: Option<Leading>) {
        self.lead.set(Some(shown));
    }

    /// Whether the plenary stands in the place of whatever screen would be due.
    pub fn visits_plenary(self) -> bool {
        self.visits.get()
    }

    /// Goes over to the plenary, or back.
    pub fn visit_plenary(self, visits: bool) {
        self.visits.set(visits);
    }

    // --- the seconds

    fn tick(self) {
        let into_second = self.peek_now().0 % 1_000;
        set_timeout(
            move || {
                self.second.notify();
                self.tick();
            },
            Duration::from_millis(1_000 - into_second + 5),
        );
    }
}
