//! A listener on the wire: passes everything on, and keeps what browsers send to the server.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A port that leads to a server, and everything that went through it.
pub struct WireTap {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl WireTap {
    /// Opens a port that leads to `server`.
    pub async fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let heard = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let keep = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(pass_on(browser, server, Arc::clone(&keep)));
            }
        });
        Self { address, heard }
    }

    /// What a person types into the address bar.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything the server received, both as it travelled and with the masks of WebSocket frames
    /// taken off.
    pub fn received(&self) -> Vec<u8> {
        let heard = self.heard.lock().expect("no listener panics");
        heard.iter().flat_map(|bytes| [bytes.clone(), unmasked(bytes)].concat()).collect()
    }

    /// How many WebSocket frames were heard.
    pub fn frames(&self) -> usize {
        let heard = self.heard.lock().expect("no listener panics");
        heard.iter().map(|bytes| frames(bytes).len()).sum()
    }
}

async fn pass_on(mut browser: TcpStream, server: SocketAddr, keep: Arc<Mutex<Vec<Vec<u8>>>>) {
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    let line = {
        let mut heard = keep.lock().expect("no listener panics");
        heard.push(Vec::new());
        heard.len() - 1
    };
    let (mut from_browser, mut to_browser) = browser.split();
    let (mut from_server, mut to_server) = server.split();
    let up = async {
        let mut buffer = vec![0; 16 * 1_024];
        while let Ok(n @ 1..) = from_browser.read(&mut buffer).await {
            keep.lock().expect("no listener panics")[line].extend_from_slice(&buffer[..n]);
            if to_server.write_all(&buffer[..n]).await.is_err() {
                break;
            }
        }
    };
    let down = tokio::io::copy(&mut from_server, &mut to_browser);
    tokio::select! {
        () = up => {}
        _ = down => {}
    }
}

/// The payloads of the WebSocket frames in one connection's bytes, without their masks.
fn unmasked(bytes: &[u8]) -> Vec<u8> {
    frames(bytes).concat()
}

fn frames(bytes: &[u8]) -> Vec<Vec<u8>> {
    let head = b"\r\n\r\n";
    let Some(end) = bytes.windows(4).position(|window| window == head) else { return vec![] };
    if !bytes[..end].to_ascii_lowercase().windows(18).any(|w| w == b"upgrade: websocket") {
        return vec![];
    }
    let mut rest = &bytes[end + 4..];
    let mut frames = Vec::new();
    while let Some((frame, after)) = first_frame(rest) {
        frames.push(frame);
        rest = after;
    }
    frames
}

/// The first frame's payload and what follows; `None` where it has not arrived whole.
fn first_frame(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (&[_, second], rest) = bytes.split_first_chunk()?;
    let (len, rest) = match second & 0x7f {
        126 => {
            let (len, rest) = rest.split_first_chunk()?;
            (usize::from(u16::from_be_bytes(*len)), rest)
        }
        127 => {
            let (len, rest) = rest.split_first_chunk()?;
            (usize::try_from(u64::from_be_bytes(*len)).ok()?, rest)
        }
        len => (usize::from(len), rest),
    };
    let (mask, rest) = rest.split_first_chunk::<4>()?;
    let (payload, rest) = rest.split_at_checked(len)?;
    let payload = payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask);
    Some((payload.collect(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_word_is_heard() {
        // given a handshake and a frame »Wort«, masked with 1 2 3 4
        let mut bytes = b"GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n".to_vec();
        bytes.extend([0x82, 0x84, 1, 2, 3, 4, b'W' ^ 1, b'o' ^ 2, b'r' ^ 3, b't' ^ 4]);
        // then
        assert_eq!(unmasked(&bytes), b"Wort");
    }
}
