//! Where a server is: how to reach it, and how to open a meeting there.

use std::fmt;
use std::str::FromStr;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::http::request::Builder;
use hyper::http::uri::Scheme;
use hyper::{Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use mirror::Opening;
use serde::Serialize;
use shared::wire;
use tokio::net::TcpStream;
use vault::Link;

/// The address of a server, as `http://host:port`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Host and port as they were given.
    authority: String,
    port: u16,
    host: String,
}

/// Why a text is no address that a guest can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAddress {
    /// It is not of the form `http://host:port`.
    Unreadable,
    /// Guests speak plain HTTP only: they come from the machine itself, or from behind the proxy.
    Scheme,
}

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "not an address like http://127.0.0.1:8080",
            Self::Scheme => "guests reach servers by http:// only",
        })
    }
}

impl std::error::Error for NoAddress {}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let uri: Uri = text.trim().parse().map_err(|_| NoAddress::Unreadable)?;
        let authority = uri.authority().ok_or(NoAddress::Unreadable)?;
        // Whoever adds TLS wraps the stream in `dial` and chooses by this scheme.
        match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTP => {}
            Some(_) => return Err(NoAddress::Scheme),
            None => return Err(NoAddress::Unreadable),
        }
        if uri.path() != "/" || uri.query().is_some() {
            return Err(NoAddress::Unreadable);
        }
        Ok(Self {
            authority: authority.to_string(),
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority.port_u16().unwrap_or(80),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.authority)
    }
}

impl Address {
    /// The page that a link opens in a browser.
    pub fn page(&self, link: &Link) -> String {
        format!("{self}/t{}", link.to_fragment())
    }

    /// The address of the socket.
    pub(crate) fn socket(&self) -> String {
        format!("ws://{}/ws", self.authority)
    }

    /// A connection to the server. Both the socket and plain requests begin with one.
    pub(crate) async fn dial(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        // Frames are small and wait for nobody.
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// Asks something by a plain request on a connection of its own: what is answered, and how.
    pub(crate) async fn ask(
        &self,
        request: Builder,
        body: Bytes,
    ) -> Result<(StatusCode, Bytes), CannotOpen> {
        let request = request.header(HOST, &self.authority).body(Full::new(body));
        let stream = self.dial().await.map_err(unreachable)?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(unreachable)?;
        let asking = async {
            let answer = sender.send_request(request.map_err(unreachable)?).await;
            let answer = answer.map_err(unreachable)?;
            let status = answer.status();
            let body = answer.into_body().collect().await.map_err(unreachable)?;
            Ok((status, body.to_bytes()))
        };
        // The connection does the reading and writing for as long as somebody asks.
        // Where it ends with the answer, that is still to be taken.
        tokio::pin!(asking);
        tokio::select! {
            answer = &mut asking => answer,
            ended = connection => {
                ended.map_err(unreachable)?;
                asking.await
            }
        }
    }
}

impl Address {
    /// Sends something to where devices send what is not for the meeting's socket, and gives the
    /// number by which it is answered, and what with.
    pub async fn post(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<(u16, Vec<u8>), CannotOpen> {
        let request = Request::post(path).header(CONTENT_TYPE, "application/octet-stream");
        let (status, body) = self.ask(request, wire::encode(body).into()).await?;
        Ok((status.as_u16(), body.to_vec()))
    }
}

/// The links of a meeting.
#[derive(Clone, Debug)]
pub struct Links {
    /// For the person who opened it.
    pub moderator: Link,
    /// For everybody else.
    pub participant: Link,
}

/// Why a meeting could not be opened.
#[derive(Debug)]
pub enum CannotOpen {
    /// Nobody answers there, or something that does not speak HTTP.
    Unreachable(String),
    /// The server said no.
    Refused(StatusCode),
}

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(cause) => write!(f, "the server can't be reached: {cause}"),
            Self::Refused(status) => write!(f, "the server opens no meeting: {status}"),
        }
    }
}

impl std::error::Error for CannotOpen {}

/// Opens a meeting with this title, as the start page does.
pub async fn open_meeting(server: &Address, title: &str) -> Result<Links, CannotOpen> {
    let opening = Opening::new(title, None);
    let request = Request::post("/api/meetings")
        .header(CONTENT_TYPE, "application/json")
        .header(wire::SIGNATURE, &opening.signature);
    let (status, _) = server.ask(request, opening.body.into()).await?;
    if !status.is_success() {
        return Err(CannotOpen::Refused(status));
    }
    Ok(Links { moderator: opening.moderator, participant: opening.participant })
}

fn unreachable(cause: impl fmt::Display) -> CannotOpen {
    CannotOpen::Unreachable(cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_a_browser_shows() {
        for text in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://reihum.example"] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), text);
        }
        let slash: Address = "http://127.0.0.1:8080/".parse().unwrap();
        assert_eq!(slash.socket(), "ws://127.0.0.1:8080/ws");
    }

    #[test]
    fn what_a_guest_cannot_reach_is_refused() {
        let refused = |text: &str| text.parse::<Address>().unwrap_err();
        assert_eq!(refused("https://reihum.example"), NoAddress::Scheme);
        for text in ["", "reihum.example", "127.0.0.1:8080", "http://", "http://a/b"] {
            assert_eq!(refused(text), NoAddress::Unreadable, "{text}");
        }
    }
}
