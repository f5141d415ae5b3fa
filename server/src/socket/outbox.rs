//! The outbox of a connection: a bounded queue of encoded frames between a room and a socket.
//!
//! The room never waits for a socket. Whoever cannot follow has its queue emptied and is told to
//! come again; nobody else notices.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use bytes::Bytes;
use shared::wire::Bye;

/// The most frames that may wait: some seconds of a group writing all at once.
const FRAMES: usize = 256;

/// The most bytes that may wait. One frame is always admitted, whatever its size: a pad that was
/// never summarised is one.
const BYTES: usize = 4 * 1_024 * 1_024;

/// An outbox: the room's end and the socket's end.
pub fn outbox() -> (Sender, Receiver) {
    let shelf = Arc::new(Mutex::new(Shelf::default()));
    (Sender(shelf.clone()), Receiver(shelf))
}

#[derive(Default)]
struct Shelf {
    frames: VecDeque<Bytes>,
    bytes: usize,
    bye: Option<Bye>,
    waiting: Option<Waker>,
}

/// The room's end. Dropped without a goodbye (a room that fell over), it tells the client to come
/// again.
pub struct Sender(Arc<Mutex<Shelf>>);

/// The socket's end.
pub struct Receiver(Arc<Mutex<Shelf>>);

fn lock(shelf: &Mutex<Shelf>) -> MutexGuard<'_, Shelf> {
    // Nothing in here panics half-way, so a poisoned shelf is a sound one.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sender {
    /// Puts a frame at the end of the queue. `false` where the connection has ended or just
    /// ended because it could not follow: then it may be dropped.
    pub fn push(&self, frame: &Bytes) -> bool {
        let mut shelf = lock(&self.0);
        if shelf.bye.is_some() {
            return false;
        }
        let full = shelf.frames.len() >= FRAMES
            || (!shelf.frames.is_empty() && shelf.bytes + frame.len() > BYTES);
        if full {
            shelf.frames.clear();
            shelf.end(Bye::TooSlow);
            return false;
        }
        shelf.bytes += frame.len();
        shelf.frames.push_back(frame.clone());
        shelf.wake();
        true
    }

    /// Ends the connection after what waits. The first reason given counts.
    pub fn close(&self, bye: Bye) {
        lock(&self.0).end(bye);
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.close(Bye::Restart);
    }
}

impl Receiver {
    /// Waits for frames and takes all that wait, to the end of `batch`; `Some` where nothing
    /// waits any more and the connection ends.
    pub async fn take(&self, batch: &mut VecDeque<Bytes>) -> Option<Bye> {
        poll_fn(|cx| {
            let mut shelf = lock(&self.0);
            if !shelf.frames.is_empty() {
                batch.append(&mut shelf.frames);
                shelf.bytes = 0;
                return Poll::Ready(None);
            }
            if shelf.bye.is_some() {
                return Poll::Ready(shelf.bye);
            }
            shelf.waiting = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Waits until the connection is to end, whatever still waits.
    pub async fn ending(&self) {
        poll_fn(|cx| {
            let mut shelf = lock(&self.0);
            if shelf.bye.is_some() {
                return Poll::Ready(());
            }
            shelf.waiting = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Shelf {
    fn end(&mut self, bye: Bye) {
        if self.bye.is_none() {
            self.bye = Some(bye);
            self.wake();
        }
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_cannot_follow_is_told_so_and_nothing_else() {
        // given
        let (sender, receiver) = outbox();
        assert!((0..FRAMES).all(|_| sender.push(&Bytes::from_static(b"frame"))));
        // when
        let fits = sender.push(&Bytes::from_static(b"one too many"));
        // then
        assert!(!fits);
        let mut batch = VecDeque::new();
        assert_eq!(receiver.take(&mut batch).await, Some(Bye::TooSlow));
        assert!(batch.is_empty());
    }

    #[tokio::test]
    async fn a_frame_larger_than_the_queue_passes_when_nothing_waits() {
        let (sender, receiver) = outbox();
        assert!(sender.push(&vec![0; BYTES + 1].into()));
        assert!(!sender.push(&Bytes::from_static(b"and then")));
        assert_eq!(receiver.take(&mut VecDeque::new()).await, Some(Bye::TooSlow));
    }

    #[tokio::test]
    async fn what_was_said_before_the_goodbye_still_arrives() {
        // given
        let (sender, receiver) = outbox();
        sender.push(&Bytes::from_static(b"frame"));
        // when
        drop(sender);
        // then
        let mut batch = VecDeque::new();
        assert_eq!(receiver.take(&mut batch).await, None);
        assert_eq!(batch, ["frame"]);
        assert_eq!(receiver.take(&mut batch).await, Some(Bye::Restart));
    }
}
