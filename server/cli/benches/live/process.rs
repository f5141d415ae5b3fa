//! Servers as processes of their own, on a core of their own, and what they take of the machine.

use std::fs;
use std::io::{BufRead, BufReader, Error, Result};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// The core that servers get to themselves; the generator takes another.
const SERVER_CORE: &str = "0";
const OWN_CORE: &str = "1";
/// The kernel counts CPU time in hundredths of a second.
const TICKS: f64 = 100.0;
/// How long a server may take to be there.
const START: Duration = Duration::from_secs(60);

/// A running server.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
}

/// What a process has taken of the machine.
#[derive(Clone, Copy)]
pub struct Taken {
    /// Seconds of CPU since its start.
    pub cpu: f64,
    /// Bytes of memory now.
    pub memory: u64,
}

impl Process {
    /// The product, with its data in this folder.
    pub async fn product(data: &Path) -> Result<Self> {
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Self::product_at(data, free).await
    }

    /// The same at an address where it was before.
    pub async fn product_at(data: &Path, address: SocketAddr) -> Result<Self> {
        let child = pinned(env!("CARGO_BIN_EXE_reihum"))
            .args(["serve", "--log", "warn", "--connections", "100000"])
            .args(["--listen", &address.to_string(), "--data"])
            .arg(data)
            .stdout(Stdio::null())
            .spawn()?;
        let process = Self { child, address };
        let begun = Instant::now();
        while !process.is_healthy().await {
            if begun.elapsed() > START {
                return Err(Error::other("the server did not start"));
            }
            sleep(Duration::from_millis(2)).await;
        }
        Ok(process)
    }

    /// The broadcaster: this very program once more.
    pub fn broadcaster() -> Result<Self> {
        let own = std::env::current_exe()?;
        let own = own.to_str().ok_or_else(|| Error::other("this program has an odd name"))?;
        let mut child = pinned(own).arg("--broadcaster").stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| Error::other("stdout was piped"))?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.trim().parse().map_err(Error::other)?;
        Ok(Self { child, address })
    }

    pub fn taken(&self) -> Result<Taken> {
        let of = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", self.child.id()));
        let (stat, status) = (of("stat")?, of("status")?);
        // The name in brackets may hold anything; behind it the fields are numbers.
        let fields: Vec<_> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
        let field = |n: usize| fields.get(n).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = memory.and_then(|m| m.split_whitespace().next()?.parse::<u64>().ok());
        Ok(Taken { cpu: (field(11) + field(12)) / TICKS, memory: kib.unwrap_or(0) * 1_024 })
    }

    async fn is_healthy(&self) -> bool {
        let asking = async {
            let mut stream = TcpStream::connect(self.address).await?;
            let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            stream.write_all(request.as_bytes()).await?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await?;
            Result::Ok(answer.starts_with(b"HTTP/1.1 200"))
        };
        asking.await.unwrap_or(false)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command that runs on the servers' core, where the system can do that.
fn pinned(program: &str) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", SERVER_CORE, program]);
    if can_pin() { command } else { Command::new(program) }
}

fn can_pin() -> bool {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut probe = Command::new("taskset");
    probe.args(["-c", SERVER_CORE, "true"]).stderr(Stdio::null());
    cores > 1 && probe.status().is_ok_and(|status| status.success())
}

/// Leaves the servers' core to the servers; says whether that was possible.
pub fn pin_oneself() -> bool {
    let pid = std::process::id().to_string();
    let mut pin = Command::new("taskset");
    pin.args(["-a", "-p", "-c", OWN_CORE, &pid]).stdout(Stdio::null()).stderr(Stdio::null());
    can_pin() && pin.status().is_ok_and(|status| status.success())
}
