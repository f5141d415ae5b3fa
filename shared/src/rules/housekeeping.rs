//! The meeting as a whole: its opening, its title, and the day on which it is deleted.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::Event;
use crate::id::RecordId;
use crate::limits::LONGEST_KEPT;
use crate::meeting::{Admission, Group, Meeting};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

pub fn keep_until(me: &Member, at: Timestamp, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    if at > now + LONGEST_KEPT {
        return Err(Refusal::KeptTooLong);
    }
    Ok(vec![Event::DeletionSet { at }])
}

pub fn retitle(me: &Member, title: RecordId) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    Ok(vec![Event::Retitled { title }])
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        // A meeting is opened once; a second opening must not sweep away the first.
        Event::Opened { .. } if m.id.is_some() => {}
        Event::Opened { meeting, title, at, delete_at, passes, group } => {
            let passes = passes.iter().map(|(hash, kind)| (*hash, Admission::Door(*kind)));
            *m = Meeting {
                id: Some(*meeting),
                title: Some(*title),
                opened: *at,
                delete_at: *delete_at,
                passes: passes.collect(),
                groups: [(*group, Group::default())].into(),
                ..Meeting::default()
            };
        }
        Event::Retitled { title } => m.title = Some(*title),
        Event::DeletionSet { at } => m.delete_at = *at,
        _ => {}
    }
}
