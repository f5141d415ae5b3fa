//! What a screen may show of a card: how it lies there, and its words.

use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::id::{CardId, RecordId, SeatId};
use shared::meeting::{Day, Mark};
use shared::method::Flag;

use crate::store::Store;
use crate::texts;

/// Stands for words that are not sealed yet, where only asking whether something may be done.
pub const NO_WORDS: RecordId = RecordId::from_bytes([0; 16]);

/// How a card lies before this person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub number: usize,
    /// What is on it, as far as this person may know.
    pub words: Option<RecordId>,
    /// What is on its other side.
    pub reverse: Option<RecordId>,
    pub mark: Option<Mark>,
    pub hidden: bool,
    /// Whether it is kept from me until the next phase.
    pub kept: bool,
    pub late: bool,
    pub removed: bool,
    pub mine: bool,
    /// Who wrote it, where it bears a name.
    pub by: Option<SeatId>,
    /// Whether it bears no name.
    pub nameless: bool,
    /// Whether it lies on a timeline.
    pub dated: bool,
    /// How many dots it has, once they are shown.
    pub dots: Option<u16>,
}

impl Seen {
    fn of(m: &Mirror, id: CardId) -> Option<Self> {
        let session = m.session()?;
        let (card, number) = session.cards.iter().zip(1..).find(|(card, _)| card.id == id)?;
        let phase = session.method.phases.get(usize::from(card.phase))?;
        Some(Self {
            number,
            words: card.face.map(|face| face.words),
            reverse: card.reverse.map(|face| face.words),
            mark: card.mark,
            hidden: card.hidden,
            kept: card.kept_from.is_some() && card.kept_from == m.me(),
            late: card.late,
            removed: card.removed,
            mine: card.face.is_some_and(|face| face.by.is_some() && face.by == m.me()),
            by: card.face.and_then(|face| face.by.filter(|_| !face.anonymous)),
            nameless: card.face.is_some_and(|face| face.anonymous),
            dated: phase.allows(Flag::Timeline),
            dots: session.dots_of(id),
        })
    }
}

/// Follows a card for as long as it is on the screen.
pub fn follow(store: Store, id: CardId) -> Memo<Seen> {
    Memo::new(move |_| store.read(|m| Seen::of(m, id)).unwrap_or_default())
}

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub day: Option<Day>,
}

/// The words of a card; opened anew only where something of that card has changed.
pub fn said(store: Store, id: CardId, card: Memo<Seen>) -> Memo<Said> {
    Memo::new(move |_| {
        card.track();
        let found = store.peek(|m| {
            let card = m.session()?.cards.iter().find(|card| card.id == id)?;
            Some(m.card(card))
        });
        match found {
            Some(Found::Words(words)) => Said { text: words.text, day: words.day },
            Some(Found::Damaged) => Said { text: texts::stage::damaged().into(), day: None },
            Some(Found::Missing) => Said { text: texts::stage::missing().into(), day: None },
            None => Said::default(),
        }
    })
}

/// What stands on the other side of a card.
pub fn reverse(store: Store, id: CardId, card: Memo<Seen>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        card.get().reverse?;
        store.peek(|m| {
            let card = m.session()?.cards.iter().find(|card| card.id == id)?;
            Some(match m.reverse(card) {
                Found::Words(words) => words.text,
                Found::Damaged => texts::stage::damaged().to_owned(),
                Found::Missing => texts::stage::missing().to_owned(),
            })
        })
    })
}
