//! The five laws of the engine, the delivery of words, and the agreement of every view with its
//! meeting, on random meetings. What once broke a law is a named test under its rule.

mod random_meeting;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{FileFailurePersistence, TestRunner};
use random_meeting::happened::{happened, hostile, name, unsaid_by};
use random_meeting::hidden::{
    hidden_words, named_authors, no_dots_are_seen, no_names_are_seen, nothing_hidden_is_seen,
    secrets,
};
use random_meeting::order::in_order;
use random_meeting::{Play, Played, moves, records, viewers};
use shared::actor::{Actor, Viewer};
use shared::command::{CaseStep, Command, Deed, HarvestStep};
use shared::engine::{self, Fold};
use shared::event::{Entry, Event};
use shared::id::{CommandId, GroupId, RecordId, Seq};
use shared::lens::{is_public, may_unsay, reaches, redact, view};
use shared::meeting::{CaseSession, Meeting};
use shared::pad::{PadId, Sheet, access};
use shared::time::{Span, Timestamp};
use shared::wire::{decode, encode};

/// How long a random meeting goes on, in moves beyond the first arrivals.
const MOVES: usize = 130;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn replay_the_same_log_gives_the_same_meeting(moves in moves(MOVES)) {
        let mut play = Play::opened();
        let start = play.house.clone();
        let log: Vec<Entry> = moves.iter().filter_map(|next| play.play(next).result.ok()).collect();

        let mut again = start;
        for entry in &log {
            let stored: Option<Entry> = decode(&encode(entry));
            prop_assert_eq!(stored.as_ref(), Some(entry));
            prop_assert!(again.absorb(entry));
        }
        prop_assert_eq!(&again, &play.house);
        prop_assert_eq!(decode::<Meeting>(&encode(&again.meeting)), Some(again.meeting));
    }

    #[test]
    fn honesty_a_refusal_leaves_no_trace_and_what_was_decided_leaves_order(moves in moves(MOVES)) {
        let mut play = Play::opened();
        let mut presented = BTreeSet::new();
        for next in &moves {
            let before = play.house.clone();
            let Played { command, by, result } = play.play(next);
            let cases = play.house.meeting.cases.iter().filter(|case| case.presenter.is_some());
            presented.extend(cases.map(|case| case.id));
            let decide = |m| engine::decide(m, &command, by, play.now);
            match result {
                Err(refusal) => {
                    prop_assert_eq!(decide(&before.meeting), Err(refusal));
                    prop_assert_eq!(&play.house, &before);
                }
                Ok(_) => in_order(&play.house.meeting, &presented)?,
            }
            // A second try of the same is answered, whatever came of the first.
            let _ = decide(&play.house.meeting);
        }
    }

    #[test]
    fn honesty_whatever_happens_in_whatever_order_can_be_applied(
        (events, moves) in (moves(30), moves(30)).prop_flat_map(|(one, other)| {
            let mut events = happened(&one);
            events.extend(happened(&other));
            events.extend(hostile(&events));
            (Just(events).prop_shuffle(), Just(other))
        }),
    ) {
        let mut play = Play::opened();
        for event in &events {
            engine::apply(&mut play.house.meeting, event);
        }
        // Nobody who looks at what came of it, or goes on from there, falls over it.
        for next in &moves {
            play.play(next);
        }
        let m = &play.house.meeting;
        for who in viewers(m) {
            let seen = view(m, who);
            records(&seen);
            for session in seen.groups.values().flat_map(|group| &group.sessions) {
                session.now_in();
                session.planned_end(play.now);
            }
            for event in &events {
                redact(&entry_of(vec![event.clone()]), who, m);
            }
        }
    }

    #[test]
    fn secrecy_a_view_that_is_told_every_entry_stays_the_view(moves in moves(MOVES)) {
        let mut play = Play::opened();
        let mut copies: Vec<(Viewer, Fold)> = Vec::new();
        for next in &moves {
            let before = play.house.clone();
            let Ok(entry) = play.play(next).result else { continue };
            for who in viewers(&before.meeting).into_iter().skip(copies.len()) {
                copies.push((who, Fold::resume(view(&before.meeting, who), before.seq)));
            }
            let m = &play.house.meeting;
            for (who, copy) in &mut copies {
                match redact(&entry, *who, m) {
                    Some(told) => prop_assert!(copy.absorb(&told)),
                    None => {
                        *who = standing(m, *who);
                        *copy = Fold::resume(view(m, *who), entry.seq);
                    }
                }
                prop_assert_eq!(&copy.meeting, &view(m, *who), "{:?} after {:?}", who, entry);
            }
        }
    }

    #[test]
    fn secrecy_what_is_hidden_travels_in_no_byte(moves in moves(MOVES)) {
        let mut play = Play::opened();
        for next in &moves {
            let Ok(entry) = play.play(next).result else { continue };
            let m = &play.house.meeting;
            for who in viewers(m).into_iter().filter(|who| *who != Viewer::House) {
                let told = redact(&entry, who, m);
                if is_public(&entry) && reaches(&entry, who, m) {
                    prop_assert_eq!(told.as_ref(), Some(&entry));
                }
                let authors = told.as_ref().map(named_authors).unwrap_or_default();
                prop_assert!(authors.iter().all(|by| who.is(*by)), "{:?} is told {:?}", who, told);
                let told = told.map(|told| encode(&told)).unwrap_or_default();
                for secret in secrets(&entry, who, m).into_iter().chain(hidden_words(m, who)) {
                    prop_assert!(!contains(&told, secret), "{:?} is told {:?}", who, entry);
                }
            }
        }
        let m = &play.house.meeting;
        for who in viewers(m).into_iter().filter(|who| *who != Viewer::House) {
            let seen = view(m, who);
            prop_assert!(seen.passes.is_empty());
            for session in seen.groups.values().flat_map(|group| &group.sessions) {
                nothing_hidden_is_seen(session, who)?;
            }
            no_dots_are_seen(&seen, who)?;
            no_names_are_seen(&seen, who)?;
            let bytes = encode(&seen);
            for secret in hidden_words(m, who) {
                prop_assert!(!contains(&bytes, secret), "{:?} sees {:?}", who, seen);
            }
        }
    }

    #[test]
    fn delivery_words_that_somebody_may_read_now_are_named_by_what_they_are_told(moves in moves(MOVES)) {
        let mut play = Play::opened();
        for next in &moves {
            let before = play.house.meeting.clone();
            let Ok(entry) = play.play(next).result else { continue };
            for who in viewers(&before) {
                // Whoever needs a fresh view gets all its words with it.
                let Some(told) = redact(&entry, who, &play.house.meeting) else { continue };
                let readable = |m| records(&view(m, who));
                let new = &readable(&play.house.meeting) - &readable(&before);
                prop_assert!(new.is_subset(&named(&told)), "{:?} lacks words of {:?}", who, told);
            }
        }
    }

    #[test]
    fn oblivion_what_was_unsaid_is_never_named_again(moves in moves(MOVES)) {
        let mut play = Play::opened();
        let mut said = records(&play.house.meeting);
        for next in &moves {
            let before = play.house.meeting.clone();
            let mut unsaid: BTreeSet<_> = &said - &records(&before);
            let Ok(entry) = play.play(next).result else { continue };
            let told = named(&entry);
            let named = records(&play.house.meeting);
            unsaid.extend(entry.events.iter().flat_map(|event| unsaid_by(&before, event)));
            prop_assert!(told.is_disjoint(&unsaid), "{:?} names unsaid words", entry);
            prop_assert!(named.is_disjoint(&unsaid), "{:?} brings words back", entry);
            for who in viewers(&play.house.meeting) {
                let seen = view(&play.house.meeting, who);
                prop_assert!(records(&seen).is_subset(&named));
            }
            said.extend(told);
        }
    }

    #[test]
    fn oblivion_words_are_taken_back_by_nothing_but_what_may_unsay(moves in moves(MOVES)) {
        let mut play = Play::opened();
        for next in &moves {
            let before = play.house.meeting.clone();
            let Ok(entry) = play.play(next).result else { continue };
            for who in viewers(&before) {
                // Whoever needs a fresh view burns whatever that does not name.
                let Some(told) = redact(&entry, who, &play.house.meeting) else { continue };
                let readable = |m| records(&view(m, who));
                let gone = &readable(&before) - &readable(&play.house.meeting);
                let asked = told.events.iter().any(may_unsay);
                prop_assert!(gone.is_empty() || asked, "{:?} takes words from {:?}", told, who);
            }
        }
    }

    #[test]
    fn once_an_entry_or_command_that_comes_again_changes_nothing(moves in moves(MOVES)) {
        let mut play = Play::opened();
        for next in &moves {
            let before = play.house.clone();
            let Ok(entry) = play.play(next).result else { continue };
            let id = entry.id.expect("the house's entries name their command");
            prop_assert!(!before.has_seen(id) && play.house.has_seen(id));

            let mut fold = play.house.clone();
            prop_assert!(!fold.absorb(&entry));
            let ahead = Entry { seq: entry.seq.next().next(), id: None, ..entry.clone() };
            prop_assert!(!fold.absorb(&ahead));
            prop_assert_eq!(&fold, &play.house);

            // A second entry for the same command uses up its number and nothing else.
            let doubled = Entry { seq: entry.seq.next(), ..entry };
            prop_assert!(!fold.absorb(&doubled));
            prop_assert_eq!(&fold.meeting, &play.house.meeting);
            prop_assert_eq!(fold.seq, doubled.seq);
        }
    }

    #[test]
    fn agreement_a_view_decides_for_its_own_seat_as_the_meeting_does(moves in moves(MOVES)) {
        let mut play = Play::opened();
        for next in &moves {
            let before = play.house.meeting.clone();
            let Played { command, by, result } = play.play(next);
            let result = result.map(drop);
            // Not only whoever asked: everybody's buttons are made of what they would be answered.
            for who in viewers(&before) {
                let Viewer::Seat(seat, group, _) = who else { continue };
                let seen = view(&before, who);
                // An id taken in another group is beyond what a view can know; devices draw them.
                if begins_under_a_foreign_id(&before, &command, group) {
                    continue;
                }
                let answer = |m| engine::decide(m, &command, Actor::Seat(seat), play.now).map(drop);
                let owed = answer(&before);
                prop_assert_eq!(answer(&seen), owed, "{:?} asks for {:?}", who, command);
                if by == Actor::Seat(seat) {
                    prop_assert_eq!(owed, result);
                }
            }
        }
        let m = &play.house.meeting;
        for who in viewers(m) {
            let Viewer::Seat(seat, group, _) = who else { continue };
            let seen = view(m, who);
            for pad in m.groups[&group].sessions.iter().flat_map(|session| pads(session, m)) {
                let write = |m| access::may_write(m, seat, pad);
                prop_assert_eq!(write(&seen), write(m), "{:?} writes {:?}", who, pad);
                let read = |m| access::may_read(m, who, pad);
                prop_assert_eq!(read(&seen), read(m), "{:?} reads {:?}", who, pad);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(50))]

    #[test]
    fn nothing_elapses_time_alone_changes_nobodys_rights(
        moves in moves(MOVES),
        late in 1..Span::days(400).0,
    ) {
        let mut play = Play::opened();
        for next in &moves {
            let before = play.house.meeting.clone();
            let Played { command, by, result } = play.play(next);
            // A year from now is later then, and an agreed end may have passed: that is all.
            if let Deed::KeepUntil { .. }
            | Deed::SetEnd { .. }
            | Deed::CallBack { .. }
            | Deed::BringCase { .. }
            | Deed::Case(CaseStep::HandIn { .. } | CaseStep::Carry { .. })
            | Deed::Harvest(HarvestStep::Close) = command.deed
            {
                continue;
            }
            let later = engine::decide(&before, &command, by, play.now + Span(late)).map(drop);
            prop_assert_eq!(later, result.map(drop));
        }
    }
}

/// What the moves must be able to bring about for the laws to say something.
#[rustfmt::skip]
const EVENTFUL: &[&str] = &[
    // Everything that can happen …
    "Retitled", "DeletionSet", "SeatTaken", "Introduced", "Agreed", "SeatLeft", "ModeratorNamed",
    "CaseBrought", "CaseReworded", "CaseWithdrawn", "SessionBegun", "RoleGiven", "DotsPlaced",
    "DotsShown", "CaseChosen", "PhaseEntered", "ClockPaused", "ClockResumed", "MinutesAdded",
    "ReadySet", "ModuleChosen", "CollectingBegun", "CardWritten", "CardReworded", "CardRemoved",
    "CardsRevealed", "QuestionFixed", "QuestionReopened", "Starred", "StarsShown", "StepNamed",
    "CameLate", "Ended", "Reopened", "DeputyNamed", "EndSet", "MinutesPlanned", "PhaseLeftOut", "TurnPassed",
    "Stopped", "WentOn", "PeopleKnown", "CardsTurned", "CardsShown", "ReverseWritten", "CardMarked",
    "AdviceParked", "AdviceOffered", "AdviceDone", "WordingsAsked", "Released", "Reported", "ReportsShown",
    "CardDotsPlaced", "CardDotsShown", "ModerationOffered", "SheetFilled",
    "WishesSet", "GroupsProposed", "Objected", "PlaceTaken", "GroupsFormed", "SeatsMoved", "GroupPlaced",
    "FloaterNamed", "CalledBack", "WishesAsked", "AgendaPlanned", "PointEntered", "InvitationSet", "DoorClosed", "Intended", "GroupsTold", "Formed", "HelpCalled", "HelpAnswered",
    "MinutesAsked", "FloorBegun", "FloorRaised", "FloorLowered", "FloorPassed", "FloorArranged",
    "FloorGiven", "FloorSaid", "FloorEnded", "WeighBegun", "WeighPlaced", "WeighShown", "WeighEnded",
    "HarvestGiven", "HarvestTakenBack", "HarvestSpeakerNamed", "HarvestKeptUntil", "HarvestClosed",
    "MinutesAsked", "Planned", "OfficerNamed", "HandsCounted", "Proposed", "Stood", "SpeechPassed",
    "Entitled", "KeyShown", "KeyLent", "KeyLentAnew", "KeyTakenBack", "PollPrepared", "PollOpened",
    "RollSeen", "PaperCounted", "PollClosed", "PollDiscarded", "ResultAnnounced",
    "ResultConfirmed", "Accepted", "CalledOff", "CaseHandedIn", "CaseReworded", "CaseWithdrawn",
    "CaseNameShown", "CasePresenterNamed", "CaseTakenUp", "CaseConsulted", "CaseAsked", "CaseAnswered", "CaseCarried",
    "CaseClaimed", "PutUp", "SecretAsked",
    // … and what stands in the way, but for limits that take hundreds of moves.
    "NotAllowed", "NotSeated", "NoSuchSeat", "AlreadyThere", "NoSuchCase", "NotYourCase",
    "CaseInUse", "SessionRunning", "NoSuchSession", "SessionEnded", "SessionNotEnded",
    "NotModerator", "NotCaseGiver", "ModeratorHasCase", "CaseGiverHasRole", "ModeratorHasRole",
    "RoleNotCast", "MethodUnplayable", "NoSuchPhase", "PhaseMoved", "NotInThisPhase",
    "CaseGiverListens", "RoleDoesNotWrite", "ClockStands", "ClockRuns", "TooManyMinutes",
    "CollectingAlready", "NothingHidden", "NoSuchCard", "NotYourCard", "TooManyDots", "DotsShown",
    "TooManyStars", "QuestionOpen", "KeptTooLong", "RoleUnknown", "ModuleUnplayable", "NoSuchEnd",
    "TurnMoved", "NotYourTurn", "StopIsUp", "StopIsDown", "CardsNotTurned", "NoSuchColumn",
    "CardsBearNames", "NotParked", "NoFirstStep", "WordingMissing", "QuestionFixed",
    "NotLead", "NoSuchGroup", "FormationMoved", "FormationUnsound", "TooManyWishes", "GivesCase",
    "NoHelpCalled", "NoPlaceLeft", "WishesClosed", "NoSuchPoint", "PointRuns", "DoorClosed", "CasesClosed",
    "RoundRuns", "NoRound", "NoSuchTurn", "NothingWeighed", "NotGiven",
    "NoSuchElection", "NotOfficer", "OfficerStands", "ProcedureImpossible", "ProcedureNotAgreed",
    "NotCandidate", "NobodyStands", "TooFewVoters", "RollClosed", "NotOnRoll", "PollRuns",
    "PollMoved", "SumsImpossible", "ResultImpossible", "ElectionDecided",
    "CaseNameless", "NotAsked",
];

/// A law that is only ever asked about empty meetings says nothing.
#[test]
fn random_meetings_are_eventful() {
    let mut runner = TestRunner::deterministic();
    let mut happened = BTreeMap::<String, u32>::new();
    for _ in 0..700 {
        let moves = moves(MOVES).new_tree(&mut runner).expect("moves are never rejected").current();
        let mut play = Play::opened();
        for next in &moves {
            let played = play.play(next);
            let names = match played.result {
                Ok(entry) => entry.events.iter().map(name).collect(),
                Err(refusal) => vec![format!("{refusal:?}")],
            };
            names.into_iter().for_each(|name| *happened.entry(name).or_default() += 1);
        }
    }
    let rare: Vec<_> = EVENTFUL.iter().filter(|name| !happened.contains_key(**name)).collect();
    assert!(rare.is_empty(), "{rare:?} never happens; what does is {happened:?}");
}

/// The records that an entry names.
fn named(entry: &Entry) -> BTreeSet<RecordId> {
    let mut named = BTreeSet::new();
    let mut name = |record| {
        named.insert(record);
    };
    entry.events.iter().for_each(|event| event.records(&mut name));
    named
}

fn entry_of(events: Vec<Event>) -> Entry {
    Entry { seq: Seq(1), id: None::<CommandId>, at: Timestamp(0), by: None, events }
}

fn begins_under_a_foreign_id(m: &Meeting, command: &Command, own: GroupId) -> bool {
    match command.deed {
        Deed::Begin { session, .. } => m.session(session).is_some_and(|(group, ..)| group != own),
        _ => false,
    }
}

/// The same viewer where they sit by now.
fn standing(m: &Meeting, who: Viewer) -> Viewer {
    match who {
        Viewer::Seat(id, group, sight) => {
            Viewer::Seat(id, m.seat(id).map_or(group, |seat| seat.group), sight)
        }
        Viewer::Door | Viewer::House => who,
    }
}

fn contains(bytes: &[u8], id: impl AsRef<[u8]>) -> bool {
    bytes.windows(16).any(|window| window == id.as_ref())
}

/// Every sheet of a session.
fn pads(session: &CaseSession, m: &Meeting) -> Vec<PadId> {
    let notes = (0..session.method.phases.len()).map(|i| Sheet::Notes(i.try_into().expect("few")));
    let private = m.seats.keys().copied().map(Sheet::Private);
    let sheets = notes.chain(private).chain([Sheet::Question, Sheet::Observation]);
    sheets.map(|sheet| PadId { session: session.id, sheet }).collect()
}
