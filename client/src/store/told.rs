//! What people are told besides the screens: a sentence for the moment, and what a screen reader
//! says.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;
use shared::refusal::Refusal;

use super::Store;
use crate::texts;

/// Between two announcements, in seconds: a screen reader is to finish its sentence.
const SPEECH: u64 = 5;

/// A sentence that shows for a moment.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// What can be done about it: each button's words and what it does.
    pub actions: Vec<(String, Callback<()>)>,
    /// How long it stays, in seconds.
    pub seconds: u64,
}

impl Notice {
    /// A sentence that stays for six seconds.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), actions: Vec::new(), seconds: 6 }
    }
}

impl Store {
    /// The sentence that shows for a moment.
    pub fn notice(self) -> RwSignal<Option<Notice>> {
        self.notice
    }

    /// Shows a sentence for a moment.
    pub fn notify(self, notice: Notice) {
        let seconds = notice.seconds;
        self.notice.set(Some(notice));
        let over = move || self.notice.set(None);
        let over = set_timeout_with_handle(over, Duration::from_secs(seconds)).ok();
        // The sentence before had less time left than this one.
        self.over.update_value(|earlier| {
            if let Some(earlier) = std::mem::replace(earlier, over) {
                earlier.clear();
            }
        });
    }

    /// Shows why something was not possible.
    pub fn refused(self, refusal: Refusal) {
        self.notify(Notice::new(texts::refused(refusal)));
    }

    /// Has a screen reader say something when it is done with what it is saying.
    pub fn announce(self, text: impl Into<String>) {
        let text = text.into();
        let busy = self.unsaid.try_update_value(|unsaid| match unsaid {
            Some(unsaid) => {
                // What nobody got round to say is old news.
                unsaid.truncate(2);
                unsaid.push_back(text.clone());
                true
            }
            None => {
                *unsaid = Some(VecDeque::new());
                false
            }
        });
        if busy == Some(false) {
            self.speak(text);
        }
    }

    pub(super) fn speak(self, text: String) {
        self.spoken.set(text);
        let next = move || {
            let next = self.unsaid.try_update_value(|unsaid| {
                let next = unsaid.as_mut().and_then(VecDeque::pop_front);
                if next.is_none() {
                    *unsaid = None;
                }
                next
            });
            match next.flatten() {
                Some(next) => self.speak(next),
                None => self.spoken.set(String::new()),
            }
        };
        set_timeout(next, Duration::from_secs(SPEECH));
    }

    /// What is being announced.
    pub fn spoken(self) -> RwSignal<String> {
        self.spoken
    }
}
