//! Tidiness is a test, not a reviewer: what every file, dependency and map of this house keeps to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines above which a file is more than one idea.
const MOST_LINES: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file that belongs to the project, by its path from the root.
fn files() -> BTreeMap<String, String> {
    let list = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git is here, or the project could not have been fetched");
    assert!(list.status.success(), "git can't list the project's files");
    let list = String::from_utf8(list.stdout).expect("our paths are plain text");
    let paths = list.split('\0').filter(|path| !path.is_empty());
    let read = |path: &str| Some((path.to_owned(), fs::read_to_string(root().join(path)).ok()?));
    let files: BTreeMap<_, _> = paths.filter_map(read).collect();
    assert!(files.contains_key("Cargo.toml"), "these are not the project's files");
    files
}

fn sources() -> impl Iterator<Item = (String, String)> {
    files().into_iter().filter(|(path, _)| path.ends_with(".rs"))
}

/// Fails with all that is wrong at once.
#[track_caller]
fn none(wrong: impl IntoIterator<Item = String>, law: &str) {
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{law}\n  {}", wrong.join("\n  "));
}

#[test]
fn every_source_file_opens_with_a_sentence_on_what_it_is_for() {
    let wrong = sources().filter(|(_, text)| {
        let opening: Vec<_> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let first: String = opening
            .iter()
            .map(|line| line.trim_start_matches("//!").trim())
            .take_while(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        !first.ends_with(['.', ':']) || first.len() < 20
    });
    none(wrong.map(|(path, _)| path), "These files do not say what they are for:");
}

#[test]
fn no_source_file_is_longer_than_one_idea() {
    let wrong = sources().filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > MOST_LINES).then(|| format!("{path}: {lines} lines"))
    });
    none(wrong, "These files hold more than one idea:");
}

#[test]
fn nothing_is_left_unfinished_or_switched_off() {
    // Put together here, so that this file does not find itself.
    let marks: Vec<String> =
        [("TO", "DO"), ("FIX", "ME"), ("#[ig", "nore"), ("unimpl", "emented!")]
            .iter()
            .map(|(a, b)| format!("{a}{b}"))
            .collect();
    let wrong = sources().flat_map(|(path, text)| {
        let marks = marks.clone();
        let lines: Vec<_> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark.as_str())))
            .map(|(n, line)| format!("{path}:{}: {}", n + 1, line.trim()))
            .collect();
        lines
    });
    none(wrong, "Unfinished or switched off:");
}

#[test]
fn the_server_library_cannot_open_words() {
    let tree = |edges: &str| {
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--package", "server", "--prefix", "none"])
            .args(["--edges", edges, "--all-features", "--target", "all"])
            .current_dir(root())
            .output()
            .expect("cargo is here, it started this test");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8(tree.stdout).expect("package names are plain text");
        let names: BTreeSet<String> =
            tree.lines().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect();
        assert!(names.contains("shared"), "this is not the server's tree: {names:?}");
        names
    };
    let able = ["vault", "spoken", "mirror", "guest", "pad"];
    let with_tests = tree("normal,build,dev");
    let found = able.iter().filter(|name| with_tests.contains(**name));
    none(found.map(|name| name.to_string()), "The server depends on what can open words:");
    // The server's tests vote, and seal their ballots with these; the server itself holds neither.
    let built = tree("normal,build");
    let found = ["chacha20poly1305", "hkdf"].into_iter().filter(|name| built.contains(*name));
    none(found.map(str::to_owned), "The server is built with what can open words:");
}

#[test]
fn dependencies_point_one_way() {
    let manifest = |package: &str| files()[&format!("{package}/Cargo.toml")].clone();
    let has = |package: &str, other: &str| {
        manifest(package).lines().any(|line| {
            line.starts_with(&format!("{other}.workspace"))
                || line.starts_with(&format!("{other} ="))
        })
    };
    let ours = [
        "ballot", "vault", "spoken", "server", "mirror", "pad", "guest", "pack", "client",
        "reihum", "tests",
    ];
    let may: &[(&str, &[&str])] = &[
        ("shared", &["ballot"]),
        ("shared/ballot", &[]),
        ("shared/vault", &[]),
        ("shared/spoken", &[]),
        ("client/pad", &[]),
        ("client/mirror", &["vault", "ballot"]),
        ("client/guest", &["ballot", "vault", "mirror", "pad"]),
        ("client/pack", &[]),
        ("server", &["ballot"]),
        ("server/cli", &["ballot", "server", "guest", "pack", "vault", "mirror", "pad"]),
    ];
    let wrong = may.iter().flat_map(|(package, may)| {
        let others = ours.iter().filter(|other| has(package, other) && !may.contains(other));
        others.map(|other| format!("{package} → {other}")).collect::<Vec<_>>()
    });
    none(wrong, "These dependencies point the wrong way:");
}

#[test]
fn the_engine_has_no_clock_no_io_and_no_randomness() {
    let shared: Vec<_> = sources().filter(|(path, _)| path.starts_with("shared/src/")).collect();
    let lib = &files()["shared/src/lib.rs"];
    assert!(lib.contains("#![no_std]") && !lib.contains("extern crate std"), "std has come in");
    let wrong = shared.iter().filter(|(_, text)| {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.into_iter().any(|line| line.contains("std::") && !line.contains("proptest"))
    });
    none(wrong.map(|(path, _)| path.clone()), "The engine reaches for the world:");
}

#[test]
fn only_clocks_ask_what_time_it_is() {
    let wrong = sources()
        .filter(|(path, _)| !path.contains("clock") && !path.contains("/benches/"))
        .filter(|(path, _)| !path.contains("/tests") && !path.starts_with("tests/"))
        .filter(|(path, _)| !path.starts_with("client/guest/") && !path.starts_with("server/cli/"))
        .filter(|(_, text)| {
            let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
            before_tests.contains("SystemTime::now") || before_tests.contains("Date::now")
        });
    none(wrong.map(|(path, _)| path), "These files ask for the time of day past the clock:");
}

#[test]
fn every_dependency_says_why_it_is_here() {
    let manifest = &files()["Cargo.toml"];
    let dependencies = manifest
        .split("[workspace.dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("the manifest lists the dependencies");
    let wrong = dependencies
        .lines()
        .filter(|line| line.contains(" = ") && !line.contains("path = ") && !line.contains(" # "));
    none(wrong.map(str::to_owned), "These dependencies give no reason:");
}

#[test]
fn the_map_in_the_readme_is_true() {
    let files = files();
    let readme = &files["README.md"];
    let map = readme
        .split("```house")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("the README has a map of the house, fenced as ```house");
    let mapped: BTreeSet<&str> =
        map.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(mapped.len() > 10, "the map is empty");
    let missing = mapped.iter().filter(|path| !root().join(path.trim_end_matches('/')).exists());
    none(missing.map(|path| path.to_string()), "The map shows what is not there:");

    let folders: BTreeSet<String> = files
        .keys()
        .filter(|path| path.ends_with("/Cargo.toml"))
        .map(|path| path.trim_end_matches("Cargo.toml").to_owned())
        .collect();
    let unmapped = folders.iter().filter(|folder| !mapped.contains(folder.as_str()));
    none(unmapped.cloned(), "The map lacks:");
}

#[test]
fn a_features_classes_bear_its_name_and_are_used() {
    let files = files();
    let code: String = files
        .iter()
        .filter(|(path, _)| path.starts_with("client/") && path.ends_with(".rs"))
        .map(|(_, text)| text.as_str())
        .collect();
    let styles =
        files.iter().filter(|(path, _)| path.starts_with("client/src/") && path.ends_with(".css"));
    // What the base lays down for all screens, a feature may place.
    let base: BTreeSet<String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("assets/style/"))
        .flat_map(|(_, text)| classes(text))
        .collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in styles {
        // A folder is written as Rust wants it, a class as CSS does.
        let folder = path.split('/').nth(2).expect("client/src/<feature>/…").replace('_', "-");
        for class in classes(text) {
            seen += 1;
            let own =
                folder == "parts" || class == folder || class.starts_with(&format!("{folder}-"));
            if !own && !base.contains(&class) {
                wrong.push(format!("{path}: .{class} is not named after its feature"));
            } else if !code.contains(&class) {
                wrong.push(format!("{path}: .{class} is on no screen"));
            }
        }
    }
    assert!(seen > 20, "no styles were found");
    none(wrong, "Classes:");
}

/// The class names in a style sheet.
fn classes(css: &str) -> BTreeSet<String> {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((code, comment)) = rest.split_once("/*") {
        plain.push_str(code);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let selectors = plain.split(['{', '}', ';']).filter(|part| !part.contains(": "));
    selectors
        .flat_map(|part| part.split('.').skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|part| part.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect())
        .filter(|class: &String| class.starts_with(|c: char| c.is_alphabetic()))
        .collect()
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let marks: Vec<String> =
        [("/wo", "rk/"), ("/ro", "ot/"), ("crates.", "io/api"), ("/home", "/")]
            .iter()
            .map(|(a, b)| format!("{a}{b}"))
            .collect();
    let wrong = files().into_iter().filter(|(path, text)| {
        path != "Cargo.lock" && marks.iter().any(|mark| text.contains(mark.as_str()))
    });
    none(wrong.map(|(path, _)| path), "These files name a machine:");
}
