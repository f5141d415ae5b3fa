//! Moments of a phase in which other things can be done than usually.

use shared::command::Step;
use shared::method::Role;

use crate::stage::{LEADER, OBSERVER, SCRIBE, Stage, WORDS};

/// Brings a moment about; says whether the phase can have it.
type Come = fn(&mut Stage) -> bool;

/// All of them, with what they are called where something is amiss.
pub const MOMENTS: [(&str, Come); 16] = [
    ("as usual", |_| true),
    ("the stop card is up", |stage| stage.tries(OBSERVER, Step::Stop)),
    ("the clock stands", |stage| stage.tries(LEADER, Step::Pause)),
    ("cards are hidden", |stage| stage.tries(LEADER, Step::Collect) && stage.everybody_writes()),
    ("cards are hidden and the group has gone on", |stage| {
        stage.tries(LEADER, Step::Collect) && stage.everybody_writes() && goes_forth(stage)
    }),
    ("cards are turned back", |stage| {
        stage.phase_turns() && stage.tries(LEADER, Step::TurnCards { over: false })
    }),
    ("the cards are those of an earlier module", |stage| {
        let module = stage.turning.clone();
        let settled = stage.tries(LEADER, Step::ChooseModule { module, guide: WORDS });
        settled && stage.tries(LEADER, Step::TurnCards { over: true })
    }),
    ("a card was taken away", |stage| {
        let last = stage.session().cards.last().map(|card| card.id);
        last.is_some_and(|card| stage.tries(LEADER, Step::RemoveCard { card }))
    }),
    ("dots are shown", |stage| stage.tries(LEADER, Step::ShowDots)),
    ("it is the scribe's turn", |stage| {
        stage.tries(LEADER, Step::Turn { from: None, to: Some(SCRIBE) })
    }),
    ("nobody is the scribe", |stage| {
        stage.tries(LEADER, Step::Cast { role: Role::Scribe, seat: None })
    }),
    ("the question is fixed", |stage| stage.tries(LEADER, Step::FixQuestion { words: WORDS })),
    ("wordings are asked for", |stage| {
        stage.tries(LEADER, Step::AskWordings { open: true }) && stage.everybody_writes()
    }),
    ("a phase back", |stage| {
        let from = stage.session().phase;
        stage.waits();
        from > 0 && stage.tries(LEADER, Step::Enter { from, to: from - 1 })
    }),
    ("it has ended", |stage| stage.tries(LEADER, Step::End)),
    ("it was taken up again", |stage| {
        stage.tries(LEADER, Step::End) && stage.tries(LEADER, Step::Reopen)
    }),
];

/// The group goes on and leaves things as they are.
fn goes_forth(stage: &mut Stage) -> bool {
    let from = stage.session().phase;
    let next = stage.session().next();
    next.is_some_and(|to| stage.tries(LEADER, Step::Enter { from, to }))
}
