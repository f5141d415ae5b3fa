//! `reihum serve`: puts log, pages and settings together and serves until it is told to stop.

use std::io::{IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use server::clock::Clock;
use server::log::sqlite::Sqlite;
use server::site::{File, Site};
use server::{Options as Parts, Server};
use tokio::net::{TcpListener, TcpSocket};
use tracing_subscriber::EnvFilter;

use crate::signals::Signals;

mod methods;
mod options;

pub use options::Options;
use options::{Format, Settled};

/// How many connections may wait to be accepted: a whole network that comes back at once.
const BACKLOG: u32 = 4_096;

/// Serves until Ctrl+C or SIGTERM. Errors are sentences for whoever typed the command.
pub fn run(options: Options) -> Result<(), String> {
    let settled = options.settle()?;
    start_logging(&settled)?;
    open_many_files();
    let own = methods::read(settled.methods.as_deref())?;
    let log = Sqlite::open(&settled.data).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    runtime.block_on(async {
        let stop =
            Signals::listen().map_err(|error| format!("cannot listen to signals: {error}"))?;
        let listener = bind(settled.listen)
            .map_err(|error| format!("cannot listen on {}: {error}", settled.listen))?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        greet(&settled, address);
        let server = Server::new(Parts {
            settings: settled.server,
            log: Arc::new(log),
            clock: Clock::system(),
            site: site(own),
        });
        server.listen(listener, stop.wait()).await;
        Ok(())
    })
}

fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A restart must not wait for connections of the process before.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// The pages that were built into this binary, and the methods of this house.
fn site(own: File) -> Site {
    let file = |file: &pack::File| File {
        path: file.path,
        mime: file.mime,
        raw: file.raw,
        brotli: file.brotli,
        gzip: file.gzip,
        etag: file.etag,
        immutable: file.immutable,
    };
    Site(pack::SITE.iter().map(file).chain([own]).collect())
}

/// Each connection is an open file; the usual limit of 1,024 would be a hundred groups.
pub fn open_many_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let most = Rlimit { current: limit.maximum, maximum: limit.maximum };
        if let Err(cause) = setrlimit(Resource::Nofile, most) {
            tracing::warn!(%cause, "the limit of open files stays as it is");
        }
    }
}

/// Says where to go. A closed standard output is no reason not to serve.
fn greet(settled: &Settled, address: SocketAddr) {
    let url = match settled.server.public_origins.first() {
        Some(origin) => origin.clone(),
        None if address.ip().is_unspecified() => {
            // The others cannot follow »localhost«.
            let here = on_the_network().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
            format!("http://{}", SocketAddr::new(here, address.port()))
        }
        None => format!("http://{address}"),
    };
    let mut out = std::io::stdout().lock();
    let _ = writeln!(
        out,
        "\n  Reihum ist bereit · Reihum is ready:  {url}\n  \
         Beenden mit Strg+C · stop with Ctrl+C\n"
    );
    let _ = out.flush();
}

/// The address under which others on the same network reach this machine. Nothing is sent: a
/// datagram socket only has the system choose the way to an address kept for documentation.
fn on_the_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Logs go to standard error: ids and numbers, never words, names or addresses.
fn start_logging(settled: &Settled) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settled.log)
        .map_err(|error| format!("cannot log as »{}«: {error}", settled.log))?;
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settled.log_format {
        Format::Json => logs.json().init(),
        Format::Text => logs.with_ansi(std::io::stderr().is_terminal()).init(),
    }
    Ok(())
}
