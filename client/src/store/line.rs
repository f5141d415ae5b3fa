//! What the connection brings: frames for the mirror, news for the screens, the end.

use std::time::Duration;

use leptos::prelude::*;
use mirror::{Mirror, News, Ticket};
use shared::refusal::Refusal;
use shared::wire::Bye;

use super::Store;
use crate::device::{self, Kept};
use crate::link::{Call, now};
use crate::room_device;

/// When the server was too busy, what was said is said again after so many milliseconds.
const RETRY_AFTER: u64 = 1_500;

impl Store {
    pub(super) fn answer(self, call: Call) {
        match call {
            Call::Open => self.with_mut(Mirror::connected),
            Call::Closed => self.with_mut(Mirror::disconnected),
            Call::Ping => self.with_mut_quietly(Mirror::ping),
            Call::Woke => self.with_mut_quietly(Mirror::forget_clock),
            Call::Frame(frame) => {
                let mut news = Vec::new();
                self.mirror.update_value(|mirror| news = mirror.at(now()).receive(&frame));
                self.flush();
                self.keep_soon();
                for news in news {
                    self.hear(news);
                }
            }
        }
    }

    pub(super) fn hear(self, news: News) {
        match news {
            News::Changed => {
                self.changed.notify();
                self.keep();
            }
            News::Here => {
                if let Some(link) = self.link.get_value() {
                    link.settled();
                }
                self.was_here.set(true);
                self.changed.notify();
                self.keep();
            }
            News::Refused(_, Refusal::Unavailable | Refusal::TooFast) => self.retry_soon(),
            News::Refused(_, refusal) => self.refused(refusal),
            News::Bye(why) => self.part(why),
            News::Unreadable => self.part(Bye::OtherVersion),
            News::PadRefused(_, Refusal::Unavailable | Refusal::TooFast) => self.retry_soon(),
            news => self.pads.hear(self, news),
        }
    }

    pub(super) fn retry_soon(self) {
        if !self.retrying.get_value() {
            self.retrying.set_value(true);
            let retry = move || {
                self.retrying.set_value(false);
                self.with_mut(Mirror::retry);
            };
            set_timeout(retry, Duration::from_millis(RETRY_AFTER));
        }
    }

    pub(super) fn part(self, why: Bye) {
        let Some(link) = self.link.get_value() else { return };
        match why {
            Bye::Restart | Bye::TooSlow => link.again(),
            Bye::Refused(refusal) => {
                self.refused(refusal);
                link.again();
            }
            Bye::PassUnknown if self.leaving.get_value() => {
                self.forget();
                room_device::go_on_without(self.kept.with_value(Kept::meeting));
            }
            Bye::OtherVersion if device::is_first("reload") => {
                self.keep_before_reload();
                let _page_goes = window().location().reload();
            }
            Bye::OtherVersion => {
                link.stop();
                self.end.set(Some(why));
            }
            // What was to be deleted by now is.
            Bye::PassUnknown if self.is_past_its_day() => self.part(Bye::Deleted),
            Bye::PassUnknown => {
                self.end.set(Some(why));
                // The seat is gone, perhaps with everything; the invitation may still let this
                // person in again. No word of the meeting stays.
                let kept = self.kept.get_value();
                self.forget();
                let is_free = device::find(kept.meeting()).iter().all(|it| it.place != 0);
                if kept.ticket.seat.is_some() && kept.place == 0 && is_free {
                    let ticket = Ticket::new(kept.ticket.link.clone());
                    Kept { ticket, title: String::new(), ..kept }.keep();
                    device::enter(self.kept.with_value(Kept::meeting));
                }
            }
            Bye::Deleted => {
                self.forget();
                device::forget_the_rest(self.kept.with_value(Kept::meeting));
                self.end.set(Some(why));
            }
        }
    }

    fn is_past_its_day(self) -> bool {
        self.kept.with_value(|kept| kept.ticket.seat.is_some() && kept.delete_at.0 <= now())
    }

    pub(super) fn flush(self) {
        let mut frames = Vec::new();
        self.mirror.update_value(|mirror| frames = mirror.take_frames());
        if !frames.is_empty()
            && let Some(link) = self.link.get_value()
        {
            link.send(frames);
        }
    }
}
