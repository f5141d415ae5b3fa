//! The sentences for the minutes, to be copied.

use ballot::count::{Because, By, Outcome};
use ballot::poll::{Manner, Poll};
use ballot::protocol::{Part, parts};
use shared::meeting::{Election, RaisedHands};
use vault::words::Paper;

use crate::texts::election as texts;

/// All of them, one on each line.
pub fn minutes(election: &Election, poll: &Poll, outcome: &Outcome, paper: &Paper) -> String {
    let head = texts::minutes_head(&paper.question);
    let agreed = election.hands.filter(RaisedHands::agree);
    let agreed = agreed.map(|it| texts::agreed(it.abstain, it.no, it.yes));
    let asked = election.secret_asked && poll.manner == Manner::Secret;
    let asked = asked.then(|| texts::secret_asked().to_owned());
    let lines = parts(poll, outcome).into_iter().map(|part| sentence(&part, &paper.names));
    [head].into_iter().chain(agreed).chain(asked).chain(lines).collect::<Vec<_>>().join("\n")
}

fn sentence(part: &Part, names: &[String]) -> String {
    let name = |at: &u8| names.get(usize::from(*at)).map(String::as_str).unwrap_or_default();
    let all = |places: &[u8]| places.iter().map(name).collect::<Vec<_>>().join(", ");
    match part {
        Part::Entitled { people, seats, manner, run_off } => {
            let manner = match manner {
                Manner::Secret => texts::minutes_secret(),
                Manner::Hands => texts::minutes_hands(),
            };
            let round = if *run_off { texts::run_off() } else { texts::poll() };
            texts::minutes_entitled(manner, people, texts::places(u64::from(*seats)), round)
        }
        Part::Ballots { all, abstentions, invalid } => {
            texts::minutes_ballots(abstentions, all, invalid)
        }
        Part::Votes { given, possible } => texts::minutes_votes(given, possible),
        Part::Quorum { needed, met: true } => texts::minutes_quorum(needed),
        Part::Quorum { needed, met: false } => texts::minutes_no_quorum(needed),
        Part::Candidate { candidate, yes, against: None } => {
            texts::minutes_candidate(u64::from(*yes), name(candidate))
        }
        Part::Candidate { candidate, yes, against: Some((no, abstain)) } => {
            texts::minutes_answers(abstain, name(candidate), no, yes)
        }
        Part::Elected { candidate, by: By::Votes } => texts::minutes_elected(name(candidate)),
        Part::Elected { candidate, by: By::Lot } => texts::minutes_lot(name(candidate)),
        Part::RunOff { candidates, seats, because } => {
            let places = texts::places(u64::from(*seats));
            match because {
                Because::Tie => texts::minutes_tie(all(candidates), places),
                Because::Majority => texts::minutes_majority(all(candidates), places),
            }
        }
        Part::Vacant { seats } => texts::minutes_vacant(u64::from(*seats)),
    }
}
