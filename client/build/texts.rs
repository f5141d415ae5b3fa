//! Reads a language file and writes one Rust function for each of its texts.
//!
//! A file has sections, a section has keys, a key has a sentence, or two where a number decides:
//! `people = { one = "{count} Person", other = "{count} Personen" }`. What stands in braces
//! becomes a parameter of the function.

use std::fmt::Write as _;

use toml::{Table, Value};

/// One key of a language file.
#[derive(Debug)]
pub struct Text {
    section: String,
    key: String,
    /// One sentence, or two when the key is counted: for exactly one, and for any other number.
    lines: Vec<String>,
    /// The names in braces, sorted, each once.
    blanks: Vec<String>,
}

/// The texts of a language file in the order of their names.
pub fn parse(source: &str) -> Result<Vec<Text>, String> {
    let file: Table = source.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut texts = Vec::new();
    for (section, keys) in file {
        let Value::Table(keys) = keys else {
            return Err(format!("`{section}` stands outside of a section"));
        };
        for (key, value) in keys {
            let text = text(&section, &key, value)
                .map_err(|reason| format!("`{section}.{key}` {reason}"))?;
            texts.push(text);
        }
    }
    texts.sort_by(|a, b| (&a.section, &a.key).cmp(&(&b.section, &b.key)));
    Ok(texts)
}

fn text(section: &str, key: &str, value: Value) -> Result<Text, String> {
    if !is_name(section) || !is_name(key) {
        return Err("is no name: use lower-case letters, digits and underscores".into());
    }
    let lines = match value {
        Value::String(line) => vec![line],
        Value::Table(mut both) => match (both.remove("one"), both.remove("other")) {
            (Some(Value::String(one)), Some(Value::String(other))) if both.is_empty() => {
                vec![one, other]
            }
            _ => return Err("needs exactly `one` and `other`".into()),
        },
        _ => return Err("is neither a sentence nor a pair of sentences".into()),
    };
    let mut blanks = Vec::new();
    for line in &lines {
        blanks.extend(blanks_of(line)?);
    }
    if lines.len() == 2 {
        blanks.push("count".into());
    }
    blanks.sort();
    blanks.dedup();
    Ok(Text { section: section.into(), key: key.into(), lines, blanks })
}

fn blanks_of(line: &str) -> Result<Vec<String>, String> {
    let mut blanks = Vec::new();
    for (index, part) in line.split('{').enumerate() {
        match (index, part.split_once('}')) {
            (0, None) => {}
            (1.., Some((name, rest))) if is_name(name) && !rest.contains('}') => {
                blanks.push(name.to_owned());
            }
            _ => return Err(format!("has a brace without a name or partner: {line}")),
        }
    }
    Ok(blanks)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Says where another language lacks a text, has one too many or asks for other parameters.
pub fn agree(german: &[Text], other: &[Text]) -> Result<(), String> {
    let shape = |text: &Text| {
        (text.section.clone(), text.key.clone(), text.lines.len(), text.blanks.clone())
    };
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (german.iter().map(shape).collect(), other.iter().map(shape).collect());
    let odd = ours
        .iter()
        .find(|text| !theirs.contains(text))
        .or_else(|| theirs.iter().find(|text| !ours.contains(text)));
    match odd {
        Some((section, key, ..)) => Err(format!("`{section}.{key}` differs from the German file")),
        None => Ok(()),
    }
}

/// The Rust source of all texts: a function for each key, with its words in it, so that words travel
/// with the screen that says them.
pub fn module(texts: &[Text]) -> String {
    let mut out = String::new();
    for section in texts.chunk_by(|a, b| a.section == b.section) {
        let _ = writeln!(
            out,
            "\n#[doc = \"Texts of this part.\"]\npub mod r#{} {{",
            section[0].section
        );
        for text in section {
            let _ = writeln!(out, "    {}", function(text));
        }
        out.push_str("}\n");
    }
    out
}

fn function(text: &Text) -> String {
    let (key, doc) = (&text.key, format!("»{}«", text.lines.join("« / »")));
    let line = match text.lines.as_slice() {
        [one, other] => format!("if count == 1 {{ {one:?} }} else {{ {other:?} }}"),
        lines => format!("{:?}", lines.concat()),
    };
    if text.blanks.is_empty() {
        return format!("#[doc = {doc:?}]\n    pub fn r#{key}() -> &'static str {{ {line} }}");
    }
    let parameters = text.blanks.iter().map(|blank| match blank.as_str() {
        "count" if text.lines.len() == 2 => "count: u64".to_owned(),
        name => format!("r#{name}: impl core::fmt::Display"),
    });
    let values = text.blanks.iter().map(|blank| format!("({blank:?}, &r#{blank})"));
    format!(
        "#[doc = {doc:?}]\n    pub fn r#{key}({}) -> String {{ super::fill({line}, &[{}]) }}",
        parameters.collect::<Vec<_>>().join(", "),
        values.collect::<Vec<_>>().join(", "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_becomes_a_function_and_a_blank_its_parameter() {
        let texts = parse("[stage]\nlistens = '{name} hört zu.'\nnext = 'Weiter'").expect("valid");
        let source = module(&texts);
        assert!(source.contains("pub fn r#next() -> &'static str { \"Weiter\" }"), "{source}");
        assert!(
            source.contains("pub fn r#listens(r#name: impl core::fmt::Display) -> String"),
            "{source}"
        );
    }

    #[test]
    fn a_counted_text_takes_the_line_for_its_number() {
        let file = "[lobby]\npeople = { one = 'Eine Person', other = '{count} Personen' }";
        let source = module(&parse(file).expect("valid"));
        assert!(source.contains("pub fn r#people(count: u64) -> String"), "{source}");
        assert!(source.contains("if count == 1 { \"Eine Person\" } else {"), "{source}");
    }

    #[test]
    fn a_broken_text_is_refused_with_its_name() {
        for file in [
            "a = 'outside'",
            "[a]\nb = 3",
            "[a]\nb = 'open {name'",
            "[a]\nb = 'shut name}'",
            "[a]\nb = '{Name}'",
            "[a]\nB = 'name'",
            "[a]\nb = { one = 'x' }",
        ] {
            let reason = parse(file).expect_err(file);
            assert!(reason.contains('`'), "{reason}");
        }
    }

    #[test]
    fn another_language_must_have_the_same_keys_and_blanks() {
        let german = parse("[a]\nb = '{name} hört zu.'").expect("valid");
        let good = parse("[a]\nb = 'Now {name} is listening.'").expect("valid");
        assert_eq!(agree(&german, &good), Ok(()));
        for other in ["[a]\nb = 'Somebody is listening.'", "[a]\nc = '{name}'", ""] {
            let other = parse(other).expect("valid");
            assert!(agree(&german, &other).is_err_and(|reason| reason.contains("a.b")));
        }
    }
}
