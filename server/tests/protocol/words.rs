//! Words as a server sees them: an envelope it cannot open, with a marker to search for.

use std::sync::atomic::{AtomicU64, Ordering};

use shared::command::{Act, CaseStep, Deed, FloorStep, HarvestStep, Step};
use shared::id::RecordId;
use shared::wire::ToServer;
use shared::words::{Header, Kind, NONCE_LEN, Record, Sealed, TAG_LEN};

/// Sixteen bytes that no other call returns.
pub fn fresh() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0xf0; 16];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

/// An envelope around a marker, as that of a title.
pub fn sealed(marker: &str) -> Sealed {
    let phase = Header::NO_PHASE;
    let header = Header { kind: Kind::Title as u8, phase, epoch: 0, counter: 1 };
    let parts: [&[u8]; 4] = [&header.to_bytes(), &[1; NONCE_LEN], marker.as_bytes(), &[2; TAG_LEN]];
    Sealed(parts.concat())
}

/// An envelope of so many bytes.
pub fn sealed_of(len: usize) -> Sealed {
    let mut sealed = sealed("");
    sealed.0.resize(len, 3);
    sealed
}

/// Has every envelope in a message say of itself what that of an honest device would.
pub fn label(message: &mut ToServer) {
    match message {
        ToServer::Write { pad, counter, sealed } => {
            relabel(sealed, Kind::PadUpdate, pad.phase(), *counter);
        }
        ToServer::Summarize { pad, counter, sealed, .. } => {
            relabel(sealed, Kind::PadSnapshot, pad.phase(), *counter);
        }
        ToServer::Whisper { pad, sealed } => relabel(sealed, Kind::Whisper, pad.phase(), 1),
        ToServer::Do { command, records } => {
            let (kind, phase) = match &command.deed {
                Deed::TakeSeat { .. } | Deed::Introduce { .. } => (Kind::Person, Header::NO_PHASE),
                Deed::BringCase { .. }
                | Deed::RewordCase { .. }
                | Deed::Case(CaseStep::HandIn { .. } | CaseStep::Carry { .. }) => (Kind::Case, 0),
                Deed::In(_, Step::WriteCard { phase, .. }) => (Kind::Card, *phase),
                Deed::In(_, Step::RewordCard { .. } | Step::Park { .. }) => (Kind::Card, 0),
                Deed::In(_, Step::NameStep { .. }) => (Kind::Step, 0),
                Deed::Begin { .. } => (Kind::Guide, Header::NO_PHASE),
                Deed::PlaceGroup { .. } => (Kind::Place, 0),
                Deed::Tell { .. } => (Kind::Message, 0),
                Deed::In(_, Step::FixQuestion { .. }) => (Kind::Question, 0),
                Deed::In(_, Step::Release { .. }) => (Kind::Release, 0),
                Deed::Floor(FloorStep::Add { .. }) => (Kind::Person, Header::NO_PHASE),
                Deed::Floor(FloorStep::Say { .. }) => (Kind::Flash, Header::NO_PHASE),
                Deed::Harvest(HarvestStep::Give { .. }) => (Kind::Harvest, Header::NO_PHASE),
                Deed::Elect { act: Act::Plan { .. }, .. } => (Kind::Office, Header::NO_PHASE),
                Deed::Elect { act: Act::Lend { .. }, .. } => (Kind::Person, Header::NO_PHASE),
                Deed::Elect { act: Act::Prepare { .. }, .. } => (Kind::Paper, Header::NO_PHASE),
                _ => return,
            };
            records.iter_mut().for_each(|record| relabel(&mut record.sealed, kind, phase, 1));
        }
        ToServer::Hello { .. }
        | ToServer::OpenPad { .. }
        | ToServer::Confirm { .. }
        | ToServer::Ping { .. } => {}
    }
}

fn relabel(sealed: &mut Sealed, kind: Kind, phase: u8, counter: u64) {
    // What is no envelope stays what it is.
    if sealed.header().is_some() {
        let header = Header { kind: kind as u8, phase, epoch: 0, counter };
        sealed.0[..Header::LEN].copy_from_slice(&header.to_bytes());
    }
}

/// The same under a new id.
pub fn record(marker: &str) -> Record {
    Record { id: RecordId::from_bytes(fresh()), sealed: sealed(marker) }
}

/// Whether a marker stands somewhere in these bytes.
pub fn contains(bytes: &[u8], marker: &str) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker.as_bytes())
}
