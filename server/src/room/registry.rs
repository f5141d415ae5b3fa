//! The registry: finds the room of a meeting, and wakes it where there is none.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use shared::id::MeetingId;
use shared::refusal::Refusal;
use shared::wire::{Bye, ToServer};
use tokio::sync::{mpsc, oneshot, watch};

use super::{Arrival, Hello, House, LineId, Message, Room};
use crate::socket::outbox::Receiver;

/// How many messages may wait for a room before those who bring more wait themselves.
const INBOX: usize = 256;

/// How often somebody tries again who came to a room that was just closing.
const TRIES: usize = 4;

/// All rooms that are awake. No lock on them is held across an await.
pub struct Registry {
    house: Arc<House>,
    rooms: DashMap<MeetingId, Awake>,
    /// Numbers the rooms, so that one that ends late does not take its successor with it.
    numbers: AtomicU64,
    stopping: watch::Sender<bool>,
    /// Lives as long as anything that holds the registry.
    _alive: mpsc::Sender<()>,
}

struct Awake {
    number: u64,
    inbox: mpsc::Sender<Message>,
}

impl Registry {
    pub fn new(house: Arc<House>, alive: mpsc::Sender<()>) -> Arc<Self> {
        Arc::new(Self {
            house,
            rooms: DashMap::new(),
            numbers: AtomicU64::new(0),
            stopping: watch::Sender::new(false),
            _alive: alive,
        })
    }

    /// Brings a connection to the room of its meeting. What the room says from then on, the
    /// welcome first, goes into the outbox.
    pub async fn enter(
        self: &Arc<Self>,
        meeting: MeetingId,
        hello: Hello,
        outbox: &Receiver,
    ) -> Result<Place, Bye> {
        for _ in 0..TRIES {
            let inbox = self.inbox(meeting).ok_or(Bye::Restart)?;
            let (answer, answered) = oneshot::channel();
            let arrival = Box::new(Arrival { hello, line: outbox.sender(), answer });
            // A room that closed meanwhile drops the arrival; the next look finds its successor.
            if inbox.send(Message::Arrive(arrival)).await.is_ok()
                && let Ok(answer) = answered.await
            {
                return answer.map(|line| Place { inbox, line });
            }
        }
        Err(Bye::Refused(Refusal::Unavailable))
    }

    /// Asks a meeting's room something from beside its sockets, and waits for the answer.
    pub async fn ask<T>(
        self: &Arc<Self>,
        meeting: MeetingId,
        message: impl Fn(oneshot::Sender<Result<T, Refusal>>) -> Message,
    ) -> Result<T, Refusal> {
        for _ in 0..TRIES {
            let inbox = self.inbox(meeting).ok_or(Refusal::Unavailable)?;
            let (answer, answered) = oneshot::channel();
            // A room that closed meanwhile drops the question; the next look finds its successor.
            if inbox.send(message(answer)).await.is_ok()
                && let Ok(answer) = answered.await
            {
                return answer;
            }
        }
        Err(Refusal::Unavailable)
    }

    /// The inbox of a meeting's room; `None` once the server stops.
    pub(super) fn inbox(self: &Arc<Self>, meeting: MeetingId) -> Option<mpsc::Sender<Message>> {
        if self.is_stopping() {
            return None;
        }
        let inbox = match self.rooms.entry(meeting) {
            Entry::Occupied(awake) if !awake.get().inbox.is_closed() => awake.get().inbox.clone(),
            // None, or one that fell over.
            entry => {
                let (awake, messages) = self.awake();
                let inbox = awake.inbox.clone();
                let number = awake.number;
                entry.insert(awake);
                tokio::spawn(Room::live(
                    self.clone(),
                    self.house.clone(),
                    meeting,
                    number,
                    messages,
                ));
                inbox
            }
        };
        if self.is_stopping() {
            // Woken while the rooms were being told.
            let _ = inbox.try_send(Message::Stop);
        }
        Some(inbox)
    }

    fn awake(&self) -> (Awake, mpsc::Receiver<Message>) {
        let (inbox, messages) = mpsc::channel(INBOX);
        (Awake { number: self.numbers.fetch_add(1, Ordering::Relaxed), inbox }, messages)
    }

    /// Called by a room that ends: whoever comes from now on wakes another.
    pub(super) fn leave(&self, meeting: MeetingId, number: u64) {
        self.rooms.remove_if(&meeting, |_, awake| awake.number == number);
    }

    /// Tells every room to finish what it is storing and to send its people away for now.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
        let inboxes: Vec<_> = self.rooms.iter().map(|awake| awake.inbox.clone()).collect();
        for inbox in inboxes {
            // A full inbox is being emptied: the message waits its turn.
            tokio::spawn(async move {
                let _ = inbox.send(Message::Stop).await;
            });
        }
    }

    /// Whether the server has begun to stop.
    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Waits until the server begins to stop.
    pub async fn stopped(&self) {
        // The sending half is here, so this fails only together with everything else.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }
}

/// A connection's place in a room, given up when dropped.
pub struct Place {
    inbox: mpsc::Sender<Message>,
    line: LineId,
}

impl Place {
    /// Brings a frame to the room, waiting where the room is busy.
    pub async fn bring(&self, message: ToServer) {
        // A room that has ended has closed the outbox; the socket learns it there.
        let _ = self.inbox.send(Message::Heard(self.line, message)).await;
    }

    /// Tells the room that nothing is heard for a while, or something again.
    pub async fn note_quiet(&self, quiet: bool) {
        // The same holds.
        let _ = self.inbox.send(Message::Quiet(self.line, quiet)).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let left = self.inbox.try_send(Message::Left(self.line));
        if let Err(mpsc::error::TrySendError::Full(left)) = left
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let inbox = self.inbox.clone();
            runtime.spawn(async move { inbox.send(left).await });
        }
    }
}
