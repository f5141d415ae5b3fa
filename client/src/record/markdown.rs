//! A record as Markdown: what people typed stays text, whatever signs it holds.

use vault::words::Link;

use super::sheet::{Body, Card, Record};

/// The record as a Markdown document.
pub fn document(record: &Record) -> String {
    let mut out = format!("# {}\n", line(&record.title));
    if !record.facts.is_empty() {
        out.push('\n');
    }
    for (label, value) in &record.facts {
        out.push_str(&format!("- **{}:** {}\n", line(label), line(value)));
    }
    if !record.note.is_empty() {
        out.push_str(&format!("\n{}", paragraphs(&record.note, "")));
    }
    for section in &record.sections {
        out.push_str(&format!("\n## {}\n\n", line(&section.heading)));
        match &section.body {
            Body::Text(text) => out.push_str(&paragraphs(text, "")),
            Body::Key(text) => out.push_str(&paragraphs(text, "> ")),
            Body::List(lines) | Body::Points(lines) => {
                lines.iter().for_each(|text| out.push_str(&format!("- {}\n", item(text))));
            }
            Body::Cards(cards) => cards.iter().for_each(|card| out.push_str(&written(card))),
            Body::Links(links) => links.iter().for_each(|it| out.push_str(&linked(it))),
        }
    }
    out.push_str(&format!("\n---\n\n{}\n", line(&record.footer)));
    out
}

/// The name of the file: letters and digits that every system takes, and the date.
pub fn file_name(kind: &str, title: &str, date: &str) -> String {
    let mut name = String::new();
    for sign in format!("{kind} {title}").chars().flat_map(char::to_lowercase) {
        match sign {
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            sign if sign.is_ascii_alphanumeric() => name.push(sign),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
        if name.len() >= MOST_NAME {
            break;
        }
    }
    format!("{}-{date}.md", name.trim_end_matches('-'))
}

/// Letters of a file's name; longer ones are cut by some systems in their own way.
const MOST_NAME: usize = 60;

fn written(card: &Card) -> String {
    let star = if card.starred { "★ " } else { "" };
    let remarks: Vec<_> = card.remarks().iter().map(|it| line(it)).collect();
    let remarks =
        if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    let reverse = card.reverse.as_ref().map(|text| format!("\\\n  → {}", item(text)));
    let reverse = reverse.unwrap_or_default();
    format!("- {star}{}\\. {}{remarks}{reverse}\n", card.number, item(&card.text))
}

/// The one thing in a record that is a link. Its address was checked: none of its signs ends it.
fn linked(link: &Link) -> String {
    let label = line(&link.label);
    let label = if label.is_empty() { label } else { format!("{label}: ") };
    format!("- {label}<{}>\n", link.address)
}

/// Text in the middle of a line: on one line, and nothing in it is a sign of Markdown.
fn line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    plain(&words.join(" "))
}

/// Text within an item of a list: its lines stay lines of that item.
fn item(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(start).collect::<Vec<_>>().join("\\\n  ")
}

/// Text with paragraphs and line breaks as they were typed.
fn paragraphs(text: &str, mark: &str) -> String {
    let mut out = String::new();
    let mut lines = text.trim().lines().map(str::trim).peekable();
    while let Some(text) = lines.next() {
        // A line right after another one is a break, not a new paragraph.
        let breaks = !text.is_empty() && lines.peek().is_some_and(|next| !next.is_empty());
        let end = if breaks { "\\" } else { "" };
        out.push_str(&format!(
            "{}{}{end}\n",
            if text.is_empty() { mark.trim_end() } else { mark },
            start(text)
        ));
    }
    out
}

/// Text at the beginning of a line, where more signs mean something.
fn start(text: &str) -> String {
    let plain = plain(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // A point within a number begins no list.
    let mut behind = text[digits..].chars();
    let is_item = digits > 0
        && matches!(behind.next(), Some('.' | ')'))
        && behind.next().is_none_or(char::is_whitespace);
    if text.starts_with(['-', '+', '=', ':']) {
        format!("\\{plain}")
    } else if is_item {
        format!("{}\\{}", &plain[..digits], &plain[digits..])
    } else {
        plain
    }
}

/// The same text with every sign of Markdown made a plain one, and no address a link.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let ends_www = sign == '.' && out.to_ascii_lowercase().ends_with("www");
        let in_address = sign == ':' && rest.peek() == Some(&'/');
        if matches!(
            sign,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '!'
                | '&'
                | '@'
                | '$'
        ) || ends_www
            || in_address
        {
            out.push('\\');
        }
        // Control signs have no place in a document.
        if !sign.is_control() {
            out.push(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use shared::meeting::Mark;

    use super::super::sheet::Section;
    use super::*;

    fn record(body: Body) -> Record {
        Record {
            title: "Fallblatt".into(),
            facts: vec![("Datum".into(), "12. März 2026".into())],
            note: String::new(),
            sections: vec![Section::new("Erzählung", body).expect("there is something to say")],
            footer: "Wird gelöscht.".into(),
        }
    }

    #[test]
    fn a_record_reads_from_title_to_footer() {
        let cards = vec![
            Card { number: 1, text: "Tablet am Kaffeetisch".into(), ..Card::default() },
            Card {
                number: 2,
                starred: true,
                text: "Zu zweit\ntippen".into(),
                by: Some("Selin".into()),
                ..Card::default()
            },
        ];
        let expected = "# Fallblatt\n\n- **Datum:** 12. März 2026\n\n## Erzählung\n\n\
            - 1\\. Tablet am Kaffeetisch\n- ★ 2\\. Zu zweit\\\n  tippen (Selin)\n\n---\n\nWird gelöscht.\n";
        assert_eq!(document(&record(Body::Cards(cards))), expected);
    }

    #[test]
    fn a_card_bears_its_other_side_and_what_was_said_of_it() {
        let card = Card {
            number: 5,
            text: "Alle zwölf Felder\nPflicht".into(),
            reverse: Some("Fünf Felder\nzuerst".into()),
            mark: Some(Mark::Not),
            day: Some("12. März".into()),
            late: true,
            dots: Some(4),
            by: Some("Selin_A".into()),
            ..Card::default()
        };
        assert_eq!(
            written(&card),
            "- 5\\. Alle zwölf Felder\\\n  Pflicht (12. März, 4 Punkte, passt nicht, nachgereicht, \
             Selin\\_A)\\\n  \
             → Fünf Felder\\\n  zuerst\n"
        );
    }

    #[test]
    fn a_note_stands_before_everything_else() {
        let note = "Das entscheidet *eine* Person.".to_owned();
        let text = document(&Record { note, ..record(Body::Text("x".into())) });
        let expected = "2026\n\nDas entscheidet \\*eine\\* Person.\n\n## Erzählung";
        assert!(text.contains(expected), "{text}");
    }

    #[test]
    fn lines_and_paragraphs_stay_as_they_were_typed() {
        let text = document(&record(Body::Text("eins\nzwei\n\ndrei\n".into())));
        assert!(text.contains("\n\neins\\\nzwei\n\ndrei\n\n---"), "{text}");
        let text = document(&record(Body::Key("Wie kann ich\n\ndas?".into())));
        assert!(text.contains("> Wie kann ich\n>\n> das?\n"), "{text}");
    }

    #[test]
    fn a_list_stays_a_list() {
        let text = document(&record(Body::List(vec!["Casting: 4:40".into(), "2. Runde".into()])));
        assert!(text.contains("\n- Casting: 4:40\n- 2\\. Runde\n"), "{text}");
    }

    #[test]
    fn what_people_type_never_becomes_a_heading_a_list_or_a_rule() {
        for (typed, expected) in [
            ("# Überschrift", "\\# Überschrift"),
            ("- Punkt", "\\- Punkt"),
            ("+ Punkt", "\\+ Punkt"),
            ("* Punkt", "\\* Punkt"),
            ("===", "\\==="),
            ("1. eins", "1\\. eins"),
            ("12) zwölf", "12\\) zwölf"),
            ("12.", "12\\."),
            ("3.400 Karten", "3.400 Karten"),
            ("> Zitat", "\\> Zitat"),
            ("    Quelltext", "Quelltext"),
            ("```", "\\`\\`\\`"),
            ("| a | b |", "\\| a \\| b \\|"),
        ] {
            let text = document(&record(Body::Text(format!("davor\n{typed}"))));
            assert!(text.contains(&format!("davor\\\n{expected}\n")), "{typed}: {text}");
        }
    }

    #[test]
    fn what_people_type_never_becomes_a_link_or_markup() {
        for (typed, expected) in [
            ("[hier](x)", "\\[hier\\](x)"),
            ("<b>fett</b>", "\\<b\\>fett\\</b\\>"),
            ("https://x.de", "https\\://x.de"),
            ("WWW.x.de", "WWW\\.x.de"),
            ("a@b.de", "a\\@b.de"),
            ("&lt;", "\\&lt;"),
            ("a\\b", "a\\\\b"),
            ("um 10:30 Uhr, z. B. 3.5", "um 10:30 Uhr, z. B. 3.5"),
        ] {
            assert_eq!(line(typed), expected);
        }
    }

    #[test]
    fn a_link_leads_where_it_says_and_what_it_is_called_stays_text() {
        let link = |label: &str| Link {
            label: label.to_owned(),
            address: "https://museum.example/a_b?c=*".to_owned(),
        };
        let text = document(&record(Body::Links(vec![link("[Vorlage](x)"), link("")])));
        let expected = "- \\[Vorlage\\](x): <https://museum.example/a_b?c=*>\n\
                        - <https://museum.example/a_b?c=*>\n";
        assert!(text.contains(expected), "{text}");
    }

    #[test]
    fn a_title_stays_on_its_line() {
        let title = "Runder\n# Tisch".to_owned();
        let text = document(&Record { title, ..record(Body::Text("x".into())) });
        assert!(text.starts_with("# Runder \\# Tisch\n"), "{text}");
    }

    #[test]
    fn nothing_to_say_is_no_section() {
        assert_eq!(Section::new("leer", Body::Text(" \n".into())), None);
        assert_eq!(Section::new("leer", Body::Cards(vec![])), None);
    }

    #[test]
    fn a_file_name_suits_every_system() {
        for (title, expected) in [
            ("Runder Tisch Größe/Öl", "fallblatt-runder-tisch-groesse-oel-2026-03-12.md"),
            ("../..\\: *?", "fallblatt-2026-03-12.md"),
            ("日本語", "fallblatt-2026-03-12.md"),
        ] {
            assert_eq!(file_name("Fallblatt", title, "2026-03-12"), expected);
        }
        assert!(file_name("Fallblatt", &"x".repeat(500), "2026-03-12").len() < 80);
    }
}
