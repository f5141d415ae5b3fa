//! Random meetings, compared with every seating (small ones) and with the bound (large ones).
//! Times are printed; they never fail a test.

use std::time::{Duration, Instant};

use shared::formation::{Sizes, form};

use crate::judged::{Judgement, judge_groups};
use crate::meetings::random;
use crate::{bound, every_seating};

/// Sizes with which a handful of people makes two or three groups.
const SMALL: Sizes = Sizes { min: 2, ideal: 3, max: 4 };

#[test]
fn small_meetings_come_out_as_well_as_any_seating() {
    let (mut kept, mut broken) = (0, 0);
    for seed in 0..300 {
        let meeting = random(seed, 5 + seed as usize % 5, SMALL);
        let proposal = form(&meeting);
        let reached = judge_groups(&meeting, &proposal.groups);
        let cases: Vec<_> = proposal.groups.iter().map(|group| group.case).collect();
        let best = every_seating::best(&meeting, &cases);
        assert_eq!(reached.keeps_all(), proposal.broken.is_empty(), "seed {seed}: {proposal:?}");
        if best.keeps_all() {
            kept += 1;
            assert_eq!(reached, best, "seed {seed}");
            continue;
        }
        // No other number of groups would have kept all rules either.
        broken += 1;
        let people = meeting.people.len();
        let counts = people.div_ceil(SMALL.max)..=(people / SMALL.min).min(meeting.cases.len());
        for groups in counts {
            let cases = every_seating::most_wished(&meeting, groups);
            let other = every_seating::best(&meeting, &cases);
            assert!(!other.keeps_all(), "seed {seed}: {groups} groups keep all rules");
        }
        assert_eq!(reached.hard[..2], best.hard[..2], "seed {seed}: the first rules come first");
    }
    println!("{kept} meetings in which all rules can be kept, {broken} in which they can't");
    assert!(kept > 100 && broken > 20, "{kept} kept, {broken} broken");
}

#[test]
fn middling_meetings_come_out_nearly_as_well_as_any_seating() {
    let (mut kept, mut best_of_all, mut points, mut most_points) = (0, 0, 0, 0);
    for seed in 0..40 {
        let meeting = random(5_000 + seed, 11, SMALL);
        let proposal = form(&meeting);
        let reached = judge_groups(&meeting, &proposal.groups);
        let cases: Vec<_> = proposal.groups.iter().map(|group| group.case).collect();
        let best = every_seating::best(&meeting, &cases);
        assert_eq!(reached.keeps_all(), best.keeps_all(), "seed {seed}");
        if best.keeps_all() {
            kept += 1;
            best_of_all += usize::from(reached == best);
            points += reached.points();
            most_points += best.points();
        }
    }
    println!("{best_of_all} of {kept} as good as can be; {points} of {most_points} points");
    assert!(kept > 20 && best_of_all * 100 >= kept * 95 && points * 100 >= most_points * 98);
}

#[test]
fn large_meetings_come_near_the_bound() {
    let (mut count, mut kept, mut even, mut slowest) = (0, 0, 0, Duration::ZERO);
    let (mut firsts, mut points, mut lowest) = (0.0, 0.0, 1.0_f64);
    for seed in 0..200 {
        let meeting = random(10_000 + seed, 20 + seed as usize % 41, Sizes::default());
        let started = Instant::now();
        let proposal = form(&meeting);
        slowest = slowest.max(started.elapsed());
        let cases: Vec<_> = proposal.groups.iter().map(|group| group.case).collect();
        let reached: Judgement = judge_groups(&meeting, &proposal.groups);
        kept += usize::from(proposal.broken.is_empty());
        assert_eq!(reached.keeps_all(), proposal.broken.is_empty(), "seed {seed}");
        let most_firsts = bound::most(&meeting, &cases, [1, 0, 0], 2);
        let most_points = bound::most(&meeting, &cases, [3, 2, 1], 2);
        let share = reached.firsts() as f64 / most_firsts.max(1) as f64;
        let sizes = || proposal.groups.iter().map(|group| group.members.len());
        let spread = sizes().max().unwrap_or(0) - sizes().min().unwrap_or(0);
        even += usize::from(spread <= 1);
        assert!(share <= 1.0, "seed {seed}: {reached:?} passes the bound");
        firsts += share;
        points += reached.points() as f64 / most_points.max(1) as f64;
        lowest = lowest.min(share);
        count += 1;
    }
    let (firsts, points) = (firsts / f64::from(count), points / f64::from(count));
    println!("{count} meetings, all rules kept in {kept}, even in {even}, slowest {slowest:?}");
    println!("first wishes: {firsts:.4} of the bound, at least {lowest:.3}; points: {points:.4}");
    assert!(kept >= 195 && firsts > 0.94 && points > 0.95, "{kept}, {firsts}, {points}");
}
