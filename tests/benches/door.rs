//! How long somebody who opened an invitation waits until they can join, in a real Chromium.
//!
//! `cargo bench -p tests --bench door [rounds]`: every visit is a first one, by a browser of its
//! own, and the cases take turns. A bare page of the same server is the floor beneath them all.
//! Throttling is the browser's own: it slows the page's main thread, and every answer's bytes.

#![allow(clippy::print_stdout, reason = "the figures are for whoever started it")]

use std::fs;

use serde_json::{Value, json};
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, open_meeting, sit_down};

const JANA: Guest = Guest { name: "Jana Reuter", house: "Stadtmuseum", on_site: true };
const MIRKO: Guest = Guest { name: "Mirko Paulsen", house: "Speicher 7", on_site: false };

/// Runs before any script of the page, and notes when the join button works: when it is there,
/// for its form is built with everything that listens to it. A page that has none is there when it
/// is loaded.
const WATCH: &str = r#"
  window.painted = new Promise((resolve) =>
    new PerformanceObserver((entries) => {
      const first = entries.getEntriesByName("first-contentful-paint")[0];
      if (first) resolve(first.startTime);
    }).observe({ type: "paint", buffered: true }));
  window.open = new Promise((resolve) => {
    const now = () => resolve(performance.now());
    if (location.pathname !== "/t") return addEventListener("load", now);
    const watch = new MutationObserver(() => {
      const button = [...document.querySelectorAll("form button[type=submit]")]
        .find((it) => it.textContent.trim() === "Beitreten" && !it.disabled);
      if (!button?.checkVisibility({ visibilityProperty: true })) return;
      watch.disconnect();
      now();
    });
    watch.observe(document, { attributes: true, childList: true, subtree: true });
  });
"#;

/// Under which conditions the page is opened.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Bare,
    Plain,
    SlowDevice,
    SlowNetwork,
}

impl Case {
    const ALL: [Self; 4] = [Self::Bare, Self::Plain, Self::SlowDevice, Self::SlowNetwork];

    fn name(self) -> &'static str {
        match self {
            Self::Bare => "a bare page (loaded)",
            Self::Plain => "the door",
            Self::SlowDevice => "the door, processor 4 times slower",
            Self::SlowNetwork => "the door, 10 Mbit/s and 40 ms",
        }
    }

    async fn prepare(self, person: &Person) {
        match self {
            Self::Bare | Self::Plain => {}
            Self::SlowDevice => {
                person.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
            }
            Self::SlowNetwork => {
                let bytes = 10_000_000 / 8;
                let network = json!({
                    "offline": false, "latency": 40,
                    "downloadThroughput": bytes, "uploadThroughput": bytes,
                });
                person.devtools("Network.enable", json!({})).await;
                person.devtools("Network.emulateNetworkConditions", network).await;
            }
        }
    }
}

/// One visit, in milliseconds.
#[derive(Clone, Copy)]
struct Visit {
    /// From the navigation until one can join.
    open: f64,
    /// From the navigation until something is seen.
    painted: f64,
    /// How long the main thread had worked by then, in its own time.
    busy: f64,
    /// How much of that was script.
    script: f64,
}

#[tokio::main]
async fn main() {
    // Cargo hands over a `--bench` of its own.
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let house = House::start_with(&[("REIHUM_LOG", "warn")]).await;
    let driver = Driver::start().await;
    let jana = driver.desktop("Jana").await;
    let link = open_meeting(&jana, &house.url(), "Runder Tisch", JANA).await;
    jana.leave().await;
    let bare = format!("{}/robots.txt", house.url());

    let mut visits = Case::ALL.map(|case| (case, Vec::new()));
    for round in 0..rounds {
        for (case, visits) in &mut visits {
            let address = if *case == Case::Bare { &bare } else { &link };
            let person = driver.phone("Mirko").await;
            visits.push(visit(&person, *case, address).await);
            if round == 0 && *case == Case::Plain {
                // What was measured is a door through which one comes in.
                sit_down(&person, MIRKO).await;
                person.see("Wie es weitergeht").await;
            }
            person.leave().await;
        }
    }

    let load = fs::read_to_string("/proc/loadavg").unwrap_or_else(|_| "unknown".into());
    println!("medians of {rounds} first visits, in ms; load average {}", load.trim());
    println!("{:36}{:>8}{:>9}{:>13}{:>8}", "", "open", "painted", "main thread", "script");
    for (case, visits) in &visits {
        let figure = |of: fn(&Visit) -> f64| median(visits.iter().map(of).collect());
        println!(
            "{:36}{:>8.0}{:>9.0}{:>13.0}{:>8.0}   open {:.0}–{:.0}",
            case.name(),
            figure(|visit| visit.open),
            figure(|visit| visit.painted),
            figure(|visit| visit.busy),
            figure(|visit| visit.script),
            visits.iter().map(|visit| visit.open).fold(f64::INFINITY, f64::min),
            visits.iter().map(|visit| visit.open).fold(0.0, f64::max),
        );
    }
}

async fn visit(person: &Person, case: Case, address: &str) -> Visit {
    case.prepare(person).await;
    // Time of the thread: what else this machine does is not the page's work.
    person.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
    let watch = json!({ "source": WATCH });
    person.devtools("Page.addScriptToEvaluateOnNewDocument", watch).await;
    person.goto(address).await;
    let both = json!({
        "expression": "Promise.all([window.open, window.painted])",
        "awaitPromise": true, "returnByValue": true,
    });
    let times = person.devtools("Runtime.evaluate", both).await;
    let metrics = person.devtools("Performance.getMetrics", json!({})).await;
    let time = |n: usize| times["result"]["value"][n].as_f64().expect("the page tells its times");
    Visit {
        open: time(0),
        painted: time(1),
        busy: milliseconds(&metrics, "TaskDuration"),
        script: milliseconds(&metrics, "ScriptDuration"),
    }
}

/// One of the browser's own measures, which it gives in seconds.
fn milliseconds(metrics: &Value, name: &str) -> f64 {
    let metrics = metrics["metrics"].as_array().expect("the browser tells what it measured");
    let metric = metrics.iter().find(|metric| metric["name"] == name);
    metric.and_then(|metric| metric["value"].as_f64()).expect("Chromium measures this") * 1_000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
