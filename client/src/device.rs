//! What this device keeps: the way back to its seats, what is on its way, who one is.
//!
//! Several people can sit at one device: each has a place here, the first of them place 0, and what
//! is kept for one is kept apart from the others.
//! On one's own device it is kept until the meeting is deleted, on a shared one only in this tab.
//! Everything can be forgotten at once. A browser that keeps nothing still works until it reloads.

use leptos::prelude::window;
use mirror::{Saved, Ticket};
use shared::id::MeetingId;
use shared::time::Timestamp;
use vault::Link;
use vault::words::Person;
use web_sys::Storage;

use crate::parts::draft;

/// Where the way back to a meeting is kept, by its id.
const SEAT: &str = "reihum.seat.";
/// Where a page keeps what is on its way, by meeting and page.
const OUTBOX: &str = "reihum.outbox.";
/// Which of several people at this device acts, by meeting.
const ACTS: &str = "reihum.acts.";
/// Which meeting this tab is in.
const HERE: &str = "reihum.here";
/// The record that was left for the lobby in this tab.
const RECORD_LEFT: &str = "reihum.record.left";
/// Who one was the last time.
const PERSON: &str = "reihum.person";
/// A piece of writing that was being applied to a pad when the page went down.
const RISK: &str = "reihum.risk.";

/// The way back to one meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The link, and the seat taken with it.
    pub ticket: Ticket,
    /// The invitation for others, where this device knows it.
    pub invitation: Option<Link>,
    /// The title, to find the meeting again.
    pub title: String,
    /// When the meeting will be deleted, as last heard.
    pub delete_at: Timestamp,
    /// Whether others use this device.
    pub shared: bool,
    /// Which of the people at this device this is, from 0.
    pub place: u32,
}

impl Kept {
    /// For somebody who has nothing but a link yet.
    pub fn new(link: Link) -> Self {
        Self {
            ticket: Ticket::new(link),
            invitation: None,
            title: String::new(),
            delete_at: Timestamp(0),
            shared: false,
            place: 0,
        }
    }

    /// For somebody else who sits at the same device: the invitation it knows, and a place.
    pub fn beside(&self, place: u32) -> Option<Self> {
        let invitation = self.invitation.clone()?;
        let ticket = Ticket::new(invitation);
        Some(Self { ticket, place, ..self.clone() })
    }

    /// The meeting.
    pub fn meeting(&self) -> MeetingId {
        self.ticket.meeting()
    }

    /// Keeps it: in the tab where the device is shared or nobody sat down yet, otherwise for good.
    pub fn keep(&self) {
        if self.place > 0 && self.ticket.seat.is_none() {
            // Whoever has not come in beside somebody else has nothing to come back to.
            return;
        }
        let key = self.seat_key();
        let owns_something = self.ticket.seat.is_some() || self.invitation.is_some();
        let (here, elsewhere) = match self.shared || !owns_something {
            true => (session(), local()),
            false => (local(), session()),
        };
        put(here, &key, &self.to_text());
        if self.shared || owns_something {
            remove(elsewhere, &key);
        }
    }

    /// Forgets this person's seat and everything kept for them.
    pub fn forget(&self) {
        draft::forget(self);
        for storage in [session(), local()].into_iter().flatten() {
            remove(Some(storage.clone()), &self.seat_key());
            remove_all(&storage, &self.outbox_keys());
        }
    }

    fn seat_key(&self) -> String {
        format!("{}{}", seat_keys(self.meeting()), self.place)
    }

    fn outbox_keys(&self) -> String {
        format!("{}{}.", outbox_keys(self.meeting()), self.place)
    }

    fn to_text(&self) -> String {
        let invitation = self.invitation.as_ref().map(Link::to_fragment).unwrap_or_default();
        let shared = if self.shared { "shared" } else { "own" };
        let lines = [
            self.ticket.to_text(),
            invitation,
            self.delete_at.0.to_string(),
            shared.into(),
            self.title.replace('\n', " "),
        ];
        lines.join("\n")
    }

    /// What is kept under a key.
    fn read(storage: &Storage, key: &str) -> Option<Self> {
        let place = key.rsplit_once('.')?.1.parse().ok()?;
        Self::from_text(&get(Some(storage.clone()), key)?, place)
    }

    fn from_text(text: &str, place: u32) -> Option<Self> {
        let mut lines = text.split('\n');
        Some(Self {
            ticket: Ticket::from_text(lines.next()?)?,
            invitation: match lines.next()? {
                "" => None,
                fragment => Some(fragment.parse().ok()?),
            },
            delete_at: Timestamp(lines.next()?.parse().ok()?),
            shared: lines.next()? == "shared",
            title: lines.next()?.into(),
            place,
        })
    }
}

/// The ways back to this meeting that the device knows, one for each person at it, in their order.
pub fn find(meeting: MeetingId) -> Vec<Kept> {
    kept(&seat_keys(meeting))
}

/// All meetings this device has a way back to, by title.
pub fn all() -> Vec<Kept> {
    let mut all = kept(SEAT);
    all.retain(|kept| kept.ticket.seat.is_some() || kept.invitation.is_some());
    all.dedup_by_key(|kept| kept.meeting());
    all.sort_by(|a, b| a.title.cmp(&b.title));
    all
}

/// Everybody's way back under keys that begin so, by meeting and place; what the tab keeps comes
/// before what the device keeps for good.
fn kept(prefix: &str) -> Vec<Kept> {
    let mut all: Vec<Kept> = Vec::new();
    for storage in [session(), local()].into_iter().flatten() {
        all.extend(keys(&storage, prefix).iter().filter_map(|key| Kept::read(&storage, key)));
    }
    all.sort_by_key(|kept| (kept.meeting(), kept.place));
    all.dedup_by_key(|kept| (kept.meeting(), kept.place));
    all
}

/// Forgets everything about one meeting.
pub fn forget(meeting: MeetingId) {
    find(meeting).iter().for_each(Kept::forget);
    remove(session(), &format!("{ACTS}{meeting}"));
    if here() == Some(meeting) {
        remove(session(), HERE);
    }
}

/// The meeting this tab is in.
pub fn here() -> Option<MeetingId> {
    meeting_of(&get(session(), HERE)?)
}

/// Notes which meeting this tab is in.
pub fn enter(meeting: MeetingId) {
    put(session(), HERE, &meeting.to_string());
}

/// Which of the people at this device acted last in this tab.
pub fn acts(meeting: MeetingId) -> Option<u32> {
    get(session(), &format!("{ACTS}{meeting}"))?.parse().ok()
}

/// Notes which of the people at this device acts.
pub fn act_as(kept: &Kept) {
    put(session(), &format!("{ACTS}{}", kept.meeting()), &kept.place.to_string());
}

// --- what is on its way

/// Takes up what earlier pages of this device had on its way for one person. A page that still
/// lives keeps its own copy; what is said twice takes effect once.
pub fn take_outboxes(of: &Kept) -> Vec<Saved> {
    let mut taken = Vec::new();
    for storage in [session(), local()].into_iter().flatten() {
        for key in keys(&storage, &of.outbox_keys()) {
            let saved = get(Some(storage.clone()), &key).and_then(|text| from_hex(&text));
            taken.extend(saved.and_then(|bytes| Saved::from_bytes(&bytes)));
            remove(Some(storage.clone()), &key);
        }
    }
    taken
}

/// Keeps what this page has on its way. Answers whether the device could.
pub fn keep_outbox(kept: &Kept, page: &str, saved: &Saved) -> bool {
    let key = format!("{}{page}", kept.outbox_keys());
    let storage = if kept.shared { session() } else { local() };
    if saved.is_empty() {
        remove(storage, &key);
        return true;
    }
    put(storage, &key, &to_hex(&saved.to_bytes()))
}

// --- a pad's piece of writing that may break the page

/// Notes what is about to be applied; answers whether that very piece was being applied when an
/// earlier page went down.
pub fn is_known_to_break(piece: &str) -> bool {
    get(session(), &format!("{RISK}{piece}")).is_some()
}

/// Notes that a piece is about to be applied.
pub fn risk(piece: &str) {
    put(session(), &format!("{RISK}{piece}"), "1");
}

/// Notes that it went well.
pub fn went_well(piece: &str) {
    remove(session(), &format!("{RISK}{piece}"));
}

// --- small things

/// Name and house as last used on this device.
pub fn person() -> Option<Person> {
    let text = get(local(), PERSON)?;
    let (name, house) = text.split_once('\n')?;
    Some(Person { name: name.into(), house: house.into() })
}

/// Remembers name and house for the next time.
pub fn remember_person(person: &Person) {
    let [name, house] = [&person.name, &person.house].map(|words| words.replace('\n', " "));
    put(local(), PERSON, &format!("{name}\n{house}"));
}

/// Forgets name and house.
pub fn forget_person() {
    remove(local(), PERSON);
}

/// The session whose record was left for the lobby, as text.
pub fn record_left() -> Option<String> {
    get(session(), RECORD_LEFT)
}

/// Notes that a record was left for the lobby.
pub fn leave_record(of: &str) {
    put(session(), RECORD_LEFT, of);
}

/// Whether something happens for the first time in this tab.
pub fn is_first(what: &str) -> bool {
    let key = format!("reihum.once.{what}");
    let first = get(session(), &key).is_none();
    put(session(), &key, "1");
    first
}

// --- the browser's storage

fn seat_keys(meeting: MeetingId) -> String {
    format!("{SEAT}{meeting}.")
}

fn outbox_keys(meeting: MeetingId) -> String {
    format!("{OUTBOX}{meeting}.")
}

fn meeting_of(text: &str) -> Option<MeetingId> {
    let number = u128::from_str_radix(text, 16).ok()?;
    Some(MeetingId::from_bytes(number.to_be_bytes()))
}

fn local() -> Option<Storage> {
    // A browser may forbid storage altogether; then nothing outlives the page.
    window().local_storage().ok().flatten()
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn get(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

fn put(storage: Option<Storage>, key: &str, value: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(key, value).is_ok())
}

fn remove(storage: Option<Storage>, key: &str) {
    if let Some(storage) = storage {
        // What can't be removed was not there.
        let _absent = storage.remove_item(key);
    }
}

fn keys(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

/// Removes what is kept under keys that begin so.
pub fn remove_all(storage: &Storage, prefix: &str) {
    for key in keys(storage, prefix) {
        remove(Some(storage.clone()), &key);
    }
}

fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}
