//! A running server of a test's own: port 0, a log and a clock at hand, stopped when dropped.

use std::net::SocketAddr;
use std::sync::Arc;

use ed25519_dalek::{Signer, SigningKey};
use server::clock::Clock;
use server::log::Log;
use server::settings::Settings;
use server::site::Site;
use server::{Options, Server};
use sha2::{Digest, Sha256};
use shared::id::{GroupId, MeetingId};
use shared::pass::{PassHash, PassKind, creation_preimage, meeting_from_digest, meeting_preimage};
use shared::time::Timestamp;
use shared::wire::{self, OpenMeeting, PassBytes, Salt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::valve::Valve;
use crate::words::{fresh, record};

/// When every test begins: some day in 2026.
pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// A running server.
pub struct House {
    pub address: SocketAddr,
    pub clock: Clock,
    pub valve: Arc<Valve>,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

/// A meeting that was opened in it.
#[derive(Clone, Copy)]
pub struct Meeting {
    pub id: MeetingId,
    pub group: GroupId,
    /// The invitation everybody gets.
    pub guest: PassBytes,
    /// The invitation of whoever moderates.
    pub lead: PassBytes,
    pub salt: Salt,
}

impl House {
    /// One with a log in memory.
    pub async fn start() -> Self {
        Self::start_with(Settings::default()).await
    }

    /// The same, behaving differently.
    pub async fn start_with(settings: Settings) -> Self {
        Self::on(Valve::new(), settings).await
    }

    /// One that goes on with what another has kept.
    pub async fn on(valve: Arc<Valve>, settings: Settings) -> Self {
        Self::build(valve.clone(), valve, settings, Site::default()).await
    }

    /// One with any log: then the valve moves nothing.
    pub async fn with_log(log: Arc<dyn Log>) -> Self {
        Self::build(log, Valve::new(), Settings::default(), Site::default()).await
    }

    /// One that shows pages.
    pub async fn with_site(site: Site) -> Self {
        let valve = Valve::new();
        Self::build(valve.clone(), valve, Settings::default(), site).await
    }

    async fn build(log: Arc<dyn Log>, valve: Arc<Valve>, settings: Settings, site: Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let clock = Clock::standing(NOW);
        let server = Server::new(Options { settings, log, clock: clock.clone(), site });
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.listen(listener, async {
            // Dropped counts as well.
            let _ = stopped.await;
        }));
        Self { address, clock, valve, stop: Some(stop), running: Some(running) }
    }

    /// Stops it gracefully and waits for the end.
    pub async fn stop(&mut self) {
        self.stop.take();
        self.running.take().expect("stopped once").await.expect("the server does not fall over");
    }

    /// Tells it to stop, without waiting.
    pub fn begin_to_stop(&mut self) {
        self.stop.take();
    }

    /// Opens a meeting with an invitation of each kind.
    pub async fn open(&self) -> Meeting {
        let (meeting, opening) = opening("title");
        let answer = self.post(&opening, "").await;
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        meeting
    }

    /// Sends the request that opens a meeting, with further header lines.
    pub async fn post(&self, opening: &Opening, more: &str) -> String {
        let Opening { body, signature, .. } = opening;
        let head = format!(
            "POST /api/meetings HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\n{}: {signature}\r\nContent-Length: {}\r\n{more}\r\n",
            self.address,
            wire::SIGNATURE,
            body.len(),
        );
        self.say(&[head.as_bytes(), body].concat()).await
    }

    /// The answer to a GET.
    pub async fn get(&self, path: &str) -> String {
        self.get_with(path, "").await
    }

    /// The answer to a GET with further header lines.
    pub async fn get_with(&self, path: &str, more: &str) -> String {
        let host = self.address;
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
        self.say(head.as_bytes()).await
    }

    /// Sends these bytes and reads until the other side closes.
    pub async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.expect("the house is open");
        // A server that has heard enough closes before everything is sent.
        let _ = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// A request that opens a meeting.
#[derive(Clone)]
pub struct Opening {
    pub body: Vec<u8>,
    pub signature: String,
    key: SigningKey,
}

impl Opening {
    /// Another request by the same lead.
    pub fn changed(&self, change: impl FnOnce(&mut OpenMeeting)) -> Self {
        let mut asked = serde_json::from_slice(&self.body).expect("it is JSON");
        change(&mut asked);
        Self::signed(self.key.clone(), &asked)
    }

    fn signed(key: SigningKey, asked: &OpenMeeting) -> Self {
        let body = serde_json::to_vec(asked).expect("it is JSON");
        let signature = key.sign(&creation_preimage(&body)).to_bytes();
        let signature = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { body, signature, key }
    }
}

/// The request for a new meeting with this title, and what the meeting will be.
pub fn opening(title: &str) -> (Meeting, Opening) {
    opening_as(title, |_| {})
}

/// The same with something about it changed before it is signed.
pub fn opening_as(title: &str, change: impl FnOnce(&mut OpenMeeting)) -> (Meeting, Opening) {
    let (guest, lead) = (PassBytes(fresh()), PassBytes(fresh()));
    let key = SigningKey::from_bytes(&Sha256::digest(fresh()).into());
    let public = key.verifying_key().to_bytes();
    let group = GroupId::from_bytes(fresh());
    let salt = Salt(Sha256::digest(fresh()).into());
    let mut asked = OpenMeeting {
        lead: public,
        salt,
        group,
        passes: vec![(hash(guest), PassKind::Participant), (hash(lead), PassKind::Moderator)],
        title: record(title),
        delete_at: None,
    };
    change(&mut asked);
    let id = meeting_from_digest(&Sha256::digest(meeting_preimage(&public)).into());
    (Meeting { id, group, guest, lead, salt }, Opening::signed(key, &asked))
}

/// What the server knows a pass by.
pub fn hash(pass: PassBytes) -> PassHash {
    PassHash(Sha256::digest(pass.0).into())
}
