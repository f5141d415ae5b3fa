//! What guests say in a rehearsal: people, houses and cases that were made up.

/// First names.
pub const NAMES: &[&str] = &[
    "Ayla", "Bruno", "Carla", "Deniz", "Edda", "Falk", "Greta", "Hannes", "Ines", "Jonte", "Käthe",
    "Levin", "Mira", "Nils", "Oda", "Piet", "Ronja", "Samir", "Thea", "Ulf", "Vera", "Wim", "Yara",
    "Zeno",
];

/// Houses.
pub const HOUSES: &[&str] = &[
    "Museum am Mühlenteich",
    "Stadtarchiv Erlenbrück",
    "Gedenkstätte Lindenhof",
    "Haus der Seefahrt",
    "Technikmuseum Kohlenpfad",
    "Heimatstube Oberwiesen",
    "Kunsthalle am Gleisdreieck",
    "",
];

/// Cases in one sentence.
pub const CASES: &[&str] = &[
    "Unser Förderverein will die Dauerausstellung mitbestimmen, und ich stehe dazwischen.",
    "Ich soll eine Sonderausstellung eröffnen, für die noch kein Leihvertrag unterschrieben ist.",
    "Zwei Ehrenamtliche reden seit Wochen nicht miteinander und teilen sich doch die Aufsicht.",
    "Die Schulklassen bleiben aus, seit der Bus nicht mehr vor dem Haus hält.",
    "Im Depot steht ein Boot, das niemand haben wollte und niemand abgeben mag.",
    "Unsere Inventarliste kennt nur einer, und der geht im Sommer in Rente.",
    "Ich leite ein Team, in dem alle älter sind als ich und alles schon einmal versucht wurde.",
    "Eine Familie möchte den Nachlass zurück, den wir gerade zeigen.",
];

/// What a case giver tells.
pub const ACCOUNT: &[&str] = &[
    "Angefangen hat es im Frühjahr mit einer Führung, die niemand angemeldet hatte. ",
    "Seitdem bekomme ich jede Woche zwei Anrufe und weiß nicht, wer eigentlich entscheidet. ",
    "Gesprochen habe ich bisher nur mit der Kollegin an der Kasse. ",
    "Am meisten beschäftigt mich, dass alle freundlich sind und sich nichts bewegt. ",
    "Größere Änderungen müssten bis zur Eröffnung im Herbst stehen. ",
];

/// What a scribe takes down.
pub const NOTES: &[&str] = &[
    "Beteiligt: Leitung, Verein, Aufsicht, Kasse.\n",
    "Frage: Wer entscheidet? – Antwort: bisher niemand ausdrücklich.\n",
    "Zahlen: zwei Anrufe in der Woche, Eröffnung im Herbst.\n",
    "Offen: Was genau will der Verein?\n",
];

/// Key questions.
pub const QUESTIONS: &[&str] = &[
    "Wie kann ich das nächste Gespräch so führen, dass am Ende klar ist, wer entscheidet?",
    "Wie kann ich andere gewinnen, ohne alles selbst zu machen?",
    "Wie kann ich Nein sagen und trotzdem im Gespräch bleiben?",
];

/// What is on cards.
pub const IDEAS: &[&str] = &[
    "Man könnte beide an einen Tisch bitten und nur zuhören.",
    "Man könnte die Frage zuerst schriftlich stellen.",
    "Man könnte ein Haus besuchen, das es schon hinter sich hat.",
    "Man könnte einen kleinen Teil sofort ändern und den Rest lassen.",
    "Man könnte ausrechnen, was das Nichtstun kostet.",
    "Man könnte den Verein fragen, worauf er stolz ist.",
    "Man könnte einen Termin setzen, an dem entschieden wird.",
    "Man könnte jemanden von außen moderieren lassen.",
    "Man könnte das Boot fotografieren und verabschieden.",
    "Man könnte die Kasse zur wichtigsten Stelle machen.",
    "Man könnte ein halbes Jahr lang gar nichts Neues anfangen.",
    "Man könnte die Schülerinnen und Schüler selbst fragen.",
];

/// What somebody notes for themselves.
pub const PRIVATE: &[&str] =
    &["Das mit dem Termin gefällt mir. ", "Warum hat mich das eben geärgert? ", "Mira fragen! "];

/// What an observer sees.
pub const OBSERVATIONS: &[&str] = &[
    "Ruhiger Anfang, alle kamen zu Wort. ",
    "Zweimal fast ein Ratschlag, freundlich angehalten. ",
    "Die Zugeschalteten waren zuerst dran. ",
    "Gegen Ende wurde es schneller. ",
];

/// First steps, and who helps.
pub const STEPS: &[(&str, &str)] = &[
    ("Am Montag rufe ich die Vorsitzende an und frage nach ihrem Bild vom Haus.", "Carla"),
    ("Ich schreibe auf einer Seite auf, wer was entscheidet, und lege sie allen hin.", ""),
    ("Ich lade beide zu einem Rundgang durch das Depot ein.", "Leitung der Technik"),
];

/// What stands on the other side of a card that was turned over.
pub const REVERSES: &[&str] = &[
    "Wir könnten stattdessen alle einladen und zuhören.",
    "Wir könnten stattdessen einen Termin nennen und ihn halten.",
    "Wir könnten stattdessen sagen, was schon gelungen ist.",
];

/// Advice that comes too early.
pub const ADVICE: &[&str] =
    &["Ruf die Leute doch einfach an!", "Bei uns hat da ein runder Tisch geholfen."];

/// What leaves the group, without names.
pub const RELEASES: &[&str] = &[
    "Ein kleines Haus klärt erst, wer entscheidet, und lädt dann ein.",
    "Ein Gespräch mit offener Frage bringt mehr als ein fertiger Plan.",
];

/// What it took.
pub const EFFORTS: &[&str] = &["Ein Nachmittag zu zweit, kein Geld.", "Drei Abende und Geduld."];

/// What case givers call their own sheets.
pub const SHEETS: &[&str] = &["Mein runder Tisch", "Der Plan für das Frühjahr"];

/// What became of a first step.
pub const REPORTS: &[&str] = &[
    "Das Gespräch war kürzer als befürchtet, und seitdem steht ein Termin.",
    "Ich habe es anders angefangen: erst der Rundgang, dann das Telefon.",
    "Noch nicht. Der Zettel hängt an der Tür.",
];
