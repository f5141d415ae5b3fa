//! One pad: its document, what waits to be sent, what waits to be taken in.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::*;
use mirror::{Contents, Mirror, News};
use shared::id::SeatId;
use shared::refusal::Refusal;

use super::document::{Document, Edit, Library, Splices, Trouble};
use super::field::Field;
use super::summary::{self, Summaries};
use super::{Caret, PadView};
use crate::device;
use crate::link::now;

/// How long typing is gathered before it is sent, in milliseconds: below what a reader notices.
const GATHER: u64 = 120;
/// The same without a connection, where nobody reads along.
const GATHER_AWAY: u64 = 1_000;
/// One's own caret is told no more often than this, in milliseconds.
const CARET_PAUSE: u64 = 250;
/// A caret that has not been heard of for so long is gone, in milliseconds.
const CARET_LASTS: u64 = 12_000;

pub struct Sheet {
    pub view: PadView,
    document: Option<Document>,
    /// News from before the document was there, or while an input method is at work.
    waiting: Vec<News>,
    /// Typed and not sent.
    unsent: Vec<Uint8Array>,
    sending: bool,
    fields: Vec<Field>,
    carets: Vec<(SeatId, Vec<u8>, u64)>,
    caret_told: u64,
    /// A caret that came too soon after the one before.
    caret_waits: Option<Vec<u8>>,
    summaries: Summaries,
    /// Whether something was left out, so that this document speaks for nobody else.
    incomplete: bool,
    /// Whether the server does not let this device read it, for now.
    pub closed: bool,
}

impl Sheet {
    pub fn new(view: PadView) -> Self {
        Self {
            view,
            document: None,
            waiting: Vec::new(),
            unsent: Vec::new(),
            sending: false,
            fields: Vec::new(),
            carets: Vec::new(),
            caret_told: 0,
            caret_waits: None,
            summaries: Summaries::default(),
            incomplete: false,
            closed: false,
        }
    }

    // --- what is heard

    pub fn hear(&mut self, library: Option<&Library>, news: News) -> Result<(), Trouble> {
        match library {
            Some(library) if !self.fields.iter().any(Field::is_composing) => {
                self.take_in(library, news)
            }
            _ => {
                self.waiting.push(news);
                Ok(())
            }
        }
    }

    /// Takes in what had to wait.
    pub fn catch_up(&mut self, library: &Library) -> Result<(), Trouble> {
        for news in std::mem::take(&mut self.waiting) {
            self.take_in(library, news)?;
        }
        Ok(())
    }

    fn take_in(&mut self, library: &Library, news: News) -> Result<(), Trouble> {
        match news {
            News::PadOpened(_, contents) => self.opened(library, contents),
            News::Written(_, Some(update)) => {
                self.summaries.written(self.view);
                self.apply(library, &update)
            }
            News::Written(_, None) => Err(Trouble::Damaged),
            News::Summarized(_, upto, Some(document)) => {
                self.summaries.heard(library, self.view, upto, document)
            }
            News::Whispered(_, seat, words) => self.hear_caret(seat, &words),
            News::PadRefused(_, Refusal::AlreadyThere) => Ok(()),
            News::PadRefused(pad, _) => {
                self.closed = true;
                self.view.store.with_mut_quietly(|mirror| mirror.close_pad(pad));
                Ok(())
            }
            News::WritingRefused(_, _, refusal) => {
                self.incomplete = true;
                self.view.store.refused(refusal);
                Ok(())
            }
            // A summary that can't be opened is nobody's loss: it will not be confirmed.
            _ => Ok(()),
        }
    }

    /// The pad as it lies on the server, for the first time or after a reconnect.
    fn opened(&mut self, library: &Library, contents: Contents) -> Result<(), Trouble> {
        let (pad, store) = (self.view.pad, self.view.store);
        let stored = library.document()?;
        if !fill(&stored, &contents)? {
            self.incomplete = true;
            self.view.damaged.set(true);
        }
        if !self.incomplete {
            self.summaries.opened(library, self.view, contents, &stored)?;
        }
        let unstored: Vec<Vec<u8>> =
            store.peek(|mirror| mirror.unstored(pad).map(<[u8]>::to_vec).collect());
        for update in &unstored {
            carefully(&stored, update)?;
        }
        match &self.document {
            None => {
                self.document = Some(stored);
                self.show_anew()?;
            }
            Some(own) => {
                let told = stored.missing_in(own)?;
                for update in told {
                    self.apply(library, &update)?;
                }
                self.resupply(&stored)?;
            }
        }
        self.view.loaded.set(true);
        self.refresh()
    }

    /// What others had told before the server went down, and it had not stored, is told by those
    /// who have it.
    fn resupply(&self, stored: &Document) -> Result<(), Trouble> {
        let Some(own) = &self.document else { return Ok(()) };
        let (pad, store) = (self.view.pad, self.view.store);
        if self.incomplete || store.peek(|mirror| mirror.may_write(pad).is_err()) {
            return Ok(());
        }
        let before = stored.text()?;
        let missing = own.missing_in(stored)?;
        for update in &missing {
            stored.apply(update)?;
        }
        // What is typed and waits to be sent goes its usual way.
        if stored.text()? != before && self.unsent.is_empty() {
            store.with_mut_quietly(|mirror| {
                for update in missing {
                    mirror.write(pad, update);
                }
            });
        }
        Ok(())
    }

    fn apply(&mut self, library: &Library, update: &[u8]) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        match carefully(document, update)? {
            Some(splices) => self.show(library, &splices, None),
            None => {
                self.incomplete = true;
                self.view.damaged.set(true);
                Ok(())
            }
        }
    }

    // --- what is done here

    /// `field` is the one that shows the text already.
    pub fn edit(
        &mut self,
        library: &Library,
        text: &str,
        caret: u32,
        field: Option<&Field>,
    ) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        match document.set_text(text, caret, now()) {
            Ok(edit) => self.done(library, edit, field),
            Err(Trouble::TooLong) => {
                self.show_anew()?;
                Err(Trouble::TooLong)
            }
            Err(trouble) => Err(trouble),
        }
    }

    pub fn undo(&mut self, library: &Library) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        let edit = document.undo()?;
        self.done(library, edit, None)
    }

    pub fn redo(&mut self, library: &Library) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        let edit = document.redo()?;
        self.done(library, edit, None)
    }

    pub fn end_undo_step(&mut self) -> Result<(), Trouble> {
        self.document.as_ref().map_or(Ok(()), Document::end_undo_step)
    }

    fn done(
        &mut self,
        library: &Library,
        edit: Edit,
        field: Option<&Field>,
    ) -> Result<(), Trouble> {
        self.unsent.extend(edit.updates);
        self.send_soon();
        self.show(library, &edit.splices, field)
    }

    fn send_soon(&mut self) {
        if self.sending || self.unsent.is_empty() {
            return;
        }
        self.sending = true;
        let view = self.view;
        let gather = if view.store.peek(Mirror::is_here) { GATHER } else { GATHER_AWAY };
        let send = move || view.work(|sheet, library| sheet.send(library));
        set_timeout(send, Duration::from_millis(gather));
    }

    pub fn send(&mut self, library: &Library) -> Result<(), Trouble> {
        self.sending = false;
        if self.unsent.is_empty() {
            return Ok(());
        }
        let updates = library.merge(std::mem::take(&mut self.unsent))?;
        let pad = self.view.pad;
        for update in updates {
            self.summaries.written(self.view);
            self.view.store.with_mut_quietly(|mirror| mirror.write(pad, update));
        }
        Ok(())
    }

    // --- what is shown

    pub fn add_field(&mut self, field: Field) {
        if let Some(document) = &self.document {
            field.fill(&document.text().unwrap_or_default());
        }
        self.fields.push(field);
    }

    pub fn remove_field(&mut self, id: u64) {
        self.fields.retain(|field| field.id != id);
    }

    fn show(
        &mut self,
        library: &Library,
        splices: &Splices,
        but: Option<&Field>,
    ) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        let text = document.text()?;
        for field in &self.fields {
            if but.is_none_or(|but| but.id != field.id) {
                field.change(library, &text, splices)?;
            }
        }
        self.view.text.set(text);
        self.refresh()
    }

    fn show_anew(&mut self) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        let text = document.text()?;
        for field in &self.fields {
            field.fill(&text);
        }
        self.view.text.set(text);
        Ok(())
    }

    fn refresh(&mut self) -> Result<(), Trouble> {
        let Some(document) = &self.document else { return Ok(()) };
        let steps = (document.can_undo()?, document.can_redo()?);
        if self.view.steps.get_untracked() != steps {
            self.view.steps.set(steps);
        }
        self.carets.retain(|(_, _, heard)| now().saturating_sub(*heard) < CARET_LASTS);
        let mut carets = Vec::new();
        for (seat, anchor, _) in &self.carets {
            let at = document.resolve(anchor)?;
            carets.extend(at.map(|at| Caret { seat: *seat, at }));
        }
        if self.view.carets.with_untracked(|before| *before != carets) {
            self.view.carets.set(carets);
        }
        Ok(())
    }

    // --- carets

    pub fn tell_caret(&mut self, position: u32) -> Result<(), Trouble> {
        let (pad, store) = (self.view.pad, self.view.store);
        let Some(document) = &self.document else { return Ok(()) };
        if store.peek(|mirror| mirror.may_write(pad).is_err()) {
            return Ok(());
        }
        let anchor = document.anchor(position)?;
        let wait = CARET_PAUSE.saturating_sub(now().saturating_sub(self.caret_told));
        if wait == 0 {
            self.whisper(&anchor);
        } else if self.caret_waits.replace(anchor).is_none() {
            // The last place of many is the one that counts.
            let view = self.view;
            let tell = move || view.work(|sheet, _| sheet.tell_waiting_caret());
            set_timeout(tell, Duration::from_millis(wait));
        }
        Ok(())
    }

    fn tell_waiting_caret(&mut self) -> Result<(), Trouble> {
        if let Some(anchor) = self.caret_waits.take() {
            self.whisper(&anchor);
        }
        Ok(())
    }

    fn whisper(&mut self, anchor: &[u8]) {
        self.caret_told = now();
        let pad = self.view.pad;
        self.view.store.with_mut_quietly(|mirror| mirror.whisper(pad, anchor));
    }

    fn hear_caret(&mut self, seat: SeatId, anchor: &[u8]) -> Result<(), Trouble> {
        if self.view.store.peek(Mirror::me) == Some(seat) {
            return Ok(());
        }
        self.carets.retain(|(other, ..)| *other != seat);
        self.carets.push((seat, anchor.to_vec(), now()));
        let view = self.view;
        let look_again = move || view.work(|sheet, _| sheet.refresh());
        set_timeout(look_again, Duration::from_millis(CARET_LASTS + 50));
        self.refresh()
    }
}

/// Fills an empty document; answers whether all of it could be.
fn fill(document: &Document, contents: &Contents) -> Result<bool, Trouble> {
    let mut whole = !contents.is_damaged();
    if let Some((_, Some(snapshot))) = &contents.summary {
        let mark = summary::mark(snapshot);
        whole &= attempt(&mark, || document.load(snapshot))?.is_some();
    }
    for (_, update) in &contents.updates {
        if let Some(update) = update {
            whole &= carefully(document, update)?.is_some();
        }
    }
    Ok(whole)
}

/// Applies an update; `None` where it is damaged, or is what broke an earlier page.
fn carefully(document: &Document, update: &[u8]) -> Result<Option<Splices>, Trouble> {
    attempt(&summary::mark(update), || document.apply(update))
}

fn attempt(
    mark: &str,
    apply: impl FnOnce() -> Result<Splices, Trouble>,
) -> Result<Option<Splices>, Trouble> {
    if device::is_known_to_break(mark) {
        return Ok(None);
    }
    device::risk(mark);
    let applied = apply();
    if applied != Err(Trouble::Broken) {
        device::went_well(mark);
    }
    match applied {
        Ok(splices) => Ok(Some(splices)),
        Err(Trouble::Broken) => Err(Trouble::Broken),
        Err(_) => Ok(None),
    }
}
