//! Reads the method and module files, gives every role its sentence, checks that each can be
//! played, and hands them to the engine. A file that can't be played doesn't compile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

extern crate alloc;

#[path = "src/method/mod.rs"]
#[allow(dead_code, reason = "the engine uses what the build does not")]
mod method;

use method::{Flag, Kind, LastMinutes, Method, Module, Phase, Role, See, Size, Text};

/// A text in a file: the key of a shared block, or words of its own.
#[derive(Deserialize)]
#[serde(untagged)]
enum Source {
    Key(String),
    /// Several of the others, read one after another. Stands before a text of its own, which would
    /// take two keys for its two languages.
    Several(Vec<Source>),
    Own(Text),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseSource {
    id: String,
    name: Text,
    minutes: u16,
    range: (u16, u16),
    #[serde(default)]
    speak: Vec<Role>,
    #[serde(default)]
    silent: Vec<Role>,
    #[serde(default)]
    write: Vec<Role>,
    see: See,
    kinds: Vec<Kind>,
    #[serde(default)]
    flags: Vec<Flag>,
    last: Option<LastMinutes>,
    texts: BTreeMap<Role, Source>,
    say: Text,
    watch: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodSource {
    id: String,
    name: Text,
    purpose: Text,
    size: Size,
    phases: Vec<PhaseSource>,
}

fn main() {
    println!("cargo::rerun-if-changed=methods");
    println!("cargo::rerun-if-changed=src/method");
    let blocks: BTreeMap<String, Text> = read(Path::new("methods/blocks.toml"));

    let methods = files("methods").into_iter().filter(|path| !path.ends_with("blocks.toml"));
    let methods = methods.map(|path| {
        let method = method(read(&path), &blocks, &path);
        if let Err(why) = method.check() {
            panic!("{}: this method can't be played: {why:?}", path.display());
        }
        postcard::to_allocvec(&method).expect("a method can be encoded")
    });
    let methods = table("METHODS", methods);

    let modules = files("methods/modules").into_iter().map(|path| {
        let module: Module = read(&path);
        if let Err(why) = module.check() {
            panic!("{}: this module can't be used: {why:?}", path.display());
        }
        postcard::to_allocvec(&module).expect("a module can be encoded")
    });
    let modules = table("MODULES", modules);

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("methods.rs"), methods + &modules).expect("OUT_DIR can be written");
}

/// The `.toml` files directly in `folder`, sorted by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{folder}: {why}"));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let source = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    toml::from_str(&source).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn method(source: MethodSource, blocks: &BTreeMap<String, Text>, path: &Path) -> Method {
    let MethodSource { id, name, purpose, size, phases } = source;
    let phases = phases.into_iter().map(|source| phase(source, blocks, path)).collect();
    Method { id, name, purpose, size, phases }
}

fn phase(source: PhaseSource, blocks: &BTreeMap<String, Text>, path: &Path) -> Phase {
    let PhaseSource { id, name, minutes, range, speak, silent, write, see, kinds, .. } = source;
    let PhaseSource { flags, last, texts, say, watch, .. } = source;
    let mut texts: BTreeMap<Role, Text> =
        texts.into_iter().map(|(role, text)| (role, resolve(text, blocks, path))).collect();

    // Every role has a sentence in every phase, also where the file names none for it.
    let is_silent = |role| silent.contains(&role) || silent.contains(&Role::Everyone);
    let mut otherwise = |role, key: &str| {
        texts.entry(role).or_insert_with(|| resolve(Source::Key(key.into()), blocks, path));
    };
    otherwise(Role::Moderator, "takt");
    otherwise(Role::Observer, "beob");
    if write.contains(&Role::Scribe) {
        otherwise(Role::Scribe, "schreiben");
    }
    for (role, key) in [(Role::Consultant, "still"), (Role::CaseGiver, "hoeren")] {
        if is_silent(role) {
            otherwise(role, key);
        }
    }
    // A scribe with nothing to write is a consultant.
    if let Some(text) = texts.get(&Role::Consultant).cloned() {
        texts.entry(Role::Scribe).or_insert(text);
    }
    Phase {
        id,
        name,
        minutes,
        range,
        speak,
        silent,
        write,
        see,
        kinds,
        flags,
        last,
        texts,
        say,
        watch,
    }
}

fn resolve(source: Source, blocks: &BTreeMap<String, Text>, path: &Path) -> Text {
    match source {
        Source::Own(text) => text,
        Source::Key(key) => blocks
            .get(&key)
            .unwrap_or_else(|| panic!("{}: no text block is named »{key}«", path.display()))
            .clone(),
        Source::Several(parts) => {
            let parts: Vec<Text> =
                parts.into_iter().map(|part| resolve(part, blocks, path)).collect();
            let join =
                |words: fn(&Text) -> &str| parts.iter().map(words).collect::<Vec<_>>().join(" ");
            Text { de: join(|text| &text.de), en: join(|text| &text.en) }
        }
    }
}

/// A Rust table of encoded values.
fn table(name: &str, values: impl Iterator<Item = Vec<u8>>) -> String {
    let rows: String = values.map(|bytes| format!("    &{bytes:?},\n")).collect();
    format!("static {name}: &[&[u8]] = &[\n{rows}];\n")
}
