//! The agenda (Tagesordnung) as a value: its points, where the meeting is in it, and how it stands
//! against the clock. It informs; nothing begins or ends because of it.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::Placed;
use crate::time::{Span, Timestamp};

/// The agenda of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// When the first point is to begin.
    pub begins: Timestamp,
    /// Its points, in order.
    pub points: Vec<Point>,
    /// What people call them, and who wrote it.
    pub words: Placed,
    /// The point the meeting is at, and since when; `None` before the first and after the last.
    pub at: Option<(PointId, Timestamp)>,
    /// How long it has been at its points, as far as it has left them.
    pub spent: Vec<(PointId, Span)>,
}

/// A point's number, its own for as long as the agenda lasts, wherever it is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PointId(pub u8);

/// A point of the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Its number.
    pub id: PointId,
    /// What is done in it.
    pub part: Part,
    /// Planned minutes.
    pub minutes: u16,
}

/// What is done in a point of the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Ankommen.
    Arrival,
    /// Begrüßung, Vorstellungsrunde.
    Welcome,
    /// Rückblick: what became of earlier first steps.
    Review,
    /// Wahl.
    Election,
    /// Methode und Vereinbarungen.
    Agreements,
    /// Fall-Pitches.
    Pitches,
    /// Gruppenbildung.
    Formation,
    /// Fallberatung, in groups or all together.
    Consultation,
    /// Impuls.
    Talk,
    /// Pause.
    Break,
    /// Ernte.
    Harvest,
    /// Freigaben, nächster Termin.
    Releases,
    /// Blitzlicht.
    Flash,
    /// Whatever else there is.
    Other,
}

/// How the meeting stands against its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// So much earlier than planned.
    Ahead(Span),
    /// So much later than planned.
    Behind(Span),
}

impl Agenda {
    /// A point, with its place in the order.
    pub fn point(&self, id: PointId) -> Option<(usize, &Point)> {
        self.points.iter().enumerate().find(|(_, point)| point.id == id)
    }

    /// The point after the one the meeting is at; the first before it has begun.
    pub fn next(&self) -> Option<&Point> {
        match self.at {
            None if self.spent.is_empty() => self.points.first(),
            None => None,
            Some((id, _)) => self.points.get(self.point(id)?.0 + 1),
        }
    }

    /// When a point is to begin by the plan; the end of all where there is none at that place.
    pub fn planned(&self, place: usize) -> Timestamp {
        let before = self.points.iter().take(place).map(|point| u64::from(point.minutes));
        self.begins + Span::minutes(before.sum())
    }

    /// How the meeting stands against its plan: by when the point it is at began, and once that
    /// takes longer than planned by as much more.
    pub fn drift(&self, now: Timestamp) -> Option<Drift> {
        let (id, since) = self.at?;
        let (place, point) = self.point(id)?;
        let (begins, ends) = (self.planned(place), since + Span::minutes(point.minutes.into()));
        let late = since.max(begins).since(begins) + now.max(ends).since(ends);
        Some(match late > Span::ZERO {
            true => Drift::Behind(late),
            false => Drift::Ahead(begins.since(since)),
        })
    }

    /// When a point that lies ahead begins as things stand: the one the meeting is at takes its
    /// minutes, or as long as it has taken already.
    pub fn expected(&self, place: usize, now: Timestamp) -> Timestamp {
        let Some((here, since, point)) = self.at.and_then(|(id, since)| {
            let (here, point) = self.point(id)?;
            Some((here, since, point))
        }) else {
            let late = now.since(self.begins);
            return self.planned(place) + if self.spent.is_empty() { late } else { Span::ZERO };
        };
        let ends = (since + Span::minutes(point.minutes.into())).max(now);
        let between = self.points.iter().take(place).skip(here + 1);
        ends + Span::minutes(between.map(|point| u64::from(point.minutes)).sum())
    }
}
