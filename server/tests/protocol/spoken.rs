//! Five spoken words: an invitation hangs in the foyer until the door is closed, for those who know.

use serde::Serialize;
use serde::de::DeserializeOwned;
use server::settings::Settings;
use shared::command::Deed;
use shared::foyer::{Find, Found, Foyer, HangUp, WRAPPED_BYTES};
use shared::refusal::Refusal;
use shared::time::Span;
use shared::wire::PassBytes;

use crate::house::{House, Meeting, NOW};
use crate::person::Person;
use crate::words::fresh;

const LOCATOR: [u8; 16] = [5; 16];

/// What a request to the foyer looks like, with further header lines.
async fn post(house: &House, path: &str, body: &impl Serialize, more: &str) -> String {
    let body = serde_json::to_vec(body).expect("it is JSON");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\
         \r\nContent-Length: {}\r\n{more}\r\n",
        house.address,
        body.len(),
    );
    house.say(&[head.as_bytes(), &body].concat()).await
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

fn body<T: DeserializeOwned>(answer: &str) -> T {
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).unwrap_or_else(|why| panic!("{why}: {answer}"))
}

fn invitation(meeting: Meeting, pass: PassBytes) -> HangUp {
    HangUp {
        meeting: meeting.id,
        pass,
        locator: LOCATOR,
        commitment: [6; 16],
        wrapped: vec![7; WRAPPED_BYTES],
        until: NOW + Span::minutes(600),
    }
}

async fn hang_up(house: &House, asked: &HangUp) -> String {
    post(house, "/api/words", asked, "").await
}

async fn find(house: &House, locator: [u8; 16]) -> String {
    post(house, "/api/words/find", &Find { locator }, "").await
}

#[tokio::test]
async fn what_was_hung_up_is_found_by_its_locator_until_the_day_ends() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let lead = Person::moderate(&house, meeting).await;
    // when
    let answer = hang_up(&house, &invitation(meeting, lead.pass)).await;
    // then
    assert_eq!(status(&answer), "204", "{answer}");
    let found: Found = body(&find(&house, LOCATOR).await);
    assert_eq!(found, Found { commitment: [6; 16], wrapped: vec![7; WRAPPED_BYTES] });
    // and new words take the place of the earlier ones
    let again = HangUp { locator: [8; 16], ..invitation(meeting, lead.pass) };
    assert_eq!(status(&hang_up(&house, &again).await), "204");
    assert_eq!(status(&find(&house, LOCATOR).await), "404");
    assert_eq!(status(&find(&house, [8; 16]).await), "200");
    // and by the end of the day there are none
    house.clock.put_forward(Span::minutes(600));
    assert_eq!(status(&find(&house, [8; 16]).await), "404");
}

#[tokio::test]
async fn only_whoever_could_open_the_door_hangs_up_an_invitation() {
    let house = House::start().await;
    let (meeting, other) = (house.open().await, house.open().await);
    let guest = Person::sit(&house, meeting).await;
    let lead = Person::moderate(&house, meeting).await;
    let elsewhere = Person::moderate(&house, other).await;
    for pass in [guest.pass, meeting.guest, meeting.lead, elsewhere.pass, PassBytes(fresh())] {
        let answer = hang_up(&house, &invitation(meeting, pass)).await;
        assert_eq!(status(&answer), "403", "{answer}");
    }
    let nowhere = Meeting { id: shared::id::MeetingId::from_bytes(fresh()), ..meeting };
    assert_eq!(status(&hang_up(&house, &invitation(nowhere, lead.pass)).await), "403");
    assert_eq!(status(&find(&house, LOCATOR).await), "404");
    // Nor does anybody take somebody else's place.
    assert_eq!(status(&hang_up(&house, &invitation(meeting, lead.pass)).await), "204");
    let taken = hang_up(&house, &invitation(other, elsewhere.pass)).await;
    assert_eq!(status(&taken), "503", "{taken}");
    assert_eq!(status(&find(&house, LOCATOR).await), "200");
}

#[tokio::test]
async fn a_closed_door_takes_the_words_down_and_lets_nobody_in_until_it_is_opened_again() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let asked = invitation(meeting, lead.pass);
    hang_up(&house, &asked).await;
    // when
    lead.does(Deed::CloseDoor { closed: true }).await.unwrap();
    // then the answer is that of words nobody ever had
    let (closed, unknown) = (find(&house, LOCATOR).await, find(&house, [9; 16]).await);
    assert_eq!(status(&closed), "404");
    assert_eq!(body::<serde_json::Value>(&closed), body::<serde_json::Value>(&unknown));
    let refused = hang_up(&house, &asked).await;
    assert!(status(&refused) == "403" && refused.contains("DoorClosed"), "{refused}");
    // and whoever found it a moment before comes too late
    let mut late = Person::knock(&house, meeting, meeting.guest, None).await;
    late.next().await;
    let (deed, words) = late.sitting_down("late");
    assert_eq!(late.does_with(deed, vec![words]).await, Err(Refusal::DoorClosed));
    // when it is opened again, the same words lead in
    lead.does(Deed::CloseDoor { closed: false }).await.unwrap();
    assert_eq!(status(&hang_up(&house, &asked).await), "204");
    assert_eq!(status(&find(&house, LOCATOR).await), "200");
    Person::sit(&house, meeting).await;
}

#[tokio::test]
async fn a_deleted_meeting_leaves_no_words_behind() {
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    hang_up(&house, &invitation(meeting, lead.pass)).await;
    lead.insists(Deed::KeepUntil { at: NOW }).await;
    lead.hears_goodbye().await;
    assert_eq!(status(&find(&house, LOCATOR).await), "404");
}

#[tokio::test]
async fn sixty_people_find_it_and_sit_down_in_the_same_second() {
    // given
    let settings = Settings { behind_proxy: true, ..Settings::default() };
    let house = House::start_with(settings).await;
    let meeting = house.open().await;
    let lead = Person::moderate(&house, meeting).await;
    hang_up(&house, &invitation(meeting, lead.pass)).await;
    // when a whole museum comes from one address
    let come = async || {
        let answer = post(
            &house,
            "/api/words/find",
            &Find { locator: LOCATOR },
            "X-Forwarded-For: 192.0.2.1\r\n",
        )
        .await;
        assert_eq!(status(&answer), "200", "{answer}");
        Person::sit(&house, meeting).await.seat
    };
    let begun = std::time::Instant::now();
    let seats = futures_util::future::join_all((0..60).map(|_| come())).await;
    eprintln!("60 people found the invitation and sat down within {:?}", begun.elapsed());
    // then all of them are in
    let again = lead.again(&house).await;
    for seat in seats {
        assert!(again.fold.meeting.seats.contains_key(&seat));
    }
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down_and_the_house_as_a_whole_too() {
    let settings = Settings { behind_proxy: true, ..Settings::default() };
    let house = House::start_with(settings).await;
    let guess = async |address: String| {
        let from = format!("X-Forwarded-For: {address}\r\n");
        let answer = post(&house, "/api/words/find", &Find { locator: fresh() }, &from).await;
        status(&answer).to_owned()
    };
    // One address may try 120 at once; a few come back while we try.
    let mut answers = Vec::new();
    for _ in 0..200 {
        answers.push(guess("192.0.2.1".into()).await);
    }
    assert!(answers[..120].iter().all(|answer| answer == "404"));
    assert!(answers[120..].iter().any(|answer| answer == "429"));
    // Nor do many addresses help: of these all together are counted.
    let mut refused = 0;
    for number in 0..800 {
        let answer = guess(format!("198.51.{}.{}", number / 250, number % 250)).await;
        refused += usize::from(answer == "429");
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn after_a_restart_the_words_are_unknown_and_others_can_be_made() {
    // given
    let mut house = House::start().await;
    let meeting = house.open().await;
    let lead = Person::moderate(&house, meeting).await;
    let asked = invitation(meeting, lead.pass);
    hang_up(&house, &asked).await;
    let before: Foyer = body(&house.get("/api/words").await);
    // when
    house.stop().await;
    let house = House::on(house.valve.clone(), Settings::default()).await;
    // then
    assert_eq!(status(&find(&house, LOCATOR).await), "404");
    let now: Foyer = body(&house.get("/api/words").await);
    assert_ne!(now.salt, before.salt, "the same words would become something else");
    let new = HangUp { locator: [11; 16], ..asked };
    assert_eq!(status(&hang_up(&house, &new).await), "204");
    assert_eq!(status(&find(&house, [11; 16]).await), "200");
}

#[tokio::test]
async fn what_is_no_request_of_our_pages_is_refused() {
    let house = House::start().await;
    let meeting = house.open().await;
    let lead = Person::moderate(&house, meeting).await;
    let asked = invitation(meeting, lead.pass);
    for (path, body, more, expected) in [
        ("/api/words", serde_json::json!(asked), "Origin: http://evil.example\r\n", "403"),
        ("/api/words/find", serde_json::json!({}), "", "400"),
        ("/api/words/find", serde_json::json!("x".repeat(5_000)), "", "413"),
        (
            "/api/words/find",
            serde_json::json!(Find { locator: LOCATOR }),
            "Origin: null\r\n",
            "403",
        ),
        (
            "/api/words",
            serde_json::json!(HangUp { wrapped: vec![0; 200], ..asked.clone() }),
            "",
            "413",
        ),
        ("/api/words", serde_json::json!(HangUp { wrapped: vec![], ..asked.clone() }), "", "413"),
    ] {
        let answer = post(&house, path, &body, more).await;
        assert_eq!(status(&answer), expected, "{path} {more}: {answer}");
    }
    let plain = format!(
        "POST /api/words/find HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}",
        house.address
    );
    assert_eq!(status(&house.say(plain.as_bytes()).await), "415");
    assert_eq!(status(&find(&house, LOCATOR).await), "404");
}
