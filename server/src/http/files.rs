//! The site's files: as compressed as the browser takes them, and not at all where it has them.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    VARY,
};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::{Error, Gate};
use crate::site::File;

/// Pages are asked about each time, so that a new version is there at once; what carries its
/// hash in its name never changes.
const ASK_AGAIN: &str = "no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers with a file of the site.
pub async fn serve(
    State(gate): State<Arc<Gate>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = gate.site.find(uri.path());
    if method != Method::GET && method != Method::HEAD {
        return Err(Error::MethodNotAllowed);
    }
    let Some(file) = file else {
        return lost(&gate, uri.path(), &headers).ok_or(Error::NotFound);
    };
    let caching = if file.immutable { FOR_EVER } else { ASK_AGAIN };
    let about = [(ETAG, file.etag), (CACHE_CONTROL, caching), (VARY, "accept-encoding")];
    if names(&headers, IF_NONE_MATCH.as_str(), file.etag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    Ok((about, contents(file, &headers)).into_response())
}

/// For a person whose link leads nowhere: the shell, which shows them where they can begin. What
/// a page or a program asks for is answered plainly.
fn lost(gate: &Gate, path: &str, headers: &HeaderMap) -> Option<Response> {
    let is_person = names(headers, ACCEPT.as_str(), "text/html")
        && !["/app/", "/api/"].iter().any(|programs| path.starts_with(programs));
    let shell = gate.site.shell().filter(|_| is_person)?;
    let varies = [(VARY, "accept, accept-encoding")];
    Some((StatusCode::NOT_FOUND, varies, contents(shell, headers)).into_response())
}

/// A file as compressed as the browser takes it.
fn contents(file: &File, headers: &HeaderMap) -> Response {
    let compressed = [("br", file.brotli), ("gzip", file.gzip)];
    let compressed = compressed.into_iter().find_map(|(coding, bytes)| {
        let taken = names(headers, ACCEPT_ENCODING.as_str(), coding);
        Some((coding, bytes.filter(|_| taken)?))
    });
    let body = Body::from(Bytes::from_static(compressed.map_or(file.raw, |(_, bytes)| bytes)));
    let mut answer = ([(CONTENT_TYPE, file.mime)], body).into_response();
    if let Some((coding, _)) = compressed {
        answer.headers_mut().insert(CONTENT_ENCODING, coding.parse().expect("a plain word"));
    }
    answer
}

/// Whether a list in a header names this, and does not rule it out (`q=0`).
fn names(headers: &HeaderMap, header: &str, wanted: &str) -> bool {
    let lists = headers.get_all(header).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let ruled_out =
            parts.filter_map(|part| part.strip_prefix("q=")).any(|q| q.parse() == Ok(0.0));
        weak(name) == weak(wanted) && !ruled_out
    })
}

/// A tag without its mark of weakness, which does not count when asking whether something changed.
fn weak(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
