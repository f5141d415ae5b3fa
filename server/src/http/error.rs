//! The one error of the HTTP edge: a status and a body that is safe to show.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::refusal::Refusal;

/// Why a request was not answered as asked. The cause, if there is one, has been logged where it
/// was known; the body names the refusal and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// There is nothing under this path.
    NotFound,
    /// There is, but not by this method.
    MethodNotAllowed,
    /// The request comes from a page of somebody else.
    ForeignOrigin,
    /// The body is not of the one type taken here.
    UnsupportedType,
    /// The body could not be read in time.
    Timeout,
    /// The rules, or the limits, stand in the way.
    Refused(StatusCode, Refusal),
}

impl Error {
    /// The body says something that is not a message.
    pub const UNREADABLE: Self = Self::Refused(StatusCode::BAD_REQUEST, Refusal::Unreadable);
    /// The body, or something in it, is too long.
    pub const TOO_LONG: Self = Self::Refused(StatusCode::PAYLOAD_TOO_LARGE, Refusal::TooLong);
    /// Too much at once from this address.
    pub const TOO_FAST: Self = Self::Refused(StatusCode::TOO_MANY_REQUESTS, Refusal::TooFast);
    /// The log can't store anything now, or the server is stopping.
    pub const UNAVAILABLE: Self =
        Self::Refused(StatusCode::SERVICE_UNAVAILABLE, Refusal::Unavailable);
}

/// What goes out as JSON.
#[derive(Serialize)]
struct Body {
    refusal: Option<Refusal>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, refusal) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, None),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, None),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, Some(Refusal::NotAllowed)),
            Self::UnsupportedType => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, Some(Refusal::Unreadable))
            }
            Self::Timeout => (StatusCode::REQUEST_TIMEOUT, Some(Refusal::Unreadable)),
            Self::Refused(status, refusal) => (status, Some(refusal)),
        };
        (status, Json(Body { refusal })).into_response()
    }
}

/// Answers a known path asked for by a method it does not have.
pub async fn method_not_allowed() -> Error {
    Error::MethodNotAllowed
}
