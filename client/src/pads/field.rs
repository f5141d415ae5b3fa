//! A text field that shows a pad and writes in it.
//!
//! The rule that everything here keeps: between two events, the field shows exactly the document's
//! text. What a person types is taken in at once; what others write waits while an input method
//! composes, because changing the field would end the composition.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::JsString;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlTextAreaElement, InputEvent, KeyboardEvent};

use super::PadView;
use super::document::{Library, Splices, Trouble};

/// Keyboards of phones compose every word and may never say that the last one is done. One that
/// rests for so long is, in milliseconds; choosing from a list of candidates takes less.
const COMPOSING_RESTS: u64 = 12_000;

/// A field bound to a pad.
#[derive(Clone)]
pub struct Field {
    pub id: u64,
    raw: HtmlTextAreaElement,
    composing: Rc<Cell<bool>>,
}

impl Field {
    pub fn is_composing(&self) -> bool {
        self.composing.get()
    }

    /// Shows a text from scratch.
    pub fn fill(&self, text: &str) {
        self.raw.set_value(text);
    }

    /// Makes the same changes that the document went through; the selection stays with its text.
    pub fn change(&self, library: &Library, text: &str, splices: &Splices) -> Result<(), Trouble> {
        let position = |at: Result<Option<u32>, JsValue>| at.ok().flatten().unwrap_or(0);
        let start = library.carry(position(self.raw.selection_start()), splices)?;
        let end = library.carry(position(self.raw.selection_end()), splices)?;
        let (top, text) = (self.raw.scroll_top(), JsString::from(text));
        for [at, deleted, inserted] in splices.iter() {
            let new = String::from(text.slice(at, at + inserted));
            let changed = self.raw.set_range_text_with_start_and_end_and_mode(
                &new,
                at,
                at + deleted,
                "preserve",
            );
            if changed.is_err() {
                self.raw.set_value(&String::from(&text));
                break;
            }
        }
        let _out_of_reach = self.raw.set_selection_range(start, end);
        self.raw.set_scroll_top(top);
        Ok(())
    }

    fn caret(&self) -> u32 {
        self.raw.selection_end().ok().flatten().unwrap_or(0)
    }
}

pub fn bind(view: PadView, raw: &HtmlTextAreaElement) {
    let id = js_sys::Math::random().to_bits();
    let field = Field { id, raw: raw.clone(), composing: Rc::default() };
    view.store.pads().with(view.store, view.pad, |sheet, _| {
        sheet.add_field(field.clone());
        Ok(())
    });

    let rest = Rc::new(Cell::new(None::<TimeoutHandle>));
    let settle = {
        let (field, rest) = (field.clone(), rest.clone());
        move || {
            if let Some(timer) = rest.take() {
                timer.clear();
            }
            if field.composing.replace(false) {
                // Browsers disagree whether the last input comes before the end or after it.
                let (text, caret) = (field.raw.value(), field.caret());
                view.work(|sheet, library| {
                    sheet.edit(library, &text, caret, Some(&field))?;
                    sheet.catch_up(library)
                });
            }
        }
    };
    let compose = {
        let (field, settle) = (field.clone(), settle.clone());
        move || {
            field.composing.set(true);
            let wait = Duration::from_millis(COMPOSING_RESTS);
            let next = set_timeout_with_handle(settle.clone(), wait).ok();
            if let Some(earlier) = rest.replace(next) {
                earlier.clear();
            }
        }
    };

    let typed = {
        let (field, compose) = (field.clone(), compose.clone());
        move |event: Event| {
            let composes = event.unchecked_ref::<InputEvent>().is_composing();
            if composes {
                compose();
            }
            let (text, caret) = (field.raw.value(), field.caret());
            view.work(|sheet, library| {
                sheet.edit(library, &text, caret, Some(&field))?;
                sheet.tell_caret(caret)
            });
        }
    };
    let steps = move |event: Event| {
        // The browser's own undo would take back what others wrote.
        let kind = event.unchecked_ref::<InputEvent>().input_type();
        match kind.as_str() {
            "historyUndo" => view.undo(),
            "historyRedo" => view.redo(),
            _ => return,
        }
        event.prevent_default();
    };
    let keys = move |event: Event| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
            return;
        }
        match (key.key().to_lowercase().as_str(), key.shift_key()) {
            ("z", false) => view.undo(),
            ("z", true) | ("y", false) => view.redo(),
            _ => return,
        }
        event.prevent_default();
    };
    let moved = {
        let field = field.clone();
        move |_: Event| view.caret(field.caret())
    };
    let left = {
        let settle = settle.clone();
        move |_: Event| {
            settle();
            view.work(|sheet, library| {
                sheet.end_undo_step()?;
                sheet.send(library)
            });
        }
    };

    let listeners = [
        listen(raw, "input", typed),
        listen(raw, "beforeinput", steps),
        listen(raw, "keydown", keys),
        listen(raw, "keyup", moved.clone()),
        listen(raw, "pointerup", moved),
        listen(raw, "compositionstart", move |_| compose()),
        listen(raw, "compositionend", move |_| settle()),
        listen(raw, "blur", left),
    ];
    let listeners = StoredValue::new_local(Some((raw.clone(), listeners)));
    on_cleanup(move || {
        view.store.pads().with(view.store, view.pad, |sheet, library| {
            sheet.remove_field(id);
            library.map_or(Ok(()), |library| sheet.send(library))
        });
        if let Some(Some((raw, listeners))) = listeners.try_update_value(Option::take) {
            for (event, closure) in listeners {
                let gone = closure.as_ref().unchecked_ref();
                let _was_not_there = raw.remove_event_listener_with_callback(event, gone);
            }
        }
    });
}

type Listener = (&'static str, Closure<dyn FnMut(Event)>);

fn listen(
    raw: &HtmlTextAreaElement,
    event: &'static str,
    hear: impl FnMut(Event) + 'static,
) -> Listener {
    let closure = Closure::<dyn FnMut(Event)>::new(hear);
    let added = raw.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "a field takes listeners");
    (event, closure)
}
