//! How many meetings one core serves, how fast, and at what cost, against a bare axum broadcaster.
//!
//! `cargo bench -p reihum --bench live -- [live|idle|join|herd] [options]`, all of it without a
//! word. Rooms of eight, one person typing five characters a second; servers are processes of
//! their own on one core, this one stays on another, and all take turns. On loopback only; the
//! data folder lies where `TMPDIR` says. 1,500 meetings are 12,000 sockets on each side and twice
//! that here: `ulimit -n 60000` first.

use std::fmt::Arguments;
use std::io::{Result, Write};
use std::time::Duration;

use clap::{Parser, ValueEnum};
use tokio::task::LocalSet;

use crate::figures::Window;
use crate::load::Load;
use crate::process::Process;

mod broadcaster;
mod figures;
mod load;
mod moments;
mod process;
mod room;
mod socket;

/// Above this nobody believes to write together.
const TOO_SLOW: f64 = 100.0;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// People typing, more and more of them.
    Live,
    /// Meetings in which nobody does anything, and a restart with them.
    Idle,
    /// Joining a pad with two thousand updates.
    Join,
    /// Everybody coming back at once.
    Herd,
}

#[derive(Parser)]
struct Options {
    /// What to measure; everything without a word
    what: Vec<What>,
    /// Meetings at the same time, rising
    #[arg(long, value_delimiter = ',', default_values_t = [100, 500, 1_000])]
    rooms: Vec<usize>,
    /// How often each server is measured
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds of one window
    #[arg(long, default_value_t = 4)]
    secs: u64,
    /// Meetings that idle
    #[arg(long, default_value_t = 1_000)]
    idle: usize,
    /// Devices that come back at once
    #[arg(long, default_value_t = 500)]
    herd: usize,
    /// Be the broadcaster
    #[arg(long, hide = true)]
    broadcaster: bool,
    /// Cargo says so
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if options.broadcaster {
        return runtime.block_on(broadcaster::serve());
    }
    let pinned = process::pin_oneself();
    say(format_args!("servers on a core of their own: {}", if pinned { "yes" } else { "no" }));
    LocalSet::new().block_on(&runtime, measure(&options))
}

async fn measure(options: &Options) -> Result<()> {
    let wants = |what| options.what.is_empty() || options.what.contains(&what);
    let folder = || tempfile::tempdir();
    if wants(What::Join) {
        moments::cold_join(folder()?.path()).await?;
    }
    if wants(What::Herd) {
        moments::herd(folder()?.path(), options.herd).await?;
    }
    if wants(What::Idle) {
        moments::idle_and_restart(folder()?.path(), options.idle).await?;
    }
    if wants(What::Live) {
        live(options).await?;
    }
    Ok(())
}

async fn live(options: &Options) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut product = Load::new(Process::product(folder.path()).await?);
    let mut limit = Load::new(Process::broadcaster()?);
    let long = Duration::from_secs(options.secs);
    for &rooms in &options.rooms {
        for seats in moments::rooms(&product.process, rooms - product.rooms).await? {
            product.add(seats);
        }
        for room in limit.rooms..rooms {
            limit.add(room::on_broadcaster(limit.process.address, room).await?);
        }
        let (mut ours, mut theirs) = (vec![], vec![]);
        for _ in 0..options.rounds {
            ours.push(product.window(long).await?);
            theirs.push(limit.window(long).await?);
        }
        let (worst, ours, theirs) = (worst(&ours), Window::median(&ours), Window::median(&theirs));
        say(format_args!("\n{rooms} meetings of {}\n          {}", room::SEATS, Window::HEAD));
        say(format_args!("product   {ours}\nlimit     {theirs}"));
        say(format_args!(
            "ratio: CPU {:.2}, p99 {:.2}; worst window's p99 {worst:.2} ms",
            ours.micros_each / theirs.micros_each,
            ours.p99 / theirs.p99,
        ));
        if ours.p99 > TOO_SLOW {
            say(format_args!("p99 is above {TOO_SLOW} ms: no more"));
            break;
        }
    }
    Ok(())
}

fn worst(windows: &[Window]) -> f64 {
    windows.iter().map(|window| window.p99).fold(0.0, f64::max)
}

/// Says something to whoever started it.
pub fn say(line: Arguments) {
    // Nobody may be there to read it.
    let _ = writeln!(std::io::stdout(), "{line}");
}
