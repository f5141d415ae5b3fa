//! A rehearsal is furnished by itself: whoever rehearses sits down, the agenda is taken over, the
//! practice people come in at this device, some of them with a case, and the door is shut.

use leptos::prelude::*;
use shared::actor::Viewer;
use shared::command::Deed;
use shared::id::CaseId;
use shared::meeting::Presence;
use shared::wire;
use vault::words::{self, Case, Person, Urgency};

use super::{BeginsWith, Size};
use crate::device::{self, Rehearsal};
use crate::groups::letter;
use crate::room_device::RoomDevice;
use crate::store::{Store, fresh_id};
use crate::texts;

/// Furnishes it, as far as that has not been done yet.
pub fn arrive(device: RoomDevice, store: Store, rehearsal: &Rehearsal) {
    let begins_with = wire::decode::<BeginsWith>(&rehearsal.begins_with).unwrap_or_default();
    let begins_with = StoredValue::new(begins_with);
    let asked = StoredValue::new(false);
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        if store.me().is_some() {
            begins_with.with_value(|it| plan(store, it));
            bring(device, store, begins_with.with_value(|it| it.size));
            return true;
        }
        let at_the_door = store.is_here() && store.read(|m| m.you() == Viewer::Door);
        if at_the_door && !asked.get_value() {
            asked.set_value(true);
            begins_with.with_value(|it| sit_down(store, it));
        }
        false
    });
}

fn sit_down(store: Store, begins_with: &BeginsWith) {
    // Sitting down at a shared device makes it forget whose it is; nothing is to change by this.
    let whose = device::person();
    let BeginsWith { name, house, .. } = begins_with;
    let name = if name.is_empty() { texts::rehearsal::me() } else { name.as_str() };
    let person = Person { name: name.into(), house: house.clone() };
    store.take_seat((person, Presence::OnSite), true, None, true);
    whose.iter().for_each(device::remember_person);
}

/// Takes the agenda over; it begins now.
fn plan(store: Store, BeginsWith { points, names, .. }: &BeginsWith) {
    if points.is_empty() || store.peek(|m| m.meeting().agenda.is_some()) {
        return;
    }
    let begins = store.peek_now();
    let names = words::Agenda { names: names.clone() };
    store.say(names, |words| Deed::PlanAgenda { begins, points: points.clone(), words });
}

/// Brings the practice people in, one after another, and then shuts the door.
fn bring(device: RoomDevice, leads: Store, size: Size) {
    let beside = untrack(|| device.people()).len() - 1;
    if beside >= size.people {
        if leads.peek(|m| !m.meeting().invitation.closed) {
            leads.act(Deed::CloseDoor { closed: true });
        }
        return;
    }
    let person = Person { name: texts::rehearsal::person(letter(beside)), house: String::new() };
    device.bring(person, true, move |answer| match answer {
        Ok(()) => {
            if beside < size.cases
                && let Some(giver) = untrack(|| device.people()).last()
            {
                give(*giver, beside);
            }
            bring(device, leads, size);
        }
        Err(why) => leads.notify(why),
    });
}

/// Somebody to rehearse with brings a case.
fn give(giver: Store, place: usize) {
    let sentence = match place {
        0 => texts::rehearsal::case().into(),
        _ => texts::rehearsal::another_case().into(),
    };
    let words = Case { sentence, urgency: Urgency::Calm, help: None, carried: None };
    let case = CaseId::from_bytes(fresh_id());
    giver.say(words, |words| Deed::BringCase { case, words });
}
