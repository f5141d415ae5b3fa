//! Sheets: what is written reaches everybody who may read it, at once and for good.

use shared::command::{Deed, Step};
use shared::limits::{PAD_UPDATE_SEALED, WHISPER_SEALED};
use shared::meeting::Presence;
use shared::method::Role;
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::wire::{ToClient, ToServer};

use crate::house::{House, Meeting};
use crate::person::{ACCOUNT, Person};
use crate::words::{contains, sealed, sealed_of};

/// A session in the phase of the account, with somebody who writes and somebody who reads.
struct Scene {
    house: House,
    meeting: Meeting,
    lead: Person,
    scribe: Person,
    reader: Person,
    pad: PadId,
}

async fn scene() -> Scene {
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut scribe = Person::sit(&house, meeting).await;
    let mut reader = Person::sit(&house, meeting).await;
    let session = lead.begins(0).await;
    let cast = Step::Cast { role: Role::Scribe, seat: Some(scribe.seat) };
    lead.does(Deed::In(session, cast)).await.expect("the scribe can be cast");
    for from in 0..ACCOUNT {
        lead.goes_on(session, from).await;
    }
    scribe.catches_up(lead.fold.seq).await;
    reader.catches_up(lead.fold.seq).await;
    let pad = PadId { session, sheet: Sheet::Notes(ACCOUNT) };
    Scene { house, meeting, lead, scribe, reader, pad }
}

fn written(marker: &'static str) -> impl Fn(&ToClient) -> bool {
    move |message| matches!(message, ToClient::Written { update, .. } if contains(&update.sealed.0, marker))
}

#[tokio::test]
async fn what_is_written_reaches_whoever_has_it_open_and_comes_back_as_stored() {
    // given
    let Scene { house: _house, mut scribe, mut reader, mut lead, pad, .. } = scene().await;
    reader.opens(pad.session, pad.sheet).await;
    scribe.opens(pad.session, pad.sheet).await;
    // when
    scribe.writes(pad, 1, sealed("hello")).await;
    // then
    let told = reader.hears(written("hello")).await;
    let ToClient::Written { update, .. } = told else { unreachable!() };
    assert_eq!((update.author, update.device, update.counter), (scribe.seat, scribe.device, 1));
    let stored = scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    assert_eq!(stored, ToClient::Stored { pad, counter: 1, number: 1 });
    // and not whoever has not opened it
    lead.does(Deed::In(pad.session, Step::Pause)).await.unwrap();
    assert!(!contains(&lead.heard, "hello"));
}

#[tokio::test]
async fn what_is_written_is_relayed_while_the_log_is_slow() {
    // given
    let Scene { house, mut scribe, mut reader, mut lead, pad, .. } = scene().await;
    reader.opens(pad.session, pad.sheet).await;
    // when
    house.valve.hold(true);
    let pause = lead.asks(Deed::In(pad.session, Step::Pause), vec![]).await;
    scribe.writes(pad, 1, sealed("meanwhile")).await;
    // then
    reader.hears(written("meanwhile")).await;
    assert!(scribe.hears_nothing().await);
    // and whoever opens the sheet now gets what nobody can read from the log yet
    let ToClient::PadOpened { updates, .. } = lead.opens(pad.session, pad.sheet).await else {
        panic!("it can be opened")
    };
    assert!(updates.is_empty());
    lead.hears(written("meanwhile")).await;
    house.valve.hold(false);
    scribe.hears(|message| matches!(message, ToClient::Stored { counter: 1, .. })).await;
    lead.is_answered(pause).await.unwrap();
}

#[tokio::test]
async fn an_update_that_comes_again_is_stored_once() {
    // given
    let Scene { house, mut scribe, mut reader, pad, .. } = scene().await;
    scribe.writes(pad, 1, sealed("once")).await;
    scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    // when
    scribe.come_back(&house).await;
    scribe.writes(pad, 1, sealed("once")).await;
    let again = scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    scribe.writes(pad, 2, sealed("and on")).await;
    let next = scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    // then
    assert_eq!(again, ToClient::Stored { pad, counter: 1, number: 1 });
    assert_eq!(next, ToClient::Stored { pad, counter: 2, number: 2 });
    let ToClient::PadOpened { updates, .. } = reader.opens(pad.session, pad.sheet).await else {
        panic!("it can be opened")
    };
    assert_eq!(updates.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn an_update_that_could_not_be_stored_is_refused_and_taken_again() {
    // given
    let Scene { house, mut scribe, mut reader, pad, .. } = scene().await;
    reader.opens(pad.session, pad.sheet).await;
    // when
    house.valve.break_down(true);
    scribe.writes(pad, 1, sealed("kept")).await;
    // then
    let told = scribe.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
    let refusal = Refusal::Unavailable;
    assert_eq!(told, ToClient::PadRefused { pad, counter: Some(1), refusal });
    house.valve.break_down(false);
    scribe.writes(pad, 1, sealed("kept")).await;
    scribe.hears(|message| matches!(message, ToClient::Stored { counter: 1, .. })).await;
}

#[tokio::test]
async fn only_those_who_write_in_a_phase_write_on_its_sheet() {
    let Scene { house: _house, mut scribe, mut reader, pad, .. } = scene().await;
    let other = |sheet| PadId { session: pad.session, sheet };
    let cases = [
        (pad, sealed("not my part"), Refusal::RoleDoesNotWrite),
        (other(Sheet::Notes(0)), sealed("no sheet there"), Refusal::NotInThisPhase),
        (other(Sheet::Notes(ACCOUNT + 1)), sealed("not yet"), Refusal::NotInThisPhase),
        (other(Sheet::Private(scribe.seat)), sealed("not mine"), Refusal::SheetClosed),
        (other(Sheet::Private(reader.seat)), sealed_of(30), Refusal::BadEnvelope),
        (other(Sheet::Private(reader.seat)), sealed_of(PAD_UPDATE_SEALED + 1), Refusal::TooLong),
    ];
    for (counter, (pad, sealed, refusal)) in (1..).zip(cases) {
        reader.writes(pad, counter, sealed).await;
        let told = reader.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
        assert_eq!(told, ToClient::PadRefused { pad, counter: Some(counter), refusal });
    }
    scribe.writes(pad, 1, sealed_of(PAD_UPDATE_SEALED)).await;
    scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
}

#[tokio::test]
async fn private_notes_reach_ones_own_devices_only() {
    // given
    let Scene { house, mut lead, scribe: _scribe, mut reader, pad, .. } = scene().await;
    let mut phone = reader.again(&house).await;
    let private = PadId { session: pad.session, sheet: Sheet::Private(reader.seat) };
    let told = lead.opens(pad.session, private.sheet).await;
    let refusal = Refusal::SheetClosed;
    assert_eq!(told, ToClient::PadRefused { pad: private, counter: None, refusal });
    phone.opens(pad.session, private.sheet).await;
    // when
    reader.writes(private, 1, sealed("for myself")).await;
    // then
    phone.hears(written("for myself")).await;
    reader.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    lead.does(Deed::In(pad.session, Step::Pause)).await.unwrap();
    assert!(!contains(&lead.heard, "for myself"));
}

#[tokio::test]
async fn whoever_may_not_read_any_more_is_told_so_and_nothing_else() {
    // given
    let Scene { house, meeting, mut lead, mut reader, pad, .. } = scene().await;
    let observation = PadId { session: pad.session, sheet: Sheet::Observation };
    let cast = |seat| Deed::In(pad.session, Step::Cast { role: Role::Observer, seat });
    lead.does(cast(Some(reader.seat))).await.unwrap();
    reader.catches_up(lead.fold.seq).await;
    reader.opens(pad.session, observation.sheet).await;
    // when
    let mut next = Person::sit(&house, meeting).await;
    lead.does(cast(Some(next.seat))).await.unwrap();
    next.catches_up(lead.fold.seq).await;
    next.writes(observation, 1, sealed("observed")).await;
    // then
    let told = reader.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
    let refusal = Refusal::SheetClosed;
    assert_eq!(told, ToClient::PadRefused { pad: observation, counter: None, refusal });
    assert!(!contains(&reader.heard, "observed"));
}

#[tokio::test]
async fn a_summary_counts_once_another_person_has_confirmed_it() {
    // given
    let Scene { house, mut lead, mut scribe, mut reader, pad, .. } = scene().await;
    reader.opens(pad.session, pad.sheet).await;
    for counter in 1..=3 {
        scribe.writes(pad, counter, sealed("update")).await;
        scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    }
    // when
    let summarize =
        |upto, counter| ToServer::Summarize { pad, upto, counter, sealed: sealed("summary") };
    scribe.say(&summarize(3, 4)).await;
    // then
    let told = reader.hears(|message| matches!(message, ToClient::Summarized { .. })).await;
    let ToClient::Summarized { summary, .. } = told else { unreachable!() };
    assert_eq!((summary.upto, summary.update.author), (3, scribe.seat));
    // and its own writer cannot confirm it, whatever device they say they have
    let mut invented = scribe.again(&house).await;
    for device in [&mut scribe, &mut invented] {
        device.say(&ToServer::Confirm { pad, upto: 3 }).await;
        let told = device.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
        let refusal = Refusal::NotAllowed;
        assert_eq!(told, ToClient::PadRefused { pad, counter: None, refusal });
    }
    let ToClient::PadOpened { summary, updates, .. } = lead.opens(pad.session, pad.sheet).await
    else {
        panic!("it can be opened")
    };
    assert!(summary.is_none() && updates.len() == 3);
    lead.hears(|message| matches!(message, ToClient::Summarized { .. })).await;
    // but somebody else can
    reader.say(&ToServer::Confirm { pad, upto: 3 }).await;
    let confirmed = async {
        loop {
            let mut late = reader.again(&house).await;
            if let ToClient::PadOpened { summary: Some(summary), updates, .. } =
                late.opens(pad.session, pad.sheet).await
            {
                return (summary.upto, updates.len());
            }
        }
    };
    assert_eq!(confirmed.await, (3, 0));
    // and nothing older, and nothing that claims what is not there
    for upto in [2, 3, 9] {
        scribe.say(&summarize(upto, 5 + upto)).await;
        scribe
            .hears(|message| {
                matches!(message, ToClient::PadRefused { refusal: Refusal::AlreadyThere, .. })
            })
            .await;
    }
}

#[tokio::test]
async fn whoever_may_only_read_a_sheet_puts_nothing_in_its_place() {
    // given
    let Scene { house, mut lead, mut scribe, mut reader, pad, .. } = scene().await;
    scribe.writes(pad, 1, sealed("what was said")).await;
    scribe.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    // when
    let invented = ToServer::Summarize { pad, upto: 1, counter: 1, sealed: sealed("nothing") };
    reader.say(&invented).await;
    // then
    let told = reader.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
    let refusal = Refusal::RoleDoesNotWrite;
    assert_eq!(told, ToClient::PadRefused { pad, counter: Some(1), refusal });
    reader.again(&house).await.say(&ToServer::Confirm { pad, upto: 1 }).await;
    let ToClient::PadOpened { summary: None, updates, .. } =
        lead.opens(pad.session, pad.sheet).await
    else {
        panic!("it can be opened, and nothing is summarised")
    };
    assert!(contains(&updates[0].1.sealed.0, "what was said"));
}

#[tokio::test]
async fn ones_own_notes_are_summarised_and_confirmed_on_ones_own_devices() {
    // given
    let Scene { house, mut reader, pad, .. } = scene().await;
    let pad = PadId { session: pad.session, sheet: Sheet::Private(reader.seat) };
    let mut phone = reader.again(&house).await;
    phone.opens(pad.session, pad.sheet).await;
    reader.writes(pad, 1, sealed("for myself")).await;
    reader.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    let summary = ToServer::Summarize { pad, upto: 1, counter: 2, sealed: sealed("all of it") };
    reader.say(&summary).await;
    phone.hears(|message| matches!(message, ToClient::Summarized { .. })).await;
    // when
    reader.say(&ToServer::Confirm { pad, upto: 1 }).await;
    let told = reader.hears(|message| matches!(message, ToClient::PadRefused { .. })).await;
    // then
    let refusal = Refusal::NotAllowed;
    assert_eq!(told, ToClient::PadRefused { pad, counter: None, refusal });
    phone.say(&ToServer::Confirm { pad, upto: 1 }).await;
    let confirmed = async {
        loop {
            let mut late = reader.again(&house).await;
            if let ToClient::PadOpened { summary: Some(summary), .. } =
                late.opens(pad.session, pad.sheet).await
            {
                return summary.upto;
            }
        }
    };
    assert_eq!(confirmed.await, 1);
}

#[tokio::test]
async fn a_whisper_is_for_the_moment_and_for_those_who_have_the_sheet_open() {
    // given
    let Scene { house, meeting, mut lead, mut scribe, mut reader, pad } = scene().await;
    reader.opens(pad.session, pad.sheet).await;
    // when
    scribe.say(&ToServer::Whisper { pad, sealed: sealed_of(WHISPER_SEALED + 1) }).await;
    scribe.say(&ToServer::Whisper { pad, sealed: sealed("caret") }).await;
    // then
    let told = reader.hears(|message| matches!(message, ToClient::Whispered { .. })).await;
    let ToClient::Whispered { from, sealed: caret, .. } = told else { unreachable!() };
    assert!(from == scribe.seat && contains(&caret.0, "caret"));
    let late = Person::sit(&house, meeting).await;
    lead.does(Deed::In(pad.session, Step::Pause)).await.unwrap();
    assert!(!contains(&lead.heard, "caret") && !contains(&late.heard, "caret"));
    // and a flood of them is lost, not stored up
    for _ in 0..100 {
        scribe.say(&ToServer::Whisper { pad, sealed: sealed("flood") }).await;
    }
    scribe.writes(pad, 1, sealed("after")).await;
    reader.hears(written("after")).await;
    let floods = reader.heard.windows(5).filter(|window| *window == b"flood").count();
    assert!((1..100).contains(&floods), "{floods}");
    let words = crate::words::record("person");
    let introduce = Deed::Introduce { person: words.id, presence: Presence::OnSite };
    scribe.does_with(introduce, vec![words]).await.unwrap();
}
