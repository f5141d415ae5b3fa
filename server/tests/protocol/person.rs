//! A person with one device: a socket, and a copy of the meeting kept by the shared engine.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use shared::actor::Viewer;
use shared::command::{Command, Deed, Step};
use shared::engine::Fold;
use shared::id::{CardId, CommandId, DeviceId, RecordId, SeatId, Seq, SessionId};
use shared::library::methods;
use shared::meeting::Presence;
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::wire::{self, Bye, PassBytes, ToClient, ToServer};
use shared::words::{Record, Sealed};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::house::{House, Meeting, hash};
use crate::words::{fresh, label, record};

/// How long a test waits for what must come. It does not come later on a busy machine, but slower.
const PATIENCE: Duration = Duration::from_secs(20);

/// What everybody is called.
pub const NAME: &str = "Paula Persson";

/// The phase of the usual method in which cards are written.
pub const CONSULTATION: u8 = 4;
/// Its last phase.
pub const CLOSING: u8 = 5;
/// The phase of the usual method in which the account is written down.
pub const ACCOUNT: u8 = 1;

/// A person, connected.
pub struct Person {
    pub meeting: Meeting,
    pub seat: SeatId,
    /// The pass that brings this person back.
    pub pass: PassBytes,
    pub device: DeviceId,
    /// This device's copy of the meeting.
    pub fold: Fold,
    pub viewer: Viewer,
    pub records: BTreeMap<RecordId, Sealed>,
    pub present: Vec<SeatId>,
    /// Every byte that has arrived.
    pub heard: Vec<u8>,
    pub close_code: Option<u16>,
    socket: WebSocketStream<TcpStream>,
}

impl Person {
    /// Somebody who comes with a pass, not yet welcomed.
    pub async fn knock(
        house: &House,
        meeting: Meeting,
        pass: PassBytes,
        have: Option<Seq>,
    ) -> Self {
        let mut person = Self {
            meeting,
            seat: SeatId::from_bytes(fresh()),
            pass: PassBytes(fresh()),
            device: DeviceId::from_bytes(fresh()),
            fold: Fold::default(),
            viewer: Viewer::Door,
            records: BTreeMap::new(),
            present: Vec::new(),
            heard: Vec::new(),
            close_code: None,
            socket: socket(house).await,
        };
        person.hello(pass, have).await;
        person
    }

    /// Somebody who has sat down by the guests' invitation.
    pub async fn sit(house: &House, meeting: Meeting) -> Self {
        Self::sit_with(house, meeting, meeting.guest).await
    }

    /// Somebody who has sat down by the invitation of whoever moderates.
    pub async fn moderate(house: &House, meeting: Meeting) -> Self {
        Self::sit_with(house, meeting, meeting.lead).await
    }

    async fn sit_with(house: &House, meeting: Meeting, pass: PassBytes) -> Self {
        let mut person = Self::knock(house, meeting, pass, None).await;
        person.hears(|message| matches!(message, ToClient::Welcome(_))).await;
        let (deed, words) = person.sitting_down(NAME);
        person.does_with(deed, vec![words]).await.expect("there are seats");
        person.hears(|message| matches!(message, ToClient::Welcome(_))).await;
        person
    }

    /// The deed that seats this person, with its words.
    pub fn sitting_down(&self, name: &str) -> (Deed, Record) {
        let words = record(name);
        let deed = Deed::TakeSeat {
            seat: self.seat,
            pass: hash(self.pass),
            person: words.id,
            presence: Presence::Remote,
            agreed: true,
            intent: None,
        };
        (deed, words)
    }

    /// The same person on another device, welcomed.
    pub async fn again(&self, house: &House) -> Self {
        let mut other = Self::knock(house, self.meeting, self.pass, None).await;
        (other.seat, other.pass) = (self.seat, self.pass);
        other.hears(|message| matches!(message, ToClient::Welcome(_))).await;
        other
    }

    /// The same device after its connection broke: says what it has already.
    pub async fn come_back(&mut self, house: &House) {
        self.socket = socket(house).await;
        self.close_code = None;
        self.hello(self.pass, Some(self.fold.seq)).await;
    }

    async fn hello(&mut self, pass: PassBytes, have: Option<Seq>) {
        let (meeting, device) = (self.meeting.id, self.device);
        self.say(&ToServer::Hello { version: wire::VERSION, meeting, pass, device, have }).await;
    }

    /// Sends a frame, as an honest device would write it.
    pub async fn say(&mut self, message: &ToServer) {
        let mut message = message.clone();
        label(&mut message);
        self.say_as_it_is(&message).await;
    }

    /// Sends a frame, whatever its envelopes say of themselves.
    pub async fn say_as_it_is(&mut self, message: &ToServer) {
        self.send(Message::Binary(wire::encode(message).into())).await;
    }

    /// Sends anything. A server that has closed meanwhile is heard of when reading.
    pub async fn send(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// The next frame, absorbed; `None` when the connection has ended.
    pub async fn next(&mut self) -> Option<ToClient> {
        loop {
            let message = timeout(PATIENCE, self.socket.next()).await.expect("nothing came");
            match message {
                Some(Ok(Message::Binary(frame))) => {
                    self.heard.extend_from_slice(&frame);
                    let message = wire::decode(&frame).expect("frames can be read");
                    self.absorb(&message);
                    return Some(message);
                }
                Some(Ok(Message::Close(frame))) => {
                    self.close_code = frame.map(|frame| frame.code.into());
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// Reads on until a frame like this.
    #[track_caller]
    pub fn hears<'a>(
        &'a mut self,
        is: impl Fn(&ToClient) -> bool + 'a,
    ) -> impl Future<Output = ToClient> + 'a {
        let whence = std::panic::Location::caller();
        async move {
            loop {
                match self.next().await {
                    Some(message) if is(&message) => return message,
                    Some(ToClient::Bye { why }) => panic!("{whence}: sent away: {why:?}"),
                    Some(_) => {}
                    None => panic!("{whence}: the connection ended"),
                }
            }
        }
    }

    /// Reads on until the connection ends; says what goodbye came.
    pub async fn hears_goodbye(&mut self) -> Option<Bye> {
        let mut goodbye = None;
        while let Some(message) = self.next().await {
            if let ToClient::Bye { why } = message {
                goodbye = Some(why);
            }
        }
        goodbye
    }

    /// Reads on until this copy holds that entry.
    pub async fn catches_up(&mut self, seq: Seq) {
        while self.fold.seq < seq {
            self.next().await.expect("the connection holds");
        }
    }

    /// Whether nothing but presence comes for a moment.
    pub async fn hears_nothing(&mut self) -> bool {
        let moment = Duration::from_millis(100);
        loop {
            match timeout(moment, self.socket.next()).await {
                Err(_) => return true,
                Ok(Some(Ok(Message::Binary(frame)))) => {
                    let message = wire::decode(&frame).expect("frames can be read");
                    if !matches!(message, ToClient::Present { .. }) {
                        return false;
                    }
                }
                Ok(_) => return false,
            }
        }
    }

    fn absorb(&mut self, message: &ToClient) {
        match message {
            ToClient::Welcome(welcome) => {
                self.viewer = welcome.you;
                self.fold = Fold::resume(welcome.meeting.clone(), welcome.seq);
                self.records.clear();
                self.keep(&welcome.records);
                self.present = welcome.present.clone();
            }
            ToClient::WelcomeBack { present, .. } | ToClient::Present { seats: present } => {
                self.present = present.clone();
            }
            ToClient::Entry { entry, records } => {
                assert!(self.fold.absorb(entry), "{entry:?} does not follow {}", self.fold.seq);
                self.keep(records);
            }
            _ => {}
        }
    }

    fn keep(&mut self, records: &[Record]) {
        self.records.extend(records.iter().map(|record| (record.id, record.sealed.clone())));
    }

    /// Does something and waits for the answer.
    pub async fn does(&mut self, deed: Deed) -> Result<(), Refusal> {
        self.does_with(deed, Vec::new()).await
    }

    /// Does something that has words and waits for the answer.
    pub async fn does_with(&mut self, deed: Deed, records: Vec<Record>) -> Result<(), Refusal> {
        let id = self.asks(deed, records).await;
        self.is_answered(id).await
    }

    /// Does something as soon as that is not too fast.
    pub async fn insists(&mut self, deed: Deed) {
        while let Err(refusal) = self.does(deed.clone()).await {
            assert_eq!(refusal, Refusal::TooFast);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Asks for something without waiting.
    pub async fn asks(&mut self, deed: Deed, records: Vec<Record>) -> CommandId {
        let id = CommandId::from_bytes(fresh());
        let command = Box::new(Command { id, deed });
        self.say(&ToServer::Do { command, records }).await;
        id
    }

    /// Reads on until a command is answered.
    pub async fn is_answered(&mut self, asked: CommandId) -> Result<(), Refusal> {
        loop {
            match self.next().await.expect("the connection holds until the answer") {
                ToClient::Done { id } if id == asked => return Ok(()),
                ToClient::Refused { id, refusal } if id == asked => return Err(refusal),
                _ => {}
            }
        }
    }

    /// Begins a case session and goes to one of its phases.
    pub async fn begins(&mut self, phase: u8) -> SessionId {
        let session = SessionId::from_bytes(fresh());
        let (method, guide) = (methods().swap_remove(0).method, record("guide"));
        let deed = Deed::Begin { session, method, guide: guide.id };
        self.does_with(deed, vec![guide]).await.expect("nothing runs yet");
        for from in 0..phase {
            self.goes_on(session, from).await;
        }
        session
    }

    /// Goes from a phase to the next.
    pub async fn goes_on(&mut self, session: SessionId, from: u8) {
        let step = Step::Enter { from, to: from + 1 };
        self.does(Deed::In(session, step)).await.expect("the next phase can be entered");
    }

    /// Writes a card with a marker on it.
    pub async fn writes_card(&mut self, session: SessionId, marker: &str) -> CardId {
        let (card, words) = (CardId::from_bytes(fresh()), record(marker));
        let step = write_card(card, CONSULTATION, words.id);
        self.does_with(Deed::In(session, step), vec![words]).await.expect("cards can be written");
        card
    }

    /// Opens a sheet and returns what is on it.
    pub async fn opens(&mut self, session: SessionId, sheet: Sheet) -> ToClient {
        let pad = PadId { session, sheet };
        self.say(&ToServer::OpenPad { pad }).await;
        self.hears(|message| {
            matches!(message, ToClient::PadOpened { .. } | ToClient::PadRefused { .. })
        })
        .await
    }

    /// Reads on until something this device wrote is stored or refused.
    pub async fn hears_of_writing(&mut self) -> ToClient {
        self.hears(|message| {
            matches!(message, ToClient::Stored { .. } | ToClient::PadRefused { .. })
        })
        .await
    }

    /// Writes on a sheet.
    pub async fn writes(&mut self, pad: PadId, counter: u64, sealed: Sealed) {
        self.say(&ToServer::Write { pad, counter, sealed }).await;
    }
}

/// Writes a card that lies in one heap with the others and bears its author's name.
pub fn write_card(card: CardId, phase: u8, words: RecordId) -> Step {
    Step::WriteCard { card, phase, column: 0, anonymous: false, words }
}

async fn socket(house: &House) -> WebSocketStream<TcpStream> {
    let stream = TcpStream::connect(house.address).await.expect("the house is open");
    let mut request =
        format!("ws://{}/ws", house.address).into_client_request().expect("an address");
    let origin = format!("http://{}", house.address).parse().expect("a value");
    request.headers_mut().insert("origin", origin);
    client_async(request, stream).await.expect("the handshake is taken").0
}
