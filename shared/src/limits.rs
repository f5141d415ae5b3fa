//! How much of everything there may be: one number each, with its unit and its reason.
//!
//! A client checks the characters, because it alone reads them. The engine and the server check
//! the sealed bytes, which leave room for four bytes a character and for the padding.

use ballot::MOST_CANDIDATES;

use crate::method::MOST_PEOPLE;
use crate::time::Span;

/// The open and closing parts of an envelope: header, nonce, tag, and the length inside.
const ENVELOPE: usize =
    crate::words::Header::LEN + crate::words::NONCE_LEN + crate::words::TAG_LEN + 4;

/// The most bytes that sealed words with `chars` characters in `texts` texts can take: UTF-8 at
/// its widest, a few bytes around each text, at most an eighth or one step of padding.
const fn sealed(chars: usize, texts: usize) -> usize {
    let plain = chars * 4 + texts * 4 + 4;
    ENVELOPE + plain + plain / 8 + 64
}

// --- what people type, in characters

/// A person's name: long enough for two first names, a title and a double surname.
pub const NAME_CHARS: usize = 80;
/// The house somebody comes from: official names of museums are long.
pub const HOUSE_CHARS: usize = 120;
/// The title of a meeting: one line on a beamer.
pub const TITLE_CHARS: usize = 120;
/// A case in one sentence; more belongs to the account.
pub const CASE_CHARS: usize = 280;
/// A card: what one breath says. Longer texts belong into the notes.
pub const CARD_CHARS: usize = 500;
/// A key question: must be readable at one glance while everybody thinks about it.
pub const QUESTION_CHARS: usize = 300;
/// A first step: one thing to do.
pub const STEP_CHARS: usize = 300;
/// Who helps with the first step.
pub const HELP_CHARS: usize = 120;
/// What became of a first step: a line.
pub const REPORT_CHARS: usize = 300;
/// What leaves the group: a handbook entry's worth.
pub const RELEASE_CHARS: usize = 2_000;
/// The name of a room.
pub const ROOM_CHARS: usize = 80;
/// What a point of the agenda is called.
pub const POINT_CHARS: usize = 80;
/// Something that groups are told: a sentence that is read in passing.
pub const MESSAGE_CHARS: usize = 160;
/// A word in a flash round: one, even a long one.
pub const FLASH_CHARS: usize = 40;
/// What an election is about: the office and its term.
pub const OFFICE_CHARS: usize = 200;
/// What an entry in a handbook says besides, in one of its fields: a paragraph.
pub const ENTRY_CHARS: usize = 600;
/// Free texts of that kind that one release can have.
pub const ENTRY_TEXTS: usize = 6;
/// What a link is called.
pub const LINK_CHARS: usize = 120;
/// A web address: those of catalogues and shared folders are long.
pub const ADDRESS_CHARS: usize = 500;
/// Links on one sheet: what somebody still looks through.
pub const LINKS_PER_SHEET: usize = 8;
/// A pad, in UTF-16 units: twelve pages, of which a group writes two in an hour. The whole of it,
/// with the history of several people's typing, still fits into one frame.
pub const PAD_CHARS: usize = 30_000;

// --- sealed words, in bytes as they travel

/// A sealed title.
pub const TITLE_SEALED: usize = sealed(TITLE_CHARS, 1);
/// A sealed person: name and house.
pub const PERSON_SEALED: usize = sealed(NAME_CHARS + HOUSE_CHARS, 2);
/// A sealed case; where it was taken along, with the id and the name it came with.
pub const CASE_SEALED: usize = sealed(CASE_CHARS + NAME_CHARS + HOUSE_CHARS + 16, 5);
/// A sealed card: its words and a day.
pub const CARD_SEALED: usize = sealed(CARD_CHARS, 3);
/// A sealed key question.
pub const QUESTION_SEALED: usize = sealed(QUESTION_CHARS, 1);
/// A sealed first step with its helper.
pub const STEP_SEALED: usize = sealed(STEP_CHARS + HELP_CHARS, 2);
/// What people read of a method or a module, sealed: with the method beside it in one frame.
pub const GUIDE_SEALED: usize = 56 * 1_024;
/// A sealed line about what became of a first step.
pub const REPORT_SEALED: usize = sealed(REPORT_CHARS, 1);
/// A sealed wording that leaves the group, with all that an entry says besides: texts, links, and
/// what is chosen from lists, which takes less than a few texts do.
pub const RELEASE_SEALED: usize = sealed(
    RELEASE_CHARS + ENTRY_TEXTS * ENTRY_CHARS + LINKS_PER_SHEET * (LINK_CHARS + ADDRESS_CHARS),
    1 + ENTRY_TEXTS + 2 * LINKS_PER_SHEET + 8,
);
/// A sealed title of a case giver's own sheet, with its links.
pub const CASE_SHEET_SEALED: usize =
    sealed(TITLE_CHARS + LINKS_PER_SHEET * (LINK_CHARS + ADDRESS_CHARS), 1 + 2 * LINKS_PER_SHEET);
/// A sealed place of a group.
pub const PLACE_SEALED: usize = sealed(ROOM_CHARS + ADDRESS_CHARS, 2);
/// The sealed names of an agenda's points.
pub const AGENDA_SEALED: usize = sealed(POINTS_PER_AGENDA * POINT_CHARS, POINTS_PER_AGENDA + 1);
/// A sealed message to groups.
pub const MESSAGE_SEALED: usize = sealed(MESSAGE_CHARS, 1);
/// A sealed field of the harvest: the question, the ideas, the first step.
pub const HARVEST_SEALED: usize = sealed(IDEAS_PER_HARVEST * CARD_CHARS, IDEAS_PER_HARVEST + 1);
/// A sealed word of a flash round.
pub const FLASH_SEALED: usize = sealed(FLASH_CHARS, 1);
/// A sealed question of an election.
pub const OFFICE_SEALED: usize = sealed(OFFICE_CHARS, 1);
/// A sealed ballot paper: the question and every candidate's name.
pub const PAPER_SEALED: usize =
    sealed(OFFICE_CHARS + NAMES_PER_PAPER * (NAME_CHARS + HOUSE_CHARS), 2 + NAMES_PER_PAPER);
/// A sealed whisper: a caret, a clock reading; never more than a network packet holds.
pub const WHISPER_SEALED: usize = 1_024;

// --- pads, in bytes

/// One pad update before it is sealed. A batch of typing takes some hundred bytes and a page of
/// pasted text five thousand; clients send larger edits in parts. Bounds what a single damaged
/// update can cost whoever opens it.
pub const PAD_UPDATE_BYTES: usize = 32 * 1_024;
/// One sealed pad update: its bytes and an eighth of padding; fits into a frame.
pub const PAD_UPDATE_SEALED: usize = ENVELOPE + PAD_UPDATE_BYTES + PAD_UPDATE_BYTES / 8;
/// A whole pad before it is sealed: the longest text, and once more as much for its history of
/// insertions. One that is larger all the same, as a full pad in Chinese is, is not summed up: late
/// comers load its updates.
pub const PAD_SNAPSHOT_BYTES: usize = 60 * 1_024;
/// One sealed snapshot: with the message around it, it fits into a frame.
pub const PAD_SNAPSHOT_SEALED: usize = FRAME_BYTES - 128;
/// Pieces of writing (runs of characters by one device) in one update: a member's faulty or
/// hostile client must not keep the others' phones busy.
pub const PAD_UPDATE_PIECES: usize = 5_000;
/// Pieces of writing in a snapshot: every position where somebody ever typed, for hours.
pub const PAD_SNAPSHOT_PIECES: usize = 100_000;

/// What one pad holds, in sealed bytes: its summary and the updates behind it. Thirty thousand
/// characters typed one by one and never summed up take half of it; a phone loads it in seconds.
pub const PAD_BYTES: usize = 8 * 1_024 * 1_024;
/// Updates in one pad, ever: three people who type without a pause for four hours. What was summed
/// up leaves a receipt behind, so that nothing is stored twice.
pub const PAD_UPDATES: u64 = 200_000;
/// What all pads of one meeting hold, in sealed bytes: hundreds of summed up ones, and eight that
/// are full to the brim.
pub const PADS_BYTES: usize = 64 * 1_024 * 1_024;

// --- the socket

/// One frame from a client: the largest pad update fits, and a thousand unauthenticated sockets
/// together hold no more than 64 MiB.
pub const FRAME_BYTES: usize = 64 * 1_024;

const _: () = assert!(RELEASE_SEALED < FRAME_BYTES - 1_024, "words and their command fit a frame");

// --- how many of each

/// People in one meeting: as many as the largest method takes, so that every method's most can sit
/// down; the largest day with parallel groups we know has sixty.
pub const PEOPLE_PER_MEETING: usize = MOST_PEOPLE as usize;
/// Cases in one meeting: everybody in a usual group brings several, half of the largest meeting
/// one, and the list is still read.
pub const CASES_PER_MEETING: usize = 50;
/// Groups in one meeting, those of earlier rounds as well: five rounds of the largest meeting.
pub const GROUPS_PER_MEETING: usize = 64;
/// Points of one agenda: two full days.
pub const POINTS_PER_AGENDA: usize = 60;
/// Minutes of one point of an agenda: meetings of several days sleep in between.
pub const MINUTES_PER_POINT: u16 = 1_440;
/// People asked to advise on one case: with its giver they are the largest group.
pub const ASKED_PER_CASE: usize = 7;
/// Wishes of one person: the first, and two in case it is full.
pub const WISHES_PER_PERSON: usize = 3;
/// Hands raised at a time: everybody's.
pub const HANDS_PER_ROUND: usize = PEOPLE_PER_MEETING;
/// Seconds that each may speak in a round: a quarter of an hour is a talk.
pub const SECONDS_PER_TURN: u16 = 900;
/// Dots that one person may be given for the cases of a plenary: more weigh nothing.
pub const MOST_DOTS: u8 = 10;
/// Ideas that one case giver gives to the plenary: as many as they take along themselves.
pub const IDEAS_PER_HARVEST: usize = STARS_PER_SESSION;
/// Messages to groups that are kept: nobody reads older ones.
pub const MESSAGES_PER_MEETING: usize = 20;
/// Cards in one case session: twelve people, forty cards each, on one wall that is still read.
pub const CARDS_PER_SESSION: usize = 500;
/// Case sessions in one group: a meeting of several days.
pub const SESSIONS_PER_GROUP: usize = 30;
/// Modules in one case session: more than an hour has room for.
pub const MODULES_PER_SESSION: usize = 12;
/// Advice parked in one case session: whoever gets there should speak with the group.
pub const PARKED_PER_SESSION: usize = 40;
/// Dots that one person has for the cases: enough to weigh, few enough to decide.
pub const DOTS_PER_PERSON: usize = 2;
/// Dots that one person has for the cards: there are more of them than cases, and a group takes on
/// about three.
pub const CARD_DOTS_PER_PERSON: usize = 3;
/// Stars of a case giver: what one person can carry home.
pub const STARS_PER_SESSION: usize = 3;

/// Names on one ballot paper.
pub const NAMES_PER_PAPER: usize = MOST_CANDIDATES;
/// Elections of one meeting: speakers, deputies, an advisory board, and some that were repeated.
pub const ELECTIONS_PER_MEETING: usize = 8;
/// Seats in one election: an advisory board of eight, and more than one ballot paper is read for.
pub const SEATS_PER_ELECTION: u8 = 20;
/// Polls of one election: first, run-off, and each repeated some times.
pub const POLLS_PER_ELECTION: usize = 10;
/// People without a device who get a code: whoever needs more of them votes on paper.
pub const LOANS_PER_ELECTION: usize = 30;
/// The longest speech of a candidate that a clock is set to, in seconds.
pub const LONGEST_SPEECH: u16 = 900;

// --- how long

/// How long a meeting is kept when nobody says otherwise: long enough for a first step and the
/// question what became of it.
pub const USUALLY_KEPT: Span = Span::days(90);
/// How long the harvest lies open: whoever missed it reads it in the days after.
pub const HARVEST_KEPT: Span = Span::days(7);
/// The longest a meeting can be kept from now on: data nobody looks at for a year is a risk only.
pub const LONGEST_KEPT: Span = Span::days(366);
