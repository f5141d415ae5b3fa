//! The handbook: a page for every method, one for the modules and one for all, generated in both
//! languages from the very files that groups are led by. No script, so that they print and load
//! anywhere.

mod facts;
mod method;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use shared::library;
use shared::method::guide::{Described, Offered, Text};

use facts::about_key;

use crate::site::Site;
use crate::{Result, read};

/// The words around what the method files say, by their keys.
type Words = BTreeMap<String, Text>;

/// Adds all pages to the site.
pub fn add(site: &mut Site, assets: &Path) -> Result<()> {
    let folder = assets.join("handbook");
    site.add("handbook.css", read(&folder.join("handbook.css"))?.into());
    let template = read(&folder.join("page.html"))?;
    let words: Words = toml::from_str(&read(&folder.join("words.toml"))?)?;
    let (methods, modules) = (library::methods(), library::modules());
    for language in [German, English] {
        let book = Book { language, words: &words };
        let mut page = |name: &str, title: &str, description: &str, main: String| {
            let html = book.fill(&template, name, title, description, &main);
            let address = language.address(name);
            let file = format!("{}.html", address.trim_start_matches('/').replace('/', "-"));
            let html = site.fill(&html)?;
            site.add_at(&address, &file, html.into());
            Result::Ok(())
        };
        let intro = book.word("intro");
        page("", book.word("handbook"), intro, book.overview(&methods))?;
        let modules_name = book.word("modules");
        page("modules", modules_name, modules_name, book.modules(&modules))?;
        for method in &methods {
            let guide = &method.guide;
            let (name, purpose) = (book.of(&guide.name), book.of(&guide.purpose));
            page(&method.method.id, name, purpose, book.method(method))?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Language {
    German,
    English,
}

use Language::{English, German};

impl Language {
    const fn code(self) -> &'static str {
        match self {
            German => "de",
            English => "en",
        }
    }

    /// Where a page lies.
    fn address(self, name: &str) -> String {
        let root = match self {
            German => "/methoden",
            English => "/methods",
        };
        if name.is_empty() { root.into() } else { format!("{root}/{name}") }
    }

    const fn other(self) -> Self {
        match self {
            German => English,
            English => German,
        }
    }
}

/// The handbook in one language.
struct Book<'a> {
    language: Language,
    words: &'a Words,
}

impl Book<'_> {
    fn of<'t>(&self, text: &'t Text) -> &'t str {
        match self.language {
            German => &text.de,
            English => &text.en,
        }
    }

    /// A word of the page itself. A missing one ends the build.
    fn word(&self, key: &str) -> &str {
        self.words
            .get(key)
            .map_or_else(|| panic!("the handbook has no word »{key}«"), |it| self.of(it))
    }

    fn fill(&self, template: &str, name: &str, title: &str, about: &str, main: &str) -> String {
        let other = self.language.other();
        let (overview, other_address) = (self.language.address(""), other.address(name));
        let back = if name.is_empty() {
            String::new()
        } else {
            format!("<a href=\"{overview}\">{}</a>", escape(self.word("back")))
        };
        let nav = format!(
            "{back}<a href=\"{other_address}\" hreflang=\"{}\" lang=\"{}\">{}</a>",
            other.code(),
            other.code(),
            escape(self.word("language")),
        );
        let blanks = [
            ("((language))", self.language.code()),
            ("((other))", other.code()),
            ("((other_address))", other_address.as_str()),
            ("((title))", &escape(title)),
            ("((description))", &escape(about)),
            ("((nav))", &nav),
            ("((main))", main),
        ];
        blanks
            .into_iter()
            .fold(template.into(), |page: String, (blank, text)| page.replace(blank, text))
    }

    fn overview(&self, methods: &[Described]) -> String {
        let mut out = format!(
            "<h1>{}</h1><p class=\"handbook-lead\">{}</p><p><a href=\"{}\">{}</a></p>\
             <ul class=\"handbook-list\">",
            escape(self.word("handbook")),
            escape(self.word("intro")),
            self.language.address("modules"),
            escape(self.word("modules")),
        );
        for method in methods {
            let guide = &method.guide;
            let about: Vec<_> =
                guide.about.iter().map(|about| self.word(about_key(*about))).collect();
            put(
                &mut out,
                format_args!(
                    "<li class=\"handbook-item\"><h2><a href=\"{}\">{}</a></h2>\
                 <p class=\"handbook-facts\">{} · {} {}",
                    self.language.address(&method.method.id),
                    escape(self.of(&guide.name)),
                    escape(&self.duration(method)),
                    escape(&self.people(method)),
                    escape(self.word("people")),
                ),
            );
            let facts = [
                ("about", Some(about.join(", "))),
                ("roles", Some(self.roles(method))),
                ("silent", self.silent(method)),
                ("artefact", Some(self.of(&guide.artefact).into())),
            ];
            for (key, fact) in facts.into_iter().filter_map(|(key, fact)| Some((key, fact?))) {
                let (key, fact) = (escape(self.word(key)), escape(&fact));
                put(&mut out, format_args!("<br>{key}: {fact}"));
            }
            put(
                &mut out,
                format_args!(
                    "</p><p>{}</p><p>{}</p></li>",
                    escape(self.of(&guide.purpose)),
                    escape(self.of(&guide.fits)),
                ),
            );
        }
        out + "</ul>"
    }

    fn modules(&self, modules: &[Offered]) -> String {
        let first = modules.iter().filter(|it| it.first).map(|it| self.of(&it.guide.name));
        let first = first.collect::<Vec<_>>().join(", ");
        let mut out = format!(
            "<h1>{}</h1><p class=\"handbook-lead\">{}</p><ul class=\"handbook-list\">",
            escape(self.word("modules")),
            escape(&self.word("modules_intro").replace("{first}", &first)),
        );
        for Offered { module, guide, .. } in modules {
            put(
                &mut out,
                format_args!(
                    "<li class=\"handbook-item\" id=\"{}\"><h2>{}</h2><p class=\"handbook-facts\">{} {}</p>\
                 <p>{}</p><p>{}</p><ol>",
                    escape(&module.id),
                    escape(self.of(&guide.name)),
                    module.minutes(),
                    escape(self.word("minutes")),
                    escape(self.of(&guide.fits)),
                    escape(self.of(&guide.explain)),
                ),
            );
            for (minutes, step) in module.steps.iter().zip(&guide.steps) {
                let unit = escape(self.word("minutes"));
                put(&mut out, format_args!("<li>{minutes} {unit}: {}</li>", escape(self.of(step))));
            }
            put(
                &mut out,
                format_args!(
                    "</ol><p><strong>{}:</strong> {}</p><p><strong>{}:</strong> {}</p></li>",
                    escape(self.word("starter")),
                    escape(self.of(&guide.starter)),
                    escape(self.word("output")),
                    escape(self.of(&guide.output)),
                ),
            );
        }
        out + "</ul>"
    }
}

/// Writes into a text; memory is the only thing that could be short.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory suffices");
}

/// Text as it stands in a page.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
