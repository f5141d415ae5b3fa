//! The floor of the plenary: rounds in which people speak one after another, and who asks for the
//! word besides. Whoever leads drives; the clock informs.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

use crate::command::FloorStep;
use crate::event::{Event, FloorEvent, HarvestEvent};
use crate::id::{RecordId, SeatId};
use crate::limits::{HANDS_PER_ROUND, HARVEST_KEPT, SECONDS_PER_TURN};
use crate::meeting::{Case, Floor, Meeting, Placed, Round, Seat, Speaker, Turn, TurnId};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

pub fn decide(me: &Member, step: &FloorStep, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if let FloorStep::Begin { round, seconds } = step {
        return begin(me, *round, *seconds, now);
    }
    let floor = me.m.floor.as_ref().ok_or(Refusal::NoRound)?;
    let events = match step {
        FloorStep::Begin { .. } => return Err(Refusal::RoundRuns),
        FloorStep::Raise { seat } => raise(me, floor, *seat)?,
        FloorStep::Add { person } => add(me, floor, *person)?,
        FloorStep::Lower { turn } => lower(me, floor, *turn)?,
        FloorStep::Pass { turn } => pass(me, floor, *turn)?,
        FloorStep::Arrange { order } => arrange(me, floor, order)?,
        FloorStep::Give { from, to } => give(me, floor, (*from, *to), now)?,
        FloorStep::Say { words } => say(me, floor, *words)?,
        FloorStep::End => {
            me.leads_meeting()?;
            vec![FloorEvent::Ended]
        }
    };
    Ok(events.into_iter().map(Event::Floor).collect())
}

/// Two rounds are never open at once: the second of two leads who begin one is told so.
fn begin(
    me: &Member,
    round: Round,
    seconds: Option<u16>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if me.m.floor.is_some() {
        return Err(Refusal::RoundRuns);
    }
    if seconds.is_some_and(|seconds| !(1..=SECONDS_PER_TURN).contains(&seconds)) {
        return Err(Refusal::TooManyMinutes);
    }
    let speakers = speakers(me.m, round);
    match round {
        Round::Pitches if speakers.is_empty() => return Err(Refusal::NoSuchCase),
        Round::Harvest if speakers.is_empty() => return Err(Refusal::NoSuchGroup),
        _ => {}
    }
    let order = (0..).map(TurnId).zip(speakers).map(|(id, who)| Turn { id, who }).collect();
    let mut events = vec![Event::Floor(FloorEvent::Begun { round, seconds, order })];
    if round == Round::Harvest {
        // A week from now, or as long as the meeting where that is shorter.
        let at = (now + HARVEST_KEPT).min(me.m.delete_at);
        events.push(Event::Harvest(HarvestEvent::KeptUntil { at }));
    }
    Ok(events)
}

/// Who is to speak in a round, in order: people remote first, cases as they came, groups by letter.
fn speakers(m: &Meeting, round: Round) -> Vec<Speaker> {
    match round {
        Round::CheckIn | Round::Flash => {
            let here = m.asked(Seat::is_expected);
            here.into_iter().map(Speaker::Seat).collect()
        }
        Round::Pitches => m.open_cases().map(|case| Speaker::Case(case.id)).collect(),
        Round::Harvest => m.harvesters().into_iter().map(Speaker::Group).collect(),
        Round::Open => Vec::new(),
    }
}

/// Whether somebody is here who could speak for a case. Of what bears no name nobody is told.
fn is_presented(m: &Meeting, case: &Case) -> bool {
    case.giver().is_none_or(|giver| m.seat(giver).is_some())
}

/// One hand each is enough; whoever leads raises it for those who can't.
fn raise(me: &Member, floor: &Floor, seat: SeatId) -> Result<Vec<FloorEvent>, Refusal> {
    if seat != me.id {
        me.leads_meeting()?;
        me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
    }
    let who = Speaker::Seat(seat);
    if floor.hands.iter().any(|hand| hand.who == who) {
        return Ok(vec![]);
    }
    Ok(vec![FloorEvent::Raised { turn: another(floor, who)? }])
}

fn add(me: &Member, floor: &Floor, person: RecordId) -> Result<Vec<FloorEvent>, Refusal> {
    me.leads_meeting()?;
    let who = Speaker::Named(Placed { by: me.id, words: person });
    Ok(vec![FloorEvent::Raised { turn: another(floor, who)? }])
}

fn another(floor: &Floor, who: Speaker) -> Result<Turn, Refusal> {
    let last = floor.turns == u16::MAX;
    if floor.hands.len() >= HANDS_PER_ROUND || last {
        return Err(Refusal::TooManyHands);
    }
    Ok(Turn { id: TurnId(floor.turns), who })
}

fn lower(me: &Member, floor: &Floor, id: TurnId) -> Result<Vec<FloorEvent>, Refusal> {
    let hand = floor.hands.iter().find(|hand| hand.id == id).ok_or(Refusal::NoSuchTurn)?;
    own_or_leading(me, hand)?;
    Ok(vec![FloorEvent::Lowered { turn: id }])
}

fn pass(me: &Member, floor: &Floor, id: TurnId) -> Result<Vec<FloorEvent>, Refusal> {
    let turn = floor.unheard().find(|turn| turn.id == id).ok_or(Refusal::NoSuchTurn)?;
    own_or_leading(me, turn)?;
    Ok(vec![FloorEvent::Passed { turn: id }])
}

fn own_or_leading(me: &Member, turn: &Turn) -> Result<(), Refusal> {
    if me.m.speaker(turn.who) == Some(me.id) { Ok(()) } else { me.leads_meeting() }
}

/// All who are still to come, and nobody else: an order made before somebody spoke is out of date.
fn arrange(me: &Member, floor: &Floor, order: &[TurnId]) -> Result<Vec<FloorEvent>, Refusal> {
    me.leads_meeting()?;
    let (new, to_come): (BTreeSet<_>, BTreeSet<_>) =
        (order.iter().copied().collect(), floor.unheard().map(|turn| turn.id).collect());
    if new != to_come || new.len() != order.len() {
        return Err(Refusal::TurnMoved);
    }
    Ok(vec![FloorEvent::Arranged { order: order.to_vec() }])
}

/// Whoever leads gives the word to anybody, again too; whoever has it passes it on to the next.
fn give(
    me: &Member,
    floor: &Floor,
    (from, to): (Option<TurnId>, Option<TurnId>),
    at: Timestamp,
) -> Result<Vec<FloorEvent>, Refusal> {
    let speaking = floor.speaking();
    if speaking.map(|turn| turn.id) != from {
        return Err(Refusal::TurnMoved);
    }
    let own = speaking.is_some_and(|turn| me.m.speaker(turn.who) == Some(me.id));
    let next = me.m.next_to_speak().map(|turn| turn.id);
    if !own || (to.is_some() && to != next) {
        me.leads_meeting()?;
    }
    if from == to {
        return if to.is_some() { Err(Refusal::NoSuchTurn) } else { Ok(vec![]) };
    }
    if let Some(to) = to {
        floor.turn(to).ok_or(Refusal::NoSuchTurn)?;
    }
    Ok(vec![FloorEvent::Given { to, at }])
}

fn say(me: &Member, floor: &Floor, words: Option<RecordId>) -> Result<Vec<FloorEvent>, Refusal> {
    if floor.round != Round::Flash {
        return Err(Refusal::NoRound);
    }
    if words.is_none() && !floor.said.contains_key(&me.id) {
        return Ok(vec![]);
    }
    Ok(vec![FloorEvent::Said { by: me.id, words }])
}

pub fn apply(m: &mut Meeting, e: &FloorEvent) {
    if let FloorEvent::Begun { round, seconds, order } = e {
        m.floor = Some(Floor {
            round: *round,
            seconds: *seconds,
            order: order.clone(),
            heard: BTreeSet::new(),
            hands: Vec::new(),
            at: None,
            said: BTreeMap::new(),
            turns: u16::try_from(order.len()).unwrap_or(u16::MAX),
        });
    }
    let Some(floor) = &mut m.floor else { return };
    match e {
        FloorEvent::Begun { .. } => {}
        FloorEvent::Raised { turn } => {
            floor.turns = floor.turns.max(turn.id.0.saturating_add(1));
            floor.hands.push(*turn);
        }
        FloorEvent::Lowered { turn } => floor.hands.retain(|hand| hand.id != *turn),
        FloorEvent::Passed { turn } => {
            floor.heard.insert(*turn);
        }
        FloorEvent::Arranged { order } => {
            // Those who were heard come first and keep their order.
            let place = |turn: &Turn| order.iter().position(|id| *id == turn.id);
            floor.order.sort_by_key(|turn| place(turn).map_or(0, |place| place + 1));
        }
        FloorEvent::Given { to, at } => {
            let given = to.and_then(|to| floor.turn(to).copied());
            if let Some((before, _)) = floor.at.take() {
                let planned = floor.order.iter().any(|turn| turn.id == before.id);
                planned.then(|| floor.heard.insert(before.id));
            }
            if let Some(turn) = given {
                floor.hands.retain(|hand| hand.id != turn.id);
                floor.heard.remove(&turn.id);
                floor.at = Some((turn, *at));
                if let Speaker::Case(pitched) = turn.who {
                    let case = m.cases.iter_mut().find(|case| case.id == pitched);
                    case.into_iter().for_each(|case| case.pitched = true);
                }
            }
        }
        FloorEvent::Said { by, words } => {
            match words {
                Some(words) => floor.said.insert(*by, *words),
                None => floor.said.remove(by),
            };
        }
        FloorEvent::Ended => m.floor = None,
    }
}

/// Nobody is waited for who has left, and no case that was taken back.
pub fn tidy(m: &mut Meeting) {
    let Some(mut floor) = m.floor.take() else { return };
    let is_here = |turn: &Turn| match turn.who {
        Speaker::Seat(seat) => m.seat(seat).is_some(),
        Speaker::Case(case) => m.case(case).is_some_and(|case| is_presented(m, case)),
        Speaker::Group(_) | Speaker::Named(_) => true,
    };
    floor.order.retain(is_here);
    floor.hands.retain(is_here);
    floor.at = floor.at.filter(|(turn, _)| is_here(turn));
    let Floor { order, heard, .. } = &mut floor;
    heard.retain(|id| order.iter().any(|turn| turn.id == *id));
    m.floor = Some(floor);
}

#[cfg(test)]
mod tests;
