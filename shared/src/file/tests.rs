//! Files as somebody may write them: what is wrong is named with its line, and what a file does not
//! say has its usual meaning.

use alloc::string::String;
use alloc::{format, vec};

use super::*;
use crate::library;
use crate::method::{Flag, LastMinutes, Role, See, names};

/// A short method with two phases, in which nothing is more than it has to be.
const METHOD: &str = r#"
id = "short"
name = { de = "Kurz", en = "Short" }
purpose = { de = "Zweck", en = "Purpose" }
fits = { de = "Passt", en = "Fits" }
unfit = { de = "Passt nicht", en = "Does not fit" }
artefact = { de = "Ergebnis", en = "Result" }
credit = { de = "Von uns", en = "By us" }
about = ["task"]
roles = ["F", "M", "B", "S", "P", "Z"]
size = { min = 3, ideal = [4, 5], max = 6 }

[[phases]]
id = "tell"
name = { de = "Erzählen", en = "Tell" }
minutes = 10
range = [5, 15]
speak = ["F"]
silent = ["B"]
write = ["F"]
see = "all"
kinds = ["pad"]
wrong = ["zeit"]
say = { de = "Erzähl.", en = "Tell." }
watch = { de = "Zuhören.", en = "Listen." }
[phases.texts]
F = { de = "Erzähl es.", en = "Tell it." }

[[phases]]
id = "think"
name = { de = "Denken", en = "Think" }
minutes = 8
range = [5, 10]
speak = ["B"]
silent = ["F"]
write = ["S", "B"]
see = "next"
kinds = ["cards"]
flags = ["advice"]
columns = [{ de = "Warm", en = "Warm" }, { de = "Kühl", en = "Cool" }]
optional = true
once = true
wrong = []
say = { de = "Denkt.", en = "Think." }
watch = { de = "Hören.", en = "Hear." }
[phases.last]
minutes = 2
speak = ["F"]
text = "antworten"
[phases.texts]
B = ["ideen", { de = "Reihum.", en = "In turn." }]
"#;

const MODULE: &str = r#"
id = "module"
name = { de = "Modul", en = "Module" }
fits = { de = "Passt", en = "Fits" }
explain = { de = "So geht es.", en = "This is how." }
starter = { de = "Man könnte …", en = "One could …" }
output = { de = "Karten", en = "Cards" }
minutes = 10
steps = [
    { minutes = 4, text = { de = "Sammeln", en = "Collect" } },
    { minutes = 6, text = { de = "Ordnen", en = "Sort" } },
]
cues = { de = ["wie kann ich"], en = ["how can i"] }
"#;

fn blocks() -> Blocks {
    let texts = include_str!("../../methods/blocks.toml");
    let troubles = include_str!("../../methods/wrong.toml");
    Blocks::read(texts, troubles).expect("what comes with the program can be read")
}

fn read(source: &str) -> Result<Described, Wrong> {
    method(source, &blocks()).map(|(_, described)| described)
}

/// The method file with one piece replaced.
fn changed(piece: &str, by: &str) -> String {
    assert_eq!(METHOD.matches(piece).count(), 1, "{piece} is there once");
    METHOD.replace(piece, by)
}

/// The method file with one piece replaced can't be read, because of this line, for a reason in
/// which these words stand.
#[track_caller]
fn fails((piece, by): (&str, &str), at: &str, why: &str) {
    let source = changed(piece, by);
    assert_fails(&source, read(&source), at, why);
}

#[track_caller]
fn assert_fails<T: fmt::Debug>(source: &str, read: Result<T, Wrong>, at: &str, why: &str) {
    let wrong = read.expect_err("this must not be played");
    let before = source.find(at).expect("the line is there");
    let line = source[..before].matches('\n').count() + 1;
    assert_eq!(wrong.line, line, "{wrong}");
    assert!(wrong.reason.to_string().contains(why), "{wrong}");
}

#[test]
fn a_short_file_is_a_method() {
    let Described { method, guide } = read(METHOD).expect("it can be played");
    assert_eq!((method.id.as_str(), method.turns, method.phases.len()), ("short", None, 2));
    let think = &method.phases[1];
    assert_eq!(think.flags, [Flag::Advice, Flag::Optional, Flag::Once]);
    assert_eq!((think.see, think.columns), (See::Next, 2));
    assert_eq!(think.last, Some(LastMinutes { minutes: 2, speak: vec![Role::CaseGiver] }));
    assert_eq!(guide.phases[1].columns[1].en, "Cool");
    assert_eq!(guide.phases[0].wrong.len(), 1);
    // What does not say where it stands comes last.
    assert_eq!(super::method(METHOD, &blocks()).map(|(place, _)| place), Ok(u16::MAX));
}

#[test]
fn sentences_come_from_the_file_from_shared_ones_and_from_several() {
    let Described { guide, .. } = read(METHOD).expect("it can be played");
    let [tell, think] = [&guide.phases[0], &guide.phases[1]];
    assert_eq!(tell.texts[&Role::CaseGiver].de, "Erzähl es.");
    assert_eq!(think.last.as_ref().map(|text| text.en.starts_with("Answer briefly.")), Some(true));
    let several = &think.texts[&Role::Consultant];
    assert!(several.de.starts_with("Ein Gedanke pro Beitrag") && several.de.ends_with(" Reihum."));
    assert!(several.en.ends_with(" In turn."));
}

#[test]
fn whoever_has_no_sentence_in_the_file_has_a_usual_one() {
    let Described { method, guide } = read(METHOD).expect("it can be played");
    let says = |phase: usize, role, begins: &str| {
        let text = &guide.phases[phase].texts[&role];
        assert!(text.de.starts_with(begins), "{role:?} in phase {phase}: {}", text.de);
    };
    for phase in 0..2 {
        says(phase, Role::Moderator, "Halte Zeit und Reihenfolge.");
        says(phase, Role::Observer, "Achte auf das Wie");
        says(phase, Role::Timekeeper, "Sag zwei Minuten vorher Bescheid");
    }
    // Whoever is silent listens; a scribe writes, or reads what the consultants read.
    says(0, Role::Consultant, "Hör zu.");
    says(0, Role::Scribe, "Hör zu.");
    says(1, Role::CaseGiver, "Lehn dich zurück");
    says(1, Role::Scribe, "Halte jeden Gedanken als eigene Karte fest");
    assert!(names(&method.phases[1].write, &[Role::Scribe]));
}

#[test]
fn silence_for_everyone_is_silence_for_each() {
    let source = changed("silent = [\"F\"]", "silent = [\"A\"]").replace("speak = [\"B\"]", "");
    let Described { guide, .. } = read(&source).expect("it can be played");
    assert!(guide.phases[1].texts[&Role::CaseGiver].de.starts_with("Lehn dich zurück"));
}

#[test]
fn a_file_that_is_no_toml_fails_at_its_line() {
    fails(("minutes = 8", "minutes = = 8"), "minutes = =", "");
    fails(("see = \"next\"", "see = \"next"), "see = \"next", "");
    assert_eq!(read("[[phases").map_err(|wrong| wrong.line), Err(1));
}

#[test]
fn an_empty_file_lacks_everything() {
    let wrong = read("").expect_err("there is nothing");
    assert_eq!(wrong.line, 1);
    assert!(wrong.reason.to_string().contains("missing field"), "{wrong}");
    assert!(module("").is_err());
}

#[test]
fn unknown_words_fail_at_their_line() {
    fails(("speak = [\"B\"]", "speak = [\"X\"]"), "speak = [\"X\"]", "`X`");
    fails(("kinds = [\"cards\"]", "kinds = [\"card\"]"), "kinds = [\"card\"]", "`card`");
    fails(("see = \"next\"", "see = \"later\""), "see = \"later\"", "`later`");
    fails(("flags = [\"advice\"]", "flags = [\"advise\"]"), "flags = [\"advise\"]", "`advise`");
    fails(("about = [\"task\"]", "about = [\"tusk\"]"), "about = [\"tusk\"]", "`tusk`");
    fails(("optional = true", "optinal = true"), "optinal", "`optinal`");
    fails(("credit =", "credits ="), "credits", "`credits`");
    fails(("speak = [\"F\"]\ntext", "spoke = [\"F\"]\ntext"), "spoke", "`spoke`");
}

#[test]
fn what_is_said_in_one_language_only_fails_at_its_line() {
    fails(("de = \"Passt\", en = \"Fits\"", "de = \"Passt\""), "fits =", "`en`");
    fails(("{ de = \"Denkt.\", en = \"Think.\" }", "{ en = \"Think.\" }"), "say = { en", "`de`");
    fails(("en = \"Tell it.\"", "fr = \"Dis-le.\""), "F = { de", "de and en");
    fails(("en = \"Cool\"", "en = \" \""), "[[phases]]\nid = \"think\"", "missing in one language");
}

#[test]
fn a_sentence_that_nobody_wrote_fails_in_its_phase() {
    let think = "[[phases]]\nid = \"think\"";
    fails(("\"antworten\"", "\"antwort\""), think, "»antwort«");
    fails(("[\"ideen\",", "[\"idee\","), think, "»idee«");
    fails(("[\"zeit\"]", "[\"zeiten\"]"), "[[phases]]\nid = \"tell\"", "»zeiten«");
    // Also a usual one, where the shared ones lack it.
    let source = METHOD.replace("\"antworten\"", "{ de = \"Ja.\", en = \"Yes.\" }");
    let source = source.replace("[\"ideen\", ", "[").replace("[\"zeit\"]", "[]");
    let wrong = method(&source, &Blocks::default()).expect_err("nobody says what a moderator does");
    assert_eq!(wrong.reason, Reason::NoSuchSentence("takt".into()));
    assert!(wrong.reason.to_string().contains("»takt«"), "{wrong}");
}

#[test]
fn what_cannot_be_played_fails_in_its_phase() {
    let think = "[[phases]]\nid = \"think\"";
    let why = |why: Unplayable| why.reason();
    fails(("minutes = 8", "minutes = 11"), think, why(Unplayable::Minutes));
    fails(("minutes = 2", "minutes = 8"), think, why(Unplayable::Minutes));
    fails(("write = [\"S\", \"B\"]", ""), think, why(Unplayable::NobodyWrites));
    fails(("kinds = [\"cards\"]", "kinds = []"), think, why(Unplayable::Kind));
    fails(("silent = [\"F\"]", "silent = [\"B\"]"), think, why(Unplayable::SpeaksAndIsSilent));
    fails((", { de = \"Kühl\", en = \"Cool\" }", ""), think, why(Unplayable::Columns));
    fails(("\"S\", \"P\", \"Z\"]", "\"P\", \"Z\"]"), think, why(Unplayable::UnknownRole));
    fails(
        ("B = [\"ideen\", { de = \"Reihum.\", en = \"In turn.\" }]", ""),
        think,
        why(Unplayable::NoSentence),
    );
}

#[test]
fn what_is_wrong_with_the_whole_fails_at_the_top() {
    let why = |why: Unplayable| why.reason();
    let top = |piece, by, reason| fails((piece, by), "", reason);
    top("id = \"think\"", "id = \"tell\"", why(Unplayable::PhaseTwice));
    top("min = 3", "min = 5", why(Unplayable::Size));
    top("about =", "turns = [2, 1, 3]\nabout =", why(Unplayable::Turns));
    top("\"P\", \"Z\"]", "\"P\", \"P\"]", why(Unplayable::Roles));
    top("id = \"short\"", "id = \"\"", why(Unplayable::Id));
    top("size =", "consult = [\"I\"]\nsize =", why(Unplayable::UnknownRole));
    let source = changed("{ de = \"Zweck\", en = \"Purpose\" }", "{ de = \"\", en = \"Purpose\" }");
    assert_fails(&source, read(&source), "", why(Unplayable::Text));
}

#[test]
fn a_file_has_an_end() {
    let long = METHOD.to_string() + &"#".repeat(MOST_BYTES - METHOD.len());
    assert!(read(&long).is_ok());
    assert_fails("", read(&(long + "#")), "", "bytes");
    // Many texts that are each short enough are too much for one frame.
    let text = "ä".repeat(600);
    let block = format!("{{ de = \"{text}\", en = \"{text}\" }}");
    let trouble = format!("[zeit]\nsign = {block}\nhelp = {block}");
    let texts = include_str!("../../methods/blocks.toml");
    let blocks = Blocks::read(texts, &trouble).expect("it can be read");
    let often = |times| changed("[\"zeit\"]", &format!("[{}]", "\"zeit\", ".repeat(times)));
    assert!(method(&often(8), &blocks).is_ok());
    let much = Unplayable::TooMuchText.reason();
    assert_fails("", method(&often(12), &blocks), "", much);
}

#[test]
fn nothing_refers_in_a_circle() {
    // A shared sentence is words, never the key of another.
    let wrong = Blocks::read("[a]\nde = \"Ja.\"\nen = \"Yes.\"\n[b]\n\n[c]\n", "");
    assert_eq!(wrong.map_err(|wrong| wrong.line).err(), Some(4));
    let wrong = Blocks::read("a = \"b\"\nb = \"a\"\n", "").expect_err("nobody says anything");
    assert_eq!(wrong.line, 1);
    // A sentence refers to what comes with the program, not to one beside it or to itself.
    let think = "[[phases]]\nid = \"think\"";
    let piece = "B = [\"ideen\", { de = \"Reihum.\", en = \"In turn.\" }]";
    fails((piece, "B = [\"F\"]\nF = [\"B\"]"), think, "no shared sentence is named");
    fails((piece, "B = \"think\""), think, "»think«");
    // And lists in lists come to an end.
    let deep = format!("B = {}{}", "[".repeat(5_000), "]".repeat(5_000));
    fails((piece, &deep), "B = [[", "");
}

#[test]
fn what_builds_on_something_later_fails_in_its_phase() {
    let order = Unplayable::Order.reason();
    let tell = "[[phases]]\nid = \"tell\"";
    let asks = METHOD.replace("optional = true\nonce = true", "");
    let asks = asks.replace("kinds = [\"cards\"]", "kinds = [\"cards\", \"question\"]");
    assert!(read(&asks).is_ok());
    let early = asks.replace("kinds = [\"pad\"]", "kinds = [\"pad\"]\nflags = [\"advice\"]");
    assert_fails(&early, read(&early), tell, order);
    let marks = asks.replace("kinds = [\"pad\"]", "kinds = [\"pad\"]\nflags = [\"marks\"]");
    assert_fails(&marks, read(&marks), tell, order);
}

#[test]
fn wrong_minutes_fail_in_their_phase() {
    let [tell, think] = ["tell", "think"].map(|id| format!("[[phases]]\nid = \"{id}\""));
    let why = Unplayable::Minutes.reason();
    fails(("minutes = 10", "minutes = 0"), &tell, why);
    fails(("range = [5, 15]", "range = [15, 5]"), &tell, why);
    fails(("range = [5, 15]", "range = [5, 241]"), &tell, why);
    fails(("columns = [", "seconds_each = 0\ncolumns = ["), &think, why);
    fails(("columns = [", "silent_s = 481\ncolumns = ["), &think, why);
    // What is no number of minutes at all fails at its very line.
    fails(("minutes = 10", "minutes = -1"), "minutes = -1", "");
    fails(("minutes = 10", "minutes = 10.5"), "minutes = 10.5", "");
    fails(("minutes = 10", "minutes = \"ten\""), "minutes = \"ten\"", "");
    fails(("range = [5, 15]", "range = [5]"), "range = [5]", "");
}

#[test]
fn too_few_and_too_many_phases_fail_at_the_top() {
    let why = Unplayable::PhaseCount.reason();
    let (head, phases) = METHOD.split_at(METHOD.find("[[phases]]").expect("it has phases"));
    let none = format!("phases = []\n{head}");
    assert_fails(&none, read(&none), "", why);
    let second = phases[1..].find("[[phases]]").expect("it has two") + 1;
    let phase = |n: usize| phases[..second].replace("\"tell\"", &format!("\"p{n}\""));
    let many = |count| head.to_string() + &(0..count).map(phase).collect::<String>();
    assert!(read(&many(24)).is_ok());
    assert_fails("", read(&many(25)), "", why);
}

#[test]
fn what_may_go_wrong_can_be_said_in_words_of_ones_own() {
    let own = "[{ sign = { de = \"Stille.\", en = \"Silence.\" }, \
               help = { de = \"Warte.\", en = \"Wait.\" } }]";
    let Described { guide, .. } = read(&changed("[\"zeit\"]", own)).expect("it can be played");
    assert_eq!(guide.phases[0].wrong[0].help.en, "Wait.");
    let half = own.replace(", en = \"Wait.\"", "");
    fails(("[\"zeit\"]", &half), "wrong = [{", "a sign and a help");
}

#[test]
fn what_is_written_is_read_again_word_for_word() {
    for described in library::methods() {
        let file = written(&described);
        assert_eq!(read(&file), Ok(described.clone()), "{file}");
        assert!(file.len() < MOST_BYTES / 2, "{} has {} bytes", described.method.id, file.len());
    }
    // With everything in it that most leave out.
    let described = read(METHOD).expect("it can be played");
    assert_eq!(read(&written(&described)), Ok(described));
}

#[test]
fn what_is_written_can_be_read_by_people() {
    let file = written(&read(METHOD).expect("it can be played"));
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[..2], ["id = \"short\"", "name = { de = \"Kurz\", en = \"Short\" }"]);
    for owed in ["[[phases]]", "[phases.texts]", "speak = [\"B\"]", "range = [5, 10]"] {
        assert!(lines.contains(&owed), "{owed} is missing in:\n{file}");
    }
    assert!(file.ends_with('\n'));
}

#[test]
fn words_with_marks_of_their_own_are_written_as_well() {
    let mut described = read(METHOD).expect("it can be played");
    let odd = "\"Zwei\"\nZeilen \\ ''' \"\"\" # {kein = \"Feld\"}\t\u{1}";
    described.guide.name.de = odd.into();
    assert_eq!(read(&written(&described)), Ok(described));
}

#[test]
fn a_short_file_is_a_module() {
    let Offered { module, guide, first, care, cues } =
        super::module(MODULE).expect("it can be used");
    assert_eq!((module.steps.as_slice(), module.minutes()), (&[4, 6][..], 10));
    assert_eq!((module.turns, module.round, first, care), (false, false, false, false));
    assert_eq!((guide.steps[1].en.as_str(), cues.en.len()), ("Sort", 1));
    let turning = MODULE.replace("cues =", "turn = { de = \"Um\", en = \"Over\" }\ncues =");
    assert!(super::module(&turning).expect("it can be used").module.turns);
    assert_eq!(guide.giver, None);
    let asking = MODULE.replace("cues =", "giver = { de = \"Sag\", en = \"Say\" }\ncues =");
    let asks = super::module(&asking).expect("it can be used").guide.giver;
    assert_eq!(asks.map(|text| text.en).as_deref(), Some("Say"));
}

#[test]
fn a_module_that_cannot_be_used_says_where_and_why() {
    let fails = |piece: &str, by: &str, at: &str, why: &str| {
        assert_eq!(MODULE.matches(piece).count(), 1, "{piece} is there once");
        let source = MODULE.replace(piece, by);
        assert_fails(&source, super::module(&source), at, why);
    };
    fails("minutes = 10", "minutes = 11", "", "do not add up");
    fails("minutes = 4,", "minutes = 0,", "", Unplayable::Minutes.reason());
    fails("id = \"module\"", "id = \"\"", "", Unplayable::Id.reason());
    fails("de = \"Karten\"", "de = \" \"", "", Unplayable::Text.reason());
    fails("de = \"Karten\", ", "", "output", "`de`");
    fails("cues =", "cue =", "cue =", "`cue`");
    fails("minutes = 6, ", "", "{ text = { de = \"Ordnen\"", "`minutes`");
}

#[test]
fn shared_sentences_fail_at_their_line_as_well() {
    let wrong = Blocks::read("[a]\nde = \"Ja.\"\n", "").expect_err("the English is missing");
    assert_eq!((wrong.line, wrong.reason.to_string().contains("`en`")), (1, true));
    assert!(Blocks::read("", "[a]\nsign = 3\n").is_err());
    assert_eq!(wrong.to_string(), format!("line 1: {}", wrong.reason));
}
