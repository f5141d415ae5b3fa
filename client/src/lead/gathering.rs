//! What groups are formed from, read from the meeting and from what the lead has noted.

use std::collections::BTreeMap;

use mirror::Mirror;
use shared::formation::{Gathering, Person};
use shared::id::{CaseId, SeatId};
use shared::meeting::Case;

use super::apart::Kept;
use super::marks::{Mark, Noted};
use crate::texts;

/// Everybody who has not left, in the order in which they came.
pub fn everybody(m: &Mirror) -> Vec<SeatId> {
    let mut all: Vec<_> = m.meeting().seats.iter().filter(|(_, seat)| !seat.left).collect();
    all.sort_by_key(|(id, seat)| (seat.since, **id));
    all.into_iter().map(|(id, _)| *id).collect()
}

/// Those who are to be in a group.
pub fn guests(m: &Mirror, noted: &Noted) -> Vec<SeatId> {
    let mut all = everybody(m);
    all.retain(|seat| noted.of(m, *seat) != Mark::Out);
    all
}

/// The cases a group could consult on, the oldest first: of those who are in a group, each one's
/// first that no group has consulted on yet.
pub fn cases<'m>(m: &'m Mirror, noted: &Noted) -> Vec<&'m Case> {
    let meeting = m.meeting();
    let mut found: Vec<&Case> = Vec::new();
    let mut open: Vec<_> = meeting.open_cases().collect();
    // What was to be taken up this time comes first.
    open.sort_by_key(|case| !case.taken_up);
    for case in open {
        let giver = case.known_giver();
        let is_in = |seat| meeting.seat(seat).is_some() && noted.of(m, seat) != Mark::Out;
        if giver.is_some_and(is_in) && found.iter().all(|it| it.known_giver() != giver) {
            found.push(case);
        }
    }
    found
}

/// The case in its giver's sentence.
pub fn sentence(m: &Mirror, case: CaseId) -> String {
    let case = m.meeting().cases.iter().find(|it| it.id == case);
    let words = case.and_then(|case| m.case(case).words());
    words.map_or_else(|| texts::trouble::damaged().to_owned(), |it| it.sentence)
}

/// What the algorithm takes.
pub fn of(
    m: &Mirror,
    noted: &Noted,
    kept: &Kept,
    pins: &BTreeMap<SeatId, CaseId>,
    seed: u64,
) -> Gathering {
    let cases = cases(m, noted);
    let mut houses = BTreeMap::new();
    let mut person = |seat: SeatId| {
        let own_case =
            cases.iter().find(|case| case.known_giver() == Some(seat)).map(|case| case.id);
        let mark = noted.of(m, seat);
        let typed = m.person(seat).words().map(|person| person.house).unwrap_or_default();
        // The same house however it is typed; its name goes no further.
        let typed = plain_house(&typed);
        let next = houses.len() as u32;
        let house = (!typed.is_empty()).then(|| *houses.entry(typed.clone()).or_insert(next));
        let wishes = m.meeting().wishes.get(&seat).cloned().flatten().unwrap_or_default();
        Some(Person {
            seat,
            house,
            small_house: house.and_then(|_| kept.small_house(&typed)),
            presence: m.meeting().seat(seat)?.presence,
            own_case,
            willing: match own_case {
                Some(_) => Mark::Not.willing(),
                None => mark.willing(),
            },
            moderated: moderated(m, seat),
            wishes,
            pinned: pins.get(&seat).copied(),
        })
    };
    Gathering {
        people: guests(m, noted).into_iter().filter_map(&mut person).collect(),
        cases: cases.iter().map(|case| case.id).collect(),
        apart: kept.pairs(m),
        met: m.meeting().met().into_iter().collect(),
        seed,
        ..Gathering::default()
    }
}

/// A house however it is typed.
pub fn plain_house(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// How often somebody has moderated a case session of this meeting to its end.
fn moderated(m: &Mirror, seat: SeatId) -> u32 {
    let groups = m.meeting().groups.values();
    let casts = groups.flat_map(|group| group.sessions.iter().map(|it| (it, group.cast_of(it))));
    let done = casts.filter(|(it, cast)| it.ended.is_some() && cast.moderator == Some(seat));
    u32::try_from(done.count()).unwrap_or(u32::MAX)
}
