//! Why each person is where they are: what would break if they were where they would rather be.

use super::proposal::{Hindrance, Nth, Reason};
use super::reading::Reading;
use super::seating::{Cost, Level, Seating};

/// Which of their wishes a person's case is.
pub fn wish(reading: &Reading, person: usize, case: usize) -> Option<Nth> {
    Nth::of(reading.guests[person].rank(case)?)
}

/// Why a person is in their group. The seating is left as it was.
pub fn reason(reading: &Reading, taken: &[usize], seating: &mut Seating, person: usize) -> Reason {
    let guest = &reading.guests[person];
    let group = seating.groups()[person];
    let case = taken[group];
    if guest.own == Some(case) {
        return Reason::OwnCase;
    }
    if guest.pinned == Some(case) {
        return Reason::Pinned;
    }
    let moderates = seating.moderator(group) == Some(person);
    let Some(dearest) = guest.wishes.first().copied() else {
        return if moderates { Reason::Moderates { missed: None } } else { Reason::NoWish };
    };
    if dearest == case {
        return Reason::FirstWish;
    }
    let missed = reading.cases[dearest];
    let Some(there) = taken.iter().position(|it| *it == dearest) else {
        return Reason::Hindered { missed, by: Hindrance::NotTaken };
    };
    let change = seating.shift(person, there);
    let [people, left] = [there, group].map(|group| seating.people(group));
    seating.shift(person, group);
    match worse(&change) {
        Some(Level::Moderator | Level::Gladly) => Reason::Moderates { missed: Some(missed) },
        Some(Level::Hybrid) => Reason::Hindered { missed, by: Hindrance::Hybrid },
        Some(Level::House) => Reason::Hindered { missed, by: Hindrance::House },
        Some(Level::Apart) => Reason::Hindered { missed, by: Hindrance::Apart },
        _ if people <= reading.sizes.max && left < reading.sizes.min => {
            Reason::Hindered { missed, by: Hindrance::Needed }
        }
        _ if people > seating.most() => Reason::Hindered { missed, by: Hindrance::Full },
        _ => Reason::Hindered { missed, by: Hindrance::Needed },
    }
}

/// The first rule before all wishes that a move would break further. As the search leaves no move that only
/// helps, there is one, or
/// uneven sizes, for every wish that was not fulfilled.
fn worse(change: &Cost) -> Option<Level> {
    let levels =
        [Level::Moderator, Level::Size, Level::Hybrid, Level::House, Level::Apart, Level::Gladly];
    levels.into_iter().find(|level| change.0[*level as usize] > 0)
}
