//! Fresh ids, from the one source of randomness there is.

/// Sixteen random bytes, marked as a version 4 UUID.
pub fn id_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("every system and browser we run on has randomness");
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    bytes
}
