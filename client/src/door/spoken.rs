//! Spoken words as the page knows them: a worker makes them and finds what they lead to.
//!
//! Deliberately absent: the list and the deriving. They travel with the worker, at the first use.

use js_sys::{JsString, Promise, Reflect, Uint8Array};
use shared::id::MeetingId;
use shared::time::Timestamp;
use vault::{Link, Pass, Secret};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = reihum, js_name = askWords)]
    fn ask_words(
        deed: &str,
        typed: &str,
        invitation: Uint8Array,
        pass: Uint8Array,
        until: f64,
    ) -> Promise;
}

/// Why words lead nowhere, or none could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// They are not five.
    Count,
    /// One is not in the list.
    Word {
        /// As it was typed, in small letters.
        typed: String,
        /// What may have been meant, the nearest first.
        offers: Vec<String>,
    },
    /// Nothing is found by them, or what is found is not theirs.
    Unknown,
    /// The door is closed, or it is not mine.
    Closed,
    /// Too many were tried.
    Fast,
    /// The server could not be reached.
    Away,
}

/// The invitation that typed words lead to.
pub async fn open(typed: &str) -> Result<Link, Trouble> {
    // An empty text would make new ones.
    if typed.trim().is_empty() {
        return Err(Trouble::Count);
    }
    let none = || Uint8Array::new_with_length(0);
    let found = ask(ask_words("open", typed, none(), none(), 0.0)).await?;
    let bytes = found.unchecked_into::<Uint8Array>().to_vec();
    let parts: &[[u8; 16]; 3] = bytes.as_chunks().0.try_into().map_err(|_| Trouble::Unknown)?;
    let [meeting, pass, secret] = *parts;
    let meeting = MeetingId::from_bytes(meeting);
    Ok(Link { meeting, pass: Pass(pass), secret: Secret(secret), seed: None })
}

/// Hangs an invitation up behind these words, or behind new ones where there are none yet, with the
/// seat pass of whoever invites; answers with the words.
pub async fn hang_up(
    words: &str,
    invitation: &Link,
    pass: &Pass,
    until: Timestamp,
) -> Result<String, Trouble> {
    let Link { meeting, pass: way_in, secret, .. } = invitation;
    let inside = [meeting.as_bytes().as_slice(), &way_in.0, &secret.0].concat();
    let inside = Uint8Array::from(inside.as_slice());
    let pass = Uint8Array::from(pass.0.as_slice());
    let words = ask(ask_words("hang up", words, inside, pass, until.0 as f64)).await?;
    Ok(words.unchecked_into::<JsString>().into())
}

async fn ask(asking: Promise) -> Result<JsValue, Trouble> {
    let answer = JsFuture::from(asking).await.map_err(|_: JsValue| Trouble::Away)?;
    let get = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or_default();
    match get("trouble").as_string() {
        None => Ok(get("value")),
        Some(why) => Err(trouble(&why)),
    }
}

fn trouble(why: &str) -> Trouble {
    let mut parts = why.split('\t');
    match parts.next() {
        Some("count") => Trouble::Count,
        Some("word") => Trouble::Word {
            typed: parts.next().unwrap_or_default().into(),
            offers: parts.map(str::to_owned).collect(),
        },
        Some("unknown" | "foreign") => Trouble::Unknown,
        Some("closed") => Trouble::Closed,
        Some("fast") => Trouble::Fast,
        _ => Trouble::Away,
    }
}
