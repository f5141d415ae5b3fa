//! What stands in a method or module file, as it stands there: shared sentences by their keys, and
//! nothing where the usual is meant.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;
use toml::Spanned;

use super::trouble::SharedTrouble;
use super::{Blocks, Reason};
use crate::method::guide::{About, Cues, PhaseGuide, Text, Trouble};
use crate::method::{Flag, Kind, LastMinutes, Phase, Role, See, Size};

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
    fn resolve(self, blocks: &Blocks) -> Result<Text, Reason> {
        match self {
            Self::Own(text) => Ok(text),
            Self::Key(key) => {
                let text = blocks.texts.get(&key).cloned();
                text.ok_or(Reason::NoSuchSentence(key))
            }
            Self::Several(parts) => {
                let parts = parts.into_iter().map(|part| part.resolve(blocks));
                let parts = parts.collect::<Result<Vec<Text>, Reason>>()?;
                let join = |words: fn(&Text) -> &str| {
                    parts.iter().map(words).collect::<Vec<_>>().join(" ")
                };
                Ok(Text { de: join(|text| &text.de), en: join(|text| &text.en) })
            }
        }
    }
}

/// What may go wrong in a file: the key of something that many methods share, or words of its own.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a sign and a help, or the key of a shared trouble")]
enum TroubleSource {
    Key(String),
    Own(Trouble),
}

impl TroubleSource {
    fn resolve(self, blocks: &Blocks) -> Result<Trouble, Reason> {
        match self {
            Self::Own(trouble) => Ok(trouble),
            Self::Key(key) => {
                let trouble = blocks.troubles.get(&key).map(SharedTrouble::told);
                trouble.ok_or(Reason::NoSuchTrouble(key))
            }
        }
    }
}

/// A method file, word for word.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodSource {
    pub id: String,
    #[serde(default = "last")]
    pub place: u16,
    pub name: Text,
    pub purpose: Text,
    pub fits: Text,
    pub unfit: Text,
    pub artefact: Text,
    pub credit: Text,
    pub about: Vec<About>,
    pub roles: Vec<Role>,
    #[serde(default)]
    pub consult: Vec<Role>,
    pub size: Size,
    pub turns: Option<(u8, u8, u8)>,
    pub phases: Vec<Spanned<PhaseSource>>,
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

/// One phase in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseSource {
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
    wrong: Vec<TroubleSource>,
    last: Option<LastSource>,
    texts: BTreeMap<Role, Source>,
    say: Text,
    watch: Text,
}

impl PhaseSource {
    /// The keys of what may go wrong in it and in other methods as well.
    pub fn shared_troubles(&self) -> Vec<String> {
        let key = |source: &TroubleSource| match source {
            TroubleSource::Key(key) => Some(key.clone()),
            TroubleSource::Own(_) => None,
        };
        self.wrong.iter().filter_map(key).collect()
    }

    /// What the engine plays and what people read, with every shared sentence looked up.
    pub fn resolve(self, blocks: &Blocks) -> Result<(Phase, PhaseGuide), Reason> {
        let mut texts = BTreeMap::new();
        for (role, source) in self.texts {
            texts.insert(role, source.resolve(blocks)?);
        }
        let mut flags = self.flags;
        flags.extend(self.optional.then_some(Flag::Optional));
        flags.extend(self.once.then_some(Flag::Once));
        let wrong = self.wrong.into_iter().map(|source| source.resolve(blocks));
        let wrong = wrong.collect::<Result<_, Reason>>()?;
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
) -> Result<(), Reason> {
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

/// One step in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSource {
    pub minutes: u16,
    pub text: Text,
}

/// A module file, word for word.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleSource {
    pub id: String,
    pub name: Text,
    pub fits: Text,
    pub explain: Text,
    pub starter: Text,
    pub output: Text,
    pub minutes: u16,
    pub steps: Vec<StepSource>,
    pub turn: Option<Text>,
    pub giver: Option<Text>,
    #[serde(default)]
    pub round: bool,
    pub seconds_each: Option<u16>,
    pub silent_s: Option<u16>,
    #[serde(default)]
    pub first: bool,
    #[serde(default)]
    pub care: bool,
    pub cues: Cues,
}
