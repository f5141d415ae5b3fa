//! A running house: the real binary with a data folder of its own, stopped in whatever way a test
//! wants to see survived.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use std::{env, fs};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::sleep;

/// How long a house may take to open its doors on a busy machine.
const START: Duration = Duration::from_secs(60);

/// A running `reihum serve`.
pub struct House {
    address: SocketAddr,
    data: TempDir,
    child: Option<Child>,
    log: Arc<Mutex<String>>,
    settings: Vec<(String, String)>,
}

impl House {
    /// Starts one on a free port with an empty data folder.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same with further environment variables.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let mut house = Self {
            address: free.local_addr().expect("a bound socket has an address"),
            data: tempfile::tempdir().expect("a folder for the test"),
            child: None,
            log: Arc::default(),
            settings: settings.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(),
        };
        drop(free);
        house.open().await;
        house
    }

    /// Starts it again after it was stopped, with the same address and data.
    pub async fn open(&mut self) {
        assert!(self.child.is_none(), "the house is running already");
        let mut child = Command::new(binary())
            .args(["serve", "--listen", &self.address.to_string()])
            .arg("--data")
            .arg(self.data.path())
            .env("REIHUM_LOG", "trace")
            .envs(self.settings.iter().map(|(k, v)| (k, v)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the binary starts");
        self.keep(child.stdout.take().expect("stdout is piped"));
        self.keep(child.stderr.take().expect("stderr is piped"));
        self.child = Some(child);
        let begun = Instant::now();
        while self.get("/healthz").await.is_none_or(|answer| !answer.starts_with("HTTP/1.1 200")) {
            let child = self.child.as_mut().expect("it was just started");
            if let Some(status) = child.try_wait().expect("the child can be asked") {
                panic!("the house ended with {status}: {}", self.log());
            }
            assert!(begun.elapsed() < START, "the house did not open: {}", self.log());
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Pulls the plug: SIGKILL, nothing is flushed.
    pub async fn kill(&mut self) {
        let mut child = self.child.take().expect("the house is running");
        child.kill().await.expect("the child can be killed");
    }

    /// Closes as an operator would: SIGTERM, and waits until it has ended.
    pub async fn close(&mut self) {
        let mut child = self.child.take().expect("the house is running");
        let pid = child.id().and_then(|id| Pid::from_raw(id as i32)).expect("it has not ended");
        kill_process(pid, Signal::TERM).expect("the child takes signals");
        let ended = tokio::time::timeout(Duration::from_secs(15), child.wait()).await;
        let status = ended.expect("it ends within seconds").expect("the child can be awaited");
        assert!(status.success(), "a graceful stop ends well: {status}\n{}", self.log());
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a person types into the address bar.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Everything it has written to its logs so far, all starts together.
    pub fn log(&self) -> String {
        self.log.lock().expect("no reader panics").clone()
    }

    /// Every byte in its data folder.
    pub fn stored(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut folders = vec![self.data.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.extend(fs::read(path).unwrap_or_default());
                }
            }
        }
        bytes
    }

    /// The whole answer to a plain GET, head and body; `None` when nobody answers.
    pub async fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(self.address).await.ok()?;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    fn keep(&self, output: impl AsyncRead + Unpin + Send + 'static) {
        let log = Arc::clone(&self.log);
        tokio::spawn(async move {
            let mut lines = BufReader::new(output).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                let mut log = log.lock().expect("no reader panics");
                log.push_str(&line);
                log.push('\n');
            }
        });
    }
}

/// What the binary says when it is called like this, and whether it is content.
pub async fn run(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(binary()).args(arguments).output().await.expect("it starts");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("it says words"))
}

/// The binary, built from what is here now, in the profile of the tests; or, to test a release as
/// it is shipped, the one that `REIHUM_BINARY` names.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(given) = env::var_os("REIHUM_BINARY") {
            return given.into();
        }
        let test = env::current_exe().expect("a test knows where it is");
        let profile = test.ancestors().nth(2).expect("target/<profile>/deps/<test>").to_path_buf();
        let release = profile.file_name().is_some_and(|name| name == "release");
        let mut build = std::process::Command::new(env!("CARGO"));
        // With the whole workspace and a test beside it, every crate has the features that
        // `cargo test` gave it, and nothing compiles twice.
        build
            .args(["build", "--quiet", "--workspace", "--bin", "reihum", "--test", "tidiness"])
            .args(release.then_some("--release"));
        build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let status = build.status().expect("cargo is here, it started this test");
        assert!(status.success(), "the binary does not build");
        profile.join("reihum")
    })
}
