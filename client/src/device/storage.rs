//! The browser's two storages: one ends with the tab, the other stays.

use leptos::prelude::window;
use web_sys::Storage;

/// What outlives the tab.
pub fn local() -> Option<Storage> {
    // A browser may forbid storage altogether; then nothing outlives the page.
    window().local_storage().ok().flatten()
}

/// What ends with the tab.
pub fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Both of them, what ends with the tab first.
pub fn storages() -> impl Iterator<Item = Storage> {
    [session(), local()].into_iter().flatten()
}

/// What is kept under a key.
pub fn get(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

/// Keeps something under a key. Answers whether the device could.
pub fn put(storage: Option<Storage>, key: &str, value: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Removes what is kept under a key.
pub fn remove(storage: Option<Storage>, key: &str) {
    if let Some(storage) = storage {
        // What can't be removed was not there.
        let _absent = storage.remove_item(key);
    }
}

/// The keys that begin so.
pub fn keys(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

/// Removes what is kept under keys that begin so.
pub fn remove_all(storage: &Storage, prefix: &str) {
    remove_where(storage, prefix, |_| true);
}

/// Removes what is kept under keys that begin so and whose rest is asked about.
pub fn remove_where(storage: &Storage, prefix: &str, goes: impl Fn(&str) -> bool) {
    for key in keys(storage, prefix) {
        if goes(&key[prefix.len()..]) {
            remove(Some(storage.clone()), &key);
        }
    }
}

/// Bytes as a storage keeps them: it keeps text.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads what [`to_hex`] wrote; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}
