//! What became of each phase: gone through, gone through again, left out, or not reached any more.

/// What became of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The group went through it once.
    Once,
    /// The group went back to it, so many times in all.
    Again(u8),
    /// The group passed it by.
    LeftOut,
    /// The session ended before it.
    NotReached,
}

/// What became of the phase with this index. A phase that the group was in was not left out,
/// whatever the plan said later.
pub fn course(visits: u8, left_out: bool, index: u8, furthest: u8) -> Course {
    match visits {
        0 if left_out || index < furthest => Course::LeftOut,
        0 => Course::NotReached,
        1 => Course::Once,
        times => Course::Again(times),
    }
}

/// The planned minutes, with what was added or taken away meanwhile: `8 + 2`.
pub fn planned(first: u64, last: u64) -> String {
    match last.checked_sub(first) {
        Some(0) => first.to_string(),
        Some(more) => format!("{first} + {more}"),
        None => format!("{first} − {}", first - last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_called_what_it_was() {
        assert_eq!(course(1, false, 0, 5), Course::Once);
        assert_eq!(course(3, false, 1, 5), Course::Again(3));
        // Jumped over, or taken out of the plan.
        assert_eq!(course(0, false, 2, 5), Course::LeftOut);
        assert_eq!(course(0, true, 5, 3), Course::LeftOut);
        // The session ended earlier.
        assert_eq!(course(0, false, 5, 3), Course::NotReached);
        // Taken out of the plan when the group had been there.
        assert_eq!(course(1, true, 3, 3), Course::Once);
    }

    #[test]
    fn added_minutes_are_told_apart_from_planned_ones() {
        assert_eq!(planned(10, 10), "10");
        assert_eq!(planned(8, 10), "8 + 2");
        assert_eq!(planned(8, 5), "8 − 3");
    }
}
