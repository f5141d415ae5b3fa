//! Reads the method and module files, checks that each can be played, and hands them to the
//! engine. A file that can't be played doesn't compile.

use std::path::{Path, PathBuf};
use std::{env, fs};

extern crate alloc;

#[allow(dead_code, reason = "the engine uses what the build does not")]
#[path = "src/file/mod.rs"]
mod file;
#[allow(dead_code, reason = "the engine uses what the build does not")]
#[path = "src/method/mod.rs"]
mod method;

use file::Blocks;

fn main() {
    println!("cargo::rerun-if-changed=methods");
    println!("cargo::rerun-if-changed=src/file");
    println!("cargo::rerun-if-changed=src/method");
    let [texts, troubles] = [Path::new(TEXTS), Path::new(TROUBLES)].map(read);
    let blocks = Blocks::read(&texts, &troubles).unwrap_or_else(|why| panic!("{TEXTS}: {why}"));

    let own = |path: &PathBuf| path != Path::new(TEXTS) && path != Path::new(TROUBLES);
    let methods = files("methods").into_iter().filter(own);
    let methods = methods.map(|path| {
        file::method(&read(&path), &blocks)
            .unwrap_or_else(|why| panic!("{}: {why}", path.display()))
    });
    let mut methods: Vec<_> = methods.collect();
    methods.sort_by_cached_key(|(place, described)| (*place, described.method.id.clone()));
    let encode = |method| postcard::to_allocvec(&method).expect("a method can be encoded");
    let methods = table("METHODS", methods.into_iter().map(|(_, method)| encode(method)));

    let modules = files("methods/modules").into_iter().map(|path| {
        let module = file::module(&read(&path));
        let module = module.unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        postcard::to_allocvec(&module).expect("a module can be encoded")
    });
    let modules = table("MODULES", modules);

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("methods.rs"), methods + &modules).expect("OUT_DIR can be written");
}

/// Sentences that many methods share.
const TEXTS: &str = "methods/blocks.toml";
/// What may go wrong in many methods.
const TROUBLES: &str = "methods/wrong.toml";

/// The `.toml` files directly in `folder`, sorted by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{folder}: {why}"));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// A Rust table of encoded values.
fn table(name: &str, values: impl Iterator<Item = Vec<u8>>) -> String {
    let rows: String = values.map(|bytes| format!("    &{bytes:?},\n")).collect();
    format!("static {name}: &[&[u8]] = &[\n{rows}];\n")
}
