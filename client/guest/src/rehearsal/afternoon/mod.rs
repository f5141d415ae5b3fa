//! A whole afternoon, played by guests: everybody arrives at once, elects, wishes, consults in
//! groups at the same time, harvests and says goodbye. At the end all must know the same.
//!
//! Within the groups people play as in every other rehearsal, by the method file alone. What comes
//! before and after is played here, in the order in which a lead calls it up.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use shared::formation::Sizes;
use shared::limits::{CASES_PER_MEETING, PEOPLE_PER_MEETING};
use shared::method::guide::Described;
use tokio::task::JoinSet;

use super::Progress;
use crate::Address;

mod arriving;
mod compare;
mod counting;
mod day;
mod election;
mod forming;
mod groups;
mod harvest;
mod report;
mod someone;

pub use report::{Account, Held};

/// What is to be played.
#[derive(Clone, Debug)]
pub struct Afternoon {
    /// Where; meetings take turns. At least one.
    pub servers: Vec<Address>,
    /// What the groups consult by.
    pub method: Described,
    /// How many people in each meeting, with whoever leads it.
    pub people: usize,
    /// How many groups in each.
    pub groups: usize,
    /// How many meetings, all at the same time.
    pub meetings: usize,
    /// How many times faster than people the guests are.
    pub speed: f64,
    /// What their choices grow from.
    pub seed: u64,
    /// Whether the meetings stay on the server instead of being deleted at the end.
    pub keep: bool,
}

/// The most guests in all meetings together: each has a socket here and one on the server, and more
/// than that would measure the guests.
pub const MOST_GUESTS: usize = 3_000;

/// Why an afternoon can't be played like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotHold {
    /// A meeting does not hold so many people.
    People,
    /// Whoever leads is in no group, and the others make no groups of a sound size.
    Groups {
        /// How many are to be in groups.
        guests: usize,
    },
    /// More cases than a meeting holds would be needed.
    Cases,
    /// There is no meeting, or more guests than this machine should play.
    Guests,
}

impl fmt::Display for CannotHold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sizes { min, max, .. } = Sizes::default();
        match self {
            Self::People => write!(f, "a meeting holds at most {PEOPLE_PER_MEETING} people"),
            Self::Groups { guests } if *guests < min => {
                write!(f, "a group needs {min} people besides whoever leads the meeting")
            }
            Self::Groups { guests } => {
                let (fewest, most) = (guests.div_ceil(max), guests / min);
                write!(f, "whoever leads is in no group, and the other {guests} make from ")?;
                write!(f, "{fewest} to {most} groups of {min} to {max}")
            }
            Self::Cases => write!(f, "a meeting holds at most {CASES_PER_MEETING} cases"),
            Self::Guests => write!(f, "at least one meeting, and at most {MOST_GUESTS} guests"),
        }
    }
}

impl std::error::Error for CannotHold {}

impl Afternoon {
    /// Whether it can be played.
    pub fn check(&self) -> Result<(), CannotHold> {
        let Sizes { min, max, .. } = Sizes::default();
        let guests = self.people.saturating_sub(1);
        let sound = |groups: usize| {
            let (fewest, most) = (groups.checked_mul(min)?, groups.checked_mul(max)?);
            Some(groups > 0 && (fewest..=most).contains(&guests))
        };
        if self.people > PEOPLE_PER_MEETING {
            return Err(CannotHold::People);
        }
        if sound(self.groups) != Some(true) {
            return Err(CannotHold::Groups { guests });
        }
        if self.groups > CASES_PER_MEETING {
            return Err(CannotHold::Cases);
        }
        let all = self.people.checked_mul(self.meetings);
        match all.is_some_and(|all| (1..=MOST_GUESTS).contains(&all)) {
            true => Ok(()),
            false => Err(CannotHold::Guests),
        }
    }

    /// Plays all meetings to their end, within a time that grows with how slow the guests are.
    pub async fn hold(
        self,
        tell: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Held, CannotHold> {
        self.check()?;
        let begun = Instant::now();
        let (plan, tell) = (Arc::new(self), Arc::new(tell));
        let mut playing = JoinSet::new();
        for number in 0..plan.meetings {
            let (plan, tell) = (plan.clone(), tell.clone());
            playing.spawn(async move { day::hold(&plan, number, &*tell).await });
        }
        let played = playing.join_all().await;
        Ok(Held::of(plan.speed, begun.elapsed(), played))
    }
}

#[cfg(test)]
mod tests {
    use shared::library;

    use super::*;

    #[test]
    fn what_cannot_be_held_is_said_in_a_sentence() {
        let method = library::methods().swap_remove(0);
        let plan = |people, groups, meetings| {
            let servers = Vec::new();
            let plan = Afternoon {
                servers,
                method: method.clone(),
                people,
                groups,
                meetings,
                speed: 60.0,
                seed: 1,
                keep: false,
            };
            plan.check().map_err(|why| why.to_string())
        };
        for (people, groups) in [(60, 10), (60, 8), (60, 14), (5, 1), (9, 1), (25, 4), (100, 20)] {
            assert_eq!(plan(people, groups, 1), Ok(()), "{people} in {groups}");
        }
        let said = |text: &str| Err(text.to_owned());
        assert_eq!(plan(101, 20, 1), said("a meeting holds at most 100 people"));
        let too_many =
            "whoever leads is in no group, and the other 59 make from 8 to 14 groups of 4 to 8";
        for groups in [0, 7, 15, usize::MAX] {
            assert_eq!(plan(60, groups, 1), said(too_many));
        }
        assert_eq!(plan(4, 1, 1), said("a group needs 4 people besides whoever leads the meeting"));
        for meetings in [0, 51, usize::MAX] {
            let guests = said("at least one meeting, and at most 3000 guests");
            assert_eq!(plan(60, 10, meetings), guests);
        }
    }
}
