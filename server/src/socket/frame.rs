//! Frames on their way out: made once, header and all, and written to each receiver as they are.
//!
//! A server's frames are not masked, so the same bytes fit everybody; and what is written straight
//! from them needs no buffer for each connection.

use std::collections::VecDeque;
use std::io::{ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use shared::wire::ToClient;
use tokio::io::AsyncWrite;

/// Bytes before the longest payload: opcode, length mark, length.
const HEAD: usize = 10;
/// The last frame of a message, binary.
const BINARY: u8 = 0x82;
/// What stands for a length of two bytes, and of eight.
const TWO: u8 = 126;
const EIGHT: u8 = 127;

/// How many frames one system call takes.
const AT_ONCE: usize = 32;

/// The frame that carries a message, to be shared by all who get it.
pub fn frame(message: &ToClient) -> Bytes {
    let bytes = postcard::to_extend(message, vec![0; HEAD])
        .expect("no message has a part that cannot be encoded");
    framed(bytes)
}

/// Writes the head of a frame close before its payload, which begins at [`HEAD`].
fn framed(mut bytes: Vec<u8>) -> Bytes {
    let len = bytes.len() - HEAD;
    let from = match (u8::try_from(len), u16::try_from(len)) {
        (Ok(len), _) if len < TWO => {
            bytes[8..HEAD].copy_from_slice(&[BINARY, len]);
            8
        }
        (_, Ok(len)) => {
            bytes[6..8].copy_from_slice(&[BINARY, TWO]);
            bytes[8..HEAD].copy_from_slice(&len.to_be_bytes());
            6
        }
        _ => {
            bytes[..2].copy_from_slice(&[BINARY, EIGHT]);
            bytes[2..HEAD].copy_from_slice(&(len as u64).to_be_bytes());
            0
        }
    };
    let mut frame = Bytes::from(bytes);
    frame.advance(from);
    frame
}

/// Writes frames, as many at once as the other side takes, and drops them from the queue; the one
/// that went in part stays as its rest. Ready with the bytes written, at least one.
pub fn poll_write(
    stream: &mut (impl AsyncWrite + Unpin),
    cx: &mut Context<'_>,
    frames: &mut VecDeque<Bytes>,
) -> Poll<Result<usize>> {
    let stream = Pin::new(stream);
    let polled = match (frames.front(), frames.len()) {
        // The plain call is the cheaper one, and the usual one.
        (Some(frame), 1) => stream.poll_write(cx, frame),
        (_, waiting) => {
            let mut slices = [IoSlice::new(&[]); AT_ONCE];
            for (slice, frame) in slices.iter_mut().zip(frames.iter()) {
                *slice = IoSlice::new(frame);
            }
            stream.poll_write_vectored(cx, &slices[..waiting.min(AT_ONCE)])
        }
    };
    let written = ready!(polled)?;
    if written == 0 {
        return Poll::Ready(Err(ErrorKind::WriteZero.into()));
    }
    let mut out = written;
    while let Some(frame) = frames.front_mut() {
        if out < frame.len() {
            frame.advance(out);
            break;
        }
        out -= frame.len();
        frames.pop_front();
    }
    Poll::Ready(Ok(written))
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::io::AsyncReadExt;

    use super::*;

    #[test]
    fn every_length_has_its_head() {
        for (len, head) in [
            (0, vec![BINARY, 0]),
            (125, vec![BINARY, 125]),
            (126, vec![BINARY, TWO, 0, 126]),
            (65_535, vec![BINARY, TWO, 255, 255]),
            (65_536, vec![BINARY, EIGHT, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] {
            let frame = framed(vec![7; HEAD + len]);
            assert_eq!(frame.len(), head.len() + len);
            assert_eq!(frame[..head.len()], head);
            assert!(frame[head.len()..].iter().all(|byte| *byte == 7));
        }
    }

    #[tokio::test]
    async fn frames_arrive_in_order_and_whole_however_little_fits_at_once() {
        // given
        let frames: VecDeque<Bytes> = (0..100_u8).map(|n| vec![n; usize::from(n)].into()).collect();
        let expected = frames.iter().flatten().copied().collect::<Vec<_>>();
        let (mut near, mut far) = tokio::io::duplex(7);
        // when
        let writing = tokio::spawn(async move {
            let mut frames = frames;
            while !frames.is_empty() {
                poll_fn(|cx| poll_write(&mut near, cx, &mut frames)).await.unwrap();
            }
        });
        let mut read = Vec::new();
        far.read_to_end(&mut read).await.unwrap();
        // then
        assert_eq!(read, expected);
        writing.await.unwrap();
    }
}
