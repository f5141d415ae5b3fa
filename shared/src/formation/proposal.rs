//! What a formation comes to: groups, a reason for each person, and what could not be had.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, SeatId};

/// A proposal for the lead, who may change it before it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The groups, in the order of their cases. None, if there is nobody to advise or no case.
    pub groups: Vec<Group>,
    /// Where each person is and why, in the order of the people. Empty without groups.
    pub placed: Vec<Placed>,
    /// How many got what they wished for.
    pub fulfilled: Fulfilled,
    /// What does not hold, first by the order of the rules. Empty when all is well.
    pub broken: Vec<Broken>,
    /// What is missing for as many groups as there should be.
    pub missing: Missing,
    /// What to do instead or besides, the best first.
    pub instead: Vec<Instead>,
    /// What in the input could not be used, or stands in the way.
    pub remarks: Vec<Remark>,
}

/// One group: a case and the people around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it advises on.
    pub case: CaseId,
    /// Who moderates.
    pub moderator: Option<SeatId>,
    /// Everybody in it, case giver and moderator as well.
    pub members: Vec<SeatId>,
}

/// One person's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub seat: SeatId,
    /// In which group.
    pub case: CaseId,
    /// Which of their wishes that is.
    pub wish: Option<Nth>,
    /// Why there.
    pub reason: Reason,
}

/// Which wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nth {
    /// The dearest.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
}

impl Nth {
    /// By the place among somebody's wishes, from 0; none beyond those that count.
    pub fn of(place: usize) -> Option<Self> {
        [Self::First, Self::Second, Self::Third].get(place).copied()
    }
}

/// Why somebody is where they are. It names no other person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// It is their own case.
    OwnCase,
    /// The lead has pinned them there.
    Pinned,
    /// It is what they wished for first.
    FirstWish,
    /// They moderate there; without them nobody would, or nobody gladly. `missed` is what they wished for more.
    Moderates {
        /// The dearest case that they had to do without.
        missed: Option<CaseId>,
    },
    /// They had to do without a case they wished for more.
    Hindered {
        /// That case: of those they did not get, the dearest.
        missed: CaseId,
        /// What stood in the way.
        by: Hindrance,
    },
    /// They made no wish: a place where the groups come out well.
    NoWish,
}

/// What stood in the way of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Hindrance {
    /// No group advises on that case today.
    NotTaken,
    /// That group is full, or would be larger than the others by far.
    Full,
    /// Their own group would be too small without them, or smaller than the others by far.
    Needed,
    /// Somebody remote would be alone in a group.
    Hybrid,
    /// Two from their house are there already.
    House,
    /// They are kept apart from somebody there.
    Apart,
}

/// How many people got which wish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fulfilled {
    /// Their first; whoever stays with their own case has what they came for.
    pub first: usize,
    /// Their second.
    pub second: usize,
    /// Their third.
    pub third: usize,
    /// They made wishes and got none.
    pub none: usize,
    /// They made no wish that could be used.
    pub open: usize,
}

/// How many more of something there would have to be for groups of the ideal size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Cases.
    pub cases: usize,
    /// People who would moderate.
    pub moderators: usize,
}

/// A rule that groups keep to, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Everybody is in one group.
    Place,
    /// A case giver stays with their own case.
    OwnCase,
    /// Each group has one moderator, who is willing and does not bring its case.
    Moderator,
    /// No group is too small or too large.
    Size,
    /// Nobody remote is alone among people in the room.
    Hybrid,
    /// At most two come from one house.
    House,
    /// Who is kept apart is apart.
    Apart,
}

/// A rule that does not hold, and with whom. For the lead, who may see who is kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Somebody is in no group.
    Unplaced(SeatId),
    /// Somebody is in several groups.
    PlacedTwice(SeatId),
    /// Somebody is in a group who is not among the people.
    Stranger(SeatId),
    /// Several groups have the same case.
    CaseTwice(CaseId),
    /// A case giver is not where their case is.
    OwnCase {
        /// Who brings it.
        seat: SeatId,
        /// Their case.
        case: CaseId,
    },
    /// A group has no moderator.
    NoModerator {
        /// Whose group.
        case: CaseId,
    },
    /// A group's moderator is not one of its members, is not willing, or brings its case.
    WrongModerator {
        /// Whose group.
        case: CaseId,
        /// The moderator.
        seat: SeatId,
    },
    /// A group is too small.
    TooSmall {
        /// Whose group.
        case: CaseId,
        /// How many it has.
        people: usize,
    },
    /// A group is too large.
    TooLarge {
        /// Whose group.
        case: CaseId,
        /// How many it has.
        people: usize,
    },
    /// Somebody remote is the only one in a group.
    LoneRemote {
        /// Whose group.
        case: CaseId,
        /// Who.
        seat: SeatId,
    },
    /// More than two come from one house.
    House {
        /// Whose group.
        case: CaseId,
        /// The house's number.
        house: u32,
        /// All who come from there.
        seats: Vec<SeatId>,
    },
    /// Two are in one group who are kept apart.
    Together {
        /// Whose group.
        case: CaseId,
        /// The two.
        seats: (SeatId, SeatId),
    },
}

impl Broken {
    /// Which rule that is.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Unplaced(_) | Self::PlacedTwice(_) | Self::Stranger(_) | Self::CaseTwice(_) => {
                Rule::Place
            }
            Self::OwnCase { .. } => Rule::OwnCase,
            Self::NoModerator { .. } | Self::WrongModerator { .. } => Rule::Moderator,
            Self::TooSmall { .. } | Self::TooLarge { .. } => Rule::Size,
            Self::LoneRemote { .. } => Rule::Hybrid,
            Self::House { .. } => Rule::House,
            Self::Together { .. } => Rule::Apart,
        }
    }
}

/// What to do when groups around one case each are not the thing, or not all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Nobody is here yet.
    WaitForPeople,
    /// There are too few people for a group: wait, or talk in pairs.
    TooFew {
        /// How many are here.
        people: usize,
    },
    /// Nobody brings a case: collect some first.
    CollectCases,
    /// Fewer groups than usual, each larger, as the proposal has them.
    LargerGroups {
        /// How many.
        groups: usize,
        /// How many people the largest has.
        largest: usize,
    },
    /// Intervisionsstern: one case before many, strictly in turn.
    Star {
        /// How many people the largest has.
        people: usize,
    },
    /// Troika: threes, in which everybody's question has its ten minutes.
    Troika {
        /// How many threes or fours.
        groups: usize,
    },
    /// Pro Action Café: hosts stay with their question, guests change tables.
    ProActionCafe {
        /// How many tables, each with a question.
        tables: usize,
    },
    /// These cases wait in the backlog (Fallspeicher), those that have waited longest first.
    Backlog(Vec<CaseId>),
}

/// Something in the input that could not be used, or that stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Somebody stands in the list twice; the first counts.
    PersonTwice(SeatId),
    /// A case stands in the list twice; the first counts.
    CaseTwice(CaseId),
    /// Nobody here brings this case, so no group can advise on it.
    NobodyBrings(CaseId),
    /// Somebody brings a case that is not in the list.
    UnknownOwnCase(SeatId, CaseId),
    /// Somebody wishes for a case that is not in the list.
    UnknownWish(SeatId, CaseId),
    /// Somebody wishes for their own case: they are with it anyway, if it is taken.
    OwnWish(SeatId, CaseId),
    /// Somebody wishes for a case more than once; the first counts.
    WishTwice(SeatId, CaseId),
    /// Somebody has more wishes than count; this one does not.
    WishTooMany(SeatId, CaseId),
    /// Somebody is pinned to a case that is not in the list or that nobody brings.
    PinnedNowhere(SeatId, CaseId),
    /// Of two who are to be kept apart, one is not here, or they are the same.
    UnknownPair(SeatId, SeatId),
    /// No group can have these sizes; the usual ones were taken.
    ImpossibleSizes,
    /// Without what the lead has pinned, this rule could be kept better.
    PinsBreak(Rule),
}
