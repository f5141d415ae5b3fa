//! Five spoken words: an invitation behind words that one can say, for people in one room.
//!
//! The inviting device chooses five words of the [`list`] at random, sixty bits, derives a key from
//! them ([`WordKey`]) and leaves the invitation with the server, wrapped ([`wrap`]) and findable
//! only by who derives the same. Whoever hears the words types them ([`read`]) and opens it.
//!
//! In the browser this is a WebAssembly module of its own (`browser`) in a worker: deriving takes
//! 64 MiB and a good part of a second, and neither may weigh on the page. The server must never
//! depend on this crate.

#[cfg(target_arch = "wasm32")]
mod browser;
mod key;
pub mod list;
mod reading;
mod wrap;

use std::fmt;

use zeroize::Zeroize;

pub use key::WordKey;
pub use reading::{Misread, read};
pub use wrap::{Foreign, Invitation, unwrap, wrap};

/// How many words there are in an invitation.
pub const COUNT: usize = 5;

/// Five words of the list, by their numbers; silent in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Words([u16; COUNT]);

impl Words {
    /// Five at random, each as likely as any other.
    pub fn random() -> Self {
        let mut bytes = [0; 2 * COUNT];
        getrandom::fill(&mut bytes).expect("every system and browser we run on has randomness");
        let (pairs, _) = bytes.as_chunks::<2>();
        let mut numbers = [0; COUNT];
        for (number, pair) in numbers.iter_mut().zip(pairs) {
            // The list's length is a power of two: cutting bits off favours none.
            *number = u16::from_le_bytes(*pair) % (1 << list::BITS);
        }
        bytes.zeroize();
        Self(numbers)
    }

    /// As they are said, with spaces between them.
    pub fn to_text(&self) -> String {
        let words = self.0.map(|number| list::word(number).expect("every number names a word"));
        words.join(" ")
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_read_back() {
        for _ in 0..200 {
            let words = Words::random();
            assert_eq!(read(&words.to_text()), Ok(words));
        }
    }

    #[test]
    fn two_invitations_differ() {
        assert_ne!(Words::random(), Words::random());
    }

    #[test]
    fn the_key_of_some_words_is_the_one_of_every_release() {
        let words = read("tulpe anker kran museum regen").unwrap();
        let key = WordKey::derive(&words, &[7; 16]);
        let hex = |bytes: &[u8]| -> String { bytes.iter().map(|it| format!("{it:02x}")).collect() };
        assert_eq!(hex(&key.locator), "0afabb0103c8e37d3a186619d339bb8d");
        let wrapping = "6d2b1976d8972f5b63ae655b3f6cc47664e42df92844aa268b91819792701e38";
        assert_eq!(hex(&key.wrapping), wrapping);
        assert_eq!(hex(&key.commitment), "61f5a3f1ed2e07b954344d3fdf0fdf74");
    }
}
