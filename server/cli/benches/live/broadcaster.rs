//! The limit to measure against: axum, a task for each connection, a broadcast channel for each
//! room, and nothing else. What it costs, nobody who uses axum can avoid.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Sender};

/// As many as wait at the product's.
const WAITING: usize = 256;

type Rooms = Arc<Mutex<HashMap<u64, Sender<(u64, Message)>>>>;

/// Serves until it is killed; says on standard output where it listens.
pub async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    let listener = listener.tap_io(|stream| {
        // A connection that cannot be told so is slow, and shows in the figures.
        let _ = stream.set_nodelay(true);
    });
    let rooms = Rooms::default();
    let router = Router::new().route("/ws/{room}/{seat}", get(upgrade)).with_state(rooms);
    axum::serve(listener, router).await
}

async fn upgrade(
    State(rooms): State<Rooms>,
    Path((room, seat)): Path<(u64, u64)>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let room = {
        let mut rooms = rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.entry(room).or_insert_with(|| broadcast::channel(WAITING).0).clone()
    };
    let upgrade = upgrade.read_buffer_size(2 * 1_024).write_buffer_size(8 * 1_024);
    upgrade.on_upgrade(move |socket| attend(socket, seat, room))
}

async fn attend(mut socket: WebSocket, seat: u64, room: Sender<(u64, Message)>) {
    let mut others = room.subscribe();
    loop {
        tokio::select! {
            heard = socket.recv() => match heard {
                Some(Ok(message @ Message::Binary(_))) => drop(room.send((seat, message))),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
            told = others.recv() => match told {
                Ok((from, _)) if from == seat => {}
                Ok((_, message)) => {
                    if socket.send(message).await.is_err() {
                        return;
                    }
                }
                Err(RecvError::Lagged(_) | RecvError::Closed) => return,
            },
        }
    }
}
