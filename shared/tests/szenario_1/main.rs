//! The first acceptance script and its checks, as far as the engine has to keep them.

#[path = "../recordings/summary.rs"]
mod summary;

mod script;

use std::path::PathBuf;
use std::{env, fs};

use script::{
    AGNES, ALL, FRIEDERIKE, GROUP, HOLGER, HOLGERS_CASE, JANA, MIRKO, PARKED, SELIN, SESSION,
    Script, TOBIAS, TOBIAS_CASE, card, clock, headstand, put_back, words, write,
};
use shared::actor::Viewer;
use shared::command::Step;
use shared::id::{RecordId, SeatId};
use shared::lens::view;
use shared::library;
use shared::meeting::{Item, Left, Mark, Outcome, Reach};
use shared::method::Role;
use shared::pad::{PadId, Sheet, access};
use shared::refusal::Refusal;
use shared::time::Span;
use shared::wire::encode;
use summary::{hex, summary};

/// Everything one person's device was ever sent, and what it would be sent if it came anew.
fn reached(script: &Script, seat: SeatId, words: RecordId) -> bool {
    let anew = encode(&view(&script.house.meeting, Viewer::member(seat, GROUP)));
    let mut frames = script.frames[&seat].iter().chain([&anew]);
    frames.any(|frame| frame.windows(16).any(|bytes| bytes == words.as_bytes()))
}

#[test]
fn the_morning_can_be_played_and_every_device_ends_with_what_its_person_may_know() {
    let script = Script::played();
    let session = script.session();
    let dots = session.case_dots.values().find_map(|dots| dots.tally.clone());
    assert_eq!(dots, Some(vec![(HOLGERS_CASE, 9), (TOBIAS_CASE, 5)]));
    let cards = session.cards.iter().filter(|card| !card.removed && card.phase == 4);
    assert_eq!(cards.clone().count(), 13);
    assert_eq!(cards.filter(|card| card.reverse.is_some()).count(), 9);
    let spent: Vec<u64> = session.clocks.iter().map(|clock| clock.spent.as_seconds()).collect();
    assert_eq!(spent, [280, 620, 330, 120, 960, 690]);
    assert_eq!(session.question.map(|question| question.words), Some(words(113)));
    assert_eq!(script.house.meeting.ends, session.ended);
    for seat in ALL {
        let owed = view(&script.house.meeting, Viewer::member(seat, GROUP));
        assert_eq!(script.devices[&seat].meeting, owed);
    }
}

#[test]
fn everybody_reads_the_sentence_of_their_role() {
    let mut script = Script::opened();
    script.arrive().casting().account();
    let guide = library::methods().remove(0).guide;
    let sentence = |seat| {
        let cast = script.house.meeting.groups[&GROUP].cast;
        let session = script.session_of(seat);
        let text = guide.phases[usize::from(session.phase)].text(&cast.roles(seat, session));
        text.expect("every role has a sentence").de.as_str()
    };
    assert!(sentence(HOLGER).starts_with("Erzähl, was los ist"));
    assert!(sentence(MIRKO).starts_with("Hör zu."));
    assert!(sentence(SELIN).starts_with("Schreib mit"));
    assert_ne!(sentence(JANA), sentence(TOBIAS));
}

#[test]
fn s1_02_the_case_giver_writes_no_card_while_the_group_consults() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice().silent_collection();
    let listens = |script: &Script| {
        let reword = Step::RewordCard { card: card(1), words: words(99) };
        assert_eq!(script.answer(HOLGER, write(50)), Err(Refusal::CaseGiverListens));
        assert_eq!(script.answer(HOLGER, reword), Err(Refusal::NotYourCard));
        assert_eq!(script.answer(HOLGER, put_back(1)), Err(Refusal::CaseGiverListens));
        assert_eq!(script.answer(MIRKO, write(50)), Ok(()));
    };
    listens(&script);
    listens(script.consultation());
}

#[test]
fn s1_02_private_notes_are_the_case_givers_alone() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice().silent_collection();
    let pad = PadId { session: SESSION, sheet: Sheet::Private(HOLGER) };
    let m = &script.house.meeting;
    for seat in ALL {
        let owed = if seat == HOLGER { Ok(()) } else { Err(Refusal::SheetClosed) };
        assert_eq!(access::may_write(m, seat, pad), owed);
        assert_eq!(access::may_read(m, Viewer::member(seat, GROUP), pad), owed);
    }
    assert_eq!(access::may_read(m, Viewer::House, pad), Err(Refusal::NotSeated));
}

#[test]
fn s1_03_hidden_cards_reach_no_other_device_before_the_reveal() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice().silent_collection();
    let hidden = [
        (MIRKO, words(1)),
        (FRIEDERIKE, words(2)),
        (AGNES, words(3)),
        (SELIN, words(4)),
        (AGNES, words(120)),
    ];
    for (author, words) in hidden {
        for seat in ALL {
            assert_eq!(reached(&script, seat, words), seat == author, "{seat:?} and {words:?}");
        }
    }
    // That seven cards lie there is no secret.
    let hidden_cards =
        |seat| script.session_of(seat).cards.iter().filter(|card| card.hidden).count();
    assert!(ALL.into_iter().all(|seat| hidden_cards(seat) == 7));

    script.consultation();
    for seat in ALL {
        assert!(hidden.iter().all(|(_, words)| reached(&script, seat, *words)));
        // What was on a card before its author changed it never came to anybody else.
        assert_eq!(reached(&script, seat, words(7)), seat == AGNES);
    }
}

#[test]
fn s1_04_time_that_runs_out_changes_no_right_and_ends_no_phase() {
    let mut script = Script::opened();
    script.arrive().casting();
    for part in [
        Script::account,
        Script::question,
        Script::module_choice,
        Script::silent_collection,
        Script::consultation,
        Script::closing,
    ] {
        part(&mut script);
        let answers = |script: &Script| -> Vec<_> {
            let asked = |seat| everything().map(move |step| script.answer(seat, step));
            ALL.into_iter().flat_map(asked).collect()
        };
        let (now, owed, phase) = (script.now, answers(&script), script.session().phase);
        for late in [Span::minutes(11), Span::minutes(180), Span::days(3)] {
            script.now = now + late;
            assert_eq!(answers(&script), owed);
            assert_eq!(script.session().phase, phase);
        }
        script.now = now;
    }
}

/// One of everything that can be asked for in a case session.
fn everything() -> impl Iterator<Item = Step> {
    let module = headstand();
    [
        Step::Cast { role: Role::Scribe, seat: Some(MIRKO) },
        Step::PlaceDots { cases: vec![HOLGERS_CASE] },
        Step::ShowDots,
        Step::ChooseCase { case: TOBIAS_CASE },
        Step::Enter { from: 1, to: 2 },
        Step::Enter { from: 4, to: 5 },
        Step::Pause,
        Step::Resume,
        Step::AddMinutes { minutes: 1 },
        Step::Plan { minutes: vec![(5, 8)] },
        Step::LeaveOut { phase: 5, out: true },
        Step::Turn { from: None, to: Some(MIRKO) },
        Step::Stop,
        Step::GoOn,
        Step::KnowPeople { knows: true },
        Step::Ready { ready: true },
        Step::ChooseModule { module, guide: words(90) },
        Step::TurnCards { over: true },
        Step::Collect,
        Step::Reveal,
        write(90),
        put_back(1),
        Step::MarkCard { card: card(1), mark: Some(Mark::Fits) },
        Step::Park { id: card(91), from: MIRKO, words: words(91) },
        Step::Unpark { id: PARKED },
        Step::AskWordings { open: true },
        Step::RewordCard { card: card(1), words: words(90) },
        Step::RemoveCard { card: card(1) },
        Step::FixQuestion { words: words(90) },
        Step::ReopenQuestion,
        Step::Star { cards: vec![] },
        Step::ShowStars,
        Step::NameStep { phase: 5, words: words(90), until: None },
        Step::Release { item: Item::Step, reach: Reach::Group, words: None },
        Step::End,
        Step::Reopen,
    ]
    .into_iter()
}

#[test]
fn s1_04_what_is_over_is_counted_and_two_minutes_more_name_what_they_cost() {
    let mut script = Script::opened();
    script.arrive().casting().account();
    let left = |script: &Script| script.session().clock().left(script.now);
    assert_eq!(left(script.at("10:16:40")), Left::Time(Span::minutes(3)));
    assert_eq!(left(script.at("10:19:40")), Left::Time(Span::ZERO));
    assert_eq!(left(script.at("10:20:00")), Left::Over(Span::seconds(20)));

    script.question().module_choice().silent_collection();
    let end = |script: &Script| script.session().planned_end(script.now);
    assert_eq!(end(script.at("10:35:30")), clock("10:42:30"));
    script.does(JANA, Step::AddMinutes { minutes: 2 });
    assert_eq!(end(&script), clock("10:44:30"));
    assert_eq!(left(&script), Left::Time(Span::minutes(4)));
}

#[test]
fn s1_05_parked_advice_is_seen_by_the_moderator_alone_and_then_offered_once() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice();
    for seat in ALL {
        assert_eq!(reached(&script, seat, words(130)), seat == JANA, "{seat:?}");
    }
    let to_friederike = |script: &Script| {
        let named = |frame: &&Vec<u8>| frame.windows(16).any(|it| it == words(130).as_bytes());
        script.frames[&FRIEDERIKE].iter().filter(named).count()
    };
    script.silent_collection();
    assert_eq!(to_friederike(&script), 1);
    assert_eq!(script.session_of(FRIEDERIKE).parked.len(), 1);
    script.consultation();
    assert!(ALL.iter().all(|seat| script.session_of(*seat).parked.is_empty()));
    for (from, to) in [(4, 3), (3, 4)] {
        script.does(JANA, Step::Enter { from, to });
    }
    assert!(script.session_of(FRIEDERIKE).parked.is_empty(), "it is offered once");
    for seat in [HOLGER, SELIN, MIRKO, AGNES, TOBIAS] {
        assert!(!reached(&script, seat, words(130)), "{seat:?}");
    }
}

#[test]
fn s1_07_stars_are_three_at_most_and_seen_when_the_case_giver_shows_them() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice();
    script.silent_collection().consultation();
    script.at("10:43:30").does(JANA, Step::Enter { from: 4, to: 5 });
    let star = |cards: &[u8]| Step::Star { cards: cards.iter().map(|n| card(*n)).collect() };
    assert_eq!(script.answer(HOLGER, star(&[1, 2, 3, 4])), Err(Refusal::TooManyStars));
    assert_eq!(script.answer(MIRKO, star(&[1])), Err(Refusal::NotCaseGiver));

    script.at("10:45").does(HOLGER, star(&[2, 5, 9]));
    assert!(script.session_of(HOLGER).stars.is_some());
    for seat in ALL.into_iter().filter(|seat| *seat != HOLGER) {
        assert_eq!(script.session_of(seat).stars, None);
        let anew = view(&script.house.meeting, Viewer::member(seat, GROUP));
        assert_eq!(anew, script.devices[&seat].meeting);
    }
    script.at("10:46").does(HOLGER, Step::ShowStars);
    for seat in ALL {
        let seen = script.session_of(seat).stars.as_ref().map(|stars| stars.cards.clone());
        assert_eq!(seen, Some(vec![card(2), card(5), card(9)]));
    }
}

#[test]
fn s1_10_what_became_of_the_first_step_is_told_without_the_moderator() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice();
    script.silent_collection().consultation().closing().end().afterwards();
    for seat in ALL {
        let told = script.session_of(seat).reports.len();
        assert_eq!(told, usize::from(seat == HOLGER), "it is his until he shows it");
    }
    script.shows_report();
    for seat in ALL {
        let report = script.session_of(seat).reports.first().expect("Holger has told");
        assert_eq!((report.by, report.outcome), (HOLGER, Outcome::Differently));
    }
}

#[test]
fn what_is_released_is_as_far_as_it_goes_for_the_case_giver_to_say() {
    let mut script = Script::opened();
    script.arrive().casting().account().question().module_choice();
    script.silent_collection().consultation().closing();
    let free = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
    for seat in ALL {
        let owed = if seat == HOLGER { Ok(()) } else { Err(Refusal::NotCaseGiver) };
        assert_eq!(script.answer(seat, free.clone()), owed);
    }
    let releases = &script.end().session().releases;
    let reaches: Vec<_> = releases.iter().map(|(item, it)| (*item, it.reach)).collect();
    let owed = [
        (Item::Question, Reach::NetworkAnonymous),
        (Item::Ideas, Reach::NetworkAnonymous),
        (Item::Step, Reach::Group),
    ];
    assert_eq!(reaches, owed);
}

/// The recording is written once and never again: what it holds is the past.
#[test]
fn the_morning_was_recorded() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recordings");
    let path = folder.join("szenario_1.json");
    if env::var_os("WRITE_RECORDING").is_some() && !path.exists() {
        let script = Script::played();
        let log: Vec<String> = script.log.iter().map(|entry| hex(&encode(entry))).collect();
        let recording = serde_json::json!({
            "about": "A consultation after Tietze with seven people, from arrival to end.",
            "expected": summary(&script.house.meeting),
            "log": log,
        });
        let recording = serde_json::to_string_pretty(&recording).expect("it is JSON");
        fs::write(&path, recording + "\n").expect("the folder of recordings can be written");
    }
    assert!(path.exists(), "WRITE_RECORDING=1 writes it");
}
