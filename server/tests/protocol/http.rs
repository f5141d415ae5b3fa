//! HTTP: who may ask what, and what every answer carries.

use std::time::Duration;

use server::settings::Settings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::house::{House, opening};

/// What a handshake needs besides its origin.
const HANDSHAKE: &str = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// The first line of the answer to a handshake with these header lines.
async fn handshake(house: &House, host: &str, more: &str) -> String {
    let mut stream = TcpStream::connect(house.address).await.expect("the house is open");
    let request =
        format!("GET /ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n{HANDSHAKE}{more}\r\n");
    stream.write_all(request.as_bytes()).await.expect("it can be sent");
    let mut line = Vec::new();
    while !line.ends_with(b"\r\n") {
        line.push(stream.read_u8().await.expect("an answer"));
    }
    String::from_utf8(line).expect("a line is text")
}

#[tokio::test]
async fn a_socket_is_for_our_own_page() {
    let house = House::start().await;
    let host = house.address.to_string();
    for (more, status) in [
        (format!("Origin: http://{host}\r\n"), "101"),
        (format!("Origin: https://{host}\r\n"), "101"),
        (String::new(), "101"),
        ("Origin: null\r\n".into(), "403"),
        ("Origin: http://evil.example\r\n".into(), "403"),
        (format!("Origin: http://{host}.evil.example\r\n"), "403"),
        ("Origin: http://127.0.0.1:1\r\nX-Forwarded-Host: 127.0.0.1:1\r\n".into(), "403"),
        (format!("Origin: http://{host}\r\nSec-Fetch-Site: cross-site\r\n"), "403"),
    ] {
        let line = handshake(&house, &host, &more).await;
        assert!(line.starts_with(&format!("HTTP/1.1 {status}")), "{more}{line}");
    }
}

#[tokio::test]
async fn with_public_origins_these_alone_count() {
    let settings =
        Settings { public_origins: vec!["https://reihum.example".into()], ..Settings::default() };
    let house = House::start_with(settings).await;
    let host = house.address.to_string();
    for (host, origin, status) in [
        (host.as_str(), "https://reihum.example", "101"),
        ("evil.example", "http://evil.example", "403"),
        (&host, "http://reihum.example", "403"),
    ] {
        let line = handshake(&house, host, &format!("Origin: {origin}\r\n")).await;
        assert!(line.starts_with(&format!("HTTP/1.1 {status}")), "{host} {origin} {line}");
    }
    let answer = house.get("/healthz").await;
    assert!(answer.contains("connect-src 'self' wss://reihum.example;"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=63072000"), "{answer}");
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let house = House::start().await;
    let host = house.address;
    let policy = format!(
        "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://{host}; \
         worker-src blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default\r\n"
    );
    let refused = house.post(&opening("title").1, "Origin: null\r\n").await;
    let mut answers = vec![refused];
    for path in ["/healthz", "/readyz", "/nowhere", "/ws", "/api/meetings"] {
        answers.push(house.get(path).await);
    }
    for answer in answers {
        for line in [
            policy.as_str(),
            "referrer-policy: no-referrer\r\n",
            "x-content-type-options: nosniff\r\n",
            "x-frame-options: DENY\r\n",
            "cross-origin-opener-policy: same-origin\r\n",
            "cross-origin-embedder-policy: require-corp\r\n",
            "cross-origin-resource-policy: same-origin\r\n",
            "origin-agent-cluster: ?1\r\n",
            "x-robots-tag: noindex\r\n",
            "permissions-policy: camera=()",
            "cache-control: no-store\r\n",
        ] {
            assert!(answer.contains(line), "{line} is missing in {answer}");
        }
        assert!(!answer.contains("set-cookie") && !answer.contains("strict-transport"), "{answer}");
    }
}

#[tokio::test]
async fn a_host_that_could_bend_the_policy_is_not_repeated() {
    let house = House::start().await;
    let request = "GET /healthz HTTP/1.1\r\nHost: a; script-src *\r\nConnection: close\r\n\r\n";
    let answer = house.say(request.as_bytes()).await;
    assert!(!answer.contains("script-src *"), "{answer}");
}

#[tokio::test]
async fn what_is_not_there_or_not_meant_is_answered_plainly() {
    let house = House::start().await;
    for (request, status) in [
        ("GET /nowhere", "404"),
        ("GET /../../etc/passwd", "404"),
        ("GET /%2e%2e%2fetc/passwd", "404"),
        ("GET /..\\etc", "404"),
        ("GET /%00", "404"),
        ("POST /nowhere", "405"),
        ("PUT /", "405"),
        ("DELETE /api/meetings", "405"),
        ("TRACE /healthz", "405"),
        ("GET /api/meetings", "405"),
        ("GET /ws", "400"),
        ("POST /ws", "405"),
    ] {
        let head = format!("{request} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        let answer = house.say(head.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
    }
}

#[tokio::test]
async fn what_is_no_http_or_too_much_of_it_is_refused() {
    let house = House::start().await;
    let long = "a".repeat(100_000);
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(1_000)), "431"),
        ("\x01\x02\r\n\r\n".into(), "400"),
        ("POST /api/meetings HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n".into(), "400"),
    ] {
        let answer = house.say(request.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
    }
    let answer = house.say(format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn whoever_dribbles_is_cut_off() {
    // given
    let settings = Settings { request_patience: Duration::from_millis(200), ..Settings::default() };
    let house = House::start_with(settings).await;
    for begun in [
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST /api/meetings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{",
    ] {
        // when
        let answer = timeout(Duration::from_secs(10), house.say(begun.as_bytes())).await;
        // then
        let answer = answer.expect("it is cut off");
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{begun}: {answer}");
    }
    // And so is a connection that has nothing more to say.
    let request = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    let answer = timeout(Duration::from_secs(10), house.say(request.as_bytes())).await;
    assert!(answer.expect("it is cut off").starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn behind_a_proxy_on_the_same_machine_nobody_is_let_through_uncounted() {
    let public_origins = vec!["https://reihum.example".to_owned()];
    for (settings, forwarded) in [
        (Settings { public_origins, ..Settings::default() }, ""),
        (Settings { behind_proxy: true, ..Settings::default() }, ""),
        (Settings { behind_proxy: true, ..Settings::default() }, "X-Forwarded-For: unknown\r\n"),
    ] {
        let house = House::start_with(settings).await;
        let mut opened = 0;
        while house.post(&opening("title").1, forwarded).await.starts_with("HTTP/1.1 201") {
            opened += 1;
            assert!(opened < 100, "nobody counts");
        }
        let answer = house.post(&opening("title").1, forwarded).await;
        assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
        assert!(opened >= 20, "{opened}");
    }
    // At home anybody may rehearse as much as they like.
    let house = House::start().await;
    for _ in 0..30 {
        house.open().await;
    }
}

#[tokio::test]
async fn healthy_is_what_can_take_a_meeting() {
    let house = House::start().await;
    let status = async |path| house.get(path).await[9..12].to_owned();
    assert_eq!((status("/healthz").await, status("/readyz").await), ("200".into(), "200".into()));
    house.valve.break_down(true);
    assert_eq!((status("/healthz").await, status("/readyz").await), ("503".into(), "503".into()));
    house.valve.break_down(false);
    assert_eq!(status("/healthz").await, "200");
}

#[tokio::test]
async fn more_connections_than_there_are_places_wait_and_the_rest_goes_on() {
    // given
    let house = House::start_with(Settings { connections: 2, ..Settings::default() }).await;
    let meeting = house.open().await;
    let mut person = crate::person::Person::sit(&house, meeting).await;
    // when: the second place is taken, the third waits
    let held = TcpStream::connect(house.address).await.unwrap();
    let waiting = house.get("/healthz");
    tokio::pin!(waiting);
    assert!(timeout(Duration::from_millis(200), &mut waiting).await.is_err());
    // then
    person.does(shared::command::Deed::Agree).await.unwrap();
    drop(held);
    assert!(waiting.await.starts_with("HTTP/1.1 200"));
}
