//! How many updates of pads the embedded log stores, and how long their writers wait for it.
//!
//! `cargo bench -p server --bench log [meetings] [seconds]`: 256 writers at once, updates of 150
//! bytes, in a data folder that goes away. The folder lies where `TMPDIR` says; a disk in memory
//! measures nothing.

#![allow(clippy::print_stdout, reason = "the figures are for whoever started it")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use server::log::sqlite::Sqlite;
use server::log::{Log, Salt};
use shared::id::{DeviceId, MeetingId, SeatId, SessionId};
use shared::pad::{PadId, Sheet, Update};
use shared::words::Sealed;

const WRITERS: usize = 256;
const BYTES: usize = 150;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome {
    // Cargo hands over a `--bench` of its own.
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let meetings = numbers.next().unwrap_or(1_500);
    let time = Duration::from_secs(numbers.next().unwrap_or(5));

    let folder = tempfile::tempdir()?;
    let log = Arc::new(Sqlite::open(folder.path())?);
    let opening = Instant::now();
    for n in 0..meetings {
        log.open(meeting(n), Salt([0; 32])).await?;
    }
    println!("{meetings} meetings opened in {:.1?}, one after the other", opening.elapsed());

    run("as fast as it takes them", &log, meetings, time, None).await?;
    for rate in [2_000, 7_500] {
        run(&format!("{rate} a second"), &log, meetings, time, Some(rate)).await?;
    }

    let reading = Instant::now();
    let contents = log.pad_read(meeting(0), pad(0)).await?;
    println!("a pad of {} updates read in {:.1?}", contents.updates.len(), reading.elapsed());
    let forgetting = Instant::now();
    log.forget(meeting(0)).await?;
    println!("and its meeting forgotten in {:.1?}", forgetting.elapsed());
    Ok(())
}

/// Lets all writers write for a while, together at most `rate` updates a second.
async fn run(
    what: &str,
    log: &Arc<Sqlite>,
    meetings: u64,
    time: Duration,
    rate: Option<u32>,
) -> Outcome {
    let start = Instant::now();
    let pause = rate.map(|rate| Duration::from_secs(WRITERS as u64) / rate);
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| tokio::spawn(write(log.clone(), n, meetings, start + time, pause)))
        .collect();
    let mut waits = Histogram::<u64>::new(3)?;
    for writer in writers {
        waits.add(writer.await??)?;
    }
    let per_second = waits.len() as f64 / start.elapsed().as_secs_f64();
    let milliseconds = |quantile| waits.value_at_quantile(quantile) as f64 / 1_000.0;
    println!(
        "{what}: {per_second:.0}/s, p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms",
        milliseconds(0.5),
        milliseconds(0.99),
        milliseconds(0.999),
    );
    Ok(())
}

/// One writer, going from meeting to meeting; answers how many microseconds each update took.
async fn write(
    log: Arc<Sqlite>,
    writer: usize,
    meetings: u64,
    end: Instant,
    pause: Option<Duration>,
) -> Result<Histogram<u64>, Box<dyn Error + Send + Sync>> {
    let mut waits = Histogram::new(3)?;
    let device = DeviceId::from_bytes(unique(writer as u64));
    // Not all at once: each writer has its own place within the pause.
    let mut turn = tokio::time::Instant::now()
        + pause.unwrap_or_default().mul_f64(writer as f64 / WRITERS as f64);
    let mut counter = 0;
    while Instant::now() < end {
        if let Some(pause) = pause {
            tokio::time::sleep_until(turn).await;
            turn += pause;
        }
        let n = (writer as u64 + counter * WRITERS as u64) % meetings;
        counter += 1;
        let update = Update {
            author: SeatId::from_bytes(unique(writer as u64)),
            device,
            counter,
            sealed: Sealed(vec![writer as u8; BYTES]),
        };
        let asked = Instant::now();
        log.pad_append(meeting(n), pad(n), update).await?;
        waits.record(u64::try_from(asked.elapsed().as_micros())?)?;
    }
    Ok(waits)
}

fn unique(n: u64) -> [u8; 16] {
    // Spread over the whole range, as random ids are.
    (u128::from(n) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes()
}

fn meeting(n: u64) -> MeetingId {
    MeetingId::from_bytes(unique(n))
}

fn pad(n: u64) -> PadId {
    PadId { session: SessionId::from_bytes(unique(n)), sheet: Sheet::Notes(2) }
}
