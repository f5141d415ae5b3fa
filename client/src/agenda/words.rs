//! What the points of an agenda are called, and where the meeting takes place.

use mirror::Mirror;
use shared::meeting::{Agenda, Part, PointId};
use shared::time::Span;
use vault::words::Room;

use crate::parts::clock;
use crate::texts;

/// All parts, in the order in which they are offered.
pub const PARTS: [Part; 14] = [
    Part::Arrival,
    Part::Welcome,
    Part::Review,
    Part::Election,
    Part::Agreements,
    Part::Pitches,
    Part::Formation,
    Part::Consultation,
    Part::Talk,
    Part::Break,
    Part::Harvest,
    Part::Releases,
    Part::Flash,
    Part::Other,
];

/// What a part of a meeting is called where nobody has given it another name.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Arrival => texts::agenda::arrival(),
        Part::Welcome => texts::agenda::welcome(),
        Part::Review => texts::agenda::review(),
        Part::Election => texts::agenda::election(),
        Part::Agreements => texts::agenda::agreements(),
        Part::Pitches => texts::agenda::pitches(),
        Part::Formation => texts::agenda::formation(),
        Part::Consultation => texts::agenda::consultation(),
        Part::Talk => texts::agenda::talk(),
        Part::Break => texts::agenda::pause(),
        Part::Harvest => texts::agenda::harvest(),
        Part::Releases => texts::agenda::releases(),
        Part::Flash => texts::agenda::flash(),
        Part::Other => texts::agenda::other(),
    }
}

/// The names that were given to points; a point without one is called after its part.
pub fn names(m: &Mirror, agenda: &Agenda) -> Vec<(PointId, String)> {
    let words = m.agenda(agenda).words();
    words.map(|words| words.names).unwrap_or_default()
}

/// What a point is called among these names.
pub fn name(names: &[(PointId, String)], id: PointId, of: Part) -> String {
    let named = names.iter().find(|(other, name)| *other == id && !name.is_empty());
    named.map_or_else(|| part(of).to_owned(), |(_, name)| name.clone())
}

/// What the meeting is at; a break with its end, as whoever goes for a coffee wants to know.
pub fn here(m: &Mirror, agenda: &Agenda) -> Option<String> {
    let (id, since) = agenda.at?;
    let (_, point) = agenda.point(id)?;
    let name = name(&names(m, agenda), point.id, point.part);
    let ends = since + Span::minutes(point.minutes.into());
    Some(match point.part {
        Part::Break => texts::agenda::until(name, clock::time_of_day(ends)),
        _ => name,
    })
}

/// Where the meeting takes place; `None` where nothing was said.
pub fn place(m: &Mirror) -> Option<Room> {
    m.room(&m.meeting().invitation.place?).words()
}
