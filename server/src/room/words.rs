//! Which records a command names, and whether the words sent with it are these and fit.

use ballot::bytes::Point;
use ballot::ring::VoterKey;
use shared::command::{Act, CaseStep, Deed, FloorStep, HarvestStep, Step};
use shared::id::RecordId;
use shared::limits::{
    AGENDA_SEALED, CARD_SEALED, CASE_SEALED, CASE_SHEET_SEALED, FLASH_SEALED, GUIDE_SEALED,
    HARVEST_SEALED, MESSAGE_SEALED, OFFICE_SEALED, PAD_SNAPSHOT_SEALED, PAD_UPDATE_SEALED,
    PAPER_SEALED, PERSON_SEALED, PLACE_SEALED, QUESTION_SEALED, RELEASE_SEALED, REPORT_SEALED,
    STEP_SEALED, TITLE_SEALED, WHISPER_SEALED,
};
use shared::pad::PadId;
use shared::refusal::Refusal;
use shared::words::{Header, Kind, Record, Sealed};

/// Generations of keys come with their rotation; until then there is the first.
const EPOCH: u16 = 0;

/// What an envelope must say of itself, as far as it is asked for, and how long it may be.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    kind: Kind,
    phase: Option<u8>,
    counter: Option<u64>,
    most: usize,
}

impl Form {
    /// The title of a meeting, which is in no phase.
    pub const TITLE: Self = Self::of(Kind::Title, TITLE_SEALED).within(Header::NO_PHASE);

    /// An update of a pad.
    pub const fn update(pad: PadId, counter: u64) -> Self {
        let form = Self::of(Kind::PadUpdate, PAD_UPDATE_SEALED).on(pad);
        Self { counter: Some(counter), ..form }
    }

    /// The whole of a pad.
    pub const fn summary(pad: PadId, counter: u64) -> Self {
        let form = Self::of(Kind::PadSnapshot, PAD_SNAPSHOT_SEALED).on(pad);
        Self { counter: Some(counter), ..form }
    }

    /// Something for the moment.
    pub const fn whisper(pad: PadId) -> Self {
        Self::of(Kind::Whisper, WHISPER_SEALED).on(pad)
    }

    const fn of(kind: Kind, most: usize) -> Self {
        Self { kind, phase: None, counter: None, most }
    }

    const fn within(self, phase: u8) -> Self {
        Self { phase: Some(phase), ..self }
    }

    const fn on(self, pad: PadId) -> Self {
        self.within(pad.phase())
    }
}

/// Checks the words that came with a command: exactly those it names, each in an envelope that
/// could be one of ours and is not too long.
pub fn check(deed: &Deed, records: &[Record]) -> Result<(), Refusal> {
    match (named(deed), records) {
        (None, []) => Ok(()),
        (Some((id, form)), [record]) if record.id == id => check_sealed(&record.sealed, form),
        _ => Err(Refusal::BadEnvelope),
    }
}

/// Checks the vote key that a command shows: one that is none would keep the roll from closing.
pub fn check_key(deed: &Deed) -> Result<(), Refusal> {
    let Deed::Elect { act, .. } = deed else { return Ok(()) };
    let (Act::ShowKey { key } | Act::Lend { key, .. } | Act::LendAnew { key, .. }) = act else {
        return Ok(());
    };
    let is_one = |key: Point| VoterKey::read(key).is_some();
    if is_one(*key) { Ok(()) } else { Err(Refusal::Unreadable) }
}

/// Checks one envelope as far as that is possible from outside. What it says of itself cannot be
/// bent later: whoever opens it finds it damaged.
pub fn check_sealed(sealed: &Sealed, form: Form) -> Result<(), Refusal> {
    if sealed.len() > form.most {
        return Err(Refusal::TooLong);
    }
    let header = sealed.header().ok_or(Refusal::BadEnvelope)?;
    let fits = header.epoch == EPOCH
        && header.kind == form.kind as u8
        && form.phase.is_none_or(|phase| header.phase == phase)
        && form.counter.is_none_or(|counter| header.counter == counter);
    if fits { Ok(()) } else { Err(Refusal::BadEnvelope) }
}

/// The record a command names, and the form it must have. No command names two.
///
/// Only where the command itself says in which phase its words were sealed can that be compared:
/// the group may have moved on since.
fn named(deed: &Deed) -> Option<(RecordId, Form)> {
    match deed {
        Deed::TakeSeat { person, .. } | Deed::Introduce { person, .. } => {
            Some((*person, Form::of(Kind::Person, PERSON_SEALED).within(Header::NO_PHASE)))
        }
        Deed::Retitle { title } => Some((*title, Form::TITLE)),
        Deed::BringCase { words, .. } | Deed::RewordCase { words, .. } => {
            Some((*words, Form::of(Kind::Case, CASE_SEALED)))
        }
        Deed::Case(CaseStep::HandIn { words, .. } | CaseStep::Carry { words, .. }) => {
            Some((*words, Form::of(Kind::Case, CASE_SEALED)))
        }
        Deed::In(_, Step::WriteCard { words, phase, .. }) => {
            Some((*words, Form::of(Kind::Card, CARD_SEALED).within(*phase)))
        }
        Deed::In(
            _,
            Step::RewordCard { words, .. }
            | Step::WriteReverse { words, .. }
            | Step::Park { words, .. },
        ) => Some((*words, Form::of(Kind::Card, CARD_SEALED))),
        Deed::In(_, Step::FixQuestion { words }) => {
            Some((*words, Form::of(Kind::Question, QUESTION_SEALED)))
        }
        Deed::In(_, Step::NameStep { words, .. }) => {
            Some((*words, Form::of(Kind::Step, STEP_SEALED)))
        }
        Deed::In(_, Step::Release { words, .. }) => {
            Some(((*words)?, Form::of(Kind::Release, RELEASE_SEALED)))
        }
        Deed::In(_, Step::FillSheet { words }) => {
            Some(((*words)?, Form::of(Kind::CaseSheet, CASE_SHEET_SEALED)))
        }
        Deed::Report { words, .. } => Some(((*words)?, Form::of(Kind::Report, REPORT_SEALED))),
        Deed::PlaceGroup { words, .. } => Some((*words, Form::of(Kind::Place, PLACE_SEALED))),
        Deed::PlanAgenda { words, .. } => Some((*words, Form::of(Kind::Agenda, AGENDA_SEALED))),
        Deed::Invite { place, .. } => Some(((*place)?, Form::of(Kind::Place, PLACE_SEALED))),
        Deed::Tell { words, .. } => Some((*words, Form::of(Kind::Message, MESSAGE_SEALED))),
        Deed::Floor(FloorStep::Add { person }) => {
            Some((*person, Form::of(Kind::Person, PERSON_SEALED).within(Header::NO_PHASE)))
        }
        Deed::Floor(FloorStep::Say { words }) => {
            Some(((*words)?, Form::of(Kind::Flash, FLASH_SEALED)))
        }
        Deed::Harvest(HarvestStep::Give { words, .. }) => {
            Some((*words, Form::of(Kind::Harvest, HARVEST_SEALED)))
        }
        Deed::Elect { act: Act::Plan { question, .. }, .. } => {
            Some((*question, Form::of(Kind::Office, OFFICE_SEALED)))
        }
        Deed::Elect { act: Act::Lend { name, .. }, .. } => {
            Some((*name, Form::of(Kind::Person, PERSON_SEALED)))
        }
        Deed::Elect { act: Act::Prepare { words, .. }, .. } => {
            Some((*words, Form::of(Kind::Paper, PAPER_SEALED)))
        }
        Deed::Begin { guide, .. } => Some((*guide, Form::of(Kind::Guide, GUIDE_SEALED))),
        Deed::In(_, Step::ChooseModule { guide, .. }) => {
            Some((*guide, Form::of(Kind::ModuleGuide, GUIDE_SEALED)))
        }
        Deed::Agree
        | Deed::Leave { .. }
        | Deed::KeepUntil { .. }
        | Deed::NameModerator { .. }
        | Deed::NameDeputy { .. }
        | Deed::SetEnd { .. }
        | Deed::WithdrawCase { .. }
        | Deed::OfferModeration { .. }
        | Deed::Wish { .. }
        | Deed::AskWishes { .. }
        | Deed::GoToPoint { .. }
        | Deed::CloseDoor { .. }
        | Deed::Intend { .. }
        | Deed::Propose { .. }
        | Deed::Object { .. }
        | Deed::TakePlace { .. }
        | Deed::FormGroups { .. }
        | Deed::MoveTo { .. }
        | Deed::NameFloater { .. }
        | Deed::CallHelp { .. }
        | Deed::AnswerHelp { .. }
        | Deed::AskMinutes { .. }
        | Deed::GiveMinutes { .. }
        | Deed::CallBack { .. }
        | Deed::In(..)
        | Deed::Floor(_)
        | Deed::Weigh(_)
        | Deed::Harvest(_)
        | Deed::Elect { .. }
        | Deed::Case(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use shared::id::{CardId, SessionId};
    use shared::pad::Sheet;
    use shared::words::{NONCE_LEN, TAG_LEN};

    use super::*;

    fn record(id: u8, len: usize) -> Record {
        let header = Header { kind: 1, phase: Header::NO_PHASE, epoch: 0, counter: 1 };
        let mut sealed = header.to_bytes().to_vec();
        sealed.resize(len, 7);
        Record { id: RecordId::from_bytes([id; 16]), sealed: Sealed(sealed) }
    }

    const SHORTEST: usize = Header::LEN + NONCE_LEN + TAG_LEN;

    #[test]
    fn the_words_sent_are_exactly_those_named() {
        // given
        let retitle = Deed::Retitle { title: RecordId::from_bytes([1; 16]) };
        let named = record(1, SHORTEST);
        // then
        assert_eq!(check(&retitle, std::slice::from_ref(&named)), Ok(()));
        assert_eq!(check(&Deed::Agree, &[]), Ok(()));
        for (deed, records) in [
            (&retitle, vec![]),
            (&retitle, vec![record(2, SHORTEST)]),
            (&retitle, vec![named.clone(), named.clone()]),
            (&retitle, vec![named.clone(), record(2, SHORTEST)]),
            (&Deed::Agree, vec![named]),
        ] {
            assert_eq!(check(deed, &records), Err(Refusal::BadEnvelope), "{deed:?} {records:?}");
        }
    }

    #[test]
    fn an_envelope_has_a_known_layout_and_a_size() {
        // given
        let check = |sealed: &Sealed| check_sealed(sealed, Form { most: 200, ..Form::TITLE });
        let with = |at: usize, byte: u8| {
            let mut sealed = record(1, 100).sealed;
            sealed.0[at] = byte;
            sealed
        };
        // then
        assert_eq!(check(&record(1, SHORTEST).sealed), Ok(()));
        assert_eq!(check(&record(1, 200).sealed), Ok(()));
        assert_eq!(check(&record(1, 201).sealed), Err(Refusal::TooLong));
        assert_eq!(check(&record(1, SHORTEST - 1).sealed), Err(Refusal::BadEnvelope));
        assert_eq!(check(&Sealed(vec![])), Err(Refusal::BadEnvelope));
        for version in [0, 2, u8::MAX] {
            assert_eq!(check(&with(0, version)), Err(Refusal::BadEnvelope));
        }
        assert_eq!(check(&with(4, 1)), Err(Refusal::BadEnvelope), "a later key");
        assert_eq!(check(&with(1, 2)), Err(Refusal::BadEnvelope), "another kind");
        assert_eq!(check(&with(2, 0)), Err(Refusal::BadEnvelope), "a phase");
    }

    #[test]
    fn a_card_is_sealed_in_the_phase_it_is_handed_in_for() {
        // given
        let (session, card) = (SessionId::from_bytes([1; 16]), CardId::from_bytes([1; 16]));
        let sealed_in = |phase| {
            let mut record = record(1, SHORTEST);
            record.sealed.0[1..3].copy_from_slice(&[Kind::Card as u8, phase]);
            record
        };
        let words = sealed_in(4).id;
        let write = Deed::In(
            session,
            Step::WriteCard { card, phase: 4, column: 0, anonymous: false, words },
        );
        let reword = Deed::In(session, Step::RewordCard { card, words });
        // then
        assert_eq!(check(&write, &[sealed_in(4)]), Ok(()));
        assert_eq!(check(&write, &[sealed_in(5)]), Err(Refusal::BadEnvelope));
        assert_eq!(check(&reword, &[sealed_in(5)]), Ok(()));
    }

    #[test]
    fn writing_is_sealed_for_its_sheet_and_under_its_counter() {
        // given
        let pad = |sheet| PadId { session: SessionId::from_bytes([1; 16]), sheet };
        let header = Header { kind: Kind::PadUpdate as u8, phase: 1, epoch: 0, counter: 7 };
        let mut sealed = header.to_bytes().to_vec();
        sealed.resize(SHORTEST, 7);
        let check = |form| check_sealed(&Sealed(sealed.clone()), form);
        // then
        assert_eq!(check(Form::update(pad(Sheet::Notes(1)), 7)), Ok(()));
        for other in [
            Form::update(pad(Sheet::Notes(1)), 8),
            Form::update(pad(Sheet::Notes(2)), 7),
            Form::update(pad(Sheet::Question), 7),
            Form::summary(pad(Sheet::Notes(1)), 7),
            Form::whisper(pad(Sheet::Notes(1))),
        ] {
            assert_eq!(check(other), Err(Refusal::BadEnvelope), "{other:?}");
        }
    }
}
