//! `reihum rehearse`: lets guests play whole meetings against a running server.

use std::io::Write;

use clap::Args;
use guest::Address;
use guest::rehearsal::{People, Plan, Progress, rehearse};
use shared::library;
use shared::method::guide::Described;

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

    /// What to play: the id of a method, or `all` for one after another; the first without a word
    #[arg(long, value_name = "ID", value_parser = methods)]
    method: Option<Methods>,

    /// How many meetings by each method, all at the same time
    #[arg(long, value_name = "N", default_value_t = 1)]
    meetings: usize,

    /// How many people in each meeting: `min`, `ideal` or `max` of the method's size, or a number
    #[arg(long, value_name = "P", default_value = "ideal")]
    people: People,

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
pub fn run(options: Options) -> Result<(), String> {
    let Options { server, method, meetings, people, speed, seed, json, keep } = options;
    super::serve::open_many_files();
    let methods = method.unwrap_or_else(|| library::methods().into_iter().take(1).collect());
    let all = methods.len() * meetings;
    let plan = Plan { servers: server, methods, meetings, people, speed, seed, keep };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let tell = move |progress| tell(&progress, meetings, keep);
    let report = runtime.block_on(rehearse(plan, tell));
    let shown = if json {
        let json = serde_json::to_string_pretty(&report);
        format!("{}\n", json.map_err(|error| format!("cannot write the report: {error}"))?)
    } else {
        report.to_string()
    };
    std::io::stdout()
        .write_all(shown.as_bytes())
        .map_err(|error| format!("cannot write the report: {error}"))?;
    match report.failures() {
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
