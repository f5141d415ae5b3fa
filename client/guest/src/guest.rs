//! The guest themselves: what a script can let them do, and what it can let them wait for.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mirror::{Mirror, Ticket};
use shared::command::{Deed, Step};
use shared::id::{CommandId, RecordId, SeatId};
use shared::meeting::Presence;
use shared::pad::{PadId, Sheet};
use shared::time::Timestamp;
use shared::wire::Bye;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use vault::{Link, Words, words};

use crate::address::Address;
use crate::line;
use crate::notebook::Notebook;
use crate::stopwatch::Stopwatch;
use crate::tally::Tally;

/// How long a guest waits for something unless told otherwise: longer than a server's restart on a
/// busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A person with a device, in a meeting.
pub struct Guest {
    name: String,
    patience: Duration,
    table: Arc<Table>,
    line: JoinHandle<()>,
}

/// Who a guest is.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Where they come from.
    pub house: String,
    /// In the room or not.
    pub presence: Presence,
}

/// A guest waited in vain.
#[derive(Clone, Debug)]
pub struct Waited {
    /// Who.
    pub who: String,
    /// What for.
    pub what: String,
    /// How long.
    pub long: Duration,
    /// Whether the server had sent them away meanwhile.
    pub bye: Option<Bye>,
}

impl fmt::Display for Waited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, what, long, bye } = self;
        write!(f, "{who} waited {:.1} s in vain: {what}", long.as_secs_f64())?;
        bye.map_or(Ok(()), |bye| write!(f, " (the server had said {bye:?})"))
    }
}

impl std::error::Error for Waited {}

/// What the guest and their line both reach.
pub(crate) struct Table {
    notebook: Mutex<Notebook>,
    /// The device's clock shows the time since then.
    begun: Instant,
    changed: watch::Sender<()>,
    pub outgoing: Notify,
    pub wanted: watch::Sender<bool>,
}

impl Table {
    /// Reads in the notebook.
    pub fn read<T>(&self, f: impl FnOnce(&Notebook) -> T) -> T {
        f(&self.lock())
    }

    /// Writes in the notebook; whoever waits looks again, and what is to be sent is sent.
    pub fn write<T>(&self, f: impl FnOnce(&mut Notebook) -> T) -> T {
        let now = self.now();
        let done = {
            let mut notebook = self.lock();
            notebook.mirror.at(now);
            f(&mut notebook)
        };
        self.changed.send_replace(());
        self.outgoing.notify_one();
        done
    }

    pub fn take_frames(&self) -> Vec<Vec<u8>> {
        let mut notebook = self.lock();
        let frames = notebook.mirror.take_frames();
        notebook.tally.bytes_out += frames.iter().map(|frame| frame.len() as u64).sum::<u64>();
        frames
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, Notebook> {
        // A guest whose script panicked has failed; the others go on reading.
        self.notebook.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guest {
    /// Comes by a link and sits down.
    pub async fn join(server: &Address, link: Link, person: Person) -> Result<Self, Waited> {
        let guest = Self::on_the_way(server, Ticket::new(link), &person.name);
        guest.until("to be let in", Mirror::is_here).await?;
        let Person { name, house, presence } = person;
        guest.table.write(|notebook| {
            notebook.tally.commands += 1;
            notebook.mirror.take_seat(words::Person { name, house }, presence, true, None)
        });
        guest.until("a seat", |mirror| mirror.is_here() && mirror.me().is_some()).await?;
        Ok(guest)
    }

    /// Comes back to a seat on another device, or on the same after a reload.
    pub async fn come_back(server: &Address, ticket: Ticket) -> Result<Self, Waited> {
        let mut guest = Self::on_the_way(server, ticket, "somebody");
        guest.until("their seat", |mirror| mirror.is_here() && mirror.me().is_some()).await?;
        let person = guest.see(|mirror| mirror.person(mirror.me()?).words());
        guest.name = person.map_or(guest.name.clone(), |person| person.name);
        Ok(guest)
    }

    fn on_the_way(server: &Address, ticket: Ticket, name: &str) -> Self {
        let table = Arc::new(Table {
            notebook: Mutex::new(Notebook::new(ticket)),
            begun: Instant::now(),
            changed: watch::Sender::new(()),
            outgoing: Notify::new(),
            wanted: watch::Sender::new(true),
        });
        let line = tokio::spawn(line::keep(server.clone(), table.clone()));
        Self { name: name.to_owned(), patience: PATIENCE, table, line }
    }

    /// Their name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Waits so long for things, from now on.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Measures deliveries to and from this guest, together with the others who have the same.
    pub fn time_with(&self, stopwatch: Arc<Stopwatch>) {
        self.table.write(|notebook| notebook.stopwatch = Some(stopwatch));
    }

    /// Has the board of all groups before them: how long it takes is measured from now on.
    pub fn watch_board(&self) {
        self.table.write(|notebook| notebook.watches_board = true);
    }

    /// What went through their hands so far.
    pub fn tally(&self) -> Tally {
        self.table.read(|notebook| notebook.tally.clone())
    }

    // --- what there is to see

    /// Looks at the meeting.
    pub fn see<T>(&self, look: impl FnOnce(&Mirror) -> T) -> T {
        self.table.read(|notebook| look(&notebook.mirror))
    }

    /// What time it is on the server.
    pub fn server_now(&self) -> Timestamp {
        let now = self.table.now();
        self.see(|mirror| mirror.server_time(now))
    }

    /// Their seat.
    pub fn seat(&self) -> SeatId {
        self.see(Mirror::me).expect("a guest is handed out with a seat")
    }

    /// Waits until something can be seen.
    pub async fn until(
        &self,
        what: impl fmt::Display,
        seen: impl Fn(&Mirror) -> bool,
    ) -> Result<(), Waited> {
        self.watch(what, |notebook| seen(&notebook.mirror).then_some(())).await
    }

    /// Waits until there is something to be found.
    pub async fn until_some<T>(
        &self,
        what: impl fmt::Display,
        find: impl Fn(&Mirror) -> Option<T>,
    ) -> Result<T, Waited> {
        self.watch(what, |notebook| find(&notebook.mirror)).await
    }

    /// Waits until everything this guest did is answered and stored.
    pub async fn settled(&self) -> Result<(), Waited> {
        let what = "everything they did to be stored";
        self.until(what, |mirror| mirror.is_here() && !mirror.is_pending()).await
    }

    /// Waits until the server has said that there is nothing to come back to, and why.
    pub async fn until_sent_away(&self) -> Result<Bye, Waited> {
        self.watch("to be sent away", |notebook| notebook.bye.filter(|bye| line::is_final(*bye)))
            .await
    }

    async fn watch<T>(
        &self,
        what: impl fmt::Display,
        find: impl Fn(&Notebook) -> Option<T>,
    ) -> Result<T, Waited> {
        let begun = Instant::now();
        let mut changed = self.table.changed.subscribe();
        let looking = async {
            loop {
                let (found, bye) = self.table.read(|notebook| (find(notebook), notebook.bye));
                if let Some(found) = found {
                    return Some(found);
                }
                if bye.is_some_and(line::is_final) {
                    return None;
                }
                changed.changed().await.ok()?;
            }
        };
        timeout(self.patience, looking).await.ok().flatten().ok_or_else(|| Waited {
            who: self.name.clone(),
            what: what.to_string(),
            long: begun.elapsed(),
            bye: self.table.read(|notebook| notebook.bye),
        })
    }

    // --- what there is to do

    /// Does something that needs no words.
    pub fn act(&self, deed: Deed) -> CommandId {
        self.table.write(|notebook| notebook.act(deed))
    }

    /// Does something with words.
    pub fn say<W: Words>(&self, words: W, deed: impl FnOnce(RecordId) -> Deed) -> CommandId {
        let said = self.table.write(|notebook| notebook.say(words, deed));
        said.expect("whoever has a seat has the keys to it")
    }

    /// Does something in the latest case session. Before there is one, nothing happens.
    pub fn step(&self, step: Step) -> Option<CommandId> {
        let session = self.see(|mirror| Some(mirror.session()?.id))?;
        Some(self.act(Deed::In(session, step)))
    }

    /// Does something with words in the latest case session.
    pub fn say_step<W: Words>(
        &self,
        words: W,
        step: impl FnOnce(RecordId) -> Step,
    ) -> Option<CommandId> {
        let session = self.see(|mirror| Some(mirror.session()?.id))?;
        Some(self.say(words, |record| Deed::In(session, step(record))))
    }

    // --- pads

    /// A sheet of the latest case session.
    pub fn pad(&self, sheet: Sheet) -> Option<PadId> {
        self.see(|mirror| Some(PadId { session: mirror.session()?.id, sheet }))
    }

    /// Opens a pad and keeps it open for as long as it may be read.
    pub fn open_pad(&self, pad: PadId) {
        self.table.write(|notebook| notebook.open_pad(pad));
    }

    /// Types in a pad, where this guest typed last, at first at the end.
    pub fn type_into(&self, pad: PadId, text: &str) {
        let now = Timestamp(self.table.now());
        self.table.write(|notebook| notebook.type_into(pad, text, now));
    }

    /// A pad's text; `None` where it was never opened.
    pub fn pad_text(&self, pad: PadId) -> Option<String> {
        self.table.read(|notebook| notebook.text(pad))
    }

    /// Waits until a pad reads so.
    pub async fn until_pad(
        &self,
        pad: PadId,
        what: impl fmt::Display,
        reads: impl Fn(&str) -> bool,
    ) -> Result<(), Waited> {
        self.watch(what, |notebook| notebook.text(pad).filter(|text| reads(text)).map(drop)).await
    }

    // --- the connection

    /// Loses the connection, as in a tunnel, until [`Self::reconnect`].
    pub fn disconnect(&self) {
        self.table.wanted.send_replace(false);
    }

    /// Comes out of the tunnel.
    pub fn reconnect(&self) {
        self.table.wanted.send_replace(true);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.line.abort();
    }
}
