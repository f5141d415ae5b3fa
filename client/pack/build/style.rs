//! Bundles the style sheets: tokens, plain elements, then one sheet for each part of the client.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{Result, read};

/// All sheets in their order, without comments and indentation.
pub fn bundle(workspace: &Path) -> Result<String> {
    let assets = workspace.join("assets/style");
    let screens = workspace.join("client/src");
    println!("cargo::rerun-if-changed={}", screens.display());

    let first = ["tokens.css", "base.css"].map(|name| assets.join(name));
    let mut rest = sheets(&assets)?;
    rest.retain(|sheet| !first.contains(sheet));
    rest.extend(sheets(&screens)?);
    let mut bundle = String::new();
    for sheet in first.iter().chain(&rest) {
        bundle.push_str(&strip(&read(sheet)?));
    }
    Ok(bundle)
}

/// The sheets of a folder and the folders in it, in alphabetical order.
fn sheets(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sheets(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Takes away comments, blank lines and indentation; brotli does the rest better.
fn strip(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}
