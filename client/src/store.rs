//! What the screens know and can do: the mirror of the meeting, and who is told when it changes.
//!
//! A screen reads with [`Store::read`] and is drawn anew where what it read has changed; it does
//! things with [`Store::act`], [`Store::say`] and [`Store::step`], and asks [`Store::may`] whether
//! a button is enabled.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use mirror::{Mirror, News};
use shared::actor::Viewer;
use shared::command::{Deed, Step};
use shared::id::{RecordId, SeatId, SessionId};
use shared::meeting::Presence;
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::Bye;
use vault::words::Person;
use vault::{Words, clean};

use crate::device::{self, Kept};
use crate::link::{Call, Link, now};
use crate::pads::Pads;
use crate::parts::draft;
use crate::texts;

/// How long after a change what is on its way is written down on the device, in milliseconds.
const KEEP_AFTER: u64 = 250;
/// When the server was too busy, what was said is said again after so many milliseconds.
const RETRY_AFTER: u64 = 1_500;
/// Between two announcements, in seconds: a screen reader is to finish its sentence.
const SPEECH: u64 = 5;

/// A sentence that shows for a moment.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Something that can be done about it: the button's words and what it does.
    pub action: Option<(String, Callback<()>)>,
    /// How long it stays, in seconds.
    pub seconds: u64,
}

impl Notice {
    /// A sentence that stays for six seconds.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), action: None, seconds: 6 }
    }
}

/// Everything that one tab knows of its meeting.
#[derive(Clone, Copy)]
pub struct Store {
    mirror: StoredValue<Mirror, LocalStorage>,
    kept: StoredValue<Kept, LocalStorage>,
    link: StoredValue<Option<Link>, LocalStorage>,
    /// This page, to keep its outbox apart from that of other tabs.
    page: StoredValue<String>,
    /// Whether the outbox is about to be kept.
    keeping: StoredValue<bool>,
    /// Whether this device is to keep nothing any more.
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
    pads: Pads,
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
        let mut mirror = Mirror::new(kept.ticket.clone());
        for saved in device::take_outboxes(kept.meeting()) {
            mirror.restore(saved);
        }
        device::enter(kept.meeting());
        kept.keep();
        let page = u64::from_be_bytes(fresh_id().first_chunk().copied().unwrap_or_default());
        let store = Self {
            mirror: StoredValue::new_local(mirror),
            kept: StoredValue::new_local(kept),
            link: StoredValue::new_local(None),
            page: StoredValue::new(format!("{page:x}")),
            keeping: StoredValue::new(false),
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
            pads: Pads::new(),
        };
        provide_context(store);
        store.keep_outbox();
        let link = Link::new(move |call| store.answer(call));
        store.link.set_value(Some(link.clone()));
        link.start();
        window_event_listener_untyped("pagehide", move |_| store.keep_before_reload());
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

    /// Sits down. The device keeps the seat: for good, or in this tab where it is shared.
    pub fn take_seat(self, person: Person, presence: Presence, agreed: bool, shared: bool) -> bool {
        if shared {
            device::forget_person();
        } else {
            let name = clean::clean(&person.name, shared::limits::NAME_CHARS);
            let house = clean::clean(&person.house, shared::limits::HOUSE_CHARS);
            device::remember_person(&name, &house);
        }
        self.kept.update_value(|kept| kept.shared = shared);
        let sent = self.with_mut(|mirror| mirror.take_seat(person, presence, agreed));
        self.keep();
        sent.is_some()
    }

    /// Forgets the meeting on this device and goes to the start page. The seat stays for whoever
    /// has its link.
    pub fn forget_device(self) {
        if let Some(link) = self.link.get_value() {
            link.stop();
        }
        self.forget();
        device::forget_person();
        crate::app::go("/");
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

    // --- what is told

    /// The sentence that shows for a moment.
    pub fn notice(self) -> RwSignal<Option<Notice>> {
        self.notice
    }

    /// Shows a sentence for a moment.
    pub fn notify(self, notice: Notice) {
        let seconds = notice.seconds;
        self.notice.set(Some(notice));
        let over = move || self.notice.set(None);
        let over = set_timeout_with_handle(over, Duration::from_secs(seconds)).ok();
        // The sentence before had less time left than this one.
        self.over.update_value(|earlier| {
            if let Some(earlier) = std::mem::replace(earlier, over) {
                earlier.clear();
            }
        });
    }

    /// Shows why something was not possible.
    pub fn refused(self, refusal: Refusal) {
        self.notify(Notice::new(texts::refused(refusal)));
    }

    /// Has a screen reader say something when it is done with what it is saying.
    pub fn announce(self, text: impl Into<String>) {
        let text = text.into();
        let busy = self.unsaid.try_update_value(|unsaid| match unsaid {
            Some(unsaid) => {
                // What nobody got round to say is old news.
                unsaid.truncate(2);
                unsaid.push_back(text.clone());
                true
            }
            None => {
                *unsaid = Some(VecDeque::new());
                false
            }
        });
        if busy == Some(false) {
            self.speak(text);
        }
    }

    fn speak(self, text: String) {
        self.spoken.set(text);
        let next = move || {
            let next = self.unsaid.try_update_value(|unsaid| {
                let next = unsaid.as_mut().and_then(VecDeque::pop_front);
                if next.is_none() {
                    *unsaid = None;
                }
                next
            });
            match next.flatten() {
                Some(next) => self.speak(next),
                None => self.spoken.set(String::new()),
            }
        };
        set_timeout(next, Duration::from_secs(SPEECH));
    }

    /// What is being announced.
    pub fn spoken(self) -> RwSignal<String> {
        self.spoken
    }

    // --- which record is on screen

    /// The case session whose record is on screen: one that was asked for, or the last one once it
    /// has ended, until it was left.
    pub fn record(self) -> Option<SessionId> {
        if let Some(asked) = self.record.get() {
            return Some(asked);
        }
        let last = self.read(|mirror| {
            let session = mirror.session()?;
            let seat = mirror.meeting().seat(mirror.me()?)?;
            session.ended.is_some_and(|ended| ended > seat.since).then_some(session.id)
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

    // --- the connection

    fn answer(self, call: Call) {
        match call {
            Call::Open => self.with_mut(Mirror::connected),
            Call::Closed => self.with_mut(Mirror::disconnected),
            Call::Ping => self.with_mut_quietly(Mirror::ping),
            Call::Woke => self.with_mut_quietly(|mirror| {
                mirror.forget_clock();
                mirror.ping();
            }),
            Call::Frame(frame) => {
                let mut news = Vec::new();
                self.mirror.update_value(|mirror| news = mirror.at(now()).receive(&frame));
                self.flush();
                self.keep_soon();
                for news in news {
                    self.hear(news);
                }
            }
        }
    }

    fn hear(self, news: News) {
        match news {
            News::Changed => {
                self.changed.notify();
                self.keep();
            }
            News::Here => {
                if let Some(link) = self.link.get_value() {
                    link.settled();
                }
                self.was_here.set(true);
                self.changed.notify();
                self.keep();
            }
            News::Refused(_, Refusal::Unavailable) => self.retry_soon(),
            News::Refused(_, refusal) => self.refused(refusal),
            News::Bye(why) => self.part(why),
            News::Unreadable => self.part(Bye::OtherVersion),
            News::PadRefused(_, Refusal::Unavailable | Refusal::TooFast) => self.retry_soon(),
            news => self.pads.hear(self, news),
        }
    }

    fn retry_soon(self) {
        set_timeout(move || self.with_mut(Mirror::retry), Duration::from_millis(RETRY_AFTER));
    }

    fn part(self, why: Bye) {
        let Some(link) = self.link.get_value() else { return };
        match why {
            Bye::Restart | Bye::TooSlow => link.again(),
            Bye::Refused(refusal) => {
                self.refused(refusal);
                link.again();
            }
            Bye::PassUnknown if self.leaving.get_value() => self.forget_device(),
            Bye::OtherVersion if device::is_first("reload") => {
                self.keep_before_reload();
                let _page_goes = window().location().reload();
            }
            Bye::PassUnknown | Bye::OtherVersion => {
                link.stop();
                self.end.set(Some(why));
            }
            Bye::Deleted => {
                link.stop();
                self.forget();
                self.end.set(Some(why));
            }
        }
    }

    fn flush(self) {
        let mut frames = Vec::new();
        self.mirror.update_value(|mirror| frames = mirror.take_frames());
        if !frames.is_empty()
            && let Some(link) = self.link.get_value()
        {
            link.send(frames);
        }
    }

    // --- what the device keeps

    fn forget(self) {
        self.forgotten.set_value(true);
        let meeting = self.kept.with_value(Kept::meeting);
        device::forget(meeting);
        draft::forget(meeting);
    }

    /// Keeps the way back, where it changed.
    fn keep(self) {
        let new = self.peek(|mirror| {
            let mut kept = self.kept.get_value();
            kept.ticket = mirror.ticket().clone();
            if !matches!(mirror.you(), Viewer::Seat(..)) && mirror.is_here() && !mirror.is_pending()
            {
                // The seat that was asked for was not given.
                kept.ticket.seat = None;
            }
            if let Viewer::Seat(..) = mirror.you() {
                kept.delete_at = mirror.meeting().delete_at;
            } else if mirror.door() == Some(shared::pass::PassKind::Participant) {
                kept.invitation = Some(kept.ticket.link.clone());
            }
            if let Some(title) = mirror.title().words() {
                kept.title = title.title;
            }
            kept
        });
        if !self.forgotten.get_value() && self.kept.with_value(|kept| *kept != new) {
            new.keep();
            self.kept.set_value(new);
        }
    }

    fn keep_soon(self) {
        if !self.keeping.get_value() {
            self.keeping.set_value(true);
            set_timeout(
                move || {
                    self.keeping.set_value(false);
                    self.keep_outbox();
                },
                Duration::from_millis(KEEP_AFTER),
            );
        }
    }

    /// Writes down what is on its way, because the page goes.
    pub(crate) fn keep_before_reload(self) {
        self.pads.send_all();
        self.keep_outbox();
    }

    fn keep_outbox(self) {
        if self.forgotten.get_value() {
            return;
        }
        let saved = self.peek(Mirror::save);
        let kept = self.kept.get_value();
        self.page.with_value(|page| device::keep_outbox(&kept, page, &saved));
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
