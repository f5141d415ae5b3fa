//! Origins: whether a request comes from our own page.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};

use super::Error;
use crate::settings::Settings;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what a page of somebody else asks for.
///
/// A request without an origin is let through: browsers always send one with sockets and posts,
/// and whoever is not a browser can write there what it likes. There is no ambient authority
/// either way (no cookie, no login), so a foreign page could at most use what it knows already.
pub fn check(headers: &HeaderMap, settings: &Settings) -> Result<(), Error> {
    let same_site = headers.get(SEC_FETCH_SITE).is_none_or(|site| site == "same-origin");
    let ours = match headers.get(ORIGIN).map(|origin| origin.to_str()) {
        None => true,
        Some(Err(_)) => false,
        Some(Ok(origin)) if settings.public_origins.is_empty() => {
            let authority =
                origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            authority.is_some_and(|authority| Some(authority) == host(headers))
        }
        Some(Ok(origin)) => settings.public_origins.iter().any(|ours| ours == origin),
    };
    if same_site && ours { Ok(()) } else { Err(Error::ForeignOrigin) }
}

/// The host the request was sent to, if it looks like one: letters, digits, `.:-[]`, nothing that
/// could end a header's part.
pub fn host(headers: &HeaderMap) -> Option<&str> {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b".:-[]".contains(&c);
    headers.get(HOST)?.to_str().ok().filter(|host| !host.is_empty() && host.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn allowed(allowed: bool, public: &[&str], headers: &[(&'static str, &'static str)]) {
        let map = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a value")));
        let public_origins = public.iter().map(|&origin| origin.to_owned()).collect();
        let settings = Settings { public_origins, ..Settings::default() };
        assert_eq!(check(&map.collect(), &settings).is_ok(), allowed, "{public:?} {headers:?}");
    }

    #[test]
    fn only_our_own_page_is_let_through() {
        let host = ("host", "reihum.example:8080");
        allowed(true, &[], &[host, ("origin", "http://reihum.example:8080")]);
        allowed(true, &[], &[host, ("origin", "https://reihum.example:8080")]);
        for foreign in [
            "null",
            "",
            "http://reihum.example",
            "http://reihum.example:8081",
            "http://reihum.example:8080.evil.example",
            "http://evil-reihum.example:8080",
            "http://user@reihum.example:8080",
            "ftp://reihum.example:8080",
            "http://REIHUM.example:8080",
            "file://",
        ] {
            allowed(false, &[], &[host, ("origin", foreign)]);
        }
        allowed(false, &[], &[("origin", "http://reihum.example")]);
    }

    #[test]
    fn with_public_origins_the_host_header_says_nothing() {
        let public = ["https://reihum.example"];
        let host = ("host", "evil.example");
        allowed(true, &public, &[host, ("origin", "https://reihum.example")]);
        allowed(false, &public, &[host, ("origin", "https://evil.example")]);
        allowed(false, &public, &[host, ("origin", "http://reihum.example")]);
    }

    #[test]
    fn whoever_is_no_browser_needs_no_origin() {
        allowed(true, &[], &[("host", "127.0.0.1:8080")]);
        allowed(true, &["https://reihum.example"], &[]);
    }

    #[test]
    fn a_browser_that_says_the_page_is_foreign_is_believed() {
        let host = ("host", "reihum.example");
        allowed(false, &[], &[host, ("sec-fetch-site", "cross-site")]);
        allowed(false, &[], &[host, ("sec-fetch-site", "same-site")]);
        allowed(true, &[], &[host, ("sec-fetch-site", "same-origin")]);
    }

    #[test]
    fn a_host_that_could_end_a_header_is_none() {
        for bad in ["", "a b", "a;b", "a,b", "a'b", "a/b", "a\"b"] {
            let headers: HeaderMap = [(HOST, bad.parse().expect("a value"))].into_iter().collect();
            assert_eq!(super::host(&headers), None, "{bad:?}");
        }
    }
}
