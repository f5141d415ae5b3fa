//! Writes a method as the file from which it can be read again, every sentence in full: whoever
//! gets the file needs nothing else.

use alloc::format;
use alloc::string::String;

use serde::Serialize;
use toml::ser::ValueSerializer;

use crate::method::guide::{Described, Guide, PhaseGuide};
use crate::method::{Method, Phase, Role};

/// The method as a file.
pub fn written(described: &Described) -> String {
    let Described { method, guide } = described;
    let Method { id, roles, consult, size, turns, phases } = method;
    let Guide { name, purpose, fits, unfit, artefact, credit, about, phases: guides } = guide;
    let mut file = String::new();
    put(&mut file, "id", id);
    put(&mut file, "name", name);
    put(&mut file, "purpose", purpose);
    put(&mut file, "fits", fits);
    put(&mut file, "unfit", unfit);
    put(&mut file, "artefact", artefact);
    put(&mut file, "credit", credit);
    put(&mut file, "about", about);
    put(&mut file, "roles", roles);
    put(&mut file, "consult", consult);
    put(&mut file, "size", size);
    if let Some(turns) = turns {
        put(&mut file, "turns", &(turns.min, turns.usual, turns.max));
    }
    for (phase, guide) in phases.iter().zip(guides) {
        file.push_str("\n[[phases]]\n");
        put_phase(&mut file, phase, guide);
    }
    file
}

fn put_phase(file: &mut String, phase: &Phase, guide: &PhaseGuide) {
    let Phase { id, minutes, range, speak, silent, write, see, kinds, flags, .. } = phase;
    let Phase { seconds_each, silent_s, columns: _, last, .. } = phase;
    let PhaseGuide { name, texts, last: last_text, columns, say, watch, wrong } = guide;
    put(file, "id", id);
    put(file, "name", name);
    put(file, "minutes", minutes);
    put(file, "range", range);
    put(file, "speak", speak);
    put(file, "silent", silent);
    put(file, "write", write);
    put(file, "see", see);
    put(file, "kinds", kinds);
    put(file, "flags", flags);
    if let Some(seconds) = seconds_each {
        put(file, "seconds_each", seconds);
    }
    if let Some(seconds) = silent_s {
        put(file, "silent_s", seconds);
    }
    put(file, "columns", columns);
    put(file, "wrong", wrong);
    put(file, "say", say);
    put(file, "watch", watch);
    if let Some((last, text)) = last.as_ref().zip(last_text.as_ref()) {
        file.push_str("[phases.last]\n");
        put(file, "minutes", &last.minutes);
        put(file, "speak", &last.speak);
        put(file, "text", text);
    }
    file.push_str("[phases.texts]\n");
    for (role, text) in texts {
        put(file, &letter(*role), text);
    }
}

/// One line: a key and its value.
fn put(file: &mut String, key: &str, value: &impl Serialize) {
    file.push_str(&format!("{key} = {}\n", inline(value)));
}

/// The letter by which a method names a role.
fn letter(role: Role) -> String {
    inline(&role).trim_matches('"').into()
}

/// A value as it stands behind its key.
fn inline(value: &impl Serialize) -> String {
    let mut text = String::new();
    let written = value.serialize(ValueSerializer::new(&mut text));
    written.expect("everything in a method is a number, a text, a list or a table of them");
    text
}
