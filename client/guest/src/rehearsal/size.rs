//! Sizes: how many people come, and how many turns they have together.

use std::str::FromStr;

use shared::limits::PEOPLE_PER_MEETING;
use shared::method::Method;

/// How many people take part in a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum People {
    /// As few as the method can do with.
    Min,
    /// As many as it is best with.
    #[default]
    Ideal,
    /// As many as it takes.
    Max,
    /// So many, whatever the method says.
    Number(usize),
}

impl People {
    /// Somebody who leads, somebody with a case, somebody who consults.
    pub const FEWEST: usize = 3;

    /// How many that are, by this method.
    pub fn of(self, method: &Method) -> usize {
        let size = method.size;
        let people = match self {
            Self::Min => size.min.into(),
            Self::Ideal => (usize::from(size.ideal.0) + usize::from(size.ideal.1)) / 2,
            Self::Max => size.max.into(),
            Self::Number(people) => people,
        };
        people.clamp(Self::FEWEST, PEOPLE_PER_MEETING)
    }
}

impl FromStr for People {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = Self::FEWEST..=PEOPLE_PER_MEETING;
        match text {
            "min" => Ok(Self::Min),
            "ideal" => Ok(Self::Ideal),
            "max" => Ok(Self::Max),
            _ => {
                let people = text.parse().ok().filter(|people| numbers.contains(people));
                people.map(Self::Number).ok_or_else(|| {
                    format!("min, ideal, max, or from {} to {}", numbers.start(), numbers.end())
                })
            }
        }
    }
}

/// Nobody sits together for more than three hours: further turns are for another day.
const LONGEST_MINUTES: u16 = 180;

/// How many turns so many people have: few of them as few as the method allows, many as many, but
/// never more than there are people who can give a case, or than there is time for.
pub fn turns(method: &Method, people: usize) -> u8 {
    let Some(turns) = method.turns else { return 1 };
    let wanted = match people {
        people if people <= method.size.min.into() => turns.min,
        people if people >= method.size.max.into() => turns.max,
        _ => turns.usual,
    };
    let givers = people - usize::from(method.lead().is_some());
    let wanted = wanted.min(u8::try_from(givers).unwrap_or(u8::MAX));
    let in_time = |turns: &u8| method.minutes_of(*turns) <= LONGEST_MINUTES;
    (1..=wanted).rev().find(in_time).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use shared::library;

    use super::*;

    #[test]
    fn people_are_a_word_or_a_number_that_a_meeting_has_room_for() {
        assert_eq!("max".parse(), Ok(People::Max));
        assert_eq!("7".parse(), Ok(People::Number(7)));
        for wrong in ["2", "101", "-1", "many", ""] {
            assert!(wrong.parse::<People>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_method_is_played_by_as_many_as_it_says_and_a_meeting_holds_them() {
        for method in library::methods().into_iter().map(|described| described.method) {
            let [min, ideal, max] =
                [People::Min, People::Ideal, People::Max].map(|p| p.of(&method));
            assert!(min <= ideal && ideal <= max && max <= PEOPLE_PER_MEETING, "{}", method.id);
            assert_eq!(max, usize::from(method.size.max), "{}", method.id);
            let turns = [min, ideal, max].map(|people| turns(&method, people));
            assert!(turns.is_sorted() && turns[0] > 0, "{}: {turns:?}", method.id);
            assert!(method.turns.is_some() || turns == [1; 3], "{}: {turns:?}", method.id);
            let minutes = method.minutes_of(turns[2]);
            assert!(minutes <= LONGEST_MINUTES, "{}: {minutes} minutes", method.id);
        }
    }
}
