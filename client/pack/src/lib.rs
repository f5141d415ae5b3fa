//! The browser's half of the program as a table of files, built, hashed and compressed.
//!
//! Nothing here serves: the server takes such a table as plain data and never knows of this crate.

/// One file of the site.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Where it is served: `/` for the page, `/app/<name>-<hash>.<ending>` for its parts.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// The contents as they are.
    pub raw: &'static [u8],
    /// The same with `Content-Encoding: br`, when that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// The same with `Content-Encoding: gzip`, when that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// The path names the contents: a browser that has it need never ask again.
    pub immutable: bool,
    /// The value of `ETag`, weak because it stands for every encoding.
    pub etag: &'static str,
    /// The page needs it before its first button works.
    pub first_load: bool,
}

/// All files of the site; none when built with `REIHUM_CLIENT=skip`.
pub static SITE: &[File] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

#[cfg(test)]
mod tests;
