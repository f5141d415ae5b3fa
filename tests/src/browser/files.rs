//! Files that a page hands out, and files that somebody chooses for it.

use std::fs;
use std::path::Path;
use std::time::Instant;

use serde_json::json;
use tokio::time::sleep;

use super::{BLINK, PATIENCE, Person};

impl Person {
    /// Presses the button with which a file comes, and waits until it is whole: its name and what
    /// stands in it. Files of this kind are told by their ending, as in `md`.
    pub async fn download(&self, button: &str, ending: &str) -> (String, String) {
        let folder = tempfile::tempdir().expect("a folder for downloads");
        let to = json!({ "behavior": "allow", "downloadPath": folder.path() });
        self.devtools("Page.setDownloadBehavior", to).await;
        self.press(button).await;
        let begun = Instant::now();
        loop {
            let entries = fs::read_dir(folder.path()).expect("the folder is there");
            let mut paths = entries.map(|entry| entry.expect("an entry").path());
            // Chromium writes under another name until the file is whole.
            if let Some(path) = paths.find(|it| it.extension().is_some_and(|e| e == ending)) {
                let name = path.file_name().expect("a file").to_string_lossy().into_owned();
                return (name, fs::read_to_string(path).expect("a text"));
            }
            assert!(begun.elapsed() < PATIENCE, "{} gets no file", self.name());
            sleep(BLINK).await;
        }
    }

    /// Chooses a file for the field with this label.
    pub async fn hand_in(&self, label: &str, file: &Path) {
        self.type_into(label, file.to_str().expect("a path in plain letters")).await;
    }
}
