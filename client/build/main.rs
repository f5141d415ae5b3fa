//! Turns the words on screen (`assets/texts`) into typed functions before the client compiles, and
//! tells the linker what the packer needs.
#![expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::{env, fs, path::Path, process::ExitCode};

mod texts;

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/texts");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", folder.display());

    let german = read(&folder.join("de.toml"))?;
    for entry in fs::read_dir(&folder).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            texts::agree(&german, &read(&path)?)
                .map_err(|reason| format!("{}: {reason}", path.display()))?;
        }
    }

    // The packer splits the module; for that it must see what refers to what.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }

    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), texts::module(&german)).map_err(|e| e.to_string())
}

fn read(path: &Path) -> Result<Vec<texts::Text>, String> {
    let source = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    texts::parse(&source).map_err(|reason| format!("{}: {reason}", path.display()))
}
