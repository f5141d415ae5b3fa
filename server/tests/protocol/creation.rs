//! Opening a meeting: signed, checked, once.

use server::settings::Settings;
use shared::id::RecordId;
use shared::limits::{LONGEST_KEPT, TITLE_SEALED, USUALLY_KEPT};
use shared::pass::{PassHash, PassKind};
use shared::time::Span;
use shared::wire::Salt;

use crate::house::{House, NOW, opening, opening_as};
use crate::words::{fresh, sealed_of};

fn status(answer: &str) -> &str {
    &answer[9..12]
}

#[tokio::test]
async fn a_meeting_is_opened_for_ninety_days_and_only_once() {
    // given
    let house = House::start().await;
    let (meeting, opening) = opening("title");
    // when
    let answer = house.post(&opening, "").await;
    // then
    assert_eq!(status(&answer), "201");
    let delete_at = NOW + USUALLY_KEPT;
    let body = format!("{{\"meeting\":\"{}\",\"delete_at\":{}}}", meeting.id.0, delete_at.0);
    assert!(answer.ends_with(&body), "{answer}");
    // and the same request again, some time later, finds it there
    house.clock.put_forward(Span::minutes(5));
    let again = house.post(&opening, "").await;
    assert_eq!(status(&again), "200");
    assert!(again.ends_with(&body), "{again}");
}

#[tokio::test]
async fn another_meeting_under_the_same_key_is_refused() {
    let house = House::start().await;
    let (_, first) = opening("title");
    assert_eq!(status(&house.post(&first, "").await), "201");
    // The lead's key signs whatever its holder likes, but there is a meeting already.
    for second in [
        first.changed(|asked| asked.title.id = RecordId::from_bytes(fresh())),
        first.changed(|asked| asked.salt = Salt([7; 32])),
        first.changed(|asked| asked.passes.truncate(1)),
    ] {
        let answer = house.post(&second, "").await;
        assert_eq!(status(&answer), "409");
        assert!(answer.ends_with("{\"refusal\":\"AlreadyThere\"}"), "{answer}");
    }
}

#[tokio::test]
async fn nobody_opens_a_meeting_in_the_name_of_another() {
    let house = House::start().await;
    let (_, good) = opening("title");
    let (_, other) = opening("title");
    let mut bent = good.clone();
    bent.body.push(b' ');
    let mut foreign = good.clone();
    foreign.signature = other.signature.clone();
    let mut short = good.clone();
    short.signature.pop();
    let mut no_hex = good.clone();
    no_hex.signature = "g".repeat(128);
    let mut empty = good.clone();
    empty.signature = String::new();
    for request in [bent, foreign, short, no_hex, empty] {
        let answer = house.post(&request, "").await;
        assert_eq!(status(&answer), "403", "{answer}");
        assert!(answer.ends_with("{\"refusal\":\"NotAllowed\"}"), "{answer}");
    }
}

#[tokio::test]
async fn what_a_meeting_begins_with_has_limits() {
    let house = House::start().await;
    let far = NOW + LONGEST_KEPT + Span::seconds(1);
    let pass = |kind| (PassHash([7; 32]), kind);
    for ((_, request), refusal) in [
        (opening_as("t", |asked| asked.passes.clear()), "NotAllowed"),
        (opening_as("t", |asked| asked.passes.push(pass(PassKind::Seat))), "NotAllowed"),
        (
            opening_as("t", |asked| asked.passes.extend([pass(PassKind::Participant); 2])),
            "NotAllowed",
        ),
        (
            opening_as("t", |asked| {
                asked.passes = (0..5).map(|n| (PassHash([n; 32]), PassKind::Moderator)).collect();
            }),
            "NotAllowed",
        ),
        (opening_as("t", |asked| asked.delete_at = Some(far)), "KeptTooLong"),
        (opening_as("t", |asked| asked.title.sealed = sealed_of(TITLE_SEALED + 1)), "TooLong"),
        (opening_as("t", |asked| asked.title.sealed.0.truncate(20)), "BadEnvelope"),
    ] {
        let answer = house.post(&request, "").await;
        assert_eq!(status(&answer), "422", "{answer}");
        assert!(answer.ends_with(&format!("{{\"refusal\":\"{refusal}\"}}")), "{answer}");
    }
    let (_, longest) = opening_as("t", |asked| {
        asked.title.sealed = sealed_of(TITLE_SEALED);
        asked.delete_at = Some(NOW + LONGEST_KEPT);
    });
    assert_eq!(status(&house.post(&longest, "").await), "201");
}

#[tokio::test]
async fn only_json_from_our_own_page_is_taken() {
    let house = House::start().await;
    let (_, opening) = opening("title");
    for (more, expected) in [
        ("Origin: http://evil.example\r\n", "403"),
        ("Sec-Fetch-Site: cross-site\r\n", "403"),
        ("Content-Encoding: gzip\r\n", "415"),
    ] {
        assert_eq!(status(&house.post(&opening, more).await), expected, "{more}");
    }
    for (kind, body, expected) in [
        ("text/plain", "{}".into(), "415"),
        ("application/x-www-form-urlencoded", "a=b".into(), "415"),
        ("application/json", "{}".into(), "400"),
        ("application/json", "{".repeat(10_000), "400"),
        ("application/json", " ".repeat(20_000), "413"),
    ] {
        let body: String = body;
        let request = format!(
            "POST /api/meetings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = house.say(request.as_bytes()).await;
        assert_eq!(status(&answer), expected, "{kind}: {answer}");
    }
}

#[tokio::test]
async fn one_address_opens_many_meetings_but_not_without_end() {
    // given
    let settings = Settings { behind_proxy: true, ..Settings::default() };
    let house = House::start_with(settings).await;
    let post = async |forwarded: &str| {
        let more = format!("X-Forwarded-For: {forwarded}\r\n");
        status(&house.post(&opening("title").1, &more).await).to_owned()
    };
    // when
    for _ in 0..20 {
        assert_eq!(post("192.0.2.1").await, "201");
    }
    // then
    assert_eq!(post("192.0.2.1").await, "429");
    assert_eq!(post("203.0.113.9, 192.0.2.1").await, "429");
    assert_eq!(post("192.0.2.1, 203.0.113.9").await, "201");
}

#[tokio::test]
async fn without_a_proxy_nobody_chooses_their_address() {
    // This machine's own address is not limited, whatever the request says.
    let house = House::start().await;
    for _ in 0..25 {
        let answer = house.post(&opening("title").1, "X-Forwarded-For: 192.0.2.1\r\n").await;
        assert_eq!(status(&answer), "201");
    }
}

#[tokio::test]
async fn a_log_that_is_unavailable_opens_no_meeting() {
    let house = House::start().await;
    let (_, opening) = opening("title");
    house.valve.break_down(true);
    let answer = house.post(&opening, "").await;
    assert_eq!(status(&answer), "503");
    assert!(answer.ends_with("{\"refusal\":\"Unavailable\"}"), "{answer}");
    house.valve.break_down(false);
    assert_eq!(status(&house.post(&opening, "").await), "201");
}
