//! Places in a text that stay with their text: for carets of others, which travel as whispers.

use yrs::{ClientID, ID};

/// A place right behind this character; empty for the beginning of the text.
///
/// `client 8 | clock 4`, big-endian.
pub(crate) fn encode(behind: Option<ID>) -> Vec<u8> {
    let Some(id) = behind else { return Vec::new() };
    [&id.client.get().to_be_bytes()[..], &id.clock.to_be_bytes()].concat()
}

/// The character before the place; `None` for bytes that are no place at all.
pub(crate) fn decode(anchor: &[u8]) -> Option<Option<ID>> {
    if anchor.is_empty() {
        return Some(None);
    }
    let (client, clock) = anchor.split_first_chunk::<8>()?;
    let client = u64::from_be_bytes(*client);
    let clock = u32::from_be_bytes(clock.try_into().ok()?);
    (client < 1 << 53).then(|| Some(ID::new(ClientID::new(client), clock)))
}
