//! What was written: notes and cards, phase by phase and module by module; and what is taken along.

use shared::meeting::{self, Item};
use shared::pad::Sheet;

use super::super::sheet::{Body, Card, Section};
use super::Collector;
use crate::parts::clock;
use crate::release;
use crate::session;
use crate::texts;

/// Cards that belong together: of one phase, by one module, in one column.
type Place = (u8, Option<u8>, u8);

impl Collector<'_> {
    /// Notes and cards in the order of the phases. Questions for understanding stand with their
    /// answers where they were asked.
    pub(super) fn written(&self) -> Vec<Option<Section>> {
        let mut sections = Vec::new();
        for (phase, index) in self.session.method.phases.iter().zip(0..=self.session.furthest) {
            let noted = phase.has_notes();
            if noted {
                sections.push(Section::new(self.phase_name(index), self.pad(Sheet::Notes(index))));
            }
            for place in self.places(index) {
                let cards = self.cards(|card| place_of(card) == place);
                sections.push(Section::new(self.heading(place, noted), Body::Cards(cards)));
            }
        }
        sections
    }

    /// What is taken along, as far as this viewer has been shown it.
    pub(super) fn ideas(&self) -> Option<Section> {
        let cards = self.cards(|card| self.is_starred(card));
        Section::new(texts::record::ideas(), Body::Cards(cards))
    }

    /// The same in the case giver's own words for others, where the group was never shown the cards.
    pub(super) fn ideas_as_worded(&self) -> Option<Section> {
        let words = release::wording(self.m, self.session.id, Item::Ideas)?;
        Section::new(texts::record::ideas(), Body::Text(words))
    }

    /// Where cards lie in a phase, in the order of the modules and columns.
    fn places(&self, phase: u8) -> Vec<Place> {
        let cards = self.session.cards.iter().filter(|card| card.phase == phase);
        let mut places: Vec<Place> = cards.map(place_of).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn heading(&self, (phase, module, column): Place, noted: bool) -> String {
        let name = self.phase_name(phase);
        let module = module.and_then(|index| self.session.modules.get(usize::from(index)));
        let module = module.and_then(|chosen| self.m.module_guide(chosen));
        let columns = self.session.method.phases.get(usize::from(phase)).map(|it| it.columns);
        let column = columns.filter(|columns| *columns > 0).and_then(|_| {
            self.m.phase_guide(self.session, phase)?.columns.get(usize::from(column))
        });
        let parts = [module.map(|guide| &guide.name), column];
        let parts: Vec<_> = parts.into_iter().flatten().map(texts::of).collect();
        match parts.is_empty() {
            false => texts::record::card_group(parts.join(", "), name),
            true if noted => texts::record::cards_of(name),
            true => name,
        }
    }

    fn cards(&self, wanted: impl Fn(&meeting::Card) -> bool) -> Vec<Card> {
        let numbered = self.session.cards.iter().zip(1..).filter(|(card, _)| wanted(card));
        let cards = numbered.filter_map(|(card, number)| {
            let words = self.m.card(card).words()?;
            let by = self.names.then(|| Some(session::name(self.m, card.face?.by?))).flatten();
            Some(Card {
                number,
                starred: self.is_starred(card),
                text: words.text,
                reverse: self.m.reverse(card).words().map(|words| words.text),
                mark: card.mark,
                day: words.day.map(clock::day),
                late: card.late,
                dots: self.session.dots_of(card.id),
                by,
            })
        });
        cards.collect()
    }

    fn is_starred(&self, card: &meeting::Card) -> bool {
        self.session.stars.as_ref().is_some_and(|stars| stars.cards.contains(&card.id))
    }
}

fn place_of(card: &meeting::Card) -> Place {
    (card.phase, card.module, card.column)
}
