//! A WebSocket that costs the load generator next to nothing: thousands of them share one core with
//! whoever measures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

/// One side of a connection that sends and receives whole binary messages in single frames, which
/// is all that either server sends.
pub struct Socket {
    stream: TcpStream,
    heard: Vec<u8>,
    /// How much of it has been handed out.
    used: usize,
}

impl Socket {
    pub async fn connect(address: SocketAddr, path: &str) -> Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\n\
             Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: bWVhc3VyZWQgaGVyZS4uLg==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut heard = Vec::with_capacity(512);
        let end = loop {
            if stream.read_buf(&mut heard).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if let Some(at) = heard.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        if !heard.starts_with(b"HTTP/1.1 101") {
            return Err(Error::other(String::from_utf8_lossy(&heard).into_owned()));
        }
        Ok(Self { stream, heard, used: end })
    }

    pub async fn send(&mut self, message: &[u8]) -> Result<()> {
        self.write(BINARY, message).await
    }

    async fn write(&mut self, opcode: u8, message: &[u8]) -> Result<()> {
        let mut frame = Vec::with_capacity(message.len() + 14);
        frame.push(0x80 | opcode);
        match message.len() {
            n @ 0..126 => frame.push(0x80 | n as u8),
            n @ 126..65_536 => {
                frame.push(0x80 | 126);
                frame.extend((n as u16).to_be_bytes());
            }
            n => {
                frame.push(0x80 | 127);
                frame.extend((n as u64).to_be_bytes());
            }
        }
        // A mask of zeros is a mask: nothing to compute on this side.
        frame.extend([0; 4]);
        frame.extend(message);
        self.stream.write_all(&frame).await
    }

    /// The next message. May be dropped at any time and asked again.
    pub async fn next(&mut self) -> Result<Vec<u8>> {
        loop {
            while let Some((opcode, message)) = self.take() {
                match opcode {
                    BINARY => return Ok(message),
                    PING => self.write(PONG, &message).await?,
                    CLOSE => return Err(ErrorKind::ConnectionAborted.into()),
                    _ => {}
                }
            }
            self.heard.drain(..self.used);
            self.used = 0;
            if self.stream.read_buf(&mut self.heard).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Takes a whole frame, if one is there.
    fn take(&mut self) -> Option<(u8, Vec<u8>)> {
        let rest = &self.heard[self.used..];
        let (&first, &second) = (rest.first()?, rest.get(1)?);
        let (head, len) = match second & 0x7f {
            126 => (4, u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?).into()),
            127 => {
                let len = u64::from_be_bytes(rest.get(2..10)?.try_into().ok()?);
                (10, usize::try_from(len).ok()?)
            }
            len => (2, usize::from(len)),
        };
        let message = rest.get(head..head + len)?.to_vec();
        self.used += head + len;
        Some((first & 0x0f, message))
    }
}
