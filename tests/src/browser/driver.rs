//! The driver that starts browsers, and Chromium itself where it is missing.

use std::fs;
use std::net::TcpListener;
use std::process::{Command as Blocking, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::sleep;

use super::{BLINK, PATIENCE, Person};

/// The driver that starts browsers; ends them all when dropped.
pub struct Driver {
    url: String,
    child: Child,
}

impl Driver {
    /// Starts one, and gets Chromium first where it is missing and we may.
    pub async fn start() -> Self {
        install_chromium();
        let port = {
            let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
            free.local_addr().expect("a bound socket has an address").port()
        };
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver starts");
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(begun.elapsed() < PATIENCE, "chromedriver did not open its port");
            sleep(BLINK).await;
        }
        Self { url: format!("http://127.0.0.1:{port}"), child }
    }

    /// Somebody on a phone.
    pub async fn phone(&self, name: &str) -> Person {
        self.person(name, super::PHONE).await
    }

    /// Somebody at a desk.
    pub async fn desktop(&self, name: &str) -> Person {
        self.person(name, super::DESK).await
    }

    /// Somebody with a window of this size, and a profile that goes away.
    pub async fn person(&self, name: &str, window: (u32, u32)) -> Person {
        let (width, height) = window;
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let args = [
            "--headless".into(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            // Shared memory is small on build machines, and hidden tabs must not be slowed down.
            "--disable-dev-shm-usage".into(),
            "--disable-renderer-backgrounding".into(),
            "--disable-background-timer-throttling".into(),
            "--hide-scrollbars".into(),
            "--lang=de".into(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let wishes = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": args,
                "mobileEmulation": { "deviceMetrics": {
                    "width": width, "height": height, "pixelRatio": 1.0, "touch": false,
                } },
                "prefs": {
                    "intl.accept_languages": "de",
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            },
        });
        let Value::Object(wishes) = wishes else { unreachable!("the value above is an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(Capabilities::from_iter(wishes))
            .connect(&self.url)
            .await
            .unwrap_or_else(|why| panic!("{name} gets no browser: {why}"));
        Person::new(name, client, window, profile)
    }
}

impl Drop for Driver {
    /// A browser may outlive a driver that is killed: each goes before it.
    fn drop(&mut self) {
        for browser in self.child.id().into_iter().flat_map(children) {
            // One that is gone already needs no signal.
            let _gone = kill_process(browser, Signal::KILL);
        }
    }
}

/// The processes that this one has started, as Linux tells.
fn children(of: u32) -> Vec<Pid> {
    let threads = fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|it| fs::read_to_string(it.path().join("children")).ok());
    let all = lists.collect::<Vec<_>>().join(" ");
    all.split_whitespace().filter_map(|id| Pid::from_raw(id.parse().ok()?)).collect()
}

/// Debian's packages, fetched where they are missing and we are root.
fn install_chromium() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let there = |program: &str| {
            let look = Blocking::new(program).arg("--version").stdout(Stdio::null()).status();
            look.is_ok_and(|status| status.success())
        };
        if there("chromium") && there("chromedriver") {
            return;
        }
        let apt = |args: &[&str]| {
            let mut apt = Blocking::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive").args(args).stdout(Stdio::null());
            apt.status().is_ok_and(|status| status.success())
        };
        let root = rustix::process::geteuid().is_root();
        let installed = root
            && apt(&["update", "--quiet"])
            && apt(&["install", "--yes", "--quiet", "chromium", "chromium-driver"]);
        assert!(
            installed && there("chromium") && there("chromedriver"),
            "The browser tests need Chromium and its driver: install the packages »chromium« and \
             »chromium-driver« (Debian, Ubuntu), or any release of both that puts `chromium` and \
             `chromedriver` on the PATH."
        );
    });
}
