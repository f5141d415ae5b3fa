//! What must hold of every site that is handed out.

use std::io::Read as _;

use super::{File, SITE};

/// Brotli bytes a phone has to fetch before the first button works. To be lowered with every saving
/// and never raised unseen.
const FIRST_LOAD_LIMIT: usize = 250_000;

fn text(path: &str) -> &'static str {
    let file = SITE.iter().find(|file| file.path == path).expect(
        "the site is there: these tests need the client, built with REIHUM_CLIENT unset or quick",
    );
    std::str::from_utf8(file.raw).expect("text")
}

fn boot() -> &'static str {
    let boot = SITE.iter().find(|file| file.path.starts_with("/app/boot-"));
    text(boot.expect("the page has a first script").path)
}

/// What the app loads, its page and its parts; the handbook is for whoever opens it.
fn app() -> impl Iterator<Item = &'static File> {
    SITE.iter().filter(|file| file.first_load || file.path.starts_with("/app/"))
}

/// The app's page and those of the handbook.
fn pages() -> impl Iterator<Item = &'static str> {
    SITE.iter().filter(|file| file.mime.starts_with("text/html")).map(|file| text(file.path))
}

#[test]
fn pages_and_boot_script_name_every_hashed_file_and_no_other() {
    let all = pages().chain([boot()]).collect::<Vec<_>>().join("\n");
    let mut named: Vec<&str> =
        all.split(['"', ' ', '>']).filter(|word| word.starts_with("/app/")).collect();
    let mut there: Vec<&str> =
        SITE.iter().filter(|file| file.immutable).map(|file| file.path).collect();
    named.sort_unstable();
    named.dedup();
    there.sort_unstable();
    assert_eq!(named, there);
}

#[test]
fn no_page_runs_a_script_or_wears_a_style_without_integrity() {
    for page in pages() {
        for tag in page.split('<').filter(|tag| {
            tag.starts_with("script")
                || tag.starts_with("link") && tag.contains("rel=\"stylesheet\"")
        }) {
            assert!(tag.contains("integrity=\"sha384-"), "{tag}");
            assert!(tag.contains("crossorigin=\"anonymous\""), "{tag}");
        }
        for forbidden in ["<style", " style=", " onclick=", " onload=", "javascript:", "{{", "(("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn the_handbook_has_a_page_for_every_method_in_both_languages_and_no_script() {
    for (root, other) in [("/methoden", "/methods"), ("/methods", "/methoden")] {
        let overview = text(root);
        for described in shared::library::methods() {
            let id = &described.method.id;
            let page = text(&format!("{root}/{id}"));
            assert!(overview.contains(&format!("href=\"{root}/{id}\"")), "{id} is not listed");
            assert!(page.contains(&format!("href=\"{other}/{id}\"")), "{id} has no other side");
            assert!(!page.contains("<script"), "{id} runs a script");
            for phase in &described.method.phases {
                assert!(page.contains(&format!("id=\"{}\"", phase.id)), "{id}: {}", phase.id);
            }
        }
        for offered in shared::library::modules() {
            let id = format!("id=\"{}\"", offered.module.id);
            assert!(text(&format!("{root}/modules")).contains(&id), "{id}");
        }
    }
}

#[test]
fn a_method_or_module_that_was_not_chosen_costs_a_participant_nothing() {
    // What people read of each, as it lies in the module that holds it.
    let methods = shared::library::methods().into_iter().map(|it| it.guide.purpose.de);
    let modules = shared::library::modules().into_iter().map(|it| it.guide.explain.de);
    for (part, texts) in [("methods", methods.collect::<Vec<_>>()), ("modules", modules.collect())]
    {
        assert!(texts.len() > 20, "these are not all {part}");
        let own = format!("/app/{part}-");
        let (of_the_part, others): (Vec<&File>, Vec<&File>) =
            app().partition(|file| file.path.starts_with(&own));
        let [holder] = of_the_part[..] else { panic!("{part} travel by themselves") };
        assert!(!holder.first_load, "{part} come before the first button works");
        let lies_in = |file: &File| {
            let raw = String::from_utf8_lossy(file.raw).into_owned();
            texts.iter().filter(|text| raw.contains(text.as_str())).count()
        };
        assert_eq!(lies_in(holder), texts.len(), "{}", holder.path);
        for file in others {
            assert_eq!(lies_in(file), 0, "{} brings {part}", file.path);
        }
    }
}

#[test]
fn what_travels_compressed_unpacks_to_the_file() {
    assert!(!SITE.is_empty(), "the site is there");
    for File { path, raw, brotli, gzip, .. } in SITE {
        let mut unpacked = Vec::new();
        if let Some(mut packed) = *brotli {
            brotli::BrotliDecompress(&mut packed, &mut unpacked).expect("brotli");
            assert!(packed.len() < raw.len() && unpacked == *raw, "{path}");
        }
        unpacked.clear();
        if let Some(packed) = *gzip {
            flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).expect("gzip");
            assert!(packed.len() < raw.len() && unpacked == *raw, "{path}");
        }
    }
}

#[test]
fn no_file_knows_where_it_was_built() {
    let here = env!("CARGO_MANIFEST_DIR").trim_end_matches("/client/pack").as_bytes();
    let registry = b"/registry/src/";
    assert!(!SITE.is_empty(), "the site is there");
    for file in SITE {
        for place in [here, registry.as_slice()] {
            let found = file.raw.windows(place.len()).any(|window| window == place);
            assert!(!found, "{} names {}", file.path, String::from_utf8_lossy(place));
        }
    }
}

#[test]
fn the_first_load_stays_within_its_limit() {
    let sent = |file: &File| file.brotli.unwrap_or(file.raw).len();
    let first: usize = SITE.iter().filter(|file| file.first_load).map(sent).sum();
    assert!(first > 0, "the site is there");
    // A quick build is for looking at screens, not for sending.
    if option_env!("REIHUM_CLIENT") != Some("quick") {
        assert!(first <= FIRST_LOAD_LIMIT, "{first} of {FIRST_LOAD_LIMIT} bytes");
    }
}
