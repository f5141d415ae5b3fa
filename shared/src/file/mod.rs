//! Method and module files: reads one, gives every role its sentence, and checks that it can be
//! played; writes a method as one. What is wrong is named with its line.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use serde::de::DeserializeOwned;

use crate::method::guide::{Described, Guide, ModuleGuide, Offered, Text};
use crate::method::{Method, Misplaced, Module, Phase, Turns, Unplayable};

mod source;
mod trouble;
mod write;

use source::{MethodSource, ModuleSource};
use trouble::{Misfit, SharedTrouble};
#[allow(unused_imports, reason = "the build only reads")]
pub use write::written;

/// The most bytes a file may have: five times the longest that comes with the program.
pub const MOST_BYTES: usize = 128 * 1_024;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// Why; displayed, it is a sentence for whoever wrote the file.
    pub reason: Reason,
}

/// Why a file can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is no TOML, or something in it is missing, unknown, no such thing or out of place: in
    /// these words.
    Unreadable(String),
    /// It has more than [`MOST_BYTES`].
    TooLong,
    /// It names a shared sentence that nobody wrote.
    NoSuchSentence(String),
    /// It names something that may go wrong which nobody described.
    NoSuchTrouble(String),
    /// The minutes of a module's steps are not those of the module.
    StepMinutes,
    /// It can be read, but not played.
    Unplayable(Unplayable),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => f.write_str(why),
            Self::TooLong => write!(f, "a file has at most {MOST_BYTES} bytes"),
            Self::NoSuchSentence(key) => write!(f, "no shared sentence is named »{key}«"),
            Self::NoSuchTrouble(key) => write!(f, "nothing that may go wrong is named »{key}«"),
            Self::StepMinutes => f.write_str("the minutes of the steps do not add up to »minutes«"),
            Self::Unplayable(why) => f.write_str(why.reason()),
        }
    }
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
    troubles: BTreeMap<String, SharedTrouble>,
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

    /// Whether the help for these troubles can be given in a phase, by its place among all.
    fn fit(&self, keys: &[String], phases: &[Phase], at: usize) -> Result<(), Misfit> {
        let mut named = keys.iter().filter_map(|key| self.troubles.get_key_value(key));
        named.try_for_each(|(key, trouble)| trouble.fits(key, phases, at))
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
    let (mut lines, mut troubles) = (Vec::new(), Vec::new());
    for spanned in file.phases {
        let at = line(source, spanned.span());
        let wrong = |reason| Wrong { line: at, reason };
        let unplayable = |why| wrong(Reason::Unplayable(why));
        let source = spanned.into_inner();
        troubles.push(source.shared_troubles());
        let (phase, texts) = source.resolve(blocks).map_err(wrong)?;
        phase.check(&method.roles).map_err(unplayable)?;
        texts.check(&phase, &method.roles).map_err(unplayable)?;
        method.phases.push(phase);
        guide.phases.push(texts);
        lines.push(at);
    }
    let order = |wrong: Misplaced| Wrong {
        line: lines.get(wrong.phase).copied().unwrap_or(1),
        reason: Reason::Unplayable(Unplayable::Order),
    };
    method.order().map_err(order)?;
    for (at, (line, keys)) in lines.iter().zip(&troubles).enumerate() {
        let misfit =
            |why: Misfit| Wrong { line: *line, reason: Reason::Unreadable(why.to_string()) };
        blocks.fit(keys, &method.phases, at).map_err(misfit)?;
    }
    method.check().map_err(at_top)?;
    guide.check(&method).map_err(at_top)?;
    Ok((file.place, Described { method, guide }))
}

/// What is wrong with the whole of a file.
const fn at_top(why: Unplayable) -> Wrong {
    Wrong { line: 1, reason: Reason::Unplayable(why) }
}

/// Reads a module file.
pub fn module(source: &str) -> Result<Offered, Wrong> {
    let file: ModuleSource = parse(source)?;
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
        giver: file.giver,
    };
    module.check().map_err(at_top)?;
    guide.check(&module).map_err(at_top)?;
    if module.minutes() != file.minutes {
        return Err(Wrong { line: 1, reason: Reason::StepMinutes });
    }
    Ok(Offered { module, guide, first: file.first, care: file.care, cues: file.cues })
}

fn parse<T: DeserializeOwned>(source: &str) -> Result<T, Wrong> {
    if source.len() > MOST_BYTES {
        return Err(Wrong { line: 1, reason: Reason::TooLong });
    }
    toml::from_str(source).map_err(|why| Wrong {
        line: why.span().map_or(1, |span| line(source, span)),
        reason: Reason::Unreadable(why.message().to_string()),
    })
}

/// The line, from 1, in which something begins.
fn line(source: &str, span: Range<usize>) -> usize {
    source.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
