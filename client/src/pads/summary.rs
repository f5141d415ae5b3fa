//! Keeping a pad short for late comers: writing the whole of it down, and checking what others
//! wrote down.
//!
//! A summary counts only once another device has confirmed it, so everybody compares with what the
//! server has, update by update, and never with their own document, which may know more.

use std::time::Duration;

use leptos::prelude::*;
use mirror::Contents;

use super::PadView;
use super::document::{Document, Library, Trouble};

/// Not everybody in a room at the same moment: up to so many milliseconds later.
const APART: f64 = 3_000.0;

#[derive(Default)]
pub struct Summaries {
    /// What was written since the pad was opened, here and elsewhere.
    written: usize,
    /// The contents as they came last, for a summary that follows at once.
    contents: Option<Contents>,
    /// A summary by somebody else that waits to be compared.
    pending: Option<(u64, Vec<u8>)>,
    /// The last update of the latest summary that was compared, well or not.
    compared: u64,
}

impl Summaries {
    /// Somebody wrote, or this person: when much has been, the pad is opened anew to write a
    /// summary.
    pub fn written(&mut self, view: PadView) {
        self.contents = None;
        self.written += 1;
        if self.written == 2 * Contents::MANY {
            self.written = 0;
            look_again(view);
        }
    }

    /// The pad was opened; `stored` is a document of exactly these contents.
    pub fn opened(
        &mut self,
        library: &Library,
        view: PadView,
        contents: Contents,
        stored: &Document,
    ) -> Result<(), Trouble> {
        self.written = 0;
        let pad = view.pad;
        if let Some((upto, document)) = self.pending.take() {
            self.compare(library, view, &contents, (upto, document))?;
        } else if contents.updates.len() > Contents::MANY {
            let (upto, document) = (contents.upto(), stored.snapshot()?);
            view.store.with_mut_quietly(|mirror| mirror.summarize(pad, upto, &document));
        }
        self.contents = Some(contents);
        Ok(())
    }

    /// Somebody wrote a summary: it is compared with what the server has.
    pub fn heard(
        &mut self,
        library: &Library,
        view: PadView,
        upto: u64,
        document: Vec<u8>,
    ) -> Result<(), Trouble> {
        self.written = 0;
        if upto <= self.compared {
            return Ok(());
        }
        match self.contents.take().filter(|contents| contents.upto() >= upto) {
            Some(contents) => self.compare(library, view, &contents, (upto, document))?,
            None => {
                self.pending = Some((upto, document));
                look_again(view);
            }
        }
        Ok(())
    }

    fn compare(
        &mut self,
        library: &Library,
        view: PadView,
        contents: &Contents,
        (upto, document): (u64, Vec<u8>),
    ) -> Result<(), Trouble> {
        self.compared = upto;
        // Another one that reaches as far was confirmed meanwhile.
        if contents.summary.as_ref().is_some_and(|(other, _)| *other >= upto) {
            return Ok(());
        }
        let until_then = library.document()?;
        if let Some((_, Some(summary))) = &contents.summary {
            until_then.load(summary)?;
        }
        for (_, update) in contents.updates.iter().filter(|(number, _)| *number <= upto) {
            until_then.apply(update.as_deref().ok_or(Trouble::Damaged)?)?;
        }
        if until_then.confirms(&document)? {
            view.store.with_mut_quietly(|mirror| mirror.confirm(view.pad, upto));
        }
        Ok(())
    }
}

fn look_again(view: PadView) {
    let wait = Duration::from_millis((js_sys::Math::random() * APART) as u64);
    let look = move || view.store.with_mut_quietly(|mirror| mirror.open_pad(view.pad));
    set_timeout(look, wait);
}

/// A short name for a piece of writing: FNV-1a over its bytes.
pub fn mark(piece: &[u8]) -> String {
    let hash = piece.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
