//! A method adapted to one meeting: other minutes, another order, phases left out or taken from
//! other methods. What the engine plays and what people read stay in step through all of it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::guide::{Described, Guide, PhaseGuide};
use super::{Flag, MOST_PHASES, Method, Needs, Phase, Turn, Unplayable};

mod naming;
mod settle;

/// A method as it is going to be played, with what was left out of it for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapted {
    /// All phases in their order, also those that are left out.
    whole: Described,
    /// What became of each phase, in the same order.
    places: Vec<Place>,
}

/// What became of one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Whether it is going to be played.
    inside: bool,
    /// Whether it belongs to this turn by itself.
    usual: bool,
    /// Whether it came from another method.
    added: bool,
}

/// One phase of an adapted method.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What the engine plays.
    pub phase: &'a Phase,
    /// What people read.
    pub guide: &'a PhaseGuide,
    /// Whether it is going to be played.
    pub inside: bool,
    /// Whether it came from another method.
    pub added: bool,
}

/// Where to a phase is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// One place earlier.
    Begin,
    /// One place later.
    End,
}

impl Adapted {
    /// A turn of a method as it comes.
    #[must_use]
    pub fn new(source: &Described, turn: Turn) -> Self {
        let (method, _) = source.method.turn(&source.guide, turn);
        let place = |phase: &Phase| {
            let usual = method.phases.iter().any(|it| it.id == phase.id);
            Place { inside: usual, usual, added: false }
        };
        let places = source.method.phases.iter().map(place).collect();
        Self { whole: source.clone(), places }
    }

    /// All phases in their order, also those that are left out.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let Described { method, guide } = &self.whole;
        let both = method.phases.iter().zip(&guide.phases);
        both.zip(&self.places).map(|((phase, guide), place)| {
            let Place { inside, added, .. } = *place;
            Row { phase, guide, inside, added }
        })
    }

    /// What is going to be played.
    #[must_use]
    pub fn played(&self) -> Described {
        let rows = self.rows().filter(|row| row.inside);
        let pair = |row: Row<'_>| {
            let mut phase = row.phase.clone();
            // It was taken in: from here on it is a phase like any other.
            phase.flags.retain(|flag| *flag != Flag::Optional);
            (phase, row.guide.clone())
        };
        let (phases, guides) = rows.map(pair).unzip();
        self.with(phases, guides)
    }

    /// Planned minutes of what is going to be played.
    pub fn minutes(&self) -> u16 {
        self.rows().filter(|row| row.inside).map(|row| row.phase.minutes).sum()
    }

    /// Whether a group can be led through it, in this turn and in those for which it is kept.
    pub fn check(&self) -> Result<(), Unplayable> {
        for Described { method, guide } in [self.played(), self.whole()] {
            method.check()?;
            guide.check(&method)?;
        }
        Ok(())
    }

    /// What stands at the wrong place: what it needs, what people read in it, and in the later
    /// phase that belongs before it.
    pub fn misplaced(&self) -> Option<(Needs, [&PhaseGuide; 2])> {
        let find = |it: Described, all: bool| {
            let wrong = it.method.order().err()?;
            let mut rows = self.rows().filter(|row| all || row.inside).map(|row| row.guide);
            let early = rows.nth(wrong.phase)?;
            let late = rows.nth(wrong.later - wrong.phase - 1)?;
            Some((wrong.needs, [early, late]))
        };
        find(self.played(), false).or_else(|| find(self.whole(), true))
    }

    /// Moves a phase by one place; answers its new place, from 0. One at an edge stays there.
    pub fn shift(&mut self, id: &str, toward: Toward) -> Option<usize> {
        let from = self.place(id)?;
        let to = match toward {
            Toward::Begin => from.checked_sub(1)?,
            Toward::End => Some(from + 1).filter(|to| *to < self.places.len())?,
        };
        self.whole.method.phases.swap(from, to);
        self.whole.guide.phases.swap(from, to);
        self.places.swap(from, to);
        Some(to)
    }

    /// Leaves a phase out, or takes it in again; one that came from another method goes for good.
    /// Answers whether that was possible: the last phase inside stays.
    pub fn toggle(&mut self, id: &str) -> bool {
        let Some(at) = self.place(id) else { return false };
        let only = self.places.iter().filter(|place| place.inside).count() == 1;
        if self.places[at].inside && only {
            return false;
        }
        if self.places[at].added {
            self.places.remove(at);
            self.whole.method.phases.remove(at);
            self.whole.guide.phases.remove(at);
        } else {
            self.places[at].inside = !self.places[at].inside;
        }
        true
    }

    /// Puts a phase of a method behind the one with the id `after`, or first, with everything
    /// that people read in it; answers the id that it has here.
    ///
    /// # Errors
    ///
    /// Where it can't be played here: a role that this method does not know has nobody to take
    /// its place, or there is no room. Nothing has changed then.
    pub fn add(
        &mut self,
        from: &Described,
        phase: usize,
        after: Option<&str>,
    ) -> Result<String, Unplayable> {
        let both = from.method.phases.get(phase).zip(from.guide.phases.get(phase));
        let (phase, guide) = both.ok_or(Unplayable::OtherPhases)?;
        let (mut phase, guide) = settle::settled(phase, guide, &self.whole.method);
        let taken: Vec<&str> = self.rows().map(|row| row.phase.id.as_str()).collect();
        phase.id = naming::unique(&phase.id, &taken);
        let id = phase.id.clone();
        let at = after.and_then(|id| self.place(id)).map_or(0, |place| place + 1);
        let mut changed = self.clone();
        let Described { method, guide: read } = &mut changed.whole;
        if method.phases.len() >= MOST_PHASES {
            return Err(Unplayable::PhaseCount);
        }
        phase.check(&method.roles)?;
        guide.check(&phase, &method.roles)?;
        method.phases.insert(at, phase);
        read.phases.insert(at, guide);
        read.check_whole(method)?;
        changed.places.insert(at, Place { inside: true, usual: true, added: true });
        *self = changed;
        Ok(id)
    }

    /// Gives a phase other minutes.
    pub fn set_minutes(&mut self, id: &str, minutes: u16) {
        if let Some(at) = self.place(id) {
            let Described { method, guide } = &mut self.whole;
            lasts(&mut method.phases[at], &mut guide.phases[at], minutes);
        }
    }

    /// Fits what is going to be played to so many minutes, as far as the ranges allow.
    pub fn fit(&mut self, minutes: u16) {
        let fitted = self.played().method.fitted(minutes);
        let Described { method, guide } = &mut self.whole;
        let phases = method.phases.iter_mut().zip(&mut guide.phases).zip(&self.places);
        let inside = phases.filter(|(_, place)| place.inside).map(|(phase, _)| phase);
        for ((phase, guide), minutes) in inside.zip(fitted) {
            lasts(phase, guide, minutes);
        }
    }

    /// The method as a file keeps it, under a name of its own: what was left out is there for
    /// whoever takes it in. No id of `taken` is used for it.
    #[must_use]
    pub fn kept(&self, name: &str, taken: &[&str]) -> Described {
        let mut kept = self.whole();
        kept.method.id = naming::unique(&naming::id(name), taken);
        kept.guide.name.de = name.to_owned();
        kept.guide.name.en = name.to_owned();
        kept
    }

    /// All phases; what was left out has to be taken in.
    fn whole(&self) -> Described {
        let mut whole = self.whole.clone();
        for (phase, place) in whole.method.phases.iter_mut().zip(&self.places) {
            if place.inside {
                phase.flags.retain(|flag| *flag != Flag::Optional);
            } else if place.usual {
                phase.flags.push(Flag::Optional);
            }
        }
        whole
    }

    fn with(&self, phases: Vec<Phase>, guides: Vec<PhaseGuide>) -> Described {
        let Described { method, guide } = &self.whole;
        Described {
            method: Method { phases, ..Method::clone(method) },
            guide: Guide { phases: guides, ..Guide::clone(guide) },
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.whole.method.phases.iter().position(|phase| phase.id == id)
    }
}

/// Gives a phase other minutes. Where that leaves no last minutes, nobody reads what to do in them.
fn lasts(phase: &mut Phase, guide: &mut PhaseGuide, minutes: u16) {
    phase.set_minutes(minutes);
    guide.last.take_if(|_| phase.last.is_none());
}

#[cfg(test)]
mod tests;
