//! The people of the second scenario: twenty-three from twenty houses, their cases and their rooms.

use shared::meeting::Presence;

use crate::story::Guest;

/// Who leads the meeting.
pub const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };

/// Everybody but Renate and Emre, with their houses; the first four bring cases, the next four
/// gladly moderate.
pub const PEOPLE: [(&str, &str); 23] = [
    ("Nora Lindt", "Gedenkort Alte Weberei"),
    ("Carlo Menzel", "Salzmuseum Hallerode"),
    ("Hatice Yılmaz", "Naturkundehaus Brockwald"),
    ("Fabian Rost", "Spielzeugmuseum Silberhain"),
    ("Pia Sommer", "Stadtmuseum Holmwerder"),
    ("Jens Ritter", "Glashütte Ahnsbeck"),
    ("Ulla Behn", "Burg Rabenfels"),
    ("Kim Albers", "Textilmuseum Webergasse"),
    ("Timo Grau", "Gedenkort Alte Weberei"),
    ("Petra Lenz", "Naturkundehaus Brockwald"),
    ("Malte Sand", "Salzmuseum Hallerode"),
    ("Lars Ohm", "Stadtmuseum Holmwerder"),
    ("Ayla Kurt", "Haus der Flößer"),
    ("Benno Falk", "Freilichtmuseum Moorende"),
    ("Christa Moll", "Kunsthalle Nordkai"),
    ("Bert Kröger", "Heimatstube Querbach"),
    ("Dora Wolff", "Naturkundehaus Brockwald"),
    ("Edgar Nimz", "Technikhaus Speicher 7"),
    ("Frieda Kolb", "Kunsthalle Nordkai"),
    ("Gustav Renn", "Uhrenmuseum Tiefental"),
    ("Ida Sorge", "Technikhaus Speicher 7"),
    ("Jonas Petri", "Papiermühle Niederau"),
    ("Ole Harms", "Schiffermuseum Elvenschleuse"),
];
/// What the first four of them bring, in a sentence each.
pub const CASES: [&str; 4] = [
    "Digitalstrategie mit 1,5 Stellen: Womit fangen wir an?",
    "Ausschreibung unserer Museums-App, und nur ein Angebot.",
    "KI-Texte im Depotbestand: Wer prüft sie?",
    "Die Leitung will TikTok, das Team nicht.",
];
/// Where the four groups meet.
pub const ROOMS: [&str; 4] = ["Saal links", "Raum 2", "Raum 3", "Saal rechts"];

/// How somebody takes part.
pub fn presence(name: &str) -> Presence {
    match name {
        "Gustav Renn" | "Jonas Petri" => Presence::Remote,
        "Bert Kröger" => Presence::RoomDevice,
        _ => Presence::OnSite,
    }
}
