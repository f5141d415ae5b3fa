//! What the device keeps of a meeting: the way back, and what is on its way.

use std::time::Duration;

use leptos::prelude::*;
use mirror::Mirror;
use shared::actor::Viewer;
use shared::meeting::{Intent, Presence};
use shared::pass::PassKind;
use vault::clean;
use vault::words::Person;

use super::{Notice, Store};
use crate::device::{self, Kept};
use crate::texts;

/// How long after a change what is on its way is written down, in milliseconds.
const KEEP_AFTER: u64 = 250;

impl Store {
    /// Sits down; whoever cannot come says so at once. The device keeps the seat: for good, or in
    /// this tab where it is shared.
    pub fn take_seat(
        self,
        (person, presence): (Person, Presence),
        agreed: bool,
        intent: Option<Intent>,
        shared: bool,
    ) -> bool {
        if shared {
            device::forget_person();
        } else if self.kept.with_value(|kept| kept.place == 0 && !kept.is_brought) {
            let name = clean::clean(&person.name, shared::limits::NAME_CHARS);
            let house = clean::clean(&person.house, shared::limits::HOUSE_CHARS);
            device::remember_person(&Person { name, house });
        }
        self.kept.update_value(|kept| {
            kept.shared = shared;
            kept.make_room();
        });
        let sent = self.with_mut(|mirror| mirror.take_seat(person, presence, agreed, intent));
        self.keep();
        sent.is_some()
    }

    /// Forgets this person on this device. The seat stays for whoever has its link.
    pub fn forget(self) {
        self.forgotten.set_value(true);
        if let Some(link) = self.link.get_value() {
            link.stop();
        }
        self.kept.with_value(Kept::forget);
    }

    /// Keeps the way back, where it changed.
    pub(super) fn keep(self) {
        let new = self.peek(|mirror| {
            let mut kept = self.kept.get_value();
            kept.ticket = mirror.ticket().clone();
            if !matches!(mirror.you(), Viewer::Seat(..)) && mirror.is_here() && !mirror.is_pending()
            {
                // The seat that was asked for was not given.
                kept.ticket.seat = None;
            }
            if let Viewer::Seat(..) = mirror.you() {
                kept.delete_at = mirror.meeting().delete_at;
                let leads = mirror.me().and_then(|me| mirror.meeting().seat(me));
                if kept.invitation.is_none() && leads.is_some_and(|seat| seat.inviting) {
                    kept.invitation = Some(kept.ticket.link.for_everybody());
                }
            } else if mirror.door() == Some(PassKind::Participant) {
                kept.invitation = Some(kept.ticket.link.clone());
            }
            if let Some(title) = mirror.title().words() {
                kept.title = title.title;
            }
            kept
        });
        if !self.forgotten.get_value() && self.kept.with_value(|kept| *kept != new) {
            if new.ticket.seat.is_none() {
                self.kept.with_value(Kept::forget_seat);
            }
            new.keep();
            self.kept.set_value(new);
        }
    }

    pub(super) fn keep_soon(self) {
        if !self.keeping.get_value() {
            self.keeping.set_value(true);
            set_timeout(
                move || {
                    self.keeping.set_value(false);
                    self.keep_outbox();
                },
                Duration::from_millis(KEEP_AFTER),
            );
        }
    }

    /// Writes down what is on its way, because the page goes.
    pub(crate) fn keep_before_reload(self) {
        self.pads.send_all();
        self.keep_outbox();
    }

    pub(super) fn keep_outbox(self) {
        if self.forgotten.get_value() {
            return;
        }
        let saved = self.peek(Mirror::save);
        let kept = self.kept.get_value();
        let could = self.page.with_value(|page| device::keep_outbox(&kept, page, saved));
        if !could && !self.peek(Mirror::is_here) && device::is_first("unkept") {
            self.notify(Notice::new(texts::link::not_kept()));
        }
    }
}
