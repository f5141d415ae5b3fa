//! Methods of one's own: a folder of TOML files, read and checked at the start. One that is wrong
//! stops it, with its file, line and reason, rather than being missing when a group needs it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use server::site::File;
use sha2::{Digest as _, Sha256};
use shared::file::{self, Blocks};
use shared::library;
use shared::method::guide::Described;
use shared::wire;

/// Where pages find them.
const ADDRESS: &str = "/methods.own";
/// The most files in the folder: more than anybody looks through.
const MOST: usize = 100;

/// Reads the folder, if there is one, into the file that pages ask for.
pub fn read(folder: Option<&Path>) -> Result<File, String> {
    let own = folder.map(described).transpose()?.unwrap_or_default();
    // Read once and kept for as long as the program runs.
    let raw: &'static [u8] = Vec::leak(wire::encode(&own));
    let hash: String = Sha256::digest(raw).iter().take(8).map(|it| format!("{it:02x}")).collect();
    let etag: &'static str = String::leak(format!("\"{hash}\""));
    let mime = "application/octet-stream";
    Ok(File { path: ADDRESS, mime, raw, brotli: None, gzip: None, etag, immutable: false })
}

fn described(folder: &Path) -> Result<Vec<Described>, String> {
    let blocks = Blocks::ours().map_err(|wrong| format!("the shared sentences: {wrong}"))?;
    let mut ids: BTreeSet<String> = library::methods().into_iter().map(|it| it.method.id).collect();
    let mut methods = Vec::new();
    for path in files(folder)? {
        let source = fs::read_to_string(&path)
            .map_err(|cause| format!("cannot read {}: {cause}", path.display()))?;
        let (place, method) = file::method(&source, &blocks)
            .map_err(|wrong| format!("{}:{}: {}", path.display(), wrong.line, wrong.reason))?;
        if !ids.insert(method.method.id.clone()) {
            let id = &method.method.id;
            return Err(format!("{}: another method has the id »{id}« already", path.display()));
        }
        methods.push((place, method));
    }
    methods.sort_by_key(|(place, _)| *place);
    Ok(methods.into_iter().map(|(_, method)| method).collect())
}

/// The `.toml` files directly in the folder, sorted by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |cause| format!("cannot read {}: {cause}", folder.display());
    let entries = fs::read_dir(folder).map_err(cannot)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut files = paths.collect::<Result<Vec<_>, _>>().map_err(cannot)?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    if files.len() > MOST {
        return Err(format!("{}: more than {MOST} methods", folder.display()));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A method file as somebody might write it.
    const OWN: &str = include_str!("../../../../shared/methods/kurz.toml");

    fn with(files: &[(&str, &str)]) -> Result<Vec<Described>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let file = read(Some(folder.path()))?;
        Ok(wire::decode(file.raw).expect("what was written can be read"))
    }

    fn own() -> String {
        OWN.replacen("id = \"kurz\"", "id = \"unsere_runde\"", 1)
    }

    #[test]
    fn methods_of_ones_own_are_there_for_every_page() {
        let methods = with(&[("eigene.toml", &own()), ("liesmich.txt", "nichts")]).unwrap();
        assert_eq!(methods[0].method.id, "unsere_runde");
        let none: Vec<Described> = wire::decode(read(None).unwrap().raw).unwrap();
        assert!(none.is_empty());
    }

    #[test]
    fn what_is_wrong_is_named_with_file_line_and_reason() {
        let wrong = own().replacen("kinds = [\"round\"]", "kinds = [\"tanzen\"]", 1);
        let line = wrong.lines().position(|line| line.contains("tanzen")).unwrap() + 1;
        let refused = with(&[("eigene.toml", &wrong)]).unwrap_err();
        assert!(refused.contains(&format!("eigene.toml:{line}:")), "{refused}");
        assert!(refused.contains("tanzen"), "{refused}");
    }

    #[test]
    fn one_wrong_file_loads_nothing() {
        let refused = with(&[("a.toml", &own()), ("b.toml", "")]).unwrap_err();
        assert!(refused.contains("b.toml:1:"), "{refused}");
    }

    #[test]
    fn no_method_takes_the_place_of_another() {
        let refused = with(&[("eigene.toml", OWN)]).unwrap_err();
        assert!(refused.contains("»kurz«"), "{refused}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap().path().join("nirgends");
        assert!(read(Some(&folder)).err().unwrap().contains("nirgends"));
    }
}
