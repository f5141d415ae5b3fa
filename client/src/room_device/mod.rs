//! The people at this device: usually one; several where people without a device of their own sit
//! at the room device. Each has a seat, a connection and a store; one of them acts at a time.

mod bring;
mod forget;
mod switch;

use leptos::prelude::*;
use mirror::Rules;
use shared::actor::Viewer;
use shared::id::MeetingId;
use shared::meeting::Presence;
use shared::refusal::Refusal;
use shared::wire::Bye;
use vault::words::Person;

use crate::app;
use crate::device::{self, Kept};
use crate::store::{Notice, Store};
use crate::texts;

pub use bring::Bring;
pub use forget::Forget;
pub use switch::Switch;

/// The people at this device.
#[derive(Clone, Copy)]
pub struct RoomDevice {
    people: RwSignal<Vec<Store>>,
    /// Who acts: a place among them.
    acting: RwSignal<usize>,
    /// What may be done, once it is known.
    rules: StoredValue<Option<Rules>>,
    /// What is kept for somebody lives as long as the page.
    page: StoredValue<Owner>,
}

/// The people at the device on which this page is.
pub fn use_room_device() -> RoomDevice {
    expect_context()
}

impl RoomDevice {
    /// The people whom the device knows; there is at least one.
    pub fn new(kept: Vec<Kept>) -> Self {
        let meeting = kept.first().map(Kept::meeting);
        let acted = meeting.and_then(device::acts);
        let acting = kept.iter().position(|kept| Some(kept.place) == acted).unwrap_or(0);
        let page = Owner::current().expect("the page is being drawn");
        let people = kept.into_iter().map(Store::new).collect();
        Self {
            people: RwSignal::new(people),
            acting: RwSignal::new(acting),
            rules: StoredValue::new(None),
            page: StoredValue::new(page),
        }
    }

    /// Whose screen it is now.
    pub fn acting(self) -> Store {
        let acting = self.acting.get();
        self.people.with_untracked(|people| people[acting])
    }

    /// Everybody at this device, in the order in which they came.
    pub fn people(self) -> Vec<Store> {
        self.people.get()
    }

    /// Whether several people sit here.
    pub fn is_shared(self) -> bool {
        self.people.with(|people| people.len() > 1)
    }

    /// Everybody here learns the rules, and so does whoever comes in later.
    pub fn learn(self, rules: Rules) {
        self.rules.set_value(Some(rules));
        self.people.get_untracked().into_iter().for_each(|store| store.learn(rules));
    }

    /// Lets somebody else act.
    pub fn act_as(self, store: Store) {
        let among = |people: &Vec<Store>| people.iter().position(|person| *person == store);
        if let Some(found) = self.people.with_untracked(among) {
            device::act_as(&store.kept());
            self.acting.set(found);
        }
    }

    /// Somebody without a device of their own comes in at this one. `answer` learns whether they
    /// sit here now, or why not.
    pub fn bring(
        self,
        person: Person,
        agreed: bool,
        answer: impl Fn(Result<(), Notice>) + 'static,
    ) {
        let beside = untrack(|| self.acting()).kept();
        let mut taken = device::find(beside.meeting());
        taken.extend(self.people.get_untracked().into_iter().map(Store::kept));
        let Some(kept) = beside.beside(device::free_place(&taken)) else { return };
        let shared = kept.shared;
        let page = self.page.get_value();
        page.with(move || {
            let store = Store::new(kept);
            if let Some(rules) = self.rules.get_value() {
                store.learn(rules);
            }
            let person = StoredValue::new(Some(person));
            Effect::new(move |settled: Option<bool>| {
                if settled == Some(true) {
                    return true;
                }
                if let Some(why) = self.not_let_in(store) {
                    store.forget();
                    answer(Err(why));
                    return true;
                }
                if store.me().is_some() {
                    self.people.update(|people| people.push(store));
                    answer(Ok(()));
                    return true;
                }
                let at_the_door = store.is_here() && store.read(|m| m.you() == Viewer::Door);
                if at_the_door && let Some(person) = person.try_update_value(Option::take).flatten()
                {
                    store.take_seat((person, Presence::RoomDevice), agreed, None, shared);
                }
                false
            });
        });
    }

    /// Why somebody who is being brought in can't be. What else they are told is told to whoever
    /// acts.
    fn not_let_in(self, store: Store) -> Option<Notice> {
        if let Some(why) = store.end() {
            return Some(Notice::new(texts::refused(match why {
                Bye::Deleted => Refusal::Gone,
                Bye::OtherVersion => Refusal::OtherVersion,
                Bye::PassUnknown | Bye::Restart | Bye::TooSlow | Bye::Refused(_) => {
                    Refusal::PassUnknown
                }
            })));
        }
        let notice = store.notice().get()?;
        // Asked for and answered, and still at the door.
        let was_refused = store.peek(|m| {
            let asked = m.ticket().seat.is_some() && !m.is_pending();
            asked && m.is_here() && m.you() == Viewer::Door
        });
        if was_refused {
            return Some(notice);
        }
        store.notice().set(None);
        untrack(|| self.acting()).notify(notice);
        None
    }

    /// Forgets the meeting on this device and goes to the start page. The seats stay for whoever
    /// has their links.
    pub fn forget(self) {
        let people = self.people.get_untracked();
        people.iter().for_each(|store| store.forget());
        if let Some(store) = people.first() {
            device::forget(store.kept().meeting());
        }
        device::forget_person();
        app::go("/");
    }
}

/// One of the people at this device has left for good: the others stay, or the page goes to the
/// start.
pub fn go_on_without(meeting: MeetingId) {
    if device::find(meeting).is_empty() {
        device::forget(meeting);
        device::forget_person();
        app::go("/");
    } else {
        app::go(app::MEETING);
    }
}
