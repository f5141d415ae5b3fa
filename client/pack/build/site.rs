//! The files of the site: their addresses carry their hashes, and templates name them by both.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256, Sha384};

use crate::Result;

/// The site while it is laid out. A file must be added before a template names it.
#[derive(Default)]
pub struct Site {
    pub entries: Vec<Entry>,
}

/// One file of the site.
pub struct Entry {
    /// Its name in templates and on disk, such as `client.wasm`.
    pub name: String,
    /// Where it is served.
    pub address: String,
    /// Whether the address changes with the contents.
    pub immutable: bool,
    /// The first 64 bits of its SHA-256, in hex.
    pub hash: String,
    pub bytes: Vec<u8>,
}

impl Site {
    /// Adds a file whose address carries its hash.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = hash(&bytes);
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let address = format!("/app/{stem}-{hash}.{extension}");
        self.entries.push(Entry { name: name.into(), address, immutable: true, hash, bytes });
    }

    /// Adds a file at an address that never changes.
    pub fn add_at(&mut self, address: &str, name: &str, bytes: Vec<u8>) {
        let hash = hash(&bytes);
        let (name, address) = (name.into(), address.into());
        self.entries.push(Entry { name, address, immutable: false, hash, bytes });
    }

    /// Fills a template: `{{name}}` becomes the file's address, `{{name#}}` its integrity.
    pub fn fill(&self, template: &str) -> Result<String> {
        let mut parts = template.split("{{");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (blank, rest) = part.split_once("}}").ok_or("a template leaves {{ open")?;
            let name = blank.trim_end_matches('#');
            let entry = self
                .entries
                .iter()
                .find(|entry| entry.name == name)
                .ok_or_else(|| format!("a template names {name}, which is not in the site"))?;
            if blank.ends_with('#') {
                let digest = BASE64_STANDARD.encode(Sha384::digest(&entry.bytes));
                out.push_str(&format!("sha384-{digest}"));
            } else {
                out.push_str(&entry.address);
            }
            out.push_str(rest);
        }
        Ok(out)
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
