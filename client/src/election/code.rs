//! One-time codes: the vote key of somebody without a device, to be typed on one that others lend.
//!
//! A code is a key of its own: sixteen signs, eighty bits, so that nobody finds it from the public
//! half on the roll. Whoever sees it can vote in its place; it is shown once and kept nowhere.

use ballot::ring::VoteKey;

use super::key::fresh;

/// Signs that nobody mistakes for each other.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs of a code.
const LENGTH: usize = 16;

/// A new code, in groups of four.
pub fn new() -> String {
    let signs = fresh::<LENGTH>().map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// The key of a code as somebody typed it; `None` where it is none.
pub fn key(typed: &str) -> Option<VoteKey> {
    let plain = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    };
    let signs: Vec<u8> = typed
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '-')
        .map(|sign| u8::try_from(plain(sign)).unwrap_or_default())
        .collect();
    if signs.len() != LENGTH || signs.iter().any(|sign| !SIGNS.contains(sign)) {
        return None;
    }
    let mut seed = [0; 32];
    seed[..LENGTH].copy_from_slice(&signs);
    Some(VoteKey::from_seed(&seed))
}
