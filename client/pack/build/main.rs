//! Builds the browser's half of the program and lays it out as a compressed, hashed site.
//!
//! `REIHUM_CLIENT` says how: `full` (or unset) as small as can be, `quick` for work on the
//! screens, `skip` not at all, for tools that only read the server's code.
#![expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::{
    env,
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};

mod compile;
mod glue;
mod handbook;
mod site;
mod split;
mod style;
mod table;

use site::Site;

/// Everything that can go wrong here ends the build with one sentence.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How much care goes into the client.
#[derive(Clone, Copy, PartialEq)]
enum Care {
    Full,
    Quick,
}

fn main() -> ExitCode {
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<()> {
    println!("cargo::rerun-if-env-changed=REIHUM_CLIENT");
    let care = match env::var("REIHUM_CLIENT").as_deref() {
        Err(_) | Ok("" | "full") => Some(Care::Full),
        Ok("quick") => Some(Care::Quick),
        Ok("skip") => None,
        Ok(other) => {
            return Err(format!("REIHUM_CLIENT is full, quick or skip, not {other}").into());
        }
    };
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut site = Site::default();
    if let Some(care) = care {
        let manifest = env::var("CARGO_MANIFEST_DIR")?;
        let workspace = Path::new(&manifest).join("../..").canonicalize()?;
        lay_out(&mut site, &workspace, &out, care)?;
    }
    table::write(&site, &out, care)
}

fn lay_out(site: &mut Site, workspace: &Path, out: &Path, care: Care) -> Result<()> {
    let assets = workspace.join("assets");
    println!("cargo::rerun-if-changed={}", assets.display());

    let modules = compile::modules(workspace, care)?;
    let pad = glue::bind(&modules.join("pad.wasm"), care)?;
    site.add("pad.wasm", pad.wasm);
    site.add("pad.js", pad.script.into());

    let spoken = glue::bind(&modules.join("spoken.wasm"), care)?;
    site.add("spoken.wasm", spoken.wasm);
    let worker = read(&assets.join("words.js"))?;
    site.add("words.js", format!("{}\n{worker}", spoken.script).into());

    let split = split::split(&modules.join("client.wasm"), &out.join("split"))?;
    for (name, part) in split.parts {
        site.add(&format!("{name}.wasm"), part);
    }
    let client = glue::bind(&split.first, care)?;
    site.add("client.wasm", client.wasm);
    let glue = split::link(&client.script, &split.loaders)?;
    let boot = read(&assets.join("boot.js"))?;
    site.add("boot.js", site.fill(&format!("{glue}\n{boot}"))?.into());
    site.add("style.css", style::bundle(workspace)?.into());
    site.add("icon.svg", read(&assets.join("icon.svg"))?.into());

    let page = site.fill(&read(&assets.join("shell.html"))?)?;
    site.add_at("/", "index.html", page.into());
    handbook::add(site, &assets)?;
    site.add_at("/robots.txt", "robots.txt", read(&assets.join("robots.txt"))?.into());
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()).into())
}
