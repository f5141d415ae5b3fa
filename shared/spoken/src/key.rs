//! What five words become: where the invitation lies, what opens it, and what vouches for both.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use crate::Words;

/// 64 MiB, three times over: about half a second on a phone, and for whoever guesses as much memory
/// for each guess.
const MEMORY_KIB: u32 = 64 * 1_024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// Before the server's salt, so that nothing else derived from it can be the same.
const PURPOSE: &[u8] = b"reihum1/join";

/// Made of five words; silent in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct WordKey {
    /// Under this the server keeps the wrapped invitation.
    pub locator: [u8; 16],
    /// With this it is wrapped. It never leaves the device.
    pub(crate) wrapping: [u8; 32],
    /// By this a device notices before it opens anything that the invitation belongs to these very
    /// words: an envelope that opens by many keys would tell which of many words were typed.
    pub commitment: [u8; 16],
}

impl WordKey {
    /// Derives it; takes 64 MiB and a good part of a second. `salt` is the server's for as long as
    /// it runs: nobody can have tried all words in advance.
    pub fn derive(words: &Words, salt: &[u8; 16]) -> Self {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(64))
            .expect("these numbers are within what Argon2 takes");
        let mut blocks = vec![Block::new(); params.block_count()];
        let mut text = words.to_text();
        let salt = [PURPOSE, salt].concat();
        let mut out = [0; 64];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(text.as_bytes(), &salt, &mut out, &mut blocks)
            .expect("the lengths of words, salt and memory are within what Argon2 takes");
        text.zeroize();
        let mut key = Self { locator: [0; 16], wrapping: [0; 32], commitment: [0; 16] };
        key.locator.copy_from_slice(&out[..16]);
        key.wrapping.copy_from_slice(&out[16..48]);
        key.commitment.copy_from_slice(&out[48..]);
        out.zeroize();
        key
    }
}

impl fmt::Debug for WordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WordKey(…)")
    }
}

impl Drop for WordKey {
    fn drop(&mut self) {
        self.wrapping.zeroize();
    }
}
