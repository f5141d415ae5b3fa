//! Rooms of eight: how they are made on either server, and the seats in them.

use std::io::{Error, Result};
use std::net::SocketAddr;

use futures_util::future::try_join_all;
use guest::{Address, Links, open_meeting};
use mirror::{Mirror, News, Ticket};
use shared::command::{Deed, Step};
use shared::id::{CaseId, SessionId};
use shared::library;
use shared::meeting::Presence;
use shared::method::Kind;
use shared::method::guide::Described;
use shared::pad::{PadId, Sheet};
use shared::wire::{self, ToClient};
use vault::words::{Case, Person, Urgency};

use crate::socket::Socket;

/// People in a room.
pub const SEATS: usize = 8;
/// The one who moderates.
const MODERATOR: usize = 0;
/// The one who types.
pub const TYPIST: usize = 1;

const SESSION: SessionId = SessionId::from_bytes([7; 16]);

/// One person's connection.
pub struct Seat {
    pub socket: Socket,
    pub voice: Voice,
}

/// What is said on a connection, and how it is understood.
pub enum Voice {
    /// As a device does, sealed.
    Product { mirror: Box<Mirror>, pad: PadId },
    /// Counts what arrives, and keeps nothing.
    Listener,
    /// A number and as many bytes as the product's frames have.
    Broadcaster { said: u64 },
}

/// Bytes of a keystroke as the product tells it to others.
const FRAME_BYTES: usize = 176;

impl Seat {
    /// Forgets everything that somebody who only listens does not need.
    pub fn listen_only(&mut self) {
        if let Voice::Product { .. } = self.voice {
            self.voice = Voice::Listener;
        }
    }

    /// The frame of one keystroke, and its number.
    pub fn keystroke(&mut self, update: &[u8]) -> (u64, Vec<u8>) {
        match &mut self.voice {
            Voice::Product { mirror, pad } => {
                let number = mirror.write(*pad, update.to_vec());
                (number, mirror.take_frames().concat())
            }
            Voice::Listener => unreachable!("listeners do not type"),
            Voice::Broadcaster { said } => {
                *said += 1;
                let mut frame = said.to_be_bytes().to_vec();
                frame.resize(FRAME_BYTES, 0);
                (*said, frame)
            }
        }
    }

    /// The number of somebody's keystroke in a frame.
    pub fn heard(&mut self, frame: &[u8]) -> Option<u64> {
        match &mut self.voice {
            Voice::Product { mirror, .. } => match wire::decode::<ToClient>(frame)? {
                ToClient::Written { update, .. } => Some(update.counter),
                // What is stored need not be kept.
                message @ ToClient::Stored { .. } => {
                    mirror.hear(message);
                    None
                }
                _ => None,
            },
            Voice::Listener => match wire::decode::<ToClient>(frame)? {
                ToClient::Written { update, .. } => Some(update.counter),
                _ => None,
            },
            Voice::Broadcaster { .. } => frame.first_chunk().copied().map(u64::from_be_bytes),
        }
    }
}

/// A room on the broadcaster.
pub async fn on_broadcaster(address: SocketAddr, room: usize) -> Result<Vec<Seat>> {
    let seats = (0..SEATS).map(async |seat| {
        let socket = Socket::connect(address, &format!("/ws/{room}/{seat}")).await?;
        Result::Ok(Seat { socket, voice: Voice::Broadcaster { said: 0 } })
    });
    try_join_all(seats).await
}

/// A room of the product: a consultation in the phase with notes, whose pad everybody has open.
pub async fn on_product(address: SocketAddr) -> Result<Vec<Seat>> {
    let server: Address = format!("http://{address}").parse().map_err(Error::other)?;
    let Links { moderator, participant } =
        open_meeting(&server, "Messung").await.map_err(Error::other)?;
    let seats = (0..SEATS).map(async |seat| {
        let link = if seat == MODERATOR { &moderator } else { &participant };
        sit_down(address, Mirror::new(Ticket::new(link.clone())), seat).await
    });
    let mut devices = try_join_all(seats).await?;

    let Described { method, guide } = library::methods().swap_remove(0);
    let notes = method.phases.iter().position(|phase| phase.has(Kind::Pad));
    let notes = notes.ok_or_else(|| Error::other("the method has no notes"))? as u8;
    let case = CaseId::from_bytes([1; 16]);
    let words = Case {
        sentence: "Es wird gemessen.".into(),
        urgency: Urgency::Calm,
        help: None,
        carried: None,
    };
    let (socket, typist) = &mut devices[TYPIST];
    typist.say(words, |words| Deed::BringCase { case, words });
    talk(socket, typist, |mirror, _| !mirror.is_pending()).await?;
    let (socket, moderator) = &mut devices[MODERATOR];
    let has_case = |mirror: &Mirror| !mirror.meeting().cases.is_empty();
    talk(socket, moderator, |mirror, _| has_case(mirror)).await?;
    moderator.say(guide, |guide| Deed::Begin { session: SESSION, method, guide });
    moderator.act(Deed::In(SESSION, Step::ChooseCase { case }));
    moderator.act(Deed::In(SESSION, Step::Enter { from: 0, to: notes }));
    talk(socket, moderator, |mirror, _| !mirror.is_pending()).await?;

    let pad = PadId { session: SESSION, sheet: Sheet::Notes(notes) };
    let opening = devices.into_iter().map(async |(mut socket, mut mirror)| {
        let in_phase = |mirror: &Mirror| mirror.session().is_some_and(|s| s.phase == notes);
        talk(&mut socket, &mut mirror, |mirror, _| in_phase(mirror)).await?;
        open_pad(&mut socket, &mut mirror, pad).await?;
        Ok(Seat { socket, voice: Voice::Product { mirror: Box::new(mirror), pad } })
    });
    try_join_all(opening).await
}

async fn sit_down(address: SocketAddr, mut mirror: Mirror, n: usize) -> Result<(Socket, Mirror)> {
    let mut socket = come(address, &mut mirror).await?;
    let person = Person { name: format!("Platz {n}"), house: String::new() };
    mirror.take_seat(person, Presence::OnSite, true, None);
    talk(&mut socket, &mut mirror, |mirror, _| mirror.me().is_some()).await?;
    Ok((socket, mirror))
}

/// Connects until let in.
pub async fn come(address: SocketAddr, mirror: &mut Mirror) -> Result<Socket> {
    let mut socket = Socket::connect(address, "/ws").await?;
    mirror.connected();
    talk(&mut socket, mirror, |mirror, _| mirror.is_here()).await?;
    Ok(socket)
}

/// Opens a pad; gives the bytes of its contents as they arrived.
pub async fn open_pad(socket: &mut Socket, mirror: &mut Mirror, pad: PadId) -> Result<usize> {
    mirror.open_pad(pad);
    let opened = |news: &[News]| news.iter().any(|news| matches!(news, News::PadOpened(..)));
    talk(socket, mirror, |_, news| opened(news)).await
}

/// Says and hears until it is enough; gives the bytes of the last frame.
pub async fn talk(
    socket: &mut Socket,
    mirror: &mut Mirror,
    enough: impl Fn(&Mirror, &[News]) -> bool,
) -> Result<usize> {
    let (mut news, mut bytes) = (vec![], 0);
    loop {
        for frame in mirror.take_frames() {
            socket.send(&frame).await?;
        }
        if enough(mirror, &news) {
            return Ok(bytes);
        }
        let frame = socket.next().await?;
        bytes = frame.len();
        news = mirror.receive(&frame);
        if let Some(refused) = news
            .iter()
            .find(|news| matches!(news, News::Refused(..) | News::PadRefused(..) | News::Bye(_)))
        {
            return Err(Error::other(format!("{refused:?}")));
        }
    }
}
