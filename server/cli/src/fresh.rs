//! A fresh server for a rehearsal: this very binary on a free port, with a data folder that goes
//! away with it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use rustix::process::{Pid, Signal, kill_process};

/// How long it may take to open its doors.
const START: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A server that runs for as long as this is kept.
pub struct Fresh {
    address: SocketAddr,
    data: PathBuf,
    child: Child,
}

impl Fresh {
    /// Starts it and waits until it answers.
    pub fn start() -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("cannot start a server: {error}");
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let address = free.local_addr().map_err(failed)?;
        drop(free);
        let data = env::temp_dir().join(format!("reihum-rehearsal-{}", process::id()));
        fs::create_dir(&data).map_err(failed)?;
        let started = Command::new(env::current_exe().map_err(failed)?)
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(&data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = match started {
            Ok(child) => child,
            Err(error) => {
                drop(fs::remove_dir_all(&data));
                return Err(failed(error));
            }
        };
        let mut fresh = Self { address, data, child };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = fresh.child.try_wait().map_err(failed)?;
            if let Some(status) = ended {
                return Err(format!("the server ended with {status}"));
            }
            if begun.elapsed() > START {
                return Err("the server does not answer".into());
            }
            thread::sleep(LOOK_AGAIN);
        }
        Ok(fresh)
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How much memory it has now and had at most, in KiB; `None` where the system does not tell.
    pub fn memory(&self) -> Option<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Some((field("VmRSS:")?, field("VmHWM:")?))
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        // It may have ended by itself; whatever is left of it goes with its folder.
        let asked = pid.map(|pid| kill_process(pid, Signal::TERM));
        if asked.is_none_or(|asked| asked.is_err()) {
            drop(self.child.kill());
        }
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.data));
    }
}
