//! A TCP stream whose one half is read and whose other half is an outbox.
//!
//! What the protocol says by itself, a pong for example, goes the way of all frames: so none begins
//! in the middle of another, whoever writes.

use std::io::Result;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;

use super::outbox::Receiver;

/// The stream as the protocol sees it.
pub struct Twin {
    half: OwnedReadHalf,
    outbox: Receiver,
}

impl Twin {
    /// Takes a stream apart; the outbox is for everybody who has something to say.
    pub fn new(stream: TcpStream) -> (Self, Receiver) {
        let (half, other) = stream.into_split();
        let outbox = Receiver::new(other);
        (Self { half, outbox: outbox.clone() }, outbox)
    }
}

impl AsyncRead for Twin {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.half).poll_read(cx, into)
    }
}

impl AsyncWrite for Twin {
    /// Takes whole frames, for the protocol hands over no less.
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, frames: &[u8]) -> Poll<Result<usize>> {
        self.outbox.say(frames);
        Poll::Ready(Ok(frames.len()))
    }

    /// Whether it has gone out is known to the outbox alone.
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}
