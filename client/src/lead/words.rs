//! What a proposal says in sentences: why somebody is where they are, which rule could not be kept,
//! and what to do instead.

use mirror::Mirror;
use shared::formation::{Broken, Instead, Missing, Nth, Placed, Reason, Remark, Rule};
use shared::id::{CaseId, SeatId};

use super::gathering::sentence;
use super::plan::Made;
use crate::groups::{hindered, nth_wish};
use crate::session::name;
use crate::texts;

/// The letter of a group by its place: A, B, … Z, then A2.
pub fn letter(place: usize) -> String {
    let letter = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}

/// A group by the case it is around: its letter, or the case itself where no group has it.
fn group_of(m: &Mirror, made: &Made, case: CaseId) -> String {
    match made.place_of_case(case) {
        Some(place) => texts::lead::group(letter(place)),
        None => format!("»{}«", sentence(m, case)),
    }
}

/// Which of somebody's wishes a case is.
pub fn wish(m: &Mirror, seat: SeatId, case: CaseId) -> Option<&'static str> {
    Nth::of(m.meeting().wish(seat, case)?).map(nth_wish)
}

/// Why somebody is in the group around a case, as a sentence.
pub fn reason(m: &Mirror, made: &Made, seat: SeatId, case: CaseId) -> String {
    let wish = wish(m, seat, case);
    let placed = made.proposal.placed.iter().find(|it| it.seat == seat && it.case == case);
    let Some(Placed { wish: nth, reason, .. }) = placed.copied() else {
        return match wish {
            Some(wish) => texts::lead::moved_wish(wish),
            None => texts::lead::moved().into(),
        };
    };
    match reason {
        Reason::OwnCase => texts::lead::own_case().into(),
        Reason::Pinned => texts::lead::moved().into(),
        Reason::FirstWish => texts::lead::because_first().into(),
        Reason::NoWish => texts::lead::no_wish().into(),
        Reason::Moderates { missed: None } => texts::lead::moderates().into(),
        Reason::Moderates { missed: Some(missed) } => {
            texts::lead::moderates_instead(group_of(m, made, missed))
        }
        Reason::Hindered { missed, by } => hindered(nth, group_of(m, made, missed), by),
    }
}

/// A rule that does not hold, and with whom.
pub fn broken(m: &Mirror, made: &Made, broken: &Broken) -> String {
    let group = |case: &CaseId| group_of(m, made, *case);
    match broken {
        Broken::Unplaced(seat) => texts::lead::unplaced(name(m, *seat)),
        Broken::PlacedTwice(seat) => texts::lead::placed_twice(name(m, *seat)),
        Broken::Stranger(seat) => texts::lead::stranger(name(m, *seat)),
        Broken::CaseTwice(case) => texts::lead::case_twice(group(case)),
        Broken::OwnCase { seat, case } => texts::lead::not_own_case(group(case), name(m, *seat)),
        Broken::NoModerator { case } => texts::lead::no_moderator(group(case)),
        Broken::WrongModerator { case, seat } => {
            texts::lead::wrong_moderator(group(case), name(m, *seat))
        }
        Broken::TooSmall { case, people } => texts::lead::too_small(group(case), people),
        Broken::TooLarge { case, people } => texts::lead::too_large(group(case), people),
        Broken::LoneRemote { case, seat } => texts::lead::lone_remote(group(case), name(m, *seat)),
        Broken::House { case, seats, .. } => {
            let names: Vec<_> = seats.iter().map(|seat| name(m, *seat)).collect();
            texts::lead::many_of_a_house(group(case), names.join(", "))
        }
        Broken::Together { case, seats: (one, other) } => {
            texts::lead::together(group(case), name(m, *one), name(m, *other))
        }
    }
}

/// What there are too few of for groups of the usual size.
pub fn missing(Missing { cases, moderators }: Missing) -> Vec<String> {
    let lines = [
        (cases, texts::lead::cases_missing(cases as u64)),
        (moderators, texts::lead::moderators_missing(moderators as u64)),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

/// What to do instead, or besides.
pub fn instead(m: &Mirror, instead: &Instead) -> String {
    match instead {
        Instead::WaitForPeople => texts::lead::wait_for_people().into(),
        Instead::TooFew { people } => texts::lead::too_few(*people as u64),
        Instead::CollectCases => texts::lead::collect_cases().into(),
        Instead::LargerGroups { groups, largest } => {
            texts::lead::larger_groups(*groups as u64, largest)
        }
        Instead::Star { people } => texts::lead::star(people),
        Instead::Troika { groups } => texts::lead::troika(groups),
        Instead::ProActionCafe { tables } => texts::lead::cafe(tables),
        Instead::Backlog(cases) => {
            let cases: Vec<_> = cases.iter().map(|case| sentence(m, *case)).collect();
            texts::lead::backlog(cases.join("« · »"))
        }
    }
}

/// What stands in the way, where the lead can do something about it.
pub fn remark(m: &Mirror, remark: &Remark) -> Option<String> {
    let rule = match remark {
        Remark::NobodyBrings(case) => {
            return Some(texts::lead::nobody_brings(sentence(m, *case)));
        }
        Remark::PinsBreak(rule) => rule,
        _ => return None,
    };
    let rule = match rule {
        Rule::Place => texts::lead::rule_place(),
        Rule::OwnCase => texts::lead::rule_own_case(),
        Rule::Moderator => texts::lead::rule_moderator(),
        Rule::Size => texts::lead::rule_size(),
        Rule::Hybrid => texts::lead::rule_hybrid(),
        Rule::House => texts::lead::rule_house(),
        Rule::Apart => texts::lead::rule_apart(),
    };
    Some(texts::lead::pins_break(rule))
}

/// How many wishes came true: `18 Erstwünsche, 4 Zweitwünsche, 1 Drittwunsch`.
pub fn fulfilled(m: &Mirror, made: &Made) -> String {
    let (mut nth, mut none, mut open) = ([0_u64; 3], 0, 0);
    for group in &made.groups {
        for seat in &group.members {
            let case = m.meeting().case(group.case);
            let own = case.is_some_and(|case| case.known_giver() == Some(*seat));
            let wishes = m.meeting().wishes.get(seat).cloned().flatten().unwrap_or_default();
            match wishes.iter().position(|wish| *wish == group.case) {
                _ if own => nth[0] += 1,
                Some(place) if place < nth.len() => nth[place] += 1,
                _ if wishes.is_empty() => open += 1,
                _ => none += 1,
            }
        }
    }
    let parts = [
        (nth[0], texts::lead::firsts(nth[0])),
        (nth[1], texts::lead::seconds(nth[1])),
        (nth[2], texts::lead::thirds(nth[2])),
        (none, texts::lead::without(none)),
        (open, texts::lead::wished_nothing(open)),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part);
    parts.collect::<Vec<_>>().join(", ")
}
