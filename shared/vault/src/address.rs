//! Web addresses that people type: only those a browser opens as a page, and nothing else with them.

use alloc::format;
use alloc::string::{String, ToString};

use shared::limits::ADDRESS_CHARS;

use crate::clean::clean;

/// Why something is no address that others could open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// It leads elsewhere than to a page: to a file on this machine, a mailbox, a script.
    OtherKind,
    /// It names no host, or holds signs that no address has.
    NoAddress,
    /// It is longer than [`ADDRESS_CHARS`].
    TooLong,
}

/// The address as a browser takes it: `https://` or `http://`, a host, the rest. What people leave
/// out at the beginning is put there.
pub fn address(typed: &str) -> Result<String, BadAddress> {
    let typed = clean(typed, usize::MAX);
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None if names_other_kind(&typed) => return Err(BadAddress::OtherKind),
        None => ("https".to_string(), typed.as_str()),
    };
    if scheme != "https" && scheme != "http" {
        return Err(BadAddress::OtherKind);
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if !is_host(host) || rest.chars().any(is_foreign) {
        return Err(BadAddress::NoAddress);
    }
    let address = format!("{scheme}://{rest}");
    if address.chars().count() > ADDRESS_CHARS { Err(BadAddress::TooLong) } else { Ok(address) }
}

/// Whether it begins with a word and a colon, as `mailto:` does; `museum.example:8080` is a host.
fn names_other_kind(typed: &str) -> bool {
    typed.split_once(':').is_some_and(|(before, behind)| {
        let is_port = behind.starts_with(|sign: char| sign.is_ascii_digit());
        !before.contains(['.', '/', '?', '#']) && !is_port
    })
}

/// A name with a point in it and perhaps a port. Who signs in with an address, or wants to look like
/// another host (`museum.example@elsewhere.example`), is not followed.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let labels = name.strip_suffix('.').unwrap_or(name);
    labels.contains('.') && labels.split('.').all(label) && port.parse::<u16>().is_ok()
}

/// Signs that no address holds; in a document they would end it.
fn is_foreign(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_addresses_also_without_their_beginning() {
        for (typed, expected) in [
            ("https://museum.example/vorlage.pdf", "https://museum.example/vorlage.pdf"),
            (" HTTP://Museum.example ", "http://Museum.example"),
            ("www.museum.example/a?b=c#d", "https://www.museum.example/a?b=c#d"),
            ("museum.example:8080/x", "https://museum.example:8080/x"),
            ("https://köln.example/ä", "https://köln.example/ä"),
            ("museum\u{200b}.example", "https://museum.example"),
        ] {
            assert_eq!(address(typed), Ok(expected.to_string()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_page_is_refused_with_the_reason() {
        use BadAddress::{NoAddress, OtherKind, TooLong};
        for (typed, why) in [
            ("javascript:alert(1)", OtherKind),
            ("data:text/html,x", OtherKind),
            ("mailto:jo@museum.example", OtherKind),
            ("file:///Vorlagen/brief.docx", OtherKind),
            ("ftp://museum.example", OtherKind),
            (r"C:\Vorlagen\brief.docx", OtherKind),
            ("", NoAddress),
            ("Vorlage", NoAddress),
            ("https://", NoAddress),
            ("https://localhost", NoAddress),
            ("https://museum.example@elsewhere.example", NoAddress),
            ("https://museum.example:x", NoAddress),
            ("https://museum..example", NoAddress),
            ("https://museum.example/ein brief", NoAddress),
            ("https://museum.example/>", NoAddress),
        ] {
            assert_eq!(address(typed), Err(why), "{typed}");
        }
        let long = format!("https://museum.example/{}", "x".repeat(ADDRESS_CHARS));
        assert_eq!(address(&long), Err(TooLong));
    }
}
