//! Group formation (Gruppenbildung): who advises on which case, and why.
//!
//! [`form`] makes a proposal that keeps the hard rules in the order of [`Rule`], then gives each
//! group somebody who moderates gladly, then fulfils as many first, second and third wishes as it
//! can while the sizes stay even, then mixes small and large houses and parts those who have met. [`check`] says which rules groups do not keep once the lead
//! has moved somebody; [`late()`] finds a place for whoever comes later. It runs on the lead's
//! device, takes well under a second for sixty people, and the same input gives the same proposal
//! on every device. Nothing in it is refused or panics: what can't be used is named.

use alloc::vec::Vec;

mod again;
mod cases;
mod chance;
mod check;
mod gathering;
mod instead;
mod late;
mod market;
mod proposal;
mod reading;
mod reasons;
mod rotation;
mod search;
mod seating;

pub use again::again;
pub use check::check;
pub use gathering::{Gathering, MOST_WISHES, Person, Sizes, Willing};
pub use late::{Arrival, Open, late};
pub use market::{market, places};
pub use proposal::{
    Broken, Fulfilled, Group, Hindrance, Instead, Missing, Nth, Placed, Proposal, Reason, Remark,
    Rule,
};
pub use rotation::{Round, Strain, Table, open_to, rotate, strain};

use reading::Reading;
use search::Search;
use seating::Seating;

/// Proposes groups. If the hard rules can't all be kept, the proposal breaks them as late in their
/// order and as rarely as it can, and says where.
pub fn form(gathering: &Gathering) -> Proposal {
    let (reading, remarks) = reading::read(gathering);
    let ranked = cases::ranked(&reading);
    let missing = instead::missing(&reading, &ranked);
    let mut proposal = Proposal { missing, remarks, ..Proposal::default() };
    if reading.guests.len() > 1 && !ranked.is_empty() {
        let taken = cases_to_take(&reading, &ranked, gathering.seed);
        let mut search = Search::new(&reading, &taken, gathering.seed);
        search.keep_rules(Seating::unavoidable(&reading, &taken));
        let mut seating = search.best();
        proposal.groups = groups(&reading, &taken, &seating);
        proposal.broken = check(&proposal.groups, gathering);
        let everybody = 0..reading.guests.len();
        let placed = everybody.map(|person| placed(&reading, &taken, &mut seating, person));
        proposal.placed = placed.collect();
        proposal.fulfilled = fulfilled(&reading, &proposal.placed);
        let pins = pins_in_the_way(gathering, &proposal.broken);
        proposal.remarks.extend(pins.into_iter().map(Remark::PinsBreak));
    }
    proposal.instead = instead::instead(&reading, &proposal.groups, missing);
    proposal
}

/// The cases to take: as many as come nearest to groups of the ideal size among the numbers with
/// which the hard rules are kept best.
fn cases_to_take(reading: &Reading, ranked: &[usize], seed: u64) -> Vec<usize> {
    let mut best = None;
    for groups in cases::counts(reading, ranked) {
        let taken = cases::taken(ranked, groups);
        let unavoidable = Seating::unavoidable(reading, &taken);
        if best
            .as_ref()
            .is_some_and(|(cost, _): &(seating::Cost, _)| cost.hard() <= unavoidable.hard())
        {
            continue;
        }
        let cost = Search::new(reading, &taken, seed).keep_rules(unavoidable);
        if best.as_ref().is_none_or(|(least, _)| cost.hard() < least.hard()) {
            best = Some((cost, taken));
        }
    }
    best.map(|(_, taken)| taken).unwrap_or_default()
}

fn groups(reading: &Reading, taken: &[usize], seating: &Seating) -> Vec<Group> {
    let seat = |person: usize| reading.guests[person].person.seat;
    let group = |(group, case): (usize, &usize)| {
        let members = seating.groups().iter().enumerate().filter(|(_, at)| **at == group);
        Group {
            case: reading.cases[*case],
            moderator: seating.moderator(group).map(seat),
            members: members.map(|(person, _)| seat(person)).collect(),
        }
    };
    taken.iter().enumerate().map(group).collect()
}

fn placed(reading: &Reading, taken: &[usize], seating: &mut Seating, person: usize) -> Placed {
    let case = taken[seating.groups()[person]];
    Placed {
        seat: reading.guests[person].person.seat,
        case: reading.cases[case],
        wish: reasons::wish(reading, person, case),
        reason: reasons::reason(reading, taken, seating, person),
    }
}

fn fulfilled(reading: &Reading, placed: &[Placed]) -> Fulfilled {
    let mut fulfilled = Fulfilled::default();
    for (guest, placed) in reading.guests.iter().zip(placed) {
        let count = match placed.wish {
            _ if placed.reason == Reason::OwnCase => &mut fulfilled.first,
            Some(Nth::First) => &mut fulfilled.first,
            Some(Nth::Second) => &mut fulfilled.second,
            Some(Nth::Third) => &mut fulfilled.third,
            None if guest.wishes.is_empty() => &mut fulfilled.open,
            None => &mut fulfilled.none,
        };
        *count += 1;
    }
    fulfilled
}

/// The rules that could be kept, or be broken less often, if nobody were pinned.
fn pins_in_the_way(gathering: &Gathering, broken: &[Broken]) -> Vec<Rule> {
    let is_pinned = gathering.people.iter().any(|person| person.pinned.is_some());
    if broken.is_empty() || !is_pinned {
        return Vec::new();
    }
    let mut free = gathering.clone();
    free.people.iter_mut().for_each(|person| person.pinned = None);
    let without = form(&free).broken;
    let count = |broken: &[Broken], rule| broken.iter().filter(|it| it.rule() == rule).count();
    let mut rules: Vec<Rule> = broken.iter().map(Broken::rule).collect();
    rules.dedup();
    rules.retain(|rule| count(broken, *rule) > count(&without, *rule));
    rules
}
