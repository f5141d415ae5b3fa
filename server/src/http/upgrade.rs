//! From HTTP to a socket: the WebSocket handshake.
//!
//! Extensions are not negotiated: a compressed frame could be a bomb, and tells what is in it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::accept::Caller;
use super::{Error, Gate, origin};
use crate::socket;

/// Answers `GET /ws`.
pub async fn upgrade(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    mut request: Request,
) -> Result<Response, Error> {
    let headers = request.headers();
    origin::check(headers, &gate.house.settings)?;
    let key = headers.get(SEC_WEBSOCKET_KEY).filter(|_| {
        has(headers, CONNECTION, "upgrade")
            && has(headers, UPGRADE, "websocket")
            && has(headers, SEC_WEBSOCKET_VERSION, "13")
    });
    let accept = derive_accept_key(key.ok_or(Error::UNREADABLE)?.as_bytes());
    if gate.registry.is_stopping() {
        return Err(Error::UNAVAILABLE);
    }
    if !gate.sockets.take(caller.address) {
        return Err(Error::TOO_FAST);
    }
    let upgrading = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        // Kept until the socket ends: it counts as the connection it came by.
        let _seat = caller.permit;
        let Ok(upgraded) = upgrading.await else { return };
        let parts = upgraded
            .downcast::<TokioIo<TcpStream>>()
            .expect("the accept loop serves TCP streams only");
        socket::serve(gate, parts.io.into_inner(), parts.read_buf).await;
    });
    let handshake =
        [(CONNECTION, "upgrade"), (UPGRADE, "websocket"), (SEC_WEBSOCKET_ACCEPT, accept.as_str())];
    Ok((StatusCode::SWITCHING_PROTOCOLS, handshake, Body::empty()).into_response())
}

/// Whether a list in a header has this word.
fn has(headers: &HeaderMap, header: HeaderName, word: &str) -> bool {
    let lists = headers.get_all(header).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| item.trim().eq_ignore_ascii_case(word))
}
