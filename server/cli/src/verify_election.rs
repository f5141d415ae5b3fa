//! `reihum verify-election`: checks an election file without server or network, and says what is in
//! it in German, as the people do who were there.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use ballot::choice::{Answer, Choice};
use ballot::close::{Closed, Fault};
use ballot::count::{Because, By};
use ballot::file::{ElectionFile, verify_text};
use ballot::poll::Manner;
use ballot::protocol::{Part, parts};
use ballot::sums::Standing;
use clap::Args;
use serde_json::json;

/// The words that check numbers stand for, in their order.
const WORDS: &str = include_str!("../../../assets/words/de.txt");

/// What can be said on the command line.
#[derive(Args)]
pub struct Options {
    /// The election file, as a meeting hands it out after the close
    file: PathBuf,

    /// Write the result as JSON
    #[arg(long)]
    json: bool,
}

/// Checks the file and shows what came of it. It is an error when anything in it is wrong.
pub fn run(options: Options) -> Result<(), String> {
    let path = options.file.display();
    let text = std::fs::read_to_string(&options.file)
        .map_err(|error| format!("{path} lässt sich nicht lesen: {error}"))?;
    let checked = verify_text(&text);
    let shown = match (&checked, options.json) {
        (_, true) => format!("{:#}\n", as_json(&checked)),
        (Ok((file, closed)), false) => report(file, closed),
        (Err(_), false) => String::new(),
    };
    std::io::stdout()
        .write_all(shown.as_bytes())
        .map_err(|error| format!("das Ergebnis lässt sich nicht ausgeben: {error}"))?;
    checked.map(drop).map_err(|faults| {
        let faults: Vec<_> =
            faults.iter().map(|fault| format!("\n  {}", complaint(fault))).collect();
        format!("{path} ist nicht in Ordnung:{}", faults.concat())
    })
}

fn as_json(checked: &Result<(ElectionFile, Closed), Vec<Fault>>) -> serde_json::Value {
    match checked {
        Ok((file, closed)) => json!({
            "in_order": true,
            "question": file.question,
            "names": file.names,
            "agreed": file.agreed,
            "minutes": parts(&file.poll, &closed.outcome),
            "closed": closed,
        }),
        Err(faults) => json!({ "in_order": false, "faults": faults }),
    }
}

/// Everything about an election that is in order.
fn report(file: &ElectionFile, closed: &Closed) -> String {
    let names: Vec<String> = file.names.iter().map(|name| plain(name)).collect();
    let mut text = format!("Diese Wahl ist in Ordnung: {}\n\n", plain(&file.question));
    if let Some(Standing { yes, no, abstain }) = file.agreed {
        put(
            &mut text,
            &format!(
                "Verfahren per Handzeichen beschlossen: {yes} dafür, {no} dagegen, \
                 {abstain} enthalten; so hat es die Wahlleitung festgehalten."
            ),
        );
    }
    for part in parts(&file.poll, &closed.outcome) {
        put(&mut text, &sentence(&part, &names));
    }
    if let Some(lot) = &closed.outcome.lot {
        put(&mut text, &format!("Das Los wurde aus dieser Zahl gezogen: {}", lot.seed));
        for (at, ticket) in lot.candidates.iter().zip(&lot.tickets) {
            put(&mut text, &format!("  {}: Los {ticket}", names[usize::from(*at)]));
        }
    }
    if file.poll.manner == Manner::Secret {
        let (ballots, voters) = (file.ballots.len(), file.roll.len());
        put(&mut text, "");
        put(
            &mut text,
            &format!(
                "Geprüft: {ballots} Stimmzettel, jeder von einer anderen Person aus dem \
                 Verzeichnis ({voters}) unterschrieben, alle geöffnet und neu gezählt."
            ),
        );
        let words = check_words(&closed.check_words);
        put(&mut text, &format!("Prüfwörter des Verzeichnisses: {words}"));
        put(&mut text, "Die gültigen Stimmzettel, jeder mit seinem Kennzeichen:");
        for line in &closed.lines {
            let words = check_words(&line.tracker.0);
            put(&mut text, &format!("  {words}  {}", marks(&line.choice, &names)));
        }
    }
    text
}

/// Numbers as the words that stand on the devices.
fn check_words(numbers: &[u16]) -> String {
    let word = |number: &u16| WORDS.lines().nth(usize::from(*number)).unwrap_or_default();
    numbers.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn put(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes every line");
}

/// One part of the minutes.
fn sentence(part: &Part, names: &[String]) -> String {
    let name = |at: &u8| names[usize::from(*at)].as_str();
    match part {
        Part::Entitled { people, seats, manner, run_off } => {
            let manner = match manner {
                Manner::Secret => "geheim",
                Manner::Hands => "per Handzeichen, nicht geheim",
            };
            let round = if *run_off { ", Stichwahl" } else { "" };
            format!("{people} Stimmberechtigte, {manner}, {}{round}.", places(*seats))
        }
        Part::Ballots { all, abstentions, invalid } => {
            format!("{all} Stimmzettel, davon Enthaltungen: {abstentions}, ungültig: {invalid}.")
        }
        Part::Votes { given, possible } => {
            format!("{given} von {possible} möglichen Stimmen.")
        }
        Part::Quorum { needed, met: true } => {
            format!("Nötig waren {needed} Stimmzettel; das ist erreicht.")
        }
        Part::Quorum { needed, met: false } => {
            format!(
                "Nötig waren {needed} Stimmzettel; das ist nicht erreicht, niemand ist gewählt."
            )
        }
        Part::Candidate { candidate, yes, against: None } => {
            format!("  {}: {yes}", name(candidate))
        }
        Part::Candidate { candidate, yes, against: Some((no, abstain)) } => {
            format!("  {}: {yes} Ja, {no} Nein, {abstain} Enthaltung", name(candidate))
        }
        Part::Elected { candidate, by: By::Votes } => format!("Gewählt: {}.", name(candidate)),
        Part::Elected { candidate, by: By::Lot } => {
            format!("Durch das Los gewählt: {}.", name(candidate))
        }
        Part::RunOff { candidates, seats, because } => {
            let among: Vec<_> = candidates.iter().map(name).collect();
            let because = match because {
                Because::Tie => "sie haben gleich viele Stimmen",
                Because::Majority => "die absolute Mehrheit fehlt",
            };
            format!("Stichwahl um {} zwischen: {}; {because}.", places(*seats), among.join(", "))
        }
        Part::Vacant { seats } => format!("Nicht besetzt: {}.", places(*seats)),
    }
}

fn places(seats: u8) -> String {
    match seats {
        1 => "1 Platz".to_owned(),
        seats => format!("{seats} Plätze"),
    }
}

/// What one ballot says.
fn marks(choice: &Choice, names: &[String]) -> String {
    let marked: Vec<String> = match choice {
        Choice::Crosses(crosses) => {
            crosses.iter().map(|at| names[usize::from(*at)].clone()).collect()
        }
        Choice::Answers(answers) => {
            let word = |answer: &Answer| match answer {
                Answer::Abstain => "Enthaltung",
                Answer::Yes => "Ja",
                Answer::No => "Nein",
            };
            names
                .iter()
                .zip(answers)
                .map(|(name, answer)| format!("{name}: {}", word(answer)))
                .collect()
        }
    };
    match marked.is_empty() {
        true => "Enthaltung".to_owned(),
        false => marked.join(", "),
    }
}

/// What is wrong, and what it means. Ballots are numbered from 1, as people count.
fn complaint(fault: &Fault) -> String {
    match fault {
        Fault::Unreadable { why } => format!("Das ist keine lesbare Wahldatei ({}).", plain(why)),
        Fault::Poll { why } => format!("Über so etwas kann man nicht abstimmen ({why})."),
        Fault::Roll { why } => format!("Das Wählerverzeichnis stimmt nicht ({why})."),
        Fault::Lock => "Der Schlüssel des Servers ist nicht der vom Beginn der Wahl.".to_owned(),
        Fault::PollKey => "Der Schlüssel der Runde ist nicht der vom Beginn der Wahl.".to_owned(),
        Fault::TooManyBallots => "Es sind mehr Stimmzettel als Stimmberechtigte.".to_owned(),
        Fault::Order { ballot } => {
            format!("Stimmzettel {} steht nicht an seinem Platz.", ballot + 1)
        }
        Fault::Size { ballot } => {
            format!("Stimmzettel {} hat nicht die Größe aller anderen.", ballot + 1)
        }
        Fault::Signature { ballot } => format!(
            "Stimmzettel {} hat niemand aus dem Verzeichnis für diese Wahl unterschrieben.",
            ballot + 1
        ),
        Fault::Again { ballot } => {
            format!("Stimmzettel {} ist der zweite derselben Person.", ballot + 1)
        }
        Fault::Sums { why } => format!("Die von Hand gezählten Stimmen können nicht sein ({why})."),
        Fault::Paper => "Frage oder Namen sind nicht die, über die abgestimmt wurde.".to_owned(),
        Fault::Result => "Das Ergebnis in der Datei ist ein anderes als das gezählte.".to_owned(),
    }
}

/// A text from the file without what could steer a terminal.
fn plain(text: &str) -> String {
    let harmless = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../shared/ballot/tests/election.json");

    fn tried(text: &str) -> Result<(), String> {
        let file = tempfile::NamedTempFile::new().expect("a place for a file");
        std::fs::write(file.path(), text).expect("room for a file");
        run(Options { file: file.path().to_owned(), json: false })
    }

    #[test]
    fn what_is_in_order_is_told_in_sentences() {
        let (file, closed) = verify_text(FILE).expect("the election is in order");
        let text = report(&file, &closed);
        for line in [
            "Diese Wahl ist in Ordnung: Wer spricht für die Fachgruppe?",
            "5 Stimmberechtigte, geheim, 2 Plätze.",
            "5 Stimmzettel, davon Enthaltungen: 1, ungültig: 0.",
            "6 von 10 möglichen Stimmen.",
            "  Kandidat:in 1: 3",
            "Gewählt: Kandidat:in 3.",
        ] {
            assert!(text.lines().any(|said| said == line), "{line}\n\n{text}");
        }
        assert_eq!(text.lines().filter(|line| line.ends_with("  Enthaltung")).count(), 1);
        assert_eq!(tried(FILE), Ok(()));
    }

    #[test]
    fn the_agreement_on_the_procedure_is_told_where_the_file_has_it() {
        let (file, closed) = verify_text(FILE).expect("the election is in order");
        let said = "Verfahren per Handzeichen beschlossen: 22 dafür, 1 dagegen, 0 enthalten; \
                    so hat es die Wahlleitung festgehalten.";
        assert!(!report(&file, &closed).contains("Verfahren per Handzeichen"));
        let file = file.agreed(Some(Standing { yes: 22, no: 1, abstain: 0 }));
        let (file, closed) = verify_text(&file.write()).expect("it is in order still");
        assert!(report(&file, &closed).lines().any(|line| line == said));
    }

    #[test]
    fn what_is_wrong_is_told_and_makes_the_command_fail() {
        let swapped = FILE.replace("Kandidat:in 1", "Kandidat:in 9");
        let said = tried(&swapped).expect_err("other names");
        assert!(said.ends_with("Frage oder Namen sind nicht die, über die abgestimmt wurde."));
        let fewer = FILE.replace("\"yes\": 3", "\"yes\": 2");
        let said = tried(&fewer).expect_err("another result");
        assert!(said.contains("nicht in Ordnung:\n  Das Ergebnis"), "{said}");
        assert!(tried("").expect_err("no file").contains("keine lesbare Wahldatei"));
        let missing = Options { file: PathBuf::from("no such file"), json: true };
        assert!(run(missing).expect_err("no file").contains("nicht lesen"));
    }

    #[test]
    fn json_says_the_same() {
        let good = as_json(&verify_text(FILE));
        assert_eq!((&good["in_order"], &good["minutes"][0]["people"]), (&json!(true), &json!(5)));
        let bad = as_json(&verify_text("{}"));
        assert_eq!(
            (&bad["in_order"], &bad["faults"][0]["fault"]),
            (&json!(false), &json!("unreadable"))
        );
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(plain("K\u{1b}[2Jurt\n"), "K\u{fffd}[2Jurt\u{fffd}");
    }
}
