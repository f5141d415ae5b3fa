//! What goes on in the plenary and waits for somebody who is elsewhere: one sentence, the most urgent.

use ballot::poll::Manner;
use mirror::Mirror;
use shared::id::SeatId;
use shared::meeting::{Election, Part, PollState};

use super::said::{Said, round_name};
use crate::agenda::words;
use crate::election::{has_seen, has_voted, stands_as, votes_here};
use crate::lobby::unanswered;
use crate::texts;

/// The sentence about the elections, where one concerns me.
pub fn of_elections(m: &Mirror) -> Option<String> {
    let me = m.me()?;
    let elections = &m.meeting().elections;
    let mine = elections.iter().find_map(|election| asks(m, election, me));
    mine.or_else(|| elections.iter().find_map(|election| tells(m, election)))
}

/// The sentence about everything that goes on there.
pub fn of_all(m: &Mirror) -> Option<String> {
    let asked = || m.meeting().elections.iter().find_map(|election| asks(m, election, m.me()?));
    let said = Said::of(m);
    let my_turn = || said.as_ref().filter(|it| it.mine).map(|_| texts::plenary::mine().to_owned());
    let going = || said.as_ref().map(round);
    let mine = asked().or_else(my_turn).or_else(|| dots_left(m)).or_else(|| invitation(m));
    mine.or_else(|| of_elections(m)).or_else(going)
}

/// That I am asked to advise on a case.
pub fn invitation(m: &Mirror) -> Option<String> {
    (!unanswered(m).is_empty()).then(|| texts::cases::asked_elsewhere().to_owned())
}

/// What an election asks of me.
fn asks(m: &Mirror, election: &Election, me: SeatId) -> Option<String> {
    if let Some(held) = election.open_poll()
        && held.poll.manner == Manner::Secret
        && held.voters.contains(&me)
        && votes_here(election.id, held)
        && !has_voted(held.poll.id)
    {
        return Some(texts::plenary::vote_now().into());
    }
    let elected = election.elected().any(|(seat, _)| seat == me);
    if elected && !election.answers.contains_key(&me) {
        return Some(texts::plenary::accept_now().into());
    }
    if election.roll_is_closed() {
        return None;
    }
    let proposed = election.candidates.iter().any(|it| it.seat == me && it.stands.is_none());
    if proposed {
        return Some(texts::plenary::stand_now().into());
    }
    if election.speech.is_some_and(|(seat, _)| seat == me) {
        return Some(texts::plenary::speak_now().into());
    }
    // A device that never opened the election has no key on the roll.
    let is_missing = !election.keys.contains_key(&me) && !election.kept_off.contains(&me);
    (is_missing && m.meeting().seat(me).is_some()).then(|| texts::plenary::election_begins().into())
}

/// What an election tells everybody.
fn tells(m: &Mirror, election: &Election) -> Option<String> {
    let speech =
        election.speech.map(|(seat, _)| texts::plenary::speech(stands_as(m, election, seat)));
    let result = || {
        let latest = election.polls.last().filter(|held| held.result.is_some())?;
        (!has_seen(latest.poll.id)).then(|| texts::plenary::result().to_owned())
    };
    let open = || {
        let held = election.polls.last().filter(|held| held.state == PollState::Open)?;
        let (all, done) = (held.count(), m.cast(held.poll.id).unwrap_or_default());
        // By show of hands nobody counts on a device.
        (held.poll.manner == Manner::Secret).then(|| texts::plenary::votes_in(all, done))
    };
    speech.filter(|_| !election.roll_is_closed()).or_else(open).or_else(result)
}

/// How many dots I have left for the cases, while they are being weighed.
fn dots_left(m: &Mirror) -> Option<String> {
    let weighing = m.meeting().weighing.as_ref().filter(|it| it.dots.tally.is_none())?;
    let placed = weighing.dots.placed.get(&m.me()?).and_then(Option::as_ref).map_or(0, Vec::len);
    let left = usize::from(weighing.budget).saturating_sub(placed);
    (left > 0).then(|| texts::plenary::dots_now(left as u64))
}

/// A break, and until when. Whoever leads goes by the agenda and has it before them.
pub fn pause(m: &Mirror) -> Option<String> {
    let leads = m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|seat| seat.inviting);
    let agenda = m.meeting().agenda.as_ref().filter(|_| !leads)?;
    let (_, point) = agenda.point(agenda.at?.0)?;
    (point.part == Part::Break).then(|| words::here(m, agenda))?
}

/// Which round goes on, and who has the word.
fn round(said: &Said) -> String {
    let name = round_name(said.round);
    match &said.now {
        Some((_, who)) => texts::plenary::round_now(name, who),
        None => texts::plenary::round_goes_on(name),
    }
}
