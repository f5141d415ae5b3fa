//! The site: the files a browser gets, as plain data that whoever packs the client fills in.

/// All files. Without any, the server keeps meetings and shows no page.
#[derive(Clone, Debug, Default)]
pub struct Site(pub Vec<File>);

impl Site {
    /// The shell, which every screen of the app begins with.
    const SHELL: &str = "/";
    /// The paths of screens that are not the start page: a meeting.
    const SCREENS: &[&str] = &["/t"];

    /// The shell, if there are pages at all.
    pub fn shell(&self) -> Option<&File> {
        self.find(Self::SHELL)
    }

    /// What lies under this path.
    pub fn find(&self, path: &str) -> Option<&File> {
        let path = if Self::SCREENS.contains(&path) { Self::SHELL } else { path };
        self.0.iter().find(|file| file.path == path)
    }
}

/// A file as it is handed out.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its path, beginning with a slash.
    pub path: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// Its bytes.
    pub raw: &'static [u8],
    /// The same, compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// The same, compressed with gzip.
    pub gzip: Option<&'static [u8]>,
    /// A name for this content in all its encodings: the value of `ETag`.
    pub etag: &'static str,
    /// Whether the path will never bear other content.
    pub immutable: bool,
}
