//! Gatherings for the tests: people named by number, and random meetings for a seed.

use shared::formation::{Gathering, Person, Sizes, Willing};
use shared::id::{CaseId, SeatId};
use shared::meeting::Presence;

/// The seat of the person with this number.
pub fn seat(number: usize) -> SeatId {
    SeatId::from_bytes((number as u128 + 1).to_be_bytes())
}

/// The case with this number.
pub fn case(number: usize) -> CaseId {
    CaseId::from_bytes((number as u128 + 1_000).to_be_bytes())
}

/// Somebody in the room, from a house of their own, without wishes, who won't moderate.
pub fn person(number: usize) -> Person {
    Person {
        seat: seat(number),
        house: Some(100 + number as u32),
        small_house: None,
        presence: Presence::OnSite,
        own_case: None,
        willing: Willing::No,
        moderated: 0,
        wishes: Vec::new(),
        pinned: None,
    }
}

/// So many people, of whom the first bring a case each and the next as many moderate gladly.
pub fn meeting(people: usize, cases: usize) -> Gathering {
    let person = |number| Person {
        own_case: (number < cases).then(|| case(number)),
        willing: if (cases..2 * cases).contains(&number) { Willing::Gladly } else { Willing::No },
        ..person(number)
    };
    Gathering {
        people: (0..people).map(person).collect(),
        cases: (0..cases).map(case).collect(),
        ..Gathering::default()
    }
}

/// Draws that are the same for the same seed.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5DEE_CE66)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Whether something of so many percent happens.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A meeting as they are: some houses send several, some people are remote, some cases are dearer
/// than others, a few have met before and a few are kept apart.
pub fn random(seed: u64, people: usize, sizes: Sizes) -> Gathering {
    let mut draw = Draw::new(seed);
    let ideal = sizes.groups(people);
    let cases = (ideal + draw.below(3)).min(people);
    let houses = (people * 3 / 4).max(1);
    let small: Vec<bool> = (0..houses).map(|_| draw.percent(50)).collect();
    let remote = [0, 0, 25, 50][draw.below(4)];
    let mut guests: Vec<Person> = (0..people)
        .map(|number| {
            let house = draw.below(houses);
            let willing = match draw.below(10) {
                0..=3 => Willing::Gladly,
                4..=6 => Willing::IfNeeded,
                _ => Willing::No,
            };
            // The smaller of two draws: the first cases are dearer to more people.
            let mut wish = || case(draw.below(cases).min(draw.below(cases)));
            let mut wishes = vec![wish(), wish(), wish(), wish()];
            let mut seen = Vec::new();
            wishes.retain(|it| {
                !seen.contains(it) && {
                    seen.push(*it);
                    true
                }
            });
            wishes.truncate(3);
            if draw.percent(10) {
                wishes.clear();
            }
            Person {
                house: (!draw.percent(10)).then_some(house as u32),
                small_house: (!draw.percent(20)).then_some(small[house]),
                presence: if draw.percent(remote) { Presence::Remote } else { Presence::OnSite },
                willing,
                moderated: draw.below(4) as u32,
                wishes,
                ..person(number)
            }
        })
        .collect();
    // Who brings a case does not wish for it as well.
    for (number, guest) in guests.iter_mut().enumerate().take(cases) {
        guest.own_case = Some(case(number));
        guest.wishes.retain(|wish| *wish != case(number));
    }
    let mut pairs = |count: usize| -> Vec<(SeatId, SeatId)> {
        (0..count)
            .map(|_| (draw.below(people), draw.below(people)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (seat(a), seat(b)))
            .collect()
    };
    let (apart, met) = (pairs(people / 12), pairs(people * 2));
    Gathering { people: guests, cases: (0..cases).map(case).collect(), apart, met, sizes, seed }
}
