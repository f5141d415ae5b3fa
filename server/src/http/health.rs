//! Health: whether this server can take a meeting, found out by making a write.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use super::Gate;

/// 200 when a meeting could be stored now, 503 otherwise.
pub async fn healthy(State(gate): State<Arc<Gate>>) -> (StatusCode, &'static str) {
    // One at a time: each is a write, and whoever asks a thousand times must not make a thousand.
    let _asking = gate.pulse.lock().await;
    match gate.house.log.ready().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(cause) => {
            tracing::error!(%cause, "unhealthy");
            (StatusCode::SERVICE_UNAVAILABLE, "the log is unavailable\n")
        }
    }
}

/// The same, and 503 as soon as the server begins to stop: send nobody here any more.
pub async fn ready(State(gate): State<Arc<Gate>>) -> (StatusCode, &'static str) {
    if gate.registry.is_stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    healthy(State(gate)).await
}
