//! Bad inputs: each ends its own connection at most, by name, and nobody else's.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use server::settings::Settings;
use shared::command::{Command, Deed, Step};
use shared::id::{CommandId, DeviceId};
use shared::limits::{FRAME_BYTES, PAD_UPDATE_SEALED};
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::wire::{self, Bye, PassBytes, ToClient, ToServer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::house::{House, Meeting};
use crate::person::{ACCOUNT, Person};
use crate::words::{fresh, record, sealed_of};

/// A socket that says what it likes.
pub struct Stranger {
    stream: TcpStream,
}

impl Stranger {
    pub async fn connect(house: &House) -> Self {
        let stream = TcpStream::connect(house.address).await.expect("the house is open");
        Self::upgrade(house, stream).await
    }

    async fn upgrade(house: &House, mut stream: TcpStream) -> Self {
        let request = format!(
            "GET /ws HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
            house.address
        );
        stream.write_all(request.as_bytes()).await.expect("it can be sent");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.expect("an answer"));
        }
        let head = String::from_utf8(head).expect("a head is text").to_lowercase();
        assert!(head.starts_with("http/1.1 101"), "{head}");
        assert!(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="), "{head}");
        assert!(!head.contains("sec-websocket-extensions"), "{head}");
        Self { stream }
    }

    pub async fn say(&mut self, message: &ToServer) {
        self.frame(0x82, &wire::encode(message)).await;
    }

    async fn greet(&mut self, meeting: Meeting) {
        let hello = hello(meeting);
        self.say(&hello).await;
    }

    /// A masked frame with these first bits.
    async fn frame(&mut self, first: u8, payload: &[u8]) {
        let mut bytes = head(first, payload.len() as u64);
        bytes.extend_from_slice(payload);
        self.raw(&bytes).await;
    }

    async fn raw(&mut self, bytes: &[u8]) {
        // A server that has heard enough closes before everything is sent.
        let _ = self.stream.write_all(bytes).await;
    }

    /// Reads to the end: the goodbye, if there was one, and the close code.
    pub async fn goodbye(self) -> (Option<Bye>, Option<u16>) {
        let mut socket = WebSocketStream::from_raw_socket(self.stream, Role::Client, None).await;
        let (mut bye, mut code) = (None, None);
        let reading = async {
            while let Some(Ok(message)) = socket.next().await {
                match message {
                    Message::Binary(frame) => match wire::decode(&frame) {
                        Some(ToClient::Bye { why }) => bye = Some(why),
                        Some(_) => {}
                        None => panic!("a frame that cannot be read"),
                    },
                    Message::Close(frame) => code = frame.map(|frame| frame.code.into()),
                    _ => {}
                }
            }
        };
        timeout(Duration::from_secs(20), reading).await.expect("the connection ends");
        (bye, code)
    }
}

/// The head of a client's frame, masked with zeros.
fn head(first: u8, len: u64) -> Vec<u8> {
    let mut bytes = vec![first];
    match len {
        0..126 => bytes.push(0x80 | len as u8),
        126..0x1_0000 => {
            bytes.push(0x80 | 126);
            bytes.extend((len as u16).to_be_bytes());
        }
        _ => {
            bytes.push(0x80 | 127);
            bytes.extend(len.to_be_bytes());
        }
    }
    bytes.extend([0; 4]);
    bytes
}

fn hello(meeting: Meeting) -> ToServer {
    let device = DeviceId::from_bytes(fresh());
    let (meeting, pass) = (meeting.id, meeting.guest);
    ToServer::Hello { version: wire::VERSION, meeting, pass, device, have: None }
}

/// What it is called, what is sent after the hello, and how the connection ends.
type Row = (&'static str, Vec<u8>, Option<Bye>, Option<u16>);

const UNREADABLE: Option<Bye> = Some(Bye::Refused(Refusal::Unreadable));
const TOO_LONG: Option<Bye> = Some(Bye::Refused(Refusal::TooLong));

#[tokio::test]
async fn whatever_is_no_message_ends_that_connection_and_no_other() {
    let house = House::start().await;
    let meeting = house.open().await;
    let mut bystander = Person::moderate(&house, meeting).await;
    let binary = 0x82;
    let frame =
        |first, payload: &[u8]| [head(first, payload.len() as u64), payload.to_vec()].concat();
    let table: Vec<Row> = vec![
        ("text", frame(0x81, b"{}"), UNREADABLE, Some(1003)),
        ("text that is no UTF-8", frame(0x81, &[0xff]), UNREADABLE, Some(1007)),
        ("an empty frame", frame(binary, &[]), UNREADABLE, Some(1008)),
        ("an unknown message", frame(binary, &[99]), UNREADABLE, Some(1008)),
        ("half a message", frame(binary, &[1]), UNREADABLE, Some(1008)),
        (
            "a message and more",
            frame(binary, &[wire::encode(&ToServer::Ping { sent: 1 }), vec![0]].concat()),
            UNREADABLE,
            Some(1008),
        ),
        ("a second hello", frame(binary, &wire::encode(&hello(meeting))), UNREADABLE, Some(1008)),
        ("one byte too much", frame(binary, &vec![0; FRAME_BYTES + 1]), TOO_LONG, Some(1009)),
        ("a claim of almost everything", head(binary, (1 << 63) - 1), TOO_LONG, Some(1009)),
        (
            "fragments without end",
            std::iter::once(frame(0x02, &[0; 8_192]))
                .chain((0..8).map(|_| frame(0x00, &[0; 8_192])))
                .collect::<Vec<_>>()
                .concat(),
            TOO_LONG,
            Some(1009),
        ),
        ("no mask", vec![binary, 1, 0], UNREADABLE, Some(1002)),
        ("a reserved bit", frame(0xc2, &[0]), UNREADABLE, Some(1002)),
        ("an unknown opcode", frame(0x83, &[0]), UNREADABLE, Some(1002)),
        ("a long ping", frame(0x89, &[0; 126]), UNREADABLE, Some(1002)),
        ("a fragmented ping", frame(0x09, &[0]), UNREADABLE, Some(1002)),
        ("a continuation of nothing", frame(0x80, &[0]), UNREADABLE, Some(1002)),
        (
            "a flood of pings",
            (0..1_000).flat_map(|_| frame(0x89, b"ping")).collect(),
            Some(Bye::Refused(Refusal::TooFast)),
            Some(4029),
        ),
        ("a close", frame(0x88, &1000_u16.to_be_bytes()), None, Some(1000)),
    ];
    for (what, bytes, bye, code) in table {
        let mut stranger = Stranger::connect(&house).await;
        stranger.greet(meeting).await;
        stranger.raw(&bytes).await;
        assert_eq!(stranger.goodbye().await, (bye, code), "{what}");
        bystander.does(Deed::NameModerator { seat: bystander.seat }).await.expect(what);
    }
}

#[tokio::test]
async fn whoever_does_not_say_hello_first_is_sent_away() {
    let settings = Settings { hello_patience: Duration::from_millis(200), ..Settings::default() };
    let house = House::start_with(settings).await;
    let meeting = house.open().await;
    // A deed before the hello.
    let mut stranger = Stranger::connect(&house).await;
    let command = Box::new(Command { id: CommandId::from_bytes(fresh()), deed: Deed::Agree });
    stranger.say(&ToServer::Do { command, records: vec![] }).await;
    assert_eq!(stranger.goodbye().await, (UNREADABLE, Some(4001)));
    // Nothing at all, and half a hello.
    let stranger = Stranger::connect(&house).await;
    assert_eq!(stranger.goodbye().await, (UNREADABLE, Some(4001)));
    let mut stranger = Stranger::connect(&house).await;
    let half = wire::encode(&hello(meeting));
    stranger.raw(&head(0x82, half.len() as u64)).await;
    stranger.raw(&half[..10]).await;
    assert_eq!(stranger.goodbye().await, (UNREADABLE, Some(4001)));
}

#[tokio::test]
async fn a_frame_of_exactly_the_limit_is_read() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    let words = record("");
    let command =
        Command { id: CommandId::from_bytes(fresh()), deed: Deed::Retitle { title: words.id } };
    let make = |len| {
        let mut words = words.clone();
        words.sealed = sealed_of(len);
        ToServer::Do { command: Box::new(command.clone()), records: vec![words] }
    };
    let around = wire::encode(&make(60_000)).len() - 60_000;
    let message = make(FRAME_BYTES - around);
    assert_eq!(wire::encode(&message).len(), FRAME_BYTES);
    // when
    person.say(&message).await;
    // then
    assert_eq!(person.is_answered(command.id).await, Err(Refusal::TooLong));
}

#[tokio::test]
async fn whoever_is_silent_for_too_long_counts_as_gone() {
    // given
    let settings = Settings {
        ping_after: Duration::from_millis(100),
        dead_after: Duration::from_millis(400),
        ..Settings::default()
    };
    let house = House::start_with(settings).await;
    let meeting = house.open().await;
    let mut alive = Person::moderate(&house, meeting).await;
    let silent = Person::sit(&house, meeting).await;
    // when: the one reads, which answers pings; the other does not
    let seat = silent.seat;
    alive
        .hears(|message| matches!(message, ToClient::Present { seats } if seats.contains(&seat)))
        .await;
    // then
    alive
        .hears(|message| matches!(message, ToClient::Present { seats } if !seats.contains(&seat)))
        .await;
    assert_eq!(alive.present, [alive.seat]);
    drop(silent);
}

#[tokio::test]
async fn a_reader_who_does_not_read_is_dropped_and_the_others_do_not_notice() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut reader = Person::sit(&house, meeting).await;
    let session = lead.begins(0).await;
    let cast = Step::Cast { role: shared::method::Role::Scribe, seat: Some(lead.seat) };
    assert_eq!(lead.does(Deed::In(session, cast)).await, Err(Refusal::ModeratorHasRole));
    let writer = Person::sit(&house, meeting).await;
    let cast = Step::Cast { role: shared::method::Role::Scribe, seat: Some(writer.seat) };
    lead.does(Deed::In(session, cast)).await.unwrap();
    lead.goes_on(session, 0).await;
    let pad = PadId { session, sheet: Sheet::Notes(ACCOUNT) };
    reader.opens(session, pad.sheet).await;
    let mut phone = writer.again(&house).await;
    for counter in 1..=39 {
        phone.writes(pad, counter, sealed_of(PAD_UPDATE_SEALED)).await;
        phone.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    }
    // when: somebody with small pockets asks for it all, again and again, and does not read
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let stream = socket.connect(house.address).await.unwrap();
    let mut slow = Stranger::upgrade(&house, stream).await;
    let (version, pass, device) = (wire::VERSION, writer.pass, DeviceId::from_bytes(fresh()));
    slow.say(&ToServer::Hello { version, meeting: meeting.id, pass, device, have: None }).await;
    for _ in 0..12 {
        slow.say(&ToServer::OpenPad { pad }).await;
    }
    // then
    phone.writes(pad, 40, sealed_of(60)).await;
    reader
        .hears(
            |message| matches!(message, ToClient::Written { update, .. } if update.counter == 40),
        )
        .await;
    let (bye, code) = slow.goodbye().await;
    assert!(bye.is_none_or(|bye| bye == Bye::TooSlow), "{bye:?}");
    assert!(code.is_none_or(|code| code == 4008), "{code:?}");
    lead.does(Deed::In(session, Step::Pause)).await.unwrap();
}

#[tokio::test]
async fn whoever_says_much_at_once_is_heard_to_the_end() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    for sent in 0..350 {
        person.say(&ToServer::Ping { sent }).await;
    }
    // then
    person.hears(|message| matches!(message, ToClient::Pong { sent: 349, .. })).await;
}

#[tokio::test]
async fn too_many_commands_are_refused_and_later_ones_are_taken() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    let mut asked = Vec::new();
    for _ in 0..100 {
        asked.push(person.asks(Deed::Agree, vec![]).await);
    }
    let mut refused = 0;
    for id in asked {
        match person.is_answered(id).await {
            Ok(()) => {}
            Err(refusal) => {
                assert_eq!(refusal, Refusal::TooFast);
                refused += 1;
            }
        }
    }
    // then
    assert!((1..60).contains(&refused), "{refused}");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(person.does(Deed::Agree).await, Ok(()));
}

#[tokio::test]
async fn a_device_that_comes_anew_takes_the_place_of_its_former_connection() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    let mut anew = Stranger::connect(&house).await;
    let (version, pass, device) = (wire::VERSION, person.pass, person.device);
    anew.say(&ToServer::Hello { version, meeting: meeting.id, pass, device, have: None }).await;
    // then
    assert_eq!(person.hears_goodbye().await, Some(Bye::TooSlow));
    let _: PassBytes = pass;
}

#[tokio::test]
async fn a_broken_off_connection_is_forgotten() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let person = Person::sit(&house, meeting).await;
    let seat = person.seat;
    lead.hears(|message| matches!(message, ToClient::Present { seats } if seats.contains(&seat)))
        .await;
    // when: in the middle of a frame
    let mut half = Stranger::connect(&house).await;
    half.greet(meeting).await;
    half.raw(&head(0x82, 1_000)).await;
    drop(half);
    drop(person);
    // then
    lead.hears(|message| matches!(message, ToClient::Present { seats } if !seats.contains(&seat)))
        .await;
}

#[tokio::test]
async fn a_socket_that_closes_properly_is_answered_properly() {
    let house = House::start().await;
    let meeting = house.open().await;
    let mut stranger = Stranger::connect(&house).await;
    stranger.greet(meeting).await;
    let mut socket = WebSocketStream::from_raw_socket(stranger.stream, Role::Client, None).await;
    socket.next().await.expect("a welcome").expect("a frame");
    socket.close(None).await.unwrap();
    assert!(socket.flush().await.is_err() || socket.next().await.is_some());
}
