//! The words as the worker's JavaScript sees them; what goes to and from the server is JSON text.
//!
//! What cannot be done throws an `Error` whose message is for the page: `count`, `word` with what
//! was typed and what may have been meant behind tabs, or `foreign`.

use shared::foyer::{Find, Found, Foyer, HangUp};
use shared::id::MeetingId;
use shared::time::Timestamp;
use shared::wire::PassBytes;
use wasm_bindgen::prelude::*;

use crate::{Invitation, Misread, WordKey, Words, read, unwrap, wrap};

/// Five words and what became of them.
#[wasm_bindgen(js_name = Words)]
pub struct BrowserWords {
    words: Words,
    key: WordKey,
}

#[wasm_bindgen(js_class = Words)]
impl BrowserWords {
    /// Derives what becomes of typed words, or of new ones where none were typed; `foyer` is what
    /// the server says of itself. Takes a good part of a second.
    #[wasm_bindgen(constructor)]
    pub fn new(typed: &str, foyer: &str) -> Result<Self, JsError> {
        let words =
            if typed.is_empty() { Words::random() } else { read(typed).map_err(misread)? };
        let Foyer { salt } = serde_json::from_str(foyer)?;
        let key = WordKey::derive(&words, &salt);
        Ok(Self { words, key })
    }

    /// As they are said.
    pub fn text(&self) -> String {
        self.words.to_text()
    }

    /// The request that looks for their invitation.
    pub fn find(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&Find { locator: self.key.locator })?)
    }

    /// Opens what the server found: meeting, pass and secret, 16 bytes each.
    pub fn open(&self, found: &str) -> Result<Vec<u8>, JsError> {
        let Found { commitment, wrapped } = serde_json::from_str(found)?;
        let invitation =
            unwrap(&self.key, &commitment, &wrapped).map_err(|_| JsError::new("foreign"))?;
        Ok(invitation.to_bytes().to_vec())
    }

    /// The request that hangs an invitation up behind them: meeting, pass and secret, 16 bytes
    /// each; the seat pass of whoever invites; and when it comes down, in milliseconds.
    #[wasm_bindgen(js_name = hangUp)]
    pub fn hang_up(&self, invitation: &[u8], pass: &[u8], until: f64) -> Result<String, JsError> {
        let damaged = || JsError::new("damaged");
        let invitation = Invitation::from_bytes(invitation).ok_or_else(damaged)?;
        let asked = HangUp {
            meeting: MeetingId::from_bytes(*invitation.meeting.as_bytes()),
            pass: PassBytes(pass.try_into().map_err(|_| damaged())?),
            locator: self.key.locator,
            commitment: self.key.commitment,
            wrapped: wrap(&self.key, &invitation),
            until: Timestamp(until as u64),
        };
        Ok(serde_json::to_string(&asked)?)
    }
}

/// Whether five words of the list were typed; throws what is wrong with them otherwise.
#[wasm_bindgen]
pub fn check(typed: &str) -> Result<(), JsError> {
    read(typed).map(drop).map_err(misread)
}

fn misread(why: Misread) -> JsError {
    match why {
        Misread::Count(_) => JsError::new("count"),
        Misread::Unknown { typed, offers, .. } => {
            JsError::new(format!("word\t{typed}\t{}", offers.join("\t")).trim_end())
        }
    }
}
