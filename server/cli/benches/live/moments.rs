//! Moments that happen once: idling, joining a long pad, a restart, everybody coming back at once.

use std::io::{Error, Result};
use std::path::Path;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use futures_util::{StreamExt, TryStreamExt, stream};
use mirror::{Mirror, News, Ticket};
use pad::Pad;
use shared::pad::PadId;
use tokio::time::sleep;

use crate::figures::{mebibytes, median};
use crate::load::keystrokes;
use crate::process::Process;
use crate::room::{self, SEATS, Seat, TYPIST, Voice, come, open_pad};
use crate::say;
use crate::socket::Socket;

/// How many rooms are made at the same time.
const AT_ONCE: usize = 32;
/// How long one looks at servers that have nothing to do.
const IDLE: Duration = Duration::from_secs(10);
/// How often a join is measured.
const JOINS: usize = 50;
/// A seat may send so many updates at once, and then so many a second, without being too fast.
const BURST: usize = 250;
const EACH: Duration = Duration::from_millis(28);

/// Makes so many rooms on the product.
pub async fn rooms(process: &Process, many: usize) -> Result<Vec<Vec<Seat>>> {
    let address = process.address;
    let rooms = stream::iter(0..many).map(|_| room::on_product(address));
    rooms.buffer_unordered(AT_ONCE).try_collect().await
}

/// Makes rooms and looks at what they cost when nobody does anything; then stops the server hard
/// and starts it again.
pub async fn idle_and_restart(data: &Path, meetings: usize) -> Result<()> {
    let process = Process::product(data).await?;
    let empty = process.taken()?.memory;
    let begun = Instant::now();
    let seats = rooms(&process, meetings).await?;
    say(format_args!("{meetings} meetings of {SEATS} made in {:.1?}", begun.elapsed()));
    sleep(Duration::from_secs(2)).await;
    let before = process.taken()?;
    sleep(IDLE).await;
    let after = process.taken()?;
    let each = (after.memory.saturating_sub(empty)) as f64 / 1_024.0 / meetings as f64;
    say(format_args!(
        "idle: {:.0} MiB, at start {:.1} MiB; {each:.1} KiB a meeting, {:.1} KiB a connection; \
         {:.2} % of a core",
        mebibytes(after.memory),
        mebibytes(empty),
        each / SEATS as f64,
        (after.cpu - before.cpu) / IDLE.as_secs_f64() * 100.0,
    ));

    let ticket = ticket(&seats[0][TYPIST])?;
    drop(seats);
    let address = process.address;
    drop(process);
    let begun = Instant::now();
    let process = Process::product_at(data, address).await?;
    let healthy = begun.elapsed();
    let mut mirror = Mirror::new(ticket);
    let came = Instant::now();
    come(process.address, &mut mirror).await?;
    say(format_args!(
        "restart with {meetings} meetings after SIGKILL: {healthy:.1?} to /healthz, first join \
         {:.1?}, {:.0} MiB",
        came.elapsed(),
        mebibytes(process.taken()?.memory),
    ));
    Ok(())
}

/// Joins a pad with as many updates as a long session leaves, before and after somebody summed
/// it up.
pub async fn cold_join(data: &Path) -> Result<()> {
    let process = Process::product(data).await?;
    let mut seats = room::on_product(process.address).await?;
    let updates = keystrokes();
    say(format_args!("writing {} updates, no faster than people", updates.len()));
    let pad = write_all(&mut seats[TYPIST], &updates).await?;
    // Everybody joins in turn: one seat alone would soon be too fast for the server.
    let tickets = seats.iter().map(ticket).collect::<Result<Vec<_>>>()?;
    drop(seats);

    // The first join wakes the room as well.
    let address = process.address;
    drop(process);
    let process = Process::product_at(data, address).await?;
    let first = join(&process, &tickets[0], pad).await?;
    say(format_args!("join after a restart: {:.2} ms, {} bytes", first.arrived, first.bytes));
    joins("join, every update", &process, &tickets, pad).await?;

    summarize(&process, &tickets, pad, &updates).await?;
    joins("join, summed up", &process, &tickets, pad).await
}

async fn write_all(typist: &mut Seat, updates: &[Vec<u8>]) -> Result<PadId> {
    let Voice::Product { pad, .. } = typist.voice else { return Err(odd("not the product")) };
    for (n, update) in updates.iter().enumerate() {
        let (_, frame) = typist.keystroke(update);
        typist.socket.send(&frame).await?;
        if n >= BURST {
            sleep(EACH).await;
        }
    }
    loop {
        let Voice::Product { mirror, .. } = &typist.voice else { return Err(odd("changed")) };
        if !mirror.is_pending() {
            return Ok(pad);
        }
        let frame = typist.socket.next().await?;
        typist.heard(&frame);
    }
}

/// One device gives the whole, another confirms it.
async fn summarize(
    process: &Process,
    tickets: &[Ticket],
    pad: PadId,
    updates: &[Vec<u8>],
) -> Result<()> {
    let mut whole = Pad::new(2);
    for update in updates {
        whole.apply(update).map_err(Error::other)?;
    }
    let (mut one, mut other) = (Mirror::new(tickets[0].clone()), Mirror::new(tickets[1].clone()));
    let mut first = come(process.address, &mut one).await?;
    open_pad(&mut first, &mut one, pad).await?;
    let mut second = come(process.address, &mut other).await?;
    open_pad(&mut second, &mut other, pad).await?;
    let upto = updates.len() as u64;
    one.summarize(pad, upto, &whole.snapshot());
    room::talk(&mut first, &mut one, |_, news| news.contains(&News::Stored(pad))).await?;
    let summed = |news: &[News]| news.iter().any(|news| matches!(news, News::Summarized(..)));
    room::talk(&mut second, &mut other, |_, news| summed(news)).await?;
    other.confirm(pad, upto);
    for frame in other.take_frames() {
        second.send(&frame).await?;
    }
    // Nothing answers a confirmation but that the next to come finds it.
    while join(process, &tickets[2], pad).await?.bytes > updates.iter().map(Vec::len).sum() {
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn joins(what: &str, process: &Process, tickets: &[Ticket], pad: PadId) -> Result<()> {
    let before = process.taken()?.cpu;
    let mut joined = vec![];
    for ticket in tickets.iter().cycle().take(JOINS) {
        joined.push(join(process, ticket, pad).await?);
    }
    let cpu = (process.taken()?.cpu - before) * 1_000.0 / JOINS as f64;
    let slowest = joined.iter().map(|join| join.arrived).fold(0.0, f64::max);
    say(format_args!(
        "{what}: p50 {:.2} ms, max {slowest:.2} ms, {} bytes, {cpu:.1} ms CPU each; \
         opened on the device in {:.2} ms more",
        median(joined.iter().map(|join| join.arrived)),
        joined[0].bytes,
        median(joined.iter().map(|join| join.opened)),
    ));
    Ok(())
}

/// How a join went, in milliseconds.
struct Join {
    /// From the first packet until the whole pad was here.
    arrived: f64,
    /// From then until the device had opened every piece of it.
    opened: f64,
    bytes: usize,
}

async fn join(process: &Process, ticket: &Ticket, pad: PadId) -> Result<Join> {
    let mut mirror = Mirror::new(ticket.clone());
    let begun = Instant::now();
    let mut socket = come(process.address, &mut mirror).await?;
    mirror.open_pad(pad);
    for frame in mirror.take_frames() {
        socket.send(&frame).await?;
    }
    loop {
        let frame = socket.next().await?;
        let arrived = begun.elapsed();
        let news = mirror.receive(&frame);
        if news.iter().any(|news| matches!(news, News::PadOpened(..))) {
            let opened = millis(begun.elapsed() - arrived);
            return Ok(Join { arrived: millis(arrived), opened, bytes: frame.len() });
        }
        if let Some(News::PadRefused(_, refusal)) = news.first() {
            return Err(odd(&format!("{refusal:?}")));
        }
    }
}

/// Everybody loses the connection and comes back in the same moment.
pub async fn herd(data: &Path, many: usize) -> Result<()> {
    let process = Process::product(data).await?;
    let seats = rooms(&process, many.div_ceil(SEATS)).await?;
    let mut devices: Vec<_> = seats
        .into_iter()
        .flatten()
        .take(many)
        .filter_map(|seat| match seat.voice {
            Voice::Product { mut mirror, .. } => {
                mirror.disconnected();
                Some(mirror)
            }
            Voice::Listener | Voice::Broadcaster { .. } => None,
        })
        .collect();
    sleep(Duration::from_secs(1)).await;
    let before = process.taken()?.cpu;
    let begun = Instant::now();
    let coming = devices.iter_mut().map(async |mirror| {
        let mut socket = Socket::connect(process.address, "/ws").await?;
        mirror.connected();
        let opened = |news: &[News]| news.iter().any(|news| matches!(news, News::PadOpened(..)));
        room::talk(&mut socket, mirror, |mirror, news| mirror.is_here() && opened(news)).await?;
        Result::Ok(socket)
    });
    let sockets = try_join_all(coming).await?;
    let took = millis(begun.elapsed());
    let cpu = (process.taken()?.cpu - before) * 1_000.0 / many as f64;
    say(format_args!(
        "{} devices came back at once: {took:.0} ms until the last had entries and pad, \
         {cpu:.2} ms CPU each",
        sockets.len(),
    ));
    Ok(())
}

fn ticket(seat: &Seat) -> Result<Ticket> {
    match &seat.voice {
        Voice::Product { mirror, .. } => Ok(mirror.ticket().clone()),
        Voice::Listener | Voice::Broadcaster { .. } => Err(odd("a seat without a ticket")),
    }
}

fn odd(what: &str) -> Error {
    Error::other(what.to_owned())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
