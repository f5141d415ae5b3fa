//! Words as a server sees them: an envelope it cannot open, with a marker to search for.

use std::sync::atomic::{AtomicU64, Ordering};

use shared::id::RecordId;
use shared::words::{Header, NONCE_LEN, Record, Sealed, TAG_LEN};

/// Sixteen bytes that no other call returns.
pub fn fresh() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0xf0; 16];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

/// An envelope around a marker.
pub fn sealed(marker: &str) -> Sealed {
    let header = Header { kind: 1, phase: 0, epoch: 0, counter: 1 };
    let parts: [&[u8]; 4] = [&header.to_bytes(), &[1; NONCE_LEN], marker.as_bytes(), &[2; TAG_LEN]];
    Sealed(parts.concat())
}

/// An envelope of so many bytes.
pub fn sealed_of(len: usize) -> Sealed {
    let mut sealed = sealed("");
    sealed.0.resize(len, 3);
    sealed
}

/// The same under a new id.
pub fn record(marker: &str) -> Record {
    Record { id: RecordId::from_bytes(fresh()), sealed: sealed(marker) }
}

/// Whether a marker stands somewhere in these bytes.
pub fn contains(bytes: &[u8], marker: &str) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker.as_bytes())
}
