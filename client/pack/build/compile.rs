//! Compiles the browser's crates with a cargo of its own, beside the one that is running.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Care, Result};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles `client`, `pad` and `spoken`; returns the folder that holds the modules.
pub fn modules(workspace: &Path, care: Care) -> Result<PathBuf> {
    ensure_target()?;
    let profile = match care {
        Care::Full => "client",
        Care::Quick => "client-quick",
    };
    // A folder of its own: the running cargo holds the lock of the usual one until this ends.
    let outer = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let folder = workspace.join(outer).join("client");

    let mut cargo = Command::new(env::var("CARGO")?);
    clean(&mut cargo);
    cargo
        .current_dir(workspace)
        .args([
            "build",
            "--locked",
            "--package",
            "client",
            "--package",
            "pad",
            "--package",
            "spoken",
        ])
        .args(["--target", TARGET, "--profile", profile, "--target-dir"])
        .arg(&folder)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace));
    if !cargo.status()?.success() {
        return Err("the browser client does not build; the reason stands below".into());
    }

    let modules = folder.join(TARGET).join(profile);
    for name in ["client", "pad", "spoken"] {
        watch(&modules.join(name).with_extension("d"), workspace, &folder)?;
    }
    Ok(modules)
}

/// Has rustup fetch the WebAssembly target if this toolchain lacks it.
fn ensure_target() -> Result<()> {
    let rustc = env::var("RUSTC")?;
    let answer =
        Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output()?;
    if answer.status.success() && Path::new(String::from_utf8(answer.stdout)?.trim()).exists() {
        return Ok(());
    }
    match Command::new("rustup").args(["target", "add", TARGET]).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => {
            Err(format!("the browser client needs {TARGET}, and rustup could not add it").into())
        }
        Err(_) => Err(format!(
            "the browser client needs Rust's target {TARGET}: install Rust with https://rustup.rs"
        )
        .into()),
    }
}

/// Takes away what the running cargo told this script, or the inner cargo would wait for its
/// jobs, lint with its wrapper or build with its flags. What a person set up stays.
fn clean(cargo: &mut Command) {
    const THEIRS: [&str; 6] = ["CARGO", "RUSTC_", "RUSTDOC", "RUSTFLAGS", "MAKEFLAGS", "MFLAGS"];
    const KEPT: [&str; 7] = [
        "CARGO_BUILD_JOBS",
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTR",
        "CARGO_SOURCE_",
        "CARGO_TERM_",
    ];
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let begins = |prefix: &&str| text.starts_with(*prefix);
        if THEIRS.iter().any(begins) && !KEPT.iter().any(begins) {
            cargo.env_remove(&name);
        }
    }
}

/// Smaller modules, and no path of this machine in them by a panic's message.
fn flags(workspace: &Path) -> String {
    let mut flags = vec![
        // Leptos then keeps views as trait objects instead of one type for each page: a sixth
        // less to send, and quicker to compile.
        "--cfg=erase_components".to_owned(),
        format!("--remap-path-prefix={}=.", workspace.display()),
    ];
    let home = env::var("CARGO_HOME").or(env::var("HOME").map(|home| home + "/.cargo"));
    // One folder for each registry, named after its host.
    let registries = home.map(|home| fs::read_dir(home + "/registry/src"));
    for registry in registries.into_iter().flatten().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", registry.path().display()));
    }
    flags.sort();
    flags.join("\u{1f}")
}

/// Has this script run again when a file changes that the inner cargo has read, and only then.
fn watch(dependencies: &Path, workspace: &Path, built: &Path) -> Result<()> {
    let list = fs::read_to_string(dependencies)?;
    let mut watched = BTreeSet::from([workspace.join("Cargo.lock")]);
    // `module: file file …`, where a blank inside of a name has a backslash.
    let files = list.replace("\\ ", "\0");
    for file in files.split_ascii_whitespace().skip(1) {
        let file = PathBuf::from(file.replace('\0', " "));
        if file.starts_with(built) {
            continue;
        }
        let above = file.ancestors().take_while(|folder| folder.starts_with(workspace));
        watched.extend(above.map(|folder| folder.join("Cargo.toml")).filter(|path| path.exists()));
        watched.insert(file);
    }
    for path in watched {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    Ok(())
}
