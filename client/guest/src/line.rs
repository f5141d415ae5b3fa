//! The line: a guest's connection, which comes back by itself until the server has said that there
//! is nothing to come back to.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use shared::refusal::Refusal;
use shared::wire::Bye;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::address::Address;
use crate::guest::Table;

type Socket = WebSocketStream<TcpStream>;

/// How long getting through may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the server is asked for the time, which also shows that it is there.
const PING_EVERY: Duration = Duration::from_secs(15);
/// How long it may be silent.
const SILENCE: Duration = Duration::from_secs(45);
/// The first pause before coming again. It doubles with every attempt that fails.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
/// The longest pause: whoever comes back from a dead spot is in again within seconds.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long to leave a server alone that could not take something.
const LEAVE_ALONE: Duration = Duration::from_secs(1);
/// What a socket reads at once: thousands of guests fit into one rehearsal.
const READ_BYTES: usize = 4 * 1_024;

/// Keeps a guest connected for as long as they want to be.
pub(crate) async fn keep(address: Address, table: Arc<Table>) {
    let mut wanted = table.wanted.subscribe();
    let mut failures = 0;
    let mut first = true;
    // The table holds the sender: waiting fails only when the guest has gone.
    while wanted.wait_for(|wanted| *wanted).await.is_ok() {
        if let Ok(Ok(mut socket)) = timeout(PATIENCE, connect(&address)).await {
            table.write(|notebook| {
                notebook.tally.reconnects += u64::from(!first);
                notebook.bye = None;
                notebook.mirror.connected();
            });
            first = false;
            // However it ended: what follows depends on what the server has said.
            attend(&table, &mut socket, &mut wanted).await;
            if table.read(|notebook| notebook.mirror.is_here()) {
                failures = 0;
            }
            table.write(|notebook| notebook.mirror.disconnected());
            if table.read(|notebook| notebook.bye).is_some_and(is_final) {
                return;
            }
        }
        if *wanted.borrow() {
            sleep(pause(failures)).await;
            failures += 1;
        }
    }
}

/// Whether there is nothing to come back to.
pub(crate) fn is_final(bye: Bye) -> bool {
    match bye {
        Bye::Restart | Bye::TooSlow => false,
        Bye::Refused(refusal) => !matches!(refusal, Refusal::TooFast | Refusal::Unavailable),
        Bye::PassUnknown | Bye::Deleted | Bye::OtherVersion => true,
    }
}

/// The pause after so many failures, shaken so that a full house does not come back as one.
fn pause(failures: u32) -> Duration {
    let pause = SHORTEST_PAUSE.saturating_mul(2_u32.saturating_pow(failures)).min(LONGEST_PAUSE);
    pause.mul_f64(0.5 + fastrand::f64() / 2.0)
}

async fn connect(address: &Address) -> Result<Socket, String> {
    let stream = address.dial().await.map_err(|error| error.to_string())?;
    let config = WebSocketConfig::default().read_buffer_size(READ_BYTES);
    let connecting = client_async_with_config(address.socket(), stream, Some(config));
    let (socket, _) = connecting.await.map_err(|error| error.to_string())?;
    Ok(socket)
}

/// Sends and hears until the connection ends or is not wanted any more.
async fn attend(table: &Table, socket: &mut Socket, wanted: &mut watch::Receiver<bool>) {
    let mut ping = interval(PING_EVERY);
    let mut heard = Instant::now();
    let alone = sleep(LEAVE_ALONE);
    tokio::pin!(alone);
    let mut waiting = false;
    loop {
        if send_all(table, socket).await.is_err() {
            return;
        }
        if table.read(|notebook| notebook.bye).is_some() {
            // Says goodbye in turn, so that the server's last words are not lost in a reset.
            let _ = timeout(PATIENCE, socket.close(None)).await;
            return;
        }
        let asked_to_wait = table.read(|notebook| notebook.asked_to_wait);
        if asked_to_wait && !waiting {
            alone.as_mut().reset(Instant::now() + LEAVE_ALONE.mul_f64(1.0 + fastrand::f64()));
        }
        waiting = asked_to_wait;
        tokio::select! {
            message = socket.next() => match message {
                Some(Ok(Message::Binary(frame))) => {
                    heard = Instant::now();
                    table.write(|notebook| notebook.hear(&frame));
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => heard = Instant::now(),
            },
            () = table.outgoing.notified() => {}
            () = &mut alone, if waiting => table.write(|notebook| notebook.retry()),
            _ = ping.tick() => {
                if heard.elapsed() > SILENCE {
                    return;
                }
                table.write(|notebook| notebook.mirror.ping());
            }
            // Whoever does not want it any more hangs up without a word, like a dead spot.
            gone = wanted.wait_for(|wanted| !*wanted) => return drop(gone),
        }
    }
}

async fn send_all(
    table: &Table,
    socket: &mut Socket,
) -> Result<(), tokio_tungstenite::tungstenite::Error> {
    let frames = table.take_frames();
    if frames.is_empty() {
        return Ok(());
    }
    for frame in frames {
        socket.feed(Message::Binary(frame.into())).await?;
    }
    socket.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_few_seconds_and_are_never_all_the_same() {
        assert!((0..100).all(|_| pause(0) <= SHORTEST_PAUSE && pause(0) >= SHORTEST_PAUSE / 2));
        assert!((0..100).all(|_| pause(40) <= LONGEST_PAUSE && pause(40) >= LONGEST_PAUSE / 2));
        let some: std::collections::BTreeSet<_> = (0..10).map(|_| pause(9)).collect();
        assert!(some.len() > 1);
    }

    #[test]
    fn a_guest_comes_back_unless_there_is_nothing_to_come_back_to() {
        assert!(!is_final(Bye::Restart) && !is_final(Bye::TooSlow));
        assert!(!is_final(Bye::Refused(Refusal::Unavailable)));
        assert!(is_final(Bye::Deleted) && is_final(Bye::PassUnknown));
        assert!(is_final(Bye::Refused(Refusal::Unreadable)));
    }
}
