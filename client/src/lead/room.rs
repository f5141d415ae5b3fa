//! Where a group meets: the name of a room and the link of a video conference.

use leptos::prelude::*;
use shared::limits::{ADDRESS_CHARS, ROOM_CHARS};
use vault::address::{BadAddress, address};
use vault::words::Room;

use super::plan::Plan;
use crate::parts::draft::Draft;
use crate::texts;

/// The rooms by the letters of their groups, kept on this device until they are told.
#[derive(Clone, Copy)]
pub struct Rooms(Draft);

impl Rooms {
    /// What was typed here before.
    pub fn new() -> Self {
        Self(Draft::of_meeting("lead.rooms"))
    }

    /// What was typed here for a group, if anything was; whoever reads it is told when it changes.
    pub fn typed(self, group: usize) -> Option<Room> {
        room_of(&self.0.get(), group)
    }

    /// Writes on.
    pub fn write(self, group: usize, room: &Room) {
        let text = self.0.get_untracked();
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        if lines.len() <= group {
            lines.resize(group + 1, String::new());
        }
        let plain = |typed: &str| typed.replace(['\t', '\n', '\r'], " ");
        lines[group] = format!("{}\t{}", plain(&room.name), plain(&room.link));
        self.0.set(lines.join("\n"));
    }
}

fn room_of(text: &str, group: usize) -> Option<Room> {
    let (name, link) = text.lines().nth(group)?.split_once('\t')?;
    Some(Room { name: name.into(), link: link.into() })
}

/// The fields of one group's room.
#[component]
pub fn RoomFields(
    /// What lies on the table.
    plan: Plan,
    /// Which group, by its place.
    group: usize,
    /// Its letter, for whoever can't see where the fields stand.
    letter: String,
) -> impl IntoView {
    let problem = move || match problem(&plan.room(group).link) {
        None => String::new(),
        Some(BadAddress::OtherKind) => texts::links::other_kind().into(),
        Some(BadAddress::NoAddress) => texts::links::no_address().into(),
        Some(BadAddress::TooLong) => texts::links::too_long(ADDRESS_CHARS),
    };
    // While it is being typed, no link is one yet.
    let left = RwSignal::new(true);
    let problem = Memo::new(move |_| left.get().then(problem).unwrap_or_default());
    let id = format!("lead-room-problem-{group}");
    view! {
        <div class="lead-room">
            <label class="field">
                <span>{texts::lead::room(&letter)}</span>
                <input
                    type="text"
                    maxlength=ROOM_CHARS.to_string()
                    autocomplete="off"
                    prop:value=move || plan.room(group).name
                    on:input=move |event| {
                        let name = event_target_value(&event);
                        let room = Room { name, ..untrack(|| plan.room(group)) };
                        plan.rooms.write(group, &room);
                    }
                />
            </label>
            <label class="field">
                <span>{texts::lead::link(&letter)}</span>
                <input
                    type="url"
                    inputmode="url"
                    autocomplete="off"
                    aria-describedby=id.clone()
                    aria-invalid=move || (!problem.get().is_empty()).to_string()
                    prop:value=move || plan.room(group).link
                    on:input=move |event| {
                        left.set(false);
                        let link = event_target_value(&event);
                        let room = Room { link, ..untrack(|| plan.room(group)) };
                        plan.rooms.write(group, &room);
                    }
                    on:blur=move |_| left.set(true)
                />
            </label>
            <p class="problem" id=id role="alert">{move || problem.get()}</p>
        </div>
    }
}

/// What is wrong with a link; nothing where none was typed.
pub fn problem(link: &str) -> Option<BadAddress> {
    if link.trim().is_empty() { None } else { address(link).err() }
}
