//! Splits a compiled module in two: what the first page needs, and parts that travel later.
//!
//! Which function begins a part is marked in the client with `wasm_split`; everything that only
//! such a function reaches goes with it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use wasm_split_cli_support::{Options, transform};

use crate::Result;

/// The script that fetches the parts, as the compiled module imports it.
pub const LOADERS: &str = "./parts.js";
/// The script that the loaders believe to stand beside.
const GLUE: &str = "./boot.js";

/// A module taken apart.
pub struct Split {
    /// Where what the first page needs lies, still to be bound to the browser.
    pub first: PathBuf,
    /// The parts by their names.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// Fetches and links the parts; an expression, and a template for the parts' addresses.
    pub loaders: String,
}

/// Splits the module of this name, working in `folder`.
pub fn split(module: &Path, folder: &Path) -> Result<Split> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let (input, first) = (fs::read(module)?, folder.join("first.wasm"));
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADERS;
    options.main_module = GLUE;
    let sentence = |e| format!("{} cannot be split: {e:#}", module.display());
    let split = transform(options).map_err(sentence)?;

    let mut script = fs::read_to_string(folder.join(LOADERS))?;
    let mut parts = BTreeMap::new();
    for path in split.split_modules {
        let file = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a part has no name")?;
        let name = file.trim_start_matches("split_");
        // As the first script does it: a part is taken only if it is, byte for byte, ours.
        script = replace(
            &script,
            &format!("new URL(\"./{file}.wasm\", import.meta.url)"),
            &format!(
                "\"{{{{{name}.wasm}}}}\", \
                 {{ integrity: \"{{{{{name}.wasm#}}}}\", credentials: \"same-origin\" }}"
            ),
        )?;
        parts.insert(name.to_owned(), bare(&fs::read(&path)?)?);
    }
    // One script with one hash: the loaders would import the glue, which imports them.
    let script = replace(&script, &format!("import {{ initSync }} from \"{GLUE}\";"), "")?;
    // Beside the parts there are pieces that several of them share, which they load themselves.
    let exports = script.lines().filter_map(|line| line.strip_prefix("export const "));
    let names: Vec<&str> = exports.filter_map(|line| line.split(' ').next()).collect();
    let loaders = format!(
        "(() => {{{}\nreturn {{ {} }};\n}})()",
        script.replace("export const ", "const "),
        names.join(", ")
    );
    Ok(Split { first, parts, loaders })
}

/// Puts the loaders into the script that imports them: once for each part, by names of its own.
pub fn link(script: &str, loaders: &str) -> Result<String> {
    let from = format!(" from \"{LOADERS}\"");
    let mut linked = format!("const parts = {loaders};\n");
    let mut found = false;
    for line in script.lines() {
        let name = line.strip_prefix("import * as ").and_then(|rest| rest.split_once(&from));
        if let Some((name, _)) = name {
            found = true;
            linked.push_str(&format!("const {name} = parts;\n"));
        } else {
            linked.push_str(line);
            linked.push('\n');
        }
    }
    if found { Ok(linked) } else { Err("a generated script imports no parts".into()) }
}

/// Replaces what must stand there exactly once, lest a new version of a tool changes it unseen.
pub fn replace(script: &str, from: &str, to: &str) -> Result<String> {
    match script.matches(from).count() {
        1 => Ok(script.replacen(from, to, 1)),
        times => Err(format!("a generated script holds {times} times, not once: {from}").into()),
    }
}

/// Takes the names of functions out of a module.
fn bare(module: &[u8]) -> Result<Vec<u8>> {
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    Ok(config.parse(module)?.emit_wasm())
}
