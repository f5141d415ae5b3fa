//! Why somebody is in a group, in a sentence for themselves, and what whoever leads reads as well.

use mirror::Mirror;
use shared::formation::{Hindrance, Nth, Reason};
use shared::id::CaseId;
use shared::meeting::{Formation, Forming};

use super::{case_of, letter};
use crate::texts;

/// What the tool has told of one's own place.
pub fn reason(m: &Mirror, formation: &Formation, forming: &Forming) -> Option<String> {
    let me = m.me()?;
    let nth = forming.case.and_then(|case| Nth::of(m.meeting().wish(me, case)?));
    Some(match *forming.why.get(&me)? {
        Reason::OwnCase => texts::groups::why_own().into(),
        Reason::Pinned => texts::groups::why_pinned().into(),
        Reason::FirstWish => texts::groups::why_wish(1),
        Reason::Moderates { .. } => texts::groups::why_moderates().into(),
        Reason::NoWish => texts::groups::why_free().into(),
        Reason::Hindered { missed, by } => hindered(nth, group_of(m, formation, missed), by),
    })
}

/// A group of the proposal by its case: its letter, or the case itself where no group has it.
fn group_of(m: &Mirror, formation: &Formation, case: CaseId) -> String {
    match formation.groups.iter().position(|it| it.case == Some(case)) {
        Some(place) => texts::groups::group(letter(place)),
        None => format!("»{}«", case_of(m, Some(case)).unwrap_or_default()),
    }
}

/// Which wish it is.
pub fn nth_wish(nth: Nth) -> &'static str {
    match nth {
        Nth::First => texts::lead::first_wish(),
        Nth::Second => texts::lead::second_wish(),
        Nth::Third => texts::lead::third_wish(),
    }
}

/// Why it is not the wish that was dearer, with the group that it would have been.
pub fn hindered(nth: Option<Nth>, group: String, by: Hindrance) -> String {
    let got = nth.map_or_else(texts::lead::none_of_wishes, nth_wish);
    match by {
        Hindrance::NotTaken => texts::lead::because_not_taken(got, group),
        Hindrance::Full => texts::lead::because_full(got, group),
        Hindrance::Needed => texts::lead::because_needed(got),
        Hindrance::Hybrid => texts::lead::because_hybrid(got),
        Hindrance::House => texts::lead::because_house(got, group),
        Hindrance::Apart => texts::lead::because_apart(got),
    }
}
