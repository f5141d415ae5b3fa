//! Method and module files: reads one, gives every role its sentence, and checks that it can be
//! played. What is wrong is named with its line.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::method::guide::{
    About, Cues, Described, Guide, ModuleGuide, Offered, PhaseGuide, Text, Trouble,
};
use crate::method::{
    Flag, Kind, LastMinutes, Method, Module, Phase, Role, See, Size, Turns, Unplayable,
};

/// The most bytes a file may have: five times the longest that comes with the program.
pub const MOST_BYTES: usize = 128 * 1_024;
/// The most bytes of what people read of a method: sealed, it fits into one frame.
pub const MOST_GUIDE: usize = 48 * 1_024;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// Why, in a sentence for whoever wrote it.
    pub reason: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// Sentences that many files share, by their keys.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    texts: BTreeMap<String, Text>,
    troubles: BTreeMap<String, Trouble>,
}

impl Blocks {
    /// Those that come with the program: files of one's own may name them, too.
    pub fn ours() -> Result<Self, Wrong> {
        let (texts, troubles) =
            (include_str!("../../methods/blocks.toml"), include_str!("../../methods/wrong.toml"));
        Self::read(texts, troubles)
    }

    /// Reads the file of sentences and the file of what may go wrong.
    pub fn read(texts: &str, troubles: &str) -> Result<Self, Wrong> {
        Ok(Self { texts: parse(texts)?, troubles: parse(troubles)? })
    }
}

/// Reads a method file; beside the method, its place in a list of all.
pub fn method(source: &str, blocks: &Blocks) -> Result<(u16, Described), Wrong> {
    let file: MethodSource = parse(source)?;
    let mut method = Method {
        id: file.id,
        roles: file.roles,
        consult: file.consult,
        size: file.size,
        turns: file.turns.map(|(min, usual, max)| Turns { min, usual, max }),
        phases: Vec::new(),
    };
    let mut guide = Guide {
        name: file.name,
        purpose: file.purpose,
        fits: file.fits,
        unfit: file.unfit,
        artefact: file.artefact,
        credit: file.credit,
        about: file.about,
        phases: Vec::new(),
    };
    for spanned in file.phases {
        let at = line(source, spanned.span());
        let wrong = |reason: String| Wrong { line: at, reason };
        let unplayable = |why: Unplayable| wrong(why.reason().into());
        let (phase, texts) = spanned.into_inner().resolve(blocks).map_err(wrong)?;
        phase.check(&method.roles).map_err(unplayable)?;
        texts.check(&phase, &method.roles).map_err(unplayable)?;
        method.phases.push(phase);
        guide.phases.push(texts);
    }
    let whole = |why: Unplayable| Wrong { line: 1, reason: why.reason().into() };
    method.check().map_err(whole)?;
    guide.check(&method).map_err(whole)?;
    let bytes = postcard::to_allocvec(&guide).map_or(0, |bytes| bytes.len());
    if bytes > MOST_GUIDE {
        return Err(Wrong {
            line: 1,
            reason: format!("the texts have more than {MOST_GUIDE} bytes"),
        });
    }
    Ok((file.place, Described { method, guide }))
}

/// Reads a module file.
pub fn module(source: &str) -> Result<Offered, Wrong> {
    let file: ModuleSource = parse(source)?;
    let at_top = |reason: &str| Wrong { line: 1, reason: reason.into() };
    let module = Module {
        id: file.id,
        steps: file.steps.iter().map(|step| step.minutes).collect(),
        turns: file.turn.is_some(),
        round: file.round,
        seconds_each: file.seconds_each,
        silent_s: file.silent_s,
    };
    let guide = ModuleGuide {
        name: file.name,
        fits: file.fits,
        explain: file.explain,
        starter: file.starter,
        output: file.output,
        steps: file.steps.into_iter().map(|step| step.text).collect(),
        turn: file.turn,
    };
    module.check().map_err(|why| at_top(why.reason()))?;
    guide.check(&module).map_err(|why| at_top(why.reason()))?;
    if module.minutes() != file.minutes {
        return Err(at_top("the minutes of the steps do not add up to »minutes«"));
    }
    Ok(Offered { module, guide, first: file.first, care: file.care, cues: file.cues })
}

fn parse<T: DeserializeOwned>(source: &str) -> Result<T, Wrong> {
    if source.len() > MOST_BYTES {
        return Err(Wrong { line: 1, reason: format!("a file has at most {MOST_BYTES} bytes") });
    }
    toml::from_str(source).map_err(|why| Wrong {
        line: why.span().map_or(1, |span| line(source, span)),
        reason: why.message().to_string(),
    })
}

/// The line, from 1, in which something begins.
fn line(source: &str, span: Range<usize>) -> usize {
    source.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

/// A text in a file: the key of a shared block, or words of its own.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a sentence in de and en, or the key of a shared one")]
enum Source {
    Key(String),
    /// Several of the others, read one after another. Stands before a text of its own, which would
    /// take two keys for its two languages.
    Several(Vec<Source>),
    Own(Text),
}

impl Source {
    fn resolve(self, blocks: &Blocks) -> Result<Text, String> {
        match self {
            Self::Own(text) => Ok(text),
            Self::Key(key) => {
                let text = blocks.texts.get(&key).cloned();
                text.ok_or_else(|| format!("no shared sentence is named »{key}«"))
            }
            Self::Several(parts) => {
                let parts = parts.into_iter().map(|part| part.resolve(blocks));
                let parts = parts.collect::<Result<Vec<Text>, String>>()?;
                let join = |words: fn(&Text) -> &str| {
                    parts.iter().map(words).collect::<Vec<_>>().join(" ")
                };
                Ok(Text { de: join(|text| &text.de), en: join(|text| &text.en) })
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodSource {
    id: String,
    #[serde(default = "last")]
    place: u16,
    name: Text,
    purpose: Text,
    fits: Text,
    unfit: Text,
    artefact: Text,
    credit: Text,
    about: Vec<About>,
    roles: Vec<Role>,
    #[serde(default)]
    consult: Vec<Role>,
    size: Size,
    turns: Option<(u8, u8, u8)>,
    phases: Vec<Spanned<PhaseSource>>,
}

/// Where a file stands that does not say where.
const fn last() -> u16 {
    u16::MAX
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LastSource {
    minutes: u16,
    speak: Vec<Role>,
    text: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseSource {
    id: String,
    name: Text,
    minutes: u16,
    range: (u16, u16),
    #[serde(default)]
    speak: Vec<Role>,
    #[serde(default)]
    silent: Vec<Role>,
    #[serde(default)]
    write: Vec<Role>,
    see: See,
    kinds: Vec<Kind>,
    #[serde(default)]
    flags: Vec<Flag>,
    seconds_each: Option<u16>,
    silent_s: Option<u16>,
    #[serde(default)]
    columns: Vec<Text>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    once: bool,
    wrong: Vec<String>,
    last: Option<LastSource>,
    texts: BTreeMap<Role, Source>,
    say: Text,
    watch: Text,
}

impl PhaseSource {
    fn resolve(self, blocks: &Blocks) -> Result<(Phase, PhaseGuide), String> {
        let mut texts = BTreeMap::new();
        for (role, source) in self.texts {
            texts.insert(role, source.resolve(blocks)?);
        }
        let mut flags = self.flags;
        flags.extend(self.optional.then_some(Flag::Optional));
        flags.extend(self.once.then_some(Flag::Once));
        let wrong = self.wrong.into_iter().map(|key| {
            let trouble = blocks.troubles.get(&key).cloned();
            trouble.ok_or_else(|| format!("nothing that may go wrong is named »{key}«"))
        });
        let wrong = wrong.collect::<Result<_, String>>()?;
        let (last, last_text) = match self.last {
            Some(LastSource { minutes, speak, text }) => {
                (Some(LastMinutes { minutes, speak }), Some(text.resolve(blocks)?))
            }
            None => (None, None),
        };
        let phase = Phase {
            id: self.id,
            minutes: self.minutes,
            range: self.range,
            speak: self.speak,
            silent: self.silent,
            write: self.write,
            see: self.see,
            kinds: self.kinds,
            flags,
            seconds_each: self.seconds_each,
            silent_s: self.silent_s,
            columns: u8::try_from(self.columns.len()).unwrap_or(u8::MAX),
            last,
        };
        complete(&mut texts, &phase, blocks)?;
        let guide = PhaseGuide {
            name: self.name,
            texts,
            last: last_text,
            columns: self.columns,
            say: self.say,
            watch: self.watch,
            wrong,
        };
        Ok((phase, guide))
    }
}

/// Every role has a sentence in every phase, also where the file names none for it.
fn complete(
    texts: &mut BTreeMap<Role, Text>,
    phase: &Phase,
    blocks: &Blocks,
) -> Result<(), String> {
    let listens = |role| phase.silent.contains(&role) || phase.silent.contains(&Role::Everyone);
    let usual = [
        (Role::Moderator, "takt", true),
        (Role::Observer, "beob", true),
        (Role::Timekeeper, "zeit", true),
        (Role::Scribe, "schreiben", phase.write.contains(&Role::Scribe)),
        (Role::Consultant, "still", listens(Role::Consultant)),
        (Role::CaseGiver, "hoeren", listens(Role::CaseGiver)),
    ];
    for (role, key, applies) in usual {
        if applies && !texts.contains_key(&role) {
            texts.insert(role, Source::Key(key.into()).resolve(blocks)?);
        }
    }
    // A scribe with nothing to write is a consultant.
    if let Some(text) = texts.get(&Role::Consultant).cloned() {
        texts.entry(Role::Scribe).or_insert(text);
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepSource {
    minutes: u16,
    text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModuleSource {
    id: String,
    name: Text,
    fits: Text,
    explain: Text,
    starter: Text,
    output: Text,
    minutes: u16,
    steps: Vec<StepSource>,
    turn: Option<Text>,
    #[serde(default)]
    round: bool,
    seconds_each: Option<u16>,
    silent_s: Option<u16>,
    #[serde(default)]
    first: bool,
    #[serde(default)]
    care: bool,
    cues: Cues,
}

#[cfg(test)]
mod tests;
