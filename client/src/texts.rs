//! Every word on screen, as a typed function for each key of `assets/texts/de.toml`.
//!
//! `[lobby] agreed = "{count} von {all}"` is `texts::lobby::agreed(all, count)` here; a key that is
//! missing doesn't compile, one that nobody uses is a warning.

use std::fmt::Display;

use shared::method::guide::Text;
use shared::refusal::Refusal;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A method's sentence in the language that is spoken.
pub fn of(text: &Text) -> &str {
    &text.de
}

/// The line with its blanks filled in; values are never read for blanks again.
fn fill(line: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut parts = line.split(['{', '}']);
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let (Some(blank), Some(rest)) = (parts.next(), parts.next()) {
        if let Some((_, value)) = values.iter().find(|(name, _)| *name == blank) {
            out.push_str(&value.to_string());
        }
        out.push_str(rest);
    }
    out
}

macro_rules! sentences {
    ($($variant:ident => $key:ident,)*) => {
        /// Why something was not possible, as a sentence.
        pub fn refused(why: Refusal) -> &'static str {
            match why {
                $(Refusal::$variant => refusal::$key(),)*
            }
        }
    };
}

sentences! {
    NotAllowed => not_allowed,
    NotSeated => not_seated,
    NoSuchSeat => no_such_seat,
    AlreadyThere => already_there,
    NoSuchCase => no_such_case,
    NotYourCase => not_your_case,
    CaseInUse => case_in_use,
    TooManyCases => too_many_cases,
    MeetingFull => meeting_full,
    SessionRunning => session_running,
    NoSuchSession => no_such_session,
    SessionEnded => session_ended,
    SessionNotEnded => session_not_ended,
    NotModerator => not_moderator,
    NotCaseGiver => not_case_giver,
    ModeratorHasCase => moderator_has_case,
    CaseGiverHasRole => case_giver_has_role,
    ModeratorHasRole => moderator_has_role,
    RoleNotCast => role_not_cast,
    RoleUnknown => role_unknown,
    NoSuchEnd => no_such_end,
    TurnMoved => turn_moved,
    NotYourTurn => not_your_turn,
    StopIsUp => stop_is_up,
    StopIsDown => stop_is_down,
    TooManyModules => too_many_modules,
    CardsNotTurned => cards_not_turned,
    NoSuchColumn => no_such_column,
    CardsBearNames => cards_bear_names,
    NotParked => not_parked,
    TooMuchParked => too_much_parked,
    NoFirstStep => no_first_step,
    WordingMissing => wording_missing,
    MethodUnplayable => method_unplayable,
    ModuleUnplayable => module_unplayable,
    NoSuchPhase => no_such_phase,
    PhaseMoved => phase_moved,
    NotInThisPhase => not_in_this_phase,
    CaseGiverListens => case_giver_listens,
    RoleDoesNotWrite => role_does_not_write,
    ClockStands => clock_stands,
    ClockRuns => clock_runs,
    TooManyMinutes => too_many_minutes,
    CollectingAlready => collecting_already,
    NothingHidden => nothing_hidden,
    NoSuchCard => no_such_card,
    NotYourCard => not_your_card,
    TooManyCards => too_many_cards,
    TooManyDots => too_many_dots,
    DotsShown => dots_shown,
    TooManySessions => too_many_sessions,
    TooManyStars => too_many_stars,
    QuestionFixed => question_fixed,
    QuestionOpen => question_open,
    KeptTooLong => kept_too_long,
    SheetClosed => sheet_closed,
    NotLead => not_lead,
    RoundRuns => round_runs,
    NoRound => no_round,
    NoSuchTurn => no_such_turn,
    TooManyHands => too_many_hands,
    NothingWeighed => nothing_weighed,
    NotGiven => not_given,
    NoSuchGroup => no_such_group,
    FormationMoved => formation_moved,
    FormationUnsound => formation_unsound,
    TooManyWishes => too_many_wishes,
    TooManyGroups => too_many_groups,
    GivesCase => gives_case,
    NoHelpCalled => no_help_called,
    NoPlaceLeft => no_place_left,
    WishesClosed => wishes_closed,
    NoSuchPoint => no_such_point,
    TooManyPoints => too_many_points,
    PointRuns => point_runs,
    DoorClosed => door_closed,
    CasesClosed => cases_closed,
    NoSuchElection => no_such_election,
    TooManyElections => too_many_elections,
    NotOfficer => not_officer,
    OfficerStands => officer_stands,
    SecretAsked => secret_asked,
    ProcedureImpossible => procedure_impossible,
    ProcedureNotAgreed => procedure_not_agreed,
    NotCandidate => not_candidate,
    TooManyCandidates => too_many_candidates,
    NobodyStands => nobody_stands,
    TooFewVoters => too_few_voters,
    RollClosed => roll_closed,
    NotOnRoll => not_on_roll,
    PollRuns => poll_runs,
    PollMoved => poll_moved,
    SumsImpossible => sums_impossible,
    ResultImpossible => result_impossible,
    ElectionDecided => election_decided,
    CaseNameless => case_nameless,
    CasePitched => case_pitched,
    NotAsked => not_asked,
    TooManyAsked => too_many_asked,
    TooLong => too_long,
    BadEnvelope => bad_envelope,
    TooFast => too_fast,
    Unreadable => unreadable,
    OtherVersion => other_version,
    PassUnknown => pass_unknown,
    Unavailable => unavailable,
    Gone => gone,
    NoBallot => no_ballot,
    VotedAlready => voted_already,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::refusal::Refusal;

    use crate::texts;

    #[test]
    fn blanks_take_their_values_word_for_word() {
        assert_eq!(texts::lobby::more_about("{name} {braces}"), "Mehr zu {name} {braces}");
    }

    #[test]
    fn numbers_choose_between_one_and_many() {
        assert_eq!(texts::lobby::people(1), "1 Person ist dabei");
        assert_eq!(texts::lobby::people(7), "7 Personen sind dabei");
    }

    #[test]
    fn every_refusal_is_a_sentence_of_its_own() {
        let sentences: BTreeSet<_> = Refusal::ALL.iter().map(|why| texts::refused(*why)).collect();
        assert_eq!(sentences.len(), Refusal::ALL.len(), "two refusals read the same");
        for sentence in sentences {
            let begins = sentence.chars().next().is_some_and(char::is_uppercase);
            assert!(begins && sentence.ends_with(['.', '?']), "{sentence}");
        }
    }
}
