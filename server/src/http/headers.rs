//! The headers of every answer: what a browser may do with our pages, and to whom it may tell.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::{Gate, origin};
use crate::settings::Settings;

/// Those that are the same for everybody.
static ALWAYS: [(HeaderName, &str); 9] = [
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("origin-agent-cluster"), "?1"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), payment=(), \
         browsing-topics=(), fullscreen=(self), clipboard-write=(self), screen-wake-lock=(self)",
    ),
];

const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds them to an answer. Whatever has no word on caching is not kept.
pub async fn add(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let settings = &gate.house.settings;
    let policy = content_policy(settings, request.headers());
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in &ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // A promise only whoever is reached by TLS can keep.
    if settings.public_origins.iter().any(|origin| origin.starts_with("https://")) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    answer
}

/// Scripts, styles and connections only from and to ourselves. Older Safari does not count
/// sockets among `'self'`, so they are named.
fn content_policy(settings: &Settings, headers: &HeaderMap) -> HeaderValue {
    let sockets: String = if settings.public_origins.is_empty() {
        origin::host(headers).map(|host| format!(" ws://{host}")).unwrap_or_default()
    } else {
        let sockets = settings.public_origins.iter();
        sockets.map(|origin| format!(" {}", origin.replacen("http", "ws", 1))).collect()
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{sockets}; worker-src blob:; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    );
    HeaderValue::try_from(policy).expect("hosts and origins are checked to be plain ASCII")
}
