//! The options of `serve`: from the command line, the environment, a settings file, in this order.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use server::settings::Settings;

/// Where it listens when nobody says otherwise: this machine only.
const LISTEN: &str = "127.0.0.1:8080";
/// Where meetings are kept when nobody says otherwise: beside whoever started it.
const DATA: &str = "reihum-data";
/// What is logged when nobody says otherwise.
const LOG: &str = "info";

/// What can be said on the command line and in the environment.
#[derive(Args, Default)]
pub struct Options {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "REIHUM_LISTEN", value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,

    /// Folder in which meetings are kept [default: reihum-data]
    #[arg(long, env = "REIHUM_DATA", value_name = "DIR")]
    data: Option<PathBuf>,

    /// The address people see in their browser, behind a proxy; repeat it for several
    #[arg(long, env = "REIHUM_PUBLIC_ORIGIN", value_name = "URL", value_delimiter = ',')]
    public_origin: Option<Vec<String>>,

    /// A proxy stands before this server: believe the last address in its X-Forwarded-For
    #[arg(long, env = "REIHUM_BEHIND_PROXY", num_args = 0..=1, default_missing_value = "true")]
    behind_proxy: Option<bool>,

    /// The most connections at the same time [default: 10000]
    #[arg(long, env = "REIHUM_CONNECTIONS", value_name = "N")]
    connections: Option<usize>,

    /// What to log: error, warn, info, debug [default: info]
    #[arg(long, env = "REIHUM_LOG", value_name = "LEVEL")]
    log: Option<String>,

    /// How to log [default: text]
    #[arg(long, env = "REIHUM_LOG_FORMAT")]
    log_format: Option<Format>,

    /// Folder with methods of your own, one TOML file each
    #[arg(long, env = "REIHUM_METHODS", value_name = "DIR")]
    methods: Option<PathBuf>,

    /// A TOML file with the same settings (listen, data, public_origin, …)
    #[arg(long, env = "REIHUM_SETTINGS", value_name = "FILE")]
    settings: Option<PathBuf>,
}

/// The settings file: the same names with underscores. A name nobody knows is refused, so that a
/// typing mistake does not go unnoticed.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    public_origin: Option<Vec<String>>,
    behind_proxy: Option<bool>,
    connections: Option<usize>,
    methods: Option<PathBuf>,
    log: Option<String>,
    log_format: Option<Format>,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What counts in the end.
pub struct Settled {
    pub listen: SocketAddr,
    pub data: PathBuf,
    pub methods: Option<PathBuf>,
    pub log: String,
    pub log_format: Format,
    pub server: Settings,
}

impl Options {
    /// Reads the settings file, if one is named, and fills in the defaults.
    pub fn settle(self) -> Result<Settled, String> {
        let written = match &self.settings {
            None => Written::default(),
            Some(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
        };
        let public_origins = self.public_origin.or(written.public_origin).unwrap_or_default();
        let defaults = Settings::default();
        Ok(Settled {
            listen: self
                .listen
                .or(written.listen)
                .unwrap_or_else(|| LISTEN.parse().expect("the default is an address")),
            data: self.data.or(written.data).unwrap_or_else(|| DATA.into()),
            methods: self.methods.or(written.methods),
            log: self.log.or(written.log).unwrap_or_else(|| LOG.into()),
            log_format: self.log_format.or(written.log_format).unwrap_or(Format::Text),
            server: Settings {
                public_origins: public_origins
                    .into_iter()
                    .map(origin)
                    .collect::<Result<_, String>>()?,
                behind_proxy: self.behind_proxy.or(written.behind_proxy).unwrap_or(false),
                connections: self
                    .connections
                    .or(written.connections)
                    .unwrap_or(defaults.connections),
                ..defaults
            },
        })
    }
}

/// Checks an origin: scheme and host, as a browser writes it.
fn origin(text: String) -> Result<String, String> {
    let origin = text.trim_end_matches('/');
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".:-[]".contains(c);
    match host {
        Some(host) if !host.is_empty() && host.chars().all(plain) => Ok(origin.to_owned()),
        _ => Err(format!("»{text}« is not an origin like https://reihum.example")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str, options: Options) -> Result<Settled, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reihum.toml");
        fs::write(&path, text).unwrap();
        Options { settings: Some(path), ..options }.settle()
    }

    #[test]
    fn the_command_line_counts_before_the_file_and_the_file_before_the_default() {
        let settled = with_file(
            "listen = '127.0.0.1:1'\ndata = 'a'\npublic_origin = ['https://reihum.example/']",
            Options { listen: Some("127.0.0.1:2".parse().unwrap()), ..Options::default() },
        )
        .unwrap();
        assert_eq!(settled.listen, "127.0.0.1:2".parse().unwrap());
        assert_eq!(settled.data, PathBuf::from("a"));
        assert_eq!(settled.server.public_origins, ["https://reihum.example"]);
        assert_eq!(settled.log, LOG);
    }

    #[test]
    fn a_setting_nobody_knows_is_refused_by_name() {
        let refused = with_file("listne = '127.0.0.1:1'", Options::default()).err().unwrap();
        assert!(refused.contains("listne"), "{refused}");
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        for good in ["https://reihum.example", "http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert_eq!(origin(good.to_owned()).as_deref(), Ok(good));
        }
        for bad in ["reihum.example", "https://", "https://a/b", "https://a b", "ftp://a", "*"] {
            assert!(origin(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
