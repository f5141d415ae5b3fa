//! The outbox of a connection: what is on its way to one device, and the socket it goes into.
//!
//! Whoever puts frames in sends them, as far as the system takes them at once: nobody need be woken
//! for that. Only what is left over waits, bounded, for the connection's own task. So a room never
//! waits for a socket; whoever cannot follow has its queue emptied and is told to come again, and
//! nobody else notices.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{ErrorKind, Result};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use bytes::Bytes;
use shared::wire::Bye;
use tokio::io::AsyncWrite;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::time::sleep;

use super::frame;

/// The most frames that may wait: some seconds of a group writing all at once.
const FRAMES: usize = 256;

/// The most bytes that may wait behind the frame that is being written. That one may be of any
/// size: a pad that was never summarised is one.
const BYTES: usize = 4 * 1_024 * 1_024;

/// How long what still waits may take once the connection is to end.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A room's end. Dropped without a goodbye (a room that fell over), it tells the client to come
/// again.
pub struct Sender(Arc<Mutex<Shelf>>);

/// The connection's end.
#[derive(Clone)]
pub struct Receiver(Arc<Mutex<Shelf>>);

struct Shelf {
    stream: OwnedWriteHalf,
    frames: VecDeque<Bytes>,
    bytes: usize,
    /// The system takes no more for now, and the first frame may be out in part; from here on the
    /// connection's task writes.
    stuck: bool,
    /// Writing has failed: nobody is there.
    broken: bool,
    bye: Option<Bye>,
    waiting: Option<Waker>,
}

impl Sender {
    /// Puts a frame at the end of the queue. `false` where the connection has ended or just
    /// ended because it could not follow: then it may be dropped.
    pub fn push(&self, frame: &Bytes) -> bool {
        lock(&self.0).push(frame)
    }

    /// Writes what waits, as far as the system takes it.
    pub fn send(&self) {
        lock(&self.0).send();
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
    /// The outbox of a connection that writes to this stream.
    pub fn new(stream: OwnedWriteHalf) -> Self {
        Self(Arc::new(Mutex::new(Shelf {
            stream,
            frames: VecDeque::new(),
            bytes: 0,
            stuck: false,
            broken: false,
            bye: None,
            waiting: None,
        })))
    }

    /// An end for a room that this connection comes to, whatever became of one before.
    pub fn sender(&self) -> Sender {
        lock(&self.0).bye = None;
        Sender(self.0.clone())
    }

    /// Sends an answer of the connection's own, behind what waits.
    pub fn answer(&self, frame: &Bytes) {
        let mut shelf = lock(&self.0);
        shelf.push(frame);
        shelf.send();
    }

    /// Sends what the protocol itself has to say, also when the connection is to end.
    pub fn say(&self, bytes: &[u8]) {
        let mut shelf = lock(&self.0);
        shelf.put(Bytes::copy_from_slice(bytes));
        shelf.send();
    }

    /// Writes whatever cannot be written at once, until the connection ends: with the reason, once
    /// nothing waits any more, or with `None` where the other side takes nothing for so long.
    pub async fn attend(&self, patience: Duration) -> Option<Bye> {
        loop {
            poll_fn(|cx| self.needs_hands(cx)).await;
            let stuck_for_good = async {
                poll_fn(|cx| self.ends(cx)).await;
                sleep(LAST_WORDS).await;
            };
            tokio::select! {
                biased;
                written = poll_fn(|cx| lock(&self.0).poll_step(cx)) => match written {
                    Ok(true) => {}
                    Ok(false) => match lock(&self.0).bye {
                        Some(bye) => return Some(bye),
                        None => continue,
                    },
                    Err(_) => return None,
                },
                // A reader that does not read has no room for a goodbye either.
                () = stuck_for_good => return None,
                () = sleep(patience) => return None,
            }
        }
    }

    /// Writes whatever waits, and says that nothing follows.
    pub async fn finish(&self) -> Result<()> {
        while poll_fn(|cx| lock(&self.0).poll_step(cx)).await? {}
        poll_fn(|cx| Pin::new(&mut lock(&self.0).stream).poll_shutdown(cx)).await
    }

    /// Waits until there is something that nobody else does.
    fn needs_hands(&self, cx: &Context<'_>) -> Poll<()> {
        let mut shelf = lock(&self.0);
        if shelf.stuck || shelf.broken || shelf.bye.is_some() {
            return Poll::Ready(());
        }
        shelf.wait(cx)
    }

    /// Waits until the connection is to end, whatever still waits.
    fn ends(&self, cx: &Context<'_>) -> Poll<()> {
        let mut shelf = lock(&self.0);
        if shelf.bye.is_some() {
            return Poll::Ready(());
        }
        shelf.wait(cx)
    }
}

fn lock(shelf: &Mutex<Shelf>) -> MutexGuard<'_, Shelf> {
    // Nothing in here panics half-way, so a poisoned shelf is a sound one.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    fn is_full(&self, frame: &Bytes) -> bool {
        let Some(first) = self.frames.front() else { return false };
        // What waits behind the first one counts: while a large one is on its way to a slow phone
        // the group goes on.
        self.frames.len() >= FRAMES || self.bytes.saturating_sub(first.len()) + frame.len() > BYTES
    }

    fn push(&mut self, frame: &Bytes) -> bool {
        if self.bye.is_some() || self.broken {
            return false;
        }
        if self.is_full(frame) {
            self.send();
        }
        if self.is_full(frame) {
            // A frame that is half out is finished, or else nobody could read the goodbye.
            self.frames.truncate(usize::from(self.stuck));
            self.end(Bye::TooSlow);
            return false;
        }
        self.put(frame.clone());
        true
    }

    fn put(&mut self, frame: Bytes) {
        self.bytes += frame.len();
        self.frames.push_back(frame);
    }

    /// Writes as much as goes now. What does not is for the connection's task.
    fn send(&mut self) {
        let mut nobody = Context::from_waker(Waker::noop());
        while !self.stuck {
            match self.poll_step(&mut nobody) {
                Poll::Ready(Ok(true)) => self.stuck = false,
                Poll::Ready(Ok(false)) => return,
                Poll::Ready(Err(_)) | Poll::Pending => return self.wake(),
            }
        }
    }

    /// Writes once; says whether there was anything to write.
    fn poll_step(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool>> {
        if self.broken {
            return Poll::Ready(Err(ErrorKind::BrokenPipe.into()));
        }
        if self.frames.is_empty() {
            self.stuck = false;
            return Poll::Ready(Ok(false));
        }
        self.stuck = true;
        match ready!(frame::poll_write(&mut self.stream, cx, &mut self.frames)) {
            Ok(written) => {
                self.bytes = self.bytes.saturating_sub(written);
                self.stuck = !self.frames.is_empty();
                Poll::Ready(Ok(true))
            }
            Err(error) => {
                self.broken = true;
                Poll::Ready(Err(error))
            }
        }
    }

    fn end(&mut self, bye: Bye) {
        if self.bye.is_none() {
            self.bye = Some(bye);
            self.wake();
        }
    }

    fn wait<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        match &mut self.waiting {
            Some(waker) => waker.clone_from(cx.waker()),
            None => self.waiting = Some(cx.waker().clone()),
        }
        Poll::Pending
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;
    use tokio::net::{TcpSocket, TcpStream};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    /// An outbox, and the other side of its connection, between which little fits.
    async fn connected() -> (Receiver, TcpStream) {
        let (near, far) = (TcpSocket::new_v4().unwrap(), TcpSocket::new_v4().unwrap());
        near.set_send_buffer_size(4_096).unwrap();
        far.set_recv_buffer_size(4_096).unwrap();
        near.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = near.listen(1).unwrap();
        let far = far.connect(listener.local_addr().unwrap()).await.unwrap();
        let (near, _) = listener.accept().await.unwrap();
        (Receiver::new(near.into_split().1), far)
    }

    /// More than the system takes at once.
    fn large() -> Bytes {
        vec![7; 1_024 * 1_024].into()
    }

    #[tokio::test]
    async fn what_is_sent_arrives_without_the_connection_doing_anything() {
        // given
        let (receiver, mut far) = connected().await;
        let sender = receiver.sender();
        // when
        sender.push(&Bytes::from_static(b"one "));
        sender.push(&Bytes::from_static(b"two"));
        sender.send();
        // then
        let mut heard = [0; 7];
        far.read_exact(&mut heard).await.unwrap();
        assert_eq!(&heard, b"one two");
    }

    #[tokio::test]
    async fn what_does_not_fit_at_once_arrives_whole_and_in_order() {
        // given
        let (receiver, mut far) = connected().await;
        let sender = receiver.sender();
        // when
        sender.push(&large());
        sender.send();
        sender.push(&Bytes::from_static(b"behind it"));
        sender.send();
        sender.close(Bye::Deleted);
        let reading = tokio::spawn(async move {
            let mut heard = Vec::new();
            far.read_to_end(&mut heard).await.map(|_| heard)
        });
        // then
        assert_eq!(receiver.attend(PATIENCE).await, Some(Bye::Deleted));
        receiver.finish().await.unwrap();
        let heard = reading.await.unwrap().unwrap();
        assert_eq!(heard.len(), large().len() + 9);
        assert!(heard.ends_with(b"behind it"));
    }

    #[tokio::test]
    async fn whoever_cannot_follow_is_told_so_behind_the_frame_that_is_half_out() {
        // given
        let (receiver, mut far) = connected().await;
        let sender = receiver.sender();
        sender.push(&large());
        sender.send();
        // when
        let fits = (0..FRAMES).filter(|_| sender.push(&Bytes::from_static(b"frame"))).count();
        // then
        assert!(fits < FRAMES);
        let reading = tokio::spawn(async move {
            let mut heard = Vec::new();
            far.read_to_end(&mut heard).await.map(|_| heard)
        });
        assert_eq!(receiver.attend(PATIENCE).await, Some(Bye::TooSlow));
        receiver.say(b"bye");
        receiver.finish().await.unwrap();
        let heard = reading.await.unwrap().unwrap();
        assert_eq!(heard.len(), large().len() + 3);
        assert!(heard.ends_with(b"bye"));
    }

    #[tokio::test]
    async fn a_frame_larger_than_the_queue_passes_when_nothing_waits() {
        let (receiver, _far) = connected().await;
        let sender = receiver.sender();
        sender.push(&large());
        sender.send();
        assert!(!sender.push(&vec![7; BYTES + 1].into()));
        // when
        let (receiver, _far) = connected().await;
        let sender = receiver.sender();
        // then
        assert!(sender.push(&vec![7; BYTES + 1].into()));
    }

    #[tokio::test]
    async fn behind_a_large_frame_the_small_ones_wait_their_turn() {
        let (receiver, _far) = connected().await;
        let sender = receiver.sender();
        sender.push(&vec![7; 2 * BYTES].into());
        sender.send();
        let frame = Bytes::from_static(b"frame");
        assert!((1..FRAMES).all(|_| sender.push(&frame)));
        assert!(!sender.push(&frame));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_takes_nothing_for_long_counts_as_gone() {
        let (receiver, _far) = connected().await;
        let sender = receiver.sender();
        sender.push(&large());
        sender.send();
        assert_eq!(receiver.attend(PATIENCE).await, None);
    }

    #[tokio::test]
    async fn what_was_said_before_the_goodbye_still_arrives() {
        // given
        let (receiver, mut far) = connected().await;
        let sender = receiver.sender();
        sender.push(&Bytes::from_static(b"frame"));
        // when
        drop(sender);
        // then
        assert_eq!(receiver.attend(PATIENCE).await, Some(Bye::Restart));
        receiver.finish().await.unwrap();
        let mut heard = Vec::new();
        far.read_to_end(&mut heard).await.unwrap();
        assert_eq!(heard, b"frame");
    }
}
