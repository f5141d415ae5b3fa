//! `reihum rehearse`: lets guests play whole meetings against a running server, or a fresh one.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use guest::Address;
use guest::rehearsal::afternoon::{Afternoon, Held};
use guest::rehearsal::{People, Plan, Progress, rehearse};
use shared::library;
use shared::method::guide::Described;

use crate::fresh::Fresh;
use crate::signals::Signals;

/// Up to so many meetings tell each of their phases; of more one would read none.
const TELLING: usize = 3;

/// What can be said on the command line.
#[derive(Args)]
pub struct Options {
    /// Where to play; of several servers, meetings take turns
    #[arg(
        long,
        value_name = "URL",
        value_delimiter = ',',
        default_value = "http://127.0.0.1:8080"
    )]
    server: Vec<Address>,

    /// Play against a server started for it on this machine, and tell how much memory it takes
    #[arg(long, conflicts_with = "server")]
    fresh: bool,

    /// What to play: the id of a method, or `all` for one after another; the first without a word
    #[arg(long, value_name = "ID", value_parser = methods)]
    method: Option<Methods>,

    /// How many meetings by each method, all at the same time
    #[arg(long, value_name = "N", default_value_t = 1)]
    meetings: usize,

    /// How many people in each meeting: `min`, `ideal` or `max` of the method's size, or a number
    #[arg(long, value_name = "P", default_value = "ideal")]
    people: People,

    /// Play whole afternoons instead: all arrive, elect, form so many groups that consult at the same
    /// time, and harvest; --people, a number, counts whoever leads as well
    #[arg(long, value_name = "G")]
    groups: Option<usize>,

    /// Write the file of each poll into this folder, for `reihum verify-election`
    #[arg(long, value_name = "FOLDER", requires = "groups")]
    elections: Option<PathBuf>,

    /// How many times faster than people the guests are: 60 makes minutes of seconds
    #[arg(long, value_name = "X", default_value_t = 60.0, value_parser = speed)]
    speed: f64,

    /// What the guests' choices grow from: the same seed, the same choices
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// Write the result as JSON
    #[arg(long)]
    json: bool,

    /// Keep the meetings and show the links to them, to look on or to look afterwards
    #[arg(long)]
    keep: bool,
}

/// The methods to play.
type Methods = Vec<Described>;

fn methods(text: &str) -> Result<Methods, String> {
    let mut methods = library::methods();
    let ids: Vec<_> = methods.iter().map(|described| described.method.id.clone()).collect();
    if text != "all" {
        methods.retain(|described| described.method.id == text);
    }
    match methods.is_empty() {
        true => Err(format!("all, or one of {}", ids.join(", "))),
        false => Ok(methods),
    }
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok().filter(|speed: &f64| speed.is_finite() && *speed > 0.0);
    speed.ok_or_else(|| "a number above 0".to_owned())
}

/// Plays, and shows what came of it. It is an error when any guest ended with another meeting.
pub fn run(mut options: Options) -> Result<(), String> {
    super::serve::open_many_files();
    let fresh = options.fresh.then(Fresh::start).transpose()?;
    if let Some(fresh) = &fresh {
        options.server = vec![fresh.url().parse().map_err(|error| format!("{error}"))?];
    }
    let before = fresh.as_ref().and_then(Fresh::memory);
    let json = options.json;
    let played = match options.groups {
        Some(groups) => hold(options, groups),
        None => play(options),
    };
    if let (Some((before, _)), Some((_, most)), false) =
        (before, fresh.as_ref().and_then(Fresh::memory), json)
    {
        let megabytes = |kibibytes: u64| kibibytes as f64 / 1_024.0;
        let (before, most) = (megabytes(before), megabytes(most));
        show(&format!("the server's memory: {before:.1} MiB before, {most:.1} MiB at most\n"))?;
    }
    played
}

/// Meetings of one group each.
fn play(options: Options) -> Result<(), String> {
    let Options { server, method, meetings, people, speed, seed, json, keep, .. } = options;
    let methods = method.unwrap_or_else(|| library::methods().into_iter().take(1).collect());
    let all = methods.len() * meetings;
    let plan = Plan { servers: server, methods, meetings, people, speed, seed, keep };
    let tell = move |progress| tell(&progress, meetings, keep);
    let report = until_stopped(rehearse(plan, tell))?;
    show(&if json { as_json(&report)? } else { report.to_string() })?;
    outcome(report.failures(), all)
}

/// Afternoons with several groups and an election.
fn hold(options: Options, groups: usize) -> Result<(), String> {
    let Options { server, method, meetings, people, speed, seed, json, keep, elections, .. } =
        options;
    let People::Number(people) = people else {
        return Err("with --groups, --people takes a number".into());
    };
    let mut methods = method.unwrap_or_else(|| library::methods().into_iter().take(1).collect());
    let method = methods.pop().filter(|_| methods.is_empty());
    let method = method.ok_or("with --groups, --method takes one method")?;
    let plan = Afternoon { servers: server, method, people, groups, meetings, speed, seed, keep };
    // Nobody should have to learn afterwards that their files are nowhere.
    if let Some(folder) = &elections {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    let tell = move |progress| tell(&progress, meetings, keep);
    let held = until_stopped(plan.hold(tell))?.map_err(|why| why.to_string())?;
    if let Some(folder) = &elections {
        write_elections(folder, &held).map_err(|error| cannot_write(folder, &error))?;
    }
    show(&if json { as_json(&held)? } else { held.to_string() })?;
    outcome(held.failures(), meetings)
}

/// A file for each poll: the meeting's number, then the poll's.
fn write_elections(folder: &Path, held: &Held) -> std::io::Result<()> {
    for meeting in &held.meetings {
        for (poll, file) in (1..).zip(&meeting.elections) {
            fs::write(folder.join(format!("{}-{poll}.json", meeting.number + 1)), file)?;
        }
    }
    Ok(())
}

fn cannot_write(folder: &Path, error: &std::io::Error) -> String {
    format!("{} can't be written: {error}", folder.display())
}

/// Plays to the end, unless a signal comes first: then a fresh server and its folder go as well.
fn until_stopped<T>(playing: impl Future<Output = T>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| format!("cannot start: {error}"))?.block_on(async {
        let stop =
            Signals::listen().map_err(|error| format!("cannot listen to signals: {error}"))?;
        tokio::select! {
            played = playing => Ok(played),
            () = stop.wait() => Err("stopped before the end".into()),
        }
    })
}

fn as_json(report: &impl serde::Serialize) -> Result<String, String> {
    let json = serde_json::to_string_pretty(report);
    Ok(format!("{}\n", json.map_err(|error| format!("cannot write the report: {error}"))?))
}

fn show(text: &str) -> Result<(), String> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| format!("cannot write the report: {error}"))
}

fn outcome(failures: usize, all: usize) -> Result<(), String> {
    match failures {
        0 => Ok(()),
        n => Err(format!("{n} of {all} meetings went wrong")),
    }
}

/// Shows on the terminal how it is going, apart from the result.
fn tell(progress: &Progress, meetings: usize, keep: bool) {
    let telling = meetings <= TELLING;
    let line = match progress {
        Progress::Opened { meeting, page, .. } if keep => format!("{}: {page}", meeting + 1),
        Progress::Opened { meeting, method, .. } if telling => format!("{}: {method}", meeting + 1),
        Progress::Entered { meeting, phase } if telling => format!("{}: {phase}", meeting + 1),
        Progress::Opened { .. } | Progress::Entered { .. } => return,
        Progress::Ended { meeting, failure: None } => format!("{}: ended well", meeting + 1),
        Progress::Ended { meeting, failure: Some(failure) } => {
            format!("{}: {failure}", meeting + 1)
        }
    };
    // Nobody may be there to read it.
    let _ = writeln!(std::io::stderr(), "{line}");
}
