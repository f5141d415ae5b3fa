//! A method fitted to a sitting: which phases a turn has, and how long they take in the time there
//! is.

use alloc::vec::Vec;

use super::guide::Guide;
use super::{Flag, MOST_MINUTES, Method, Phase};

/// Which of several turns it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its number, from 1.
    pub number: u8,
    /// Of how many.
    pub of: u8,
}

impl Turn {
    /// The only one.
    pub const ONLY: Self = Self { number: 1, of: 1 };
}

impl Method {
    /// Keeps the phases for which `keep` holds, with what people read in them.
    fn only(&self, guide: &Guide, keep: impl Fn(usize, &Phase) -> bool) -> (Self, Guide) {
        let both = self.phases.iter().zip(&guide.phases).enumerate();
        let kept = both.filter(|(index, (phase, _))| keep(*index, phase));
        let (phases, guides) =
            kept.map(|(_, (phase, guide))| (phase.clone(), guide.clone())).unzip();
        (Self { phases, ..self.clone() }, Guide { phases: guides, ..guide.clone() })
    }

    /// The phases of one turn: what is done once comes before the first or after the last, and what
    /// somebody has to take in stays out.
    #[must_use]
    pub fn turn(&self, guide: &Guide, turn: Turn) -> (Self, Guide) {
        let repeated = |it: &Phase| !it.allows(Flag::Once) && !it.allows(Flag::Optional);
        let begins = self.phases.iter().position(repeated).unwrap_or(0);
        self.only(guide, |index, phase| match phase.allows(Flag::Once) {
            _ if phase.allows(Flag::Optional) => false,
            false => true,
            true if index < begins => turn.number == 1,
            true => turn.number == turn.of,
        })
    }

    /// Planned minutes of so many turns together.
    pub fn minutes_of(&self, turns: u8) -> u16 {
        let planned = self.phases.iter().filter(|phase| !phase.allows(Flag::Optional));
        planned.fold(0, |sum, phase| {
            let times = if phase.allows(Flag::Once) { 1 } else { u16::from(turns) };
            sum + phase.minutes * times
        })
    }

    /// The minutes of each phase if all together shall take `minutes`: every phase gives or takes
    /// in proportion to the room that its range leaves, and none leaves its range.
    ///
    /// Where the ranges do not allow it, the sum is the nearest that they do.
    pub fn fitted(&self, minutes: u16) -> Vec<u16> {
        let planned: Vec<u16> = self.phases.iter().map(|phase| phase.minutes).collect();
        let total: u16 = planned.iter().sum();
        // How far each phase may go in the wanted direction.
        let room: Vec<u16> = self
            .phases
            .iter()
            .map(|phase| match minutes < total {
                true => phase.minutes.saturating_sub(phase.range.0),
                false => phase.range.1.saturating_sub(phase.minutes),
            })
            .collect();
        let most: u32 = room.iter().map(|room| u32::from(*room)).sum();
        let wanted = u32::from(minutes.abs_diff(total)).min(most);
        // Shares are cut at running sums, so that they add up to what is wanted.
        let mut before = 0;
        let shares = room.iter().map(|room| {
            let until = before + u32::from(*room);
            let share = |sum: u32| (sum * wanted).checked_div(most).unwrap_or(0);
            let part = share(until) - share(before);
            before = until;
            u16::try_from(part).unwrap_or(u16::MAX)
        });
        let shares: Vec<u16> = shares.collect();
        let fit = |(planned, share): (u16, u16)| match minutes < total {
            true => planned - share,
            false => planned + share,
        };
        planned.into_iter().zip(shares).map(fit).collect()
    }
}

impl Phase {
    /// Gives it other minutes; what hangs on them fits again: its range holds them, and neither the
    /// last minutes nor the silence at its beginning take more than there is.
    pub fn set_minutes(&mut self, minutes: u16) {
        self.minutes = minutes.clamp(1, MOST_MINUTES);
        self.range = (self.range.0.min(self.minutes), self.range.1.max(self.minutes));
        if let Some(last) = &mut self.last {
            last.minutes = last.minutes.min(self.minutes - 1);
        }
        self.last.take_if(|last| last.minutes == 0);
        self.silent_s = self.silent_s.map(|seconds| seconds.min(self.minutes * 60));
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use proptest::prelude::*;

    use super::*;
    use crate::library;
    use crate::method::guide::Described;
    use crate::specification::described;

    /// The Tietze method with flags on some of its phases.
    fn flagged(flags: &[(usize, Flag)]) -> Described {
        let mut it = described();
        for (index, flag) in flags {
            it.method.phases[*index].flags.push(*flag);
        }
        it
    }

    /// What is gone through at each of three turns, by the names of the phases.
    fn three_turns(it: &Described) -> [Vec<String>; 3] {
        [1, 2, 3].map(|number| {
            let (method, guide) = it.method.turn(&it.guide, Turn { number, of: 3 });
            assert_eq!(method.phases.len(), guide.phases.len());
            method.phases.into_iter().map(|phase| phase.id).collect()
        })
    }

    #[test]
    fn a_phase_can_be_played_with_whatever_minutes_it_is_given() {
        for described in crate::library::methods() {
            for minutes in [0, 1, 2, 3, MOST_MINUTES, u16::MAX] {
                let mut method = described.method.clone();
                method.phases.iter_mut().for_each(|phase| phase.set_minutes(minutes));
                assert_eq!(method.check(), Ok(()), "{} in {minutes} min each", method.id);
            }
        }
    }

    #[test]
    fn what_is_done_once_comes_before_the_first_turn_or_after_the_last() {
        let it = flagged(&[(0, Flag::Once), (1, Flag::Once), (5, Flag::Once)]);
        let [first, middle, last] = three_turns(&it);
        assert_eq!(first, ["casting", "erzaehlung", "frage", "methode", "beratung"]);
        assert_eq!(middle, ["frage", "methode", "beratung"]);
        assert_eq!(last, ["frage", "methode", "beratung", "abschluss"]);
    }

    #[test]
    fn the_only_turn_has_everything() {
        let it = flagged(&[(0, Flag::Once), (5, Flag::Once)]);
        assert_eq!(it.method.turn(&it.guide, Turn::ONLY), (it.method, it.guide));
    }

    #[test]
    fn what_somebody_has_to_take_in_stays_out_of_every_turn() {
        let it = flagged(&[(0, Flag::Once), (0, Flag::Optional), (3, Flag::Optional)]);
        let [first, ..] = three_turns(&it);
        assert_eq!(first, ["erzaehlung", "frage", "beratung", "abschluss"]);
        assert_eq!(three_turns(&it), [first.clone(), first.clone(), first]);
    }

    #[test]
    fn what_stays_out_does_not_begin_the_turns() {
        let it = flagged(&[(0, Flag::Optional), (1, Flag::Once)]);
        let [first, middle, last] = three_turns(&it);
        assert_eq!(first, ["erzaehlung", "frage", "methode", "beratung", "abschluss"]);
        assert_eq!((&middle, &last), (&first[1..].to_vec(), &first[1..].to_vec()));
    }

    #[test]
    fn what_people_read_stays_with_its_phase() {
        let it = flagged(&[(0, Flag::Once), (3, Flag::Optional)]);
        let (_, guide) = it.method.turn(&it.guide, Turn { number: 2, of: 2 });
        let names: Vec<_> = guide.phases.iter().map(|phase| phase.name.en.as_str()).collect();
        assert_eq!(names, ["Spontaneous account", "Key question", "Consultation", "Closing"]);
    }

    #[test]
    fn every_turn_of_every_method_can_be_played() {
        for Described { method, guide } in library::methods() {
            let most = method.turns.map_or(1, |turns| turns.max);
            for of in 1..=most {
                let turns = (1..=of).map(|number| method.turn(&guide, Turn { number, of }));
                let minutes: u16 = turns.clone().map(|(method, _)| method.minutes()).sum();
                assert_eq!(minutes, method.minutes_of(of), "{} in {of} turns", method.id);
                for (method, guide) in turns {
                    assert_eq!((method.check(), guide.check(&method)), (Ok(()), Ok(())));
                }
            }
        }
    }

    #[test]
    fn so_many_turns_take_so_many_minutes() {
        // Five minutes once, five that somebody may take in, thirty at each turn.
        let it = flagged(&[(0, Flag::Once), (3, Flag::Optional)]).method;
        assert_eq!([1, 2, 3].map(|turns| it.minutes_of(turns)), [35, 65, 95]);
    }

    #[test]
    fn every_phase_gives_in_proportion_to_what_its_range_leaves() {
        let method = described().method;
        // 5 of 3–10, 10 of 5–15, 5 of 3–8, 5 of 2–5, 10 of 8–20, 5 of 3–8.
        assert_eq!(method.fitted(40), [5, 10, 5, 5, 10, 5]);
        assert_eq!(method.fitted(24), [3, 5, 3, 2, 8, 3]);
        assert_eq!(method.fitted(66), [10, 15, 8, 5, 20, 8]);
        let shorter = method.fitted(32);
        assert_eq!(shorter.iter().sum::<u16>(), 32);
        assert!(shorter.iter().zip(&method.phases).all(|(minutes, it)| *minutes < it.minutes));
        // What lies beyond the ranges is cut at them.
        assert_eq!((method.fitted(0), method.fitted(999)), (method.fitted(24), method.fitted(66)));
    }

    /// A method with such phases: minutes, and how many fewer or more are usual.
    fn method_of(phases: &[(u16, u16, u16)]) -> Method {
        let one = described().method;
        let phase = |(minutes, less, more): &(u16, u16, u16)| Phase {
            minutes: *minutes,
            range: (minutes.saturating_sub(*less).max(1), minutes + more),
            ..one.phases[0].clone()
        };
        Method { phases: phases.iter().map(phase).collect(), ..one.clone() }
    }

    proptest! {
        #[test]
        fn fitted_minutes_stay_in_their_ranges_and_add_up_wherever_they_can(
            phases in prop::collection::vec((1..=120u16, 0..120u16, 0..=120u16), 1..=24),
            minutes in 0..6_000u16,
        ) {
            let method = method_of(&phases);
            let fitted = method.fitted(minutes);
            prop_assert_eq!(fitted.len(), method.phases.len());
            for (minutes, phase) in fitted.iter().zip(&method.phases) {
                prop_assert!((phase.range.0..=phase.range.1).contains(minutes));
            }
            let sum = |pick: fn(&Phase) -> u16| method.phases.iter().map(pick).sum::<u16>();
            let owed = minutes.clamp(sum(|phase| phase.range.0), sum(|phase| phase.range.1));
            prop_assert_eq!(fitted.iter().sum::<u16>(), owed);
        }
    }
}
