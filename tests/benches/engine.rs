//! What an entry costs the engine, natively and as WebAssembly in a real Chromium: the same
//! meetings, the two taking turns.
//!
//! `cargo bench -p tests --bench engine [rounds]`: the module is built as the pages are, small
//! before fast; the native half is built as the server is.

#![allow(clippy::print_stdout, reason = "the figures are for whoever started it")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::{Value, json};
use tests::browser::{Driver, Person};
use workload::Workload;

const TARGET: &str = "wasm32-unknown-unknown";
/// How often each part is played in one round: long enough for a browser's coarse clock.
const TIMES: u32 = 10;

/// Makes `engine` of the module, written in hexadecimal digits. It imports only what its binder
/// would ask while binding, and each name it exports has a hash behind it.
const LOAD: &str = r#"
  async (digits) => {
    const bytes = Uint8Array.from(digits.match(/../g), (two) => parseInt(two, 16));
    const module = await WebAssembly.compile(bytes);
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      (imports[from] ??= {})[name] = () => {};
    }
    const { exports } = await WebAssembly.instantiate(module, imports);
    window.engine = {};
    for (const part of ["prepare", "decide", "redact", "absorb"]) {
      const name = Object.keys(exports).find((name) => name === part || name.startsWith(`${part}_`));
      window.engine[part] = exports[name];
    }
    window.engine.prepare();
    return true;
  }
"#;

/// One part of the engine's work.
struct Part {
    what: &'static str,
    name: &'static str,
    native: fn(&Workload),
    /// Over how many its time is spread.
    of: fn(&Workload) -> usize,
}

const PARTS: [Part; 3] = [
    Part {
        what: "decide and apply, in the house",
        name: "decide",
        native: Workload::decide,
        of: Workload::entries,
    },
    Part {
        what: "redact, for each viewer",
        name: "redact",
        native: Workload::redact,
        of: Workload::deliveries,
    },
    Part {
        what: "absorb, in each view",
        name: "absorb",
        native: Workload::absorb,
        of: Workload::deliveries,
    },
];

#[tokio::main]
async fn main() {
    // Cargo hands over a `--bench` of its own.
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(15);
    let module = fs::read(build()).expect("cargo has just built it");
    let driver = Driver::start().await;
    let browser = driver.desktop("Jana").await;
    browser.goto("about:blank").await;
    let digits: String = module.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(evaluate(&browser, &format!("({LOAD})('{digits}')")).await, json!(true));
    let workload = Workload::default();

    let mut times = PARTS.map(|part| (part, Vec::new(), Vec::new()));
    // The first round is not counted: the browser compiles what is hot while it runs.
    for round in 0..=rounds {
        for (part, native, browsers) in &mut times {
            let taken = [natively(part, &workload), in_browser(part, &browser).await];
            if round > 0 {
                let each =
                    taken.map(|ms| ms * 1e6 / f64::from(TIMES) / (part.of)(&workload) as f64);
                native.push(each[0]);
                browsers.push(each[1]);
            }
        }
    }
    browser.leave().await;

    let load = fs::read_to_string("/proc/loadavg").unwrap_or_else(|_| "unknown".into());
    let (entries, people) = (workload.entries(), workload.people());
    println!(
        "{entries} entries of meetings with {people} people; a module of {} bytes",
        module.len()
    );
    println!("medians of {rounds} rounds, in ns for each entry; load average {}", load.trim());
    println!("{:34}{:>9}{:>12}{:>8}", "", "native", "WebAssembly", "times");
    for (part, native, browsers) in times {
        let [native, browser] = [native, browsers].map(median);
        println!("{:34}{native:>9.0}{browser:>12.0}{:>8.1}", part.what, browser / native);
    }
}

/// Builds the workload for the browser, in a folder of its own: the pages are built with other flags.
fn build() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("target/workload");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&root).args(["build", "--quiet", "--locked", "--package", "workload"]);
    cargo.args(["--target", TARGET, "--profile", "client", "--target-dir"]).arg(&folder);
    let built = cargo.status().expect("cargo is here, it started this");
    assert!(built.success(), "the workload does not build for {TARGET}");
    folder.join(TARGET).join("client/workload.wasm")
}

fn natively(part: &Part, workload: &Workload) -> f64 {
    let begun = Instant::now();
    (0..TIMES).for_each(|_| (part.native)(black_box(workload)));
    begun.elapsed().as_secs_f64() * 1e3
}

async fn in_browser(part: &Part, browser: &Person) -> f64 {
    let name = part.name;
    let script = format!(
        "(() => {{ const begun = performance.now(); \
         for (let n = 0; n < {TIMES}; n++) window.engine.{name}(); \
         return performance.now() - begun; }})()"
    );
    evaluate(browser, &script).await.as_f64().expect("a time is a number")
}

async fn evaluate(browser: &Person, script: &str) -> Value {
    let script = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
    let answer = browser.devtools("Runtime.evaluate", script).await;
    assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
    answer["result"]["value"].clone()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
