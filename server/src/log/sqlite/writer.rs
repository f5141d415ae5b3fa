//! The one thread that writes: it commits together whatever was asked while it committed before.
//!
//! A lone write is committed at once. Right after a commit the thread rests for a moment, and what
//! was asked meanwhile is committed together: under load one flush of the disk serves many. What
//! somebody waits to tell ends the rest.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::checkpoint::{self, Checkpointer};
use super::folder::Folder;
use crate::log::Unavailable;

/// How many tasks may wait. More would only wait longer.
const QUEUE: usize = 1_024;

/// How long to wait for a place in the queue before saying that the log is unavailable.
const QUEUE_PATIENCE: Duration = Duration::from_secs(5);

/// How long the thread rests after a commit: what a flush of the disk may take anyway, on a bad day.
const REST: Duration = Duration::from_millis(7);

/// What the writing thread works on.
pub(super) struct Store {
    /// Everything but the salts.
    pub(super) log: Connection,
    /// The salts.
    pub(super) salts: Connection,
    /// Ours until the connections above are closed.
    pub(super) _folder: Folder,
}

/// What `Ok` promises.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// The change is on the disk, among others: nobody is in a hurry to know.
    StoredInTime,
    /// The change is on the disk.
    Stored,
    /// And what it removed is not, in none of the files.
    Erased,
}

/// The handle to the thread; dropping it waits for the thread to finish what was asked.
pub(super) struct Writer {
    queue: mpsc::Sender<Order>,
    /// To end its rest.
    resting: Thread,
    thread: Mutex<Option<JoinHandle<()>>>,
}

enum Order {
    Run(Box<dyn Task>),
    Close,
}

impl Writer {
    pub(super) fn start(store: Store, checkpointer: Checkpointer) -> std::io::Result<Self> {
        let (queue, orders) = mpsc::channel(QUEUE);
        let work = move || Work { checkpointer, store }.run(orders);
        let thread = thread::Builder::new().name("log-writer".into()).spawn(work)?;
        Ok(Self { queue, resting: thread.thread().clone(), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` on the store, inside a transaction, and answers when that is committed.
    ///
    /// `work` may be run again after its first outcome was rolled back.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        promise: Promise,
        work: impl FnMut(&Store) -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        let (answer, answered) = oneshot::channel();
        let task = Asked { work, promise, outcome: None, answer };
        self.order(Order::Run(Box::new(task))).await?;
        if promise != Promise::StoredInTime {
            self.resting.unpark();
        }
        answered.await.map_err(|_| Unavailable::because("the writer has stopped"))?
    }

    async fn order(&self, order: Order) -> Result<(), Unavailable> {
        let place = match self.queue.try_reserve() {
            Ok(place) => place,
            Err(_) => tokio::time::timeout(QUEUE_PATIENCE, self.queue.reserve())
                .await
                .map_err(|_| Unavailable::because("too many writes are waiting"))?
                .map_err(|_| Unavailable::because("the log is closed"))?,
        };
        place.send(order);
        Ok(())
    }

    /// Finishes what was asked before and stops the thread.
    pub(super) async fn close(&self) {
        // Unavailable here means that it has stopped already.
        let _ = self.order(Order::Close).await;
        if let Some(thread) = self.thread() {
            // A join fails only for a thread or a runtime that has ended the hard way.
            let _ = tokio::task::spawn_blocking(|| thread.join()).await;
        }
    }

    fn thread(&self) -> Option<JoinHandle<()>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // A channel without its last sender is what ends the thread.
        self.queue = mpsc::channel(1).0;
        if let Some(thread) = self.thread() {
            // The thread's panic has been reported where it happened.
            let _ = thread.join();
        }
    }
}

/// One thing asked of the thread, together with whoever waits for it.
trait Task: Send {
    fn run(&mut self, store: &Store) -> Result<(), Unavailable>;
    fn promise(&self) -> Promise;
    fn answer(self: Box<Self>, committed: Result<(), Unavailable>);
}

struct Asked<T, W> {
    work: W,
    promise: Promise,
    outcome: Option<T>,
    answer: oneshot::Sender<Result<T, Unavailable>>,
}

impl<T: Send, W: FnMut(&Store) -> Result<T, Unavailable> + Send> Task for Asked<T, W> {
    fn run(&mut self, store: &Store) -> Result<(), Unavailable> {
        self.outcome = Some((self.work)(store)?);
        Ok(())
    }

    fn promise(&self) -> Promise {
        self.promise
    }

    fn answer(self: Box<Self>, committed: Result<(), Unavailable>) {
        let Self { outcome, answer, .. } = *self;
        let outcome = committed.map(|()| outcome.expect("what was committed was run to its end"));
        // Whoever asked may have gone; what was asked is done all the same.
        let _ = answer.send(outcome);
    }
}

/// What went wrong with a batch, all of which was rolled back.
enum Failure {
    OfATask(Unavailable),
    OfTheStore(Unavailable),
}

/// The thread's own side.
struct Work {
    // Before the store: the folder is given back when no connection is left.
    checkpointer: Checkpointer,
    store: Store,
}

impl Work {
    fn run(self, mut orders: mpsc::Receiver<Order>) {
        let mut batch = Vec::with_capacity(QUEUE);
        let mut rested_at = Instant::now();
        while orders.blocking_recv_many(&mut batch, QUEUE) > 0 {
            let rest = rested_at.saturating_duration_since(Instant::now());
            if !rest.is_zero() {
                thread::park_timeout(rest);
                batch.extend(std::iter::from_fn(|| orders.try_recv().ok()));
            }
            let mut tasks = Vec::with_capacity(batch.len());
            for order in batch.drain(..) {
                match order {
                    Order::Run(task) => tasks.push(task),
                    // What was queued before is still received, then nothing more.
                    Order::Close => orders.close(),
                }
            }
            self.finish(tasks);
            rested_at = Instant::now() + REST;
        }
        if let Err(error) = checkpoint::clear(&self.store.log) {
            tracing::warn!(%error, "the last checkpoint was not made; the next start makes it");
        }
    }

    fn finish(&self, mut tasks: Vec<Box<dyn Task>>) {
        match self.commit(&mut tasks) {
            Ok(()) => self.answer(tasks),
            // One task that cannot be done must not take the others down with it.
            Err(Failure::OfATask(_)) if tasks.len() > 1 => {
                tasks.into_iter().for_each(|task| self.finish(vec![task]));
            }
            Err(Failure::OfATask(error) | Failure::OfTheStore(error)) => {
                tasks.into_iter().for_each(|task| task.answer(Err(error.clone())));
            }
        }
    }

    fn commit(&self, tasks: &mut [Box<dyn Task>]) -> Result<(), Failure> {
        let of_the_store = |error: rusqlite::Error| Failure::OfTheStore(error.into());
        let log = &self.store.log;
        if !log.is_autocommit() {
            // A rollback that failed with the disk is made up for before anything else.
            say(log, "ROLLBACK").map_err(of_the_store)?;
        }
        say(log, "BEGIN IMMEDIATE").map_err(of_the_store)?;
        let done = tasks.iter_mut().try_for_each(|task| task.run(&self.store));
        let done = done.map_err(Failure::OfATask);
        let done = done.and_then(|()| say(log, "COMMIT").map_err(of_the_store));
        if done.is_err() && !log.is_autocommit() {
            // Where this fails as well, the next commit begins with it.
            let _ = say(log, "ROLLBACK");
        }
        done
    }

    fn answer(&self, tasks: Vec<Box<dyn Task>>) {
        let (erased, stored): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|task| task.promise() == Promise::Erased);
        stored.into_iter().for_each(|task| task.answer(Ok(())));
        if erased.is_empty() {
            self.checkpointer.look_at(&self.store.log);
        } else {
            let swept = checkpoint::sweep(&self.store);
            erased.into_iter().for_each(|task| task.answer(swept.clone()));
        }
    }
}

/// Says a word about transactions that is parsed only once, unlike what rusqlite's own type says.
pub(super) fn say(db: &Connection, word: &str) -> rusqlite::Result<()> {
    db.prepare_cached(word)?.execute([]).map(drop)
}
