//! Compresses the site and writes it down as the table that the library embeds.

use std::{
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::Path,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::{Care, Result, site::Site};

/// What the page needs before its first button works.
const FIRST_LOAD: [&str; 4] = ["index.html", "style.css", "boot.js", "client.wasm"];

/// Writes the files into `out/site` and the table into `out/site.rs`.
pub fn write(site: &Site, out: &Path, care: Option<Care>) -> Result<()> {
    let folder = out.join("site");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;

    let small = care == Some(Care::Full);
    let mut rows = String::new();
    for entry in &site.entries {
        let raw = store(&folder, &entry.name, &entry.bytes)?;
        let worth = |suffix: &str, packed: Vec<u8>| -> Result<String> {
            if packed.len() >= entry.bytes.len() {
                return Ok("None".into());
            }
            Ok(format!("Some({})", store(&folder, &format!("{}.{suffix}", entry.name), &packed)?))
        };
        let brotli = worth("br", brotli(&entry.bytes, if small { 11 } else { 4 })?)?;
        let gzip = worth("gz", gzip(&entry.bytes, if small { 9 } else { 4 })?)?;
        let mime = mime(&entry.name)?;
        let first_load = FIRST_LOAD.contains(&entry.name.as_str());
        // Weak: the same for every encoding of the same contents.
        let etag = format!("W/\"{}\"", entry.hash);
        writeln!(
            rows,
            "File {{ path: {:?}, mime: {mime:?}, raw: {raw}, brotli: {brotli}, gzip: {gzip}, \
             immutable: {}, etag: {etag:?}, first_load: {first_load} }},",
            entry.address, entry.immutable
        )?;
    }
    fs::write(out.join("site.rs"), format!("&[\n{rows}]\n"))?;
    Ok(())
}

fn store(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<String> {
    fs::write(folder.join(name), bytes)?;
    Ok(format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/site/{name}\"))"))
}

fn brotli(mut bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8], level: u32) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn mime(name: &str) -> Result<&'static str> {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => Ok("text/html; charset=utf-8"),
        Some("css") => Ok("text/css; charset=utf-8"),
        Some("js") => Ok("text/javascript; charset=utf-8"),
        Some("txt") => Ok("text/plain; charset=utf-8"),
        Some("svg") => Ok("image/svg+xml"),
        Some("wasm") => Ok("application/wasm"),
        _ => Err(format!("{name} has an ending without a media type").into()),
    }
}
