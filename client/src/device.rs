//! What this device keeps: the way back to its seats, what is on its way, who one is.
//!
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
        }
    }

    /// The meeting.
    pub fn meeting(&self) -> MeetingId {
        self.ticket.meeting()
    }

    /// Keeps it: in the tab where the device is shared or nobody sat down yet, otherwise for good.
    pub fn keep(&self) {
        let key = seat_key(self.meeting());
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

    fn from_text(text: &str) -> Option<Self> {
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
        })
    }
}

/// The way back to this meeting, if the device knows it.
pub fn find(meeting: MeetingId) -> Option<Kept> {
    let key = seat_key(meeting);
    let text = get(session(), &key).or_else(|| get(local(), &key))?;
    Kept::from_text(&text)
}

/// All meetings this device has a way back to, by title.
pub fn all() -> Vec<Kept> {
    let mut all: Vec<Kept> = Vec::new();
    for storage in [session(), local()].into_iter().flatten() {
        for key in keys(&storage, SEAT) {
            let kept = get(Some(storage.clone()), &key).and_then(|text| Kept::from_text(&text));
            all.extend(kept.filter(|kept| kept.ticket.seat.is_some() || kept.invitation.is_some()));
        }
    }
    all.sort_by(|a, b| (&a.title, a.meeting()).cmp(&(&b.title, b.meeting())));
    all.dedup_by_key(|kept| kept.meeting());
    all
}

/// Forgets everything about one meeting.
pub fn forget(meeting: MeetingId) {
    for storage in [session(), local()].into_iter().flatten() {
        remove(Some(storage.clone()), &seat_key(meeting));
        for key in keys(&storage, &outbox_keys(meeting)) {
            remove(Some(storage.clone()), &key);
        }
    }
    draft::forget(meeting);
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

// --- what is on its way

/// Takes up what earlier pages of this device had on its way. A page that still lives keeps its
/// own copy; what is said twice takes effect once.
pub fn take_outboxes(meeting: MeetingId) -> Vec<Saved> {
    let mut taken = Vec::new();
    for storage in [session(), local()].into_iter().flatten() {
        for key in keys(&storage, &outbox_keys(meeting)) {
            let saved = get(Some(storage.clone()), &key).and_then(|text| from_hex(&text));
            taken.extend(saved.and_then(|bytes| Saved::from_bytes(&bytes)));
            remove(Some(storage.clone()), &key);
        }
    }
    taken
}

/// Keeps what this page has on its way. Answers whether the device could.
pub fn keep_outbox(kept: &Kept, page: &str, saved: &Saved) -> bool {
    let key = format!("{}{page}", outbox_keys(kept.meeting()));
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

fn seat_key(meeting: MeetingId) -> String {
    format!("{SEAT}{meeting}")
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

fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}
