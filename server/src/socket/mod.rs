//! One connection: the hello that says who comes, then frames in both directions until it ends.
//!
//! One task reads. It holds no meeting: what it hears goes into the room's inbox. What it says lies
//! in its outbox, into which the room writes as well, and the task sees to the rest.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use shared::limits::FRAME_BYTES;
use shared::refusal::Refusal;
use shared::wire::{self, Bye, ToClient, ToServer};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::{CapacityError, Error, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};

use crate::http::Gate;
use crate::pass;
use crate::quota::{Bucket, CONTROLS, FRAMES};
use crate::room::{Hello, Place};

pub mod frame;
pub mod outbox;
mod twin;

use outbox::Receiver;
use twin::Twin;

/// What a socket reads at once. The default of 128 KiB would be most of what a connection costs.
const READ_BYTES: usize = 2 * 1_024;
/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_secs(2);
/// When a pass that is not known is answered, counted from the hello: an unknown meeting, a
/// sleeping one and a wrong pass take the same time.
const UNKNOWN_AFTER: Duration = Duration::from_millis(100);

/// How a connection ends: what the client is told, and the code for those who look from outside,
/// unless it was the client who ended it.
#[derive(Clone, Copy, Debug)]
struct End(Option<Bye>, Option<CloseCode>);

impl From<Bye> for End {
    fn from(bye: Bye) -> Self {
        let code = match bye {
            Bye::Restart => CloseCode::Restart,
            Bye::TooSlow => CloseCode::Library(4008),
            Bye::PassUnknown => CloseCode::Library(4001),
            Bye::Deleted => CloseCode::Library(4010),
            Bye::Refused(Refusal::TooFast) => CloseCode::Library(4029),
            Bye::Refused(Refusal::TooLong) => CloseCode::Size,
            Bye::Refused(Refusal::Unavailable) => CloseCode::Again,
            Bye::OtherVersion | Bye::Refused(_) => CloseCode::Policy,
        };
        Self(Some(bye), Some(code))
    }
}

impl End {
    /// The other side has gone, or hears nothing any more: there is nobody to tell.
    const GONE: Self = Self(None, None);
    /// It has been silent for too long.
    const DEAD: Self = Self(None, Some(CloseCode::Away));
    /// It sent text, where frames are binary.
    const TEXT: Self = Self(Some(UNREADABLE), Some(CloseCode::Unsupported));
    /// It did not say who comes, or said something else first.
    const NO_HELLO: Self = Self(Some(UNREADABLE), Some(CloseCode::Library(4001)));
}

const UNREADABLE: Bye = Bye::Refused(Refusal::Unreadable);

/// Serves one WebSocket to its end. `early` are bytes that came together with the handshake.
pub async fn serve(gate: Arc<Gate>, stream: TcpStream, early: Bytes) {
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BYTES)
        .write_buffer_size(0)
        .max_message_size(Some(FRAME_BYTES))
        .max_frame_size(Some(FRAME_BYTES));
    let (stream, outbox) = Twin::new(stream);
    let heard = early.to_vec();
    // What it was read into is much larger, and not needed again.
    drop(early);
    let stream =
        WebSocketStream::from_partially_read(stream, heard, Role::Server, Some(config)).await;
    let (frames, controls) = (Bucket::full(FRAMES), Bucket::full(CONTROLS));
    let mut socket = Socket { gate, stream, frames, controls, heard: Instant::now(), quiet: false };
    let End(bye, code) = match socket.greet(&outbox).await {
        Ok(place) => socket.attend(place, &outbox).await,
        Err(end) => end,
    };
    tracing::debug!(code = code.map(u16::from), "a socket ends");
    // Whoever has gone does not hear the goodbye, and need not.
    let _ = timeout(GOODBYE, socket.farewell(&outbox, bye, code)).await;
}

struct Socket {
    gate: Arc<Gate>,
    stream: WebSocketStream<Twin>,
    frames: Bucket,
    controls: Bucket,
    heard: Instant,
    /// Whether the room knows that nothing is heard.
    quiet: bool,
}

impl Socket {
    /// Waits for the hello and brings it to the room.
    async fn greet(&mut self, outbox: &Receiver) -> Result<Place, End> {
        let patience = self.gate.house.settings.hello_patience;
        let hello = timeout(patience, async {
            loop {
                if let Some(message) = self.hear().await? {
                    return Ok(message);
                }
            }
        });
        let ToServer::Hello { version, meeting, pass, device, have } =
            hello.await.unwrap_or(Err(End::NO_HELLO))?
        else {
            return Err(End::NO_HELLO);
        };
        if version != wire::VERSION {
            return Err(Bye::OtherVersion.into());
        }
        let answer_unknown_at = Instant::now() + UNKNOWN_AFTER;
        let hello = Hello { pass: pass::hash(&pass), device, have };
        match self.gate.registry.enter(meeting, hello, outbox).await {
            Err(Bye::PassUnknown) => {
                sleep_until(answer_unknown_at).await;
                Err(Bye::PassUnknown.into())
            }
            Err(bye) => Err(bye.into()),
            Ok(entered) => Ok(entered),
        }
    }

    /// Passes frames to and fro until the connection ends.
    async fn attend(&mut self, place: Place, outbox: &Receiver) -> End {
        let ping_after = self.gate.house.settings.ping_after;
        let heartbeat = sleep(ping_after);
        let writing = outbox.attend(self.gate.house.settings.dead_after);
        tokio::pin!(heartbeat, writing);
        loop {
            let step = tokio::select! {
                bye = &mut writing => return bye.map_or(End::GONE, End::from),
                message = self.hear() => match message {
                    Ok(Some(message)) => self.pass_on(&place, outbox, message).await,
                    other => other.map(drop),
                },
                () = &mut heartbeat => {
                    let step = self.feel_pulse().await;
                    let next = (self.heard + ping_after).max(Instant::now() + ping_after / 4);
                    heartbeat.as_mut().reset(next);
                    step
                }
            };
            if let Err(end) = step {
                return end;
            }
            let quiet = self.heard.elapsed() >= self.gate.house.settings.quiet_after;
            if self.quiet != quiet {
                self.quiet = quiet;
                place.note_quiet(quiet).await;
            }
        }
    }

    /// The next frame; `None` for one that says nothing, like a pong. May be dropped at any time.
    ///
    /// Whoever says much is heard more slowly: after ten minutes without a connection everything
    /// that was typed comes at once, and none of it may be lost.
    async fn hear(&mut self) -> Result<Option<ToServer>, End> {
        if let Some(at) = self.frames.holds_at(FRAMES, 1.0) {
            sleep_until(at).await;
        }
        let message = match self.stream.next().await {
            Some(Ok(message)) => message,
            Some(Err(error)) => return Err(misread(&error)),
            None => return Err(End::GONE),
        };
        self.heard = Instant::now();
        match message {
            Message::Binary(frame) => {
                self.frames.take(FRAMES, 1.0);
                wire::decode(&frame).map(Some).ok_or(UNREADABLE.into())
            }
            Message::Text(_) => Err(End::TEXT),
            Message::Close(_) => Err(End::GONE),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {
                match self.controls.take(CONTROLS, 1.0) {
                    true => Ok(None),
                    false => Err(Bye::Refused(Refusal::TooFast).into()),
                }
            }
        }
    }

    /// Brings a frame to the room; what time it is the socket knows itself.
    async fn pass_on(
        &mut self,
        place: &Place,
        outbox: &Receiver,
        message: ToServer,
    ) -> Result<(), End> {
        match message {
            ToServer::Hello { .. } => return Err(UNREADABLE.into()),
            ToServer::Ping { sent } => {
                let now = self.gate.house.clock.now();
                outbox.answer(&frame::frame(&ToClient::Pong { sent, now }));
            }
            // A room that has gone has closed the outbox, which says why.
            message => place.bring(message).await,
        }
        Ok(())
    }

    async fn feel_pulse(&mut self) -> Result<(), End> {
        let settings = &self.gate.house.settings;
        let silence = self.heard.elapsed();
        if silence >= settings.dead_after {
            return Err(End::DEAD);
        }
        if silence >= settings.ping_after {
            self.stream.send(Message::Ping(Bytes::new())).await.map_err(|_| End::GONE)?;
        }
        Ok(())
    }

    async fn farewell(
        &mut self,
        outbox: &Receiver,
        bye: Option<Bye>,
        code: Option<CloseCode>,
    ) -> Result<(), Error> {
        if let Some(why) = bye {
            let frame = wire::encode(&ToClient::Bye { why });
            self.stream.feed(Message::Binary(frame.into())).await?;
        }
        match code {
            Some(code) => self.stream.close(Some(CloseFrame { code, reason: "".into() })).await?,
            // The answer to the client's own goodbye is waiting already.
            None => self.stream.flush().await?,
        }
        outbox.finish().await?;
        // A TCP connection that is dropped with unread bytes is reset, and the goodbye with it: so
        // what still comes is read and thrown away until the other side has closed as well.
        let raw = self.stream.get_mut();
        let mut unread = [0; 1_024];
        while raw.read(&mut unread).await? > 0 {}
        Ok(())
    }
}

fn misread(error: &Error) -> End {
    match error {
        Error::Capacity(CapacityError::MessageTooLong { .. }) => {
            Bye::Refused(Refusal::TooLong).into()
        }
        Error::Utf8(_) => End(Some(UNREADABLE), Some(CloseCode::Invalid)),
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => End::GONE,
        Error::Protocol(_) | Error::Capacity(_) => End(Some(UNREADABLE), Some(CloseCode::Protocol)),
        _ => End::GONE,
    }
}
