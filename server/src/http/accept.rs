//! The accept loop: takes connections from a listener and sets the timers that `axum::serve` lacks.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use super::Gate;

/// What a request's head may take; hyper answers 431 above it.
const HEAD_BYTES: usize = 16 * 1_024;
/// How long to wait when no connection can be taken, because no file is left to open for example.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts connections for ever.
pub async fn forever(gate: &Arc<Gate>, listener: &TcpListener) {
    let router = super::routes(gate.clone());
    let places = Arc::new(Semaphore::new(gate.house.settings.connections));
    loop {
        let permit = places.clone().acquire_owned().await.expect("nobody closes the semaphore");
        match listener.accept().await {
            Ok((stream, address)) => {
                let caller = Caller { address: address.ip(), permit: Arc::new(permit) };
                tokio::spawn(serve(gate.clone(), router.clone(), stream, caller));
            }
            Err(cause) => {
                tracing::warn!(%cause, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Serves one connection until it ends or becomes a socket.
async fn serve(gate: Arc<Gate>, router: Router, stream: TcpStream, caller: Caller) {
    // Frames are small and must not wait for an acknowledgement of the one before. A stream on
    // which this fails has ended already.
    let _ = stream.set_nodelay(true);
    let patience = gate.house.settings.request_patience;
    let behind_proxy = gate.house.settings.behind_proxy;
    let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        let mut caller = caller.clone();
        if behind_proxy {
            caller.address = forwarded(&request).unwrap_or(caller.address);
        }
        request.extensions_mut().insert(caller);
        let router = router.clone();
        async move { router.oneshot(request.map(axum::body::Body::new)).await }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_header_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::Pin::new(&mut connection);
    tokio::select! {
        // What went wrong on a connection is the caller's business.
        _ = connection.as_mut() => return,
        () = gate.registry.stopped() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// The last address a proxy added: those before it anybody could have written.
fn forwarded<B>(request: &hyper::Request<B>) -> Option<IpAddr> {
    let last = request.headers().get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Who asks: known for the time of a connection, and never written down.
#[derive(Clone)]
pub struct Caller {
    /// Their network address.
    pub address: IpAddr,
    /// Their place among the connections.
    pub permit: Arc<OwnedSemaphorePermit>,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().expect("the accept loop says who asks"))
    }
}
