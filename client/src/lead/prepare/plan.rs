//! The agenda as it is being planned: read from the meeting, changed, and told to everybody.

use mirror::Mirror;
use shared::command::Deed;
use shared::limits::POINTS_PER_AGENDA;
use shared::meeting::{Part, Point, PointId};
use shared::time::Timestamp;
use vault::words;

use crate::agenda::words::names;
use crate::store::Store;

/// An agenda with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// When the first point is to begin.
    pub begins: Timestamp,
    /// Its points, in order.
    pub points: Vec<Point>,
    /// The names that were given to them.
    pub names: Vec<(PointId, String)>,
}

impl Planned {
    /// What stands in the meeting.
    pub fn of(m: &Mirror) -> Option<Self> {
        let agenda = m.meeting().agenda.as_ref()?;
        Some(Self { begins: agenda.begins, points: agenda.points.clone(), names: names(m, agenda) })
    }

    /// Tells it to everybody, and answers whether that was possible.
    pub fn tell(self, store: Store) -> bool {
        let Self { begins, points, mut names } = self;
        names.retain(|(id, name)| !name.trim().is_empty() && points.iter().any(|it| it.id == *id));
        store.say(words::Agenda { names }, |words| Deed::PlanAgenda {
            begins,
            points: points.clone(),
            words,
        })
    }

    /// A point, to be changed.
    pub fn point(&mut self, id: PointId) -> Option<&mut Point> {
        self.points.iter_mut().find(|point| point.id == id)
    }

    /// Calls a point by this name.
    pub fn rename(&mut self, id: PointId, name: String) {
        self.names.retain(|(other, _)| *other != id);
        self.names.push((id, name));
    }

    /// Moves a point by one place, and answers where it is now, counted from one.
    pub fn shift(&mut self, id: PointId, later: bool) -> Option<usize> {
        let at = self.points.iter().position(|point| point.id == id)?;
        let to = if later { at + 1 } else { at.checked_sub(1)? };
        (to < self.points.len()).then(|| self.points.swap(at, to))?;
        Some(to + 1)
    }

    /// Adds a point at the end; nothing where there is no room for it.
    pub fn add(&mut self, part: Part, minutes: u16, name: String) -> Option<PointId> {
        let taken = |id: &u8| self.points.iter().all(|point| point.id.0 != *id);
        let id = PointId((1..=u8::MAX).find(taken)?);
        if self.points.len() >= POINTS_PER_AGENDA {
            return None;
        }
        self.points.push(Point { id, part, minutes });
        self.rename(id, name);
        Some(id)
    }
}

/// Changes the agenda and tells it to everybody; what `change` answers comes back where it was
/// told.
pub fn change<T>(store: Store, change: impl FnOnce(&mut Planned) -> Option<T>) -> Option<T> {
    let mut planned = store.peek(Planned::of)?;
    let answer = change(&mut planned)?;
    planned.tell(store).then_some(answer)
}
