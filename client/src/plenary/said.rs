//! The floor in words: who has it, who comes next, and what is mine to do.

use mirror::Mirror;
use shared::meeting::{Case, Left, Naming, Round, Speaker, Turn, TurnId};
use shared::time::Timestamp;

use crate::groups;
use crate::parts::{clock, urgency};
use crate::session;
use crate::texts;

/// A pitch as all read it.
#[derive(Clone, PartialEq)]
pub struct Pitch {
    /// The case in one sentence.
    pub sentence: String,
    /// The house it comes from, as far as everybody may know; may be empty.
    pub house: String,
    /// How urgent it is, and what kind of help is asked for.
    pub about: String,
}

impl Pitch {
    fn of(m: &Mirror, case: &Case) -> Option<Self> {
        let words = m.case(case).words()?;
        let about = urgency::of(&words);
        // Whose it is is shown, not who presents it.
        let known = case.by.filter(|_| case.name != Naming::Hidden);
        let own = known.and_then(|seat| m.person(seat).words());
        let from = own.or(words.carried.map(|carried| carried.from));
        let house = from.map(|person| person.house).unwrap_or_default();
        Some(Self { sentence: words.sentence, house, about })
    }
}

/// The floor at one moment.
#[derive(Clone, PartialEq)]
pub struct Said {
    /// What kind of round.
    pub round: Round,
    /// Whose turn it is, and what they are called.
    pub now: Option<(TurnId, String)>,
    /// The case they pitch.
    pub case: Option<Pitch>,
    /// Whether it is my turn.
    pub mine: bool,
    /// Who comes next.
    pub next: Option<(TurnId, String)>,
    /// My hand, while it is up.
    pub hand: Option<TurnId>,
    /// My turn, while it is still to come.
    pub to_come: Option<TurnId>,
}

impl Said {
    /// `None` where no round is going on.
    pub fn of(m: &Mirror) -> Option<Self> {
        let meeting = m.meeting();
        let floor = meeting.floor.as_ref()?;
        let is_mine = |turn: &Turn| {
            let seat = meeting.speaker(turn.who);
            seat.is_some() && seat == m.me()
        };
        let named = |turn: &Turn| (turn.id, speaker(m, turn.who));
        let case = floor.speaking().and_then(|turn| match turn.who {
            Speaker::Case(case) => Pitch::of(m, meeting.case(case)?),
            Speaker::Seat(_) | Speaker::Group(_) | Speaker::Named(_) => None,
        });
        Some(Self {
            round: floor.round,
            now: floor.speaking().map(named),
            case,
            mine: floor.speaking().is_some_and(is_mine),
            next: meeting.next_to_speak().map(named),
            hand: floor.hands.iter().find(|turn| is_mine(turn)).map(|turn| turn.id),
            to_come: floor.unheard().find(|turn| is_mine(turn)).map(|turn| turn.id),
        })
    }
}

/// What the clock of whoever has the word shows, and whether it is over.
pub fn clock_of(m: &Mirror, now: Timestamp) -> Option<(String, bool)> {
    let left = m.meeting().floor.as_ref()?.clock()?.left(now);
    Some((clock::digits(left), matches!(left, Left::Over(_))))
}

/// What whoever is to speak is called.
pub fn speaker(m: &Mirror, who: Speaker) -> String {
    let person = || m.meeting().speaker(who).map(|seat| session::name(m, seat));
    match who {
        Speaker::Seat(_) | Speaker::Case(_) => {
            person().or_else(|| earlier(m, who)).unwrap_or_else(|| texts::role::nameless().into())
        }
        Speaker::Group(group) => {
            let letter = groups::forming(m, group).map(|(letter, _)| texts::groups::group(letter));
            let group = letter.unwrap_or_else(|| texts::plenary::us().into());
            person().map_or_else(|| group.clone(), |name| format!("{group}: {name}"))
        }
        Speaker::Named(named) => {
            let found = m.named(&named).words();
            found.map_or_else(|| texts::trouble::damaged().into(), |person| person.name)
        }
    }
}

/// Whose a case that was taken along was in an earlier meeting.
fn earlier(m: &Mirror, who: Speaker) -> Option<String> {
    let Speaker::Case(case) = who else { return None };
    let carried = m.case(m.meeting().case(case)?).words()?.carried?;
    Some(session::came_from(Some(&carried)))
}

/// What a round is called.
pub fn round_name(round: Round) -> &'static str {
    match round {
        Round::CheckIn => texts::plenary::check_in(),
        Round::Pitches => texts::plenary::pitches(),
        Round::Harvest => texts::plenary::harvest(),
        Round::Flash => texts::plenary::flash(),
        Round::Open => texts::plenary::open(),
    }
}
