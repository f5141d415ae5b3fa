//! What this device keeps: the way back to its seats, what is on its way, who one is.
//!
//! Several people can sit at one device: each has a place here, the first of them place 0, and what
//! is kept for one is kept apart from the others.
//! On one's own device it is kept until the meeting is deleted, on a shared one only in this tab.
//! Everything can be forgotten at once. A browser that keeps nothing still works until it reloads.

mod rehearsal;
mod storage;

use mirror::Ticket;
use shared::id::MeetingId;
use shared::time::Timestamp;
use vault::Link;
use vault::words::Person;
use web_sys::Storage;

use crate::parts::draft;
use storage::{from_hex, get, keys, local, put, remove, session, storages, to_hex};

pub use rehearsal::Rehearsal;
pub use storage::{remove_all, remove_where};

/// Where the way back to a meeting is kept, by its id.
const SEAT: &str = "reihum.seat.";
/// Where a page keeps what is on its way, by meeting and page.
const OUTBOX: &str = "reihum.outbox.";
/// Which of several people at this device acts, by meeting.
const ACTS: &str = "reihum.acts.";
/// The five words that lead into a meeting, while this tab shows them.
const WORDS: &str = "reihum.words.";
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
    /// Whether somebody else at this device brings them in just now.
    pub is_brought: bool,
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
            is_brought: false,
        }
    }

    /// For somebody else who sits at the same device: the invitation it knows, and a place.
    pub fn beside(&self, place: u32) -> Option<Self> {
        let invitation = self.invitation.clone()?;
        let ticket = Ticket::new(invitation);
        Some(Self { ticket, place, is_brought: true, ..self.clone() })
    }

    /// The meeting.
    pub fn meeting(&self) -> MeetingId {
        self.ticket.meeting()
    }

    /// Keeps it: in the tab where the device is shared or nobody sat down yet, otherwise for good.
    pub fn keep(&self) {
        let is_seated = self.ticket.seat.is_some();
        if self.is_brought && !is_seated {
            // Whoever was not let in beside somebody else has nothing to come back to.
            return;
        }
        let key = self.seat_key();
        // Beside others, waiting at the door concerns no other tab.
        let owns_something = is_seated || (self.invitation.is_some() && self.place == 0);
        let (here, elsewhere) = match self.shared || !owns_something {
            true => (session(), local()),
            false => (local(), session()),
        };
        put(here, &key, &self.to_text());
        if self.shared || owns_something {
            remove(elsewhere.filter(|storage| self.is_own(storage)), &key);
        }
    }

    /// Forgets this person's seat and everything kept for them.
    pub fn forget(&self) {
        for storage in self.own_storages() {
            draft::forget(&storage, self);
            remove_all(&storage, &self.outbox_keys());
            remove(Some(storage), &self.seat_key());
        }
    }

    /// Forgets the seat alone: it was not given.
    pub fn forget_seat(&self) {
        for storage in self.own_storages() {
            remove(Some(storage), &self.seat_key());
        }
    }

    /// Makes sure, before somebody sits down, that nobody else has this place: another tab may have
    /// given it away meanwhile.
    pub fn make_room(&mut self) {
        if self.own_storages().count() == storages().count() {
            return;
        }
        self.forget_seat();
        let acted = acts(self.meeting()) == Some(self.place);
        self.place = free_place(&find(self.meeting()));
        if acted {
            act_as(self);
        }
    }

    /// Where nobody else is kept at this place.
    fn own_storages(&self) -> impl Iterator<Item = Storage> {
        storages().filter(|storage| self.is_own(storage))
    }

    fn is_own(&self, storage: &Storage) -> bool {
        let kept = Self::read(storage, &self.seat_key());
        kept.is_none_or(|kept| !self.is_somebody_else(&kept))
    }

    fn is_somebody_else(&self, kept: &Self) -> bool {
        let same_link = kept.ticket.link.pass == self.ticket.link.pass;
        match (&kept.ticket.seat, &self.ticket.seat) {
            (Some((theirs, _)), Some((mine, _))) => theirs != mine,
            (Some(_), None) => true,
            (None, _) => !same_link && kept.invitation.is_some(),
        }
    }

    fn seat_key(&self) -> String {
        format!("{}{}", seat_keys(self.meeting()), self.place)
    }

    fn outbox_keys(&self) -> String {
        format!("{}{}.", outbox_keys(self.meeting()), self.place)
    }

    fn outbox_key(&self, page: &str) -> String {
        format!("{}{page}", self.outbox_keys())
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
            is_brought: false,
        })
    }
}

/// The ways back to this meeting that the device knows, one for each person at it, in their order.
pub fn find(meeting: MeetingId) -> Vec<Kept> {
    kept(&seat_keys(meeting))
}

/// The first place that none of these people has.
pub fn free_place(people: &[Kept]) -> u32 {
    let is_free = |place: &u32| people.iter().all(|kept| kept.place != *place);
    (0..).find(is_free).expect("there are more places than people")
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
    for storage in storages() {
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
    remove(session(), &format!("{WORDS}{meeting}"));
    rehearsal::forget(meeting);
    if here() == Some(meeting) {
        remove(session(), HERE);
        remove(session(), RECORD_LEFT);
    }
}

/// Forgets what is left of a meeting, where nobody at this device is in it any more.
pub fn forget_the_rest(meeting: MeetingId) {
    if find(meeting).is_empty() {
        forget(meeting);
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

/// The five words that this tab has shown last.
pub fn words(of: MeetingId) -> Option<String> {
    get(session(), &format!("{WORDS}{of}"))
}

/// Keeps the words that this tab shows.
pub fn keep_words(of: MeetingId, words: &str) {
    put(session(), &format!("{WORDS}{of}"), words);
}

// --- what is on its way

/// Takes up what other pages of this device had on its way for one person. A page that still
/// lives keeps its own copy; what is said twice takes effect once.
pub fn take_outboxes(of: &Kept, page: &str) -> Vec<Vec<u8>> {
    let own = of.outbox_key(page);
    let mut taken = Vec::new();
    for storage in of.own_storages() {
        for key in keys(&storage, &of.outbox_keys()).into_iter().filter(|key| *key != own) {
            taken.extend(get(Some(storage.clone()), &key).and_then(|text| from_hex(&text)));
            remove(Some(storage.clone()), &key);
        }
    }
    taken
}

/// Keeps what this page has on its way. Answers whether the device could.
pub fn keep_outbox(kept: &Kept, page: &str, saved: Option<Vec<u8>>) -> bool {
    let key = kept.outbox_key(page);
    let storage = if kept.shared { session() } else { local() };
    let Some(saved) = saved else {
        remove(storage, &key);
        return true;
    };
    put(storage, &key, &to_hex(&saved))
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

// --- the keys

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
