//! Comparing after an afternoon: each group within itself, all with each other as far as they share
//! a plenary, and the board with what the groups know of themselves.

use mirror::{Found, Mirror};
use shared::actor::{Sight, Viewer};
use shared::id::{GroupId, SeatId};
use shared::lens;
use shared::meeting::Meeting;

use super::someone::{Day, LEAD};
use crate::Guest;
use crate::rehearsal::agreement::{self, Disagreement};

/// Somebody who did nothing.
const NOBODY: SeatId = SeatId::from_bytes([0; 16]);

/// Compares everybody with everybody.
pub async fn all(day: &Day, guests: &[Guest], wall: &Guest) -> Result<(), Disagreement> {
    let lead = &guests[LEAD];
    let heard = |mirror: &Mirror| mirror.confirmed().map(|fold| fold.seq);
    let last = guests.iter().map(|guest| guest.see(heard)).max().flatten();
    let shared = Shared::of(lead, last).await?;
    for guest in guests.iter().chain([wall]) {
        let other = Shared::of(guest, last).await?;
        if let Some(what) = shared.differs(&other) {
            return Err(Disagreement(format!("{what} differs between lead and {}", guest.name())));
        }
    }
    let groups = lead.see(|m| {
        let formation = m.meeting().formation.as_ref();
        formation.map(|it| it.groups.clone()).unwrap_or_default()
    });
    if groups.len() != day.groups {
        return Err(Disagreement(format!("{} groups instead of {}", groups.len(), day.groups)));
    }
    for forming in groups {
        let is_in = |guest: &&Guest| forming.members.contains(&guest.seat());
        let members: Vec<&Guest> = guests.iter().filter(is_in).collect();
        agreement::check(&members).await?;
        for guest in members {
            if board(guest, forming.group) != board(lead, forming.group)
                || board(guest, forming.group) != board(wall, forming.group)
            {
                return Err(Disagreement(format!("the board has {} otherwise", guest.name())));
            }
        }
    }
    Ok(())
}

/// What everybody knows, whichever group they are in.
struct Shared {
    meeting: Meeting,
    words: Vec<String>,
}

impl Shared {
    async fn of(guest: &Guest, last: Option<shared::id::Seq>) -> Result<Self, Disagreement> {
        let heard = |mirror: &Mirror| mirror.confirmed().map(|fold| fold.seq);
        guest.until("the last entry", |mirror| heard(mirror) >= last).await?;
        let meeting = seen(guest, Sight::Group);
        let mut meeting =
            meeting.ok_or_else(|| Disagreement(format!("{} sees nothing", guest.name())))?;
        meeting.groups.clear();
        let words = guest.see(words);
        let words = words
            .ok_or_else(|| Disagreement(format!("{} cannot read everything", guest.name())))?;
        Ok(Self { meeting, words })
    }

    fn differs(&self, other: &Self) -> Option<&'static str> {
        if self.meeting != other.meeting {
            return Some("the meeting");
        }
        (self.words != other.words).then_some("what is said")
    }
}

/// The confirmed meeting as somebody would see it who is in the plenary and did nothing.
fn seen(guest: &Guest, sight: Sight) -> Option<Meeting> {
    guest.see(|m| {
        let meeting = &m.confirmed()?.meeting;
        Some(lens::view(meeting, Viewer::Seat(NOBODY, meeting.plenary?, sight)))
    })
}

/// What a board shows of a group, made of what this guest knows.
fn board(guest: &Guest, group: GroupId) -> Option<shared::meeting::Group> {
    seen(guest, Sight::Process)?.groups.remove(&group)
}

/// All words of the plenary, in an order that all share; `None` where any can't be read.
fn words(m: &Mirror) -> Option<Vec<String>> {
    let meeting = m.meeting();
    let mut words = vec![m.title().words()?.title];
    let mut put = |word: Option<String>| word.map(|word| words.push(word));
    for seat in meeting.seats.keys() {
        put(m.person(*seat).words().map(|person| person.name + "\n" + &person.house))?;
    }
    for case in meeting.cases.iter().filter(|case| !case.withdrawn) {
        put(m.case(case).words().map(|case| case.sentence))?;
    }
    for place in meeting.formation.iter().flat_map(|it| &it.groups).filter_map(|it| it.place) {
        put(m.room(&place).words().map(|room| room.name))?;
    }
    for message in meeting.messages.iter().filter(|message| message.to.is_empty()) {
        put(m.message(message).words().map(|message| message.text))?;
    }
    for given in meeting.harvest.sheaves.iter().flat_map(|sheaf| sheaf.items.values()) {
        put(m.harvest(given).words().map(|given| given.texts.join("\n")))?;
    }
    for election in &meeting.elections {
        put(m.office(&election.question).words().map(|office| office.text))?;
        for held in &election.polls {
            put(Found::words(m.paper(&held.paper)).map(|paper| paper.names.join("\n")))?;
        }
    }
    Some(words)
}
