//! Cases, wishes, and the groups that come of them: proposed by the same code as on a lead's screen.

use std::collections::BTreeMap;
use std::time::Instant;

use mirror::Mirror;
use shared::command::Deed;
use shared::formation::{Gathering, Person, Proposal, Sizes, Willing, form};
use shared::id::{CaseId, GroupId};
use shared::limits::WISHES_PER_PERSON;
use shared::meeting::{Formation, Forming};
use tokio::task::spawn_blocking;
use vault::words::{Case, Room, Urgency};

use super::report::Formed;
use super::someone::Someone;
use crate::Waited;
use crate::rehearsal::agreement::Disagreement;
use crate::rehearsal::phrases;

/// How long people think about their wishes, in minutes.
const MINUTES: f64 = 1.5;
/// For how many seconds objections are waited for.
const OBJECTING: u16 = 60;

impl Someone<'_> {
    /// Brings a case.
    pub async fn bring_a_case(&mut self) -> Result<(), Waited> {
        self.think(1.0).await;
        let case = CaseId::from_bytes(self.id());
        let sentence = (*self.pick(phrases::CASES)).to_owned();
        let words = Case { sentence, urgency: Urgency::Soon, help: None, carried: None };
        self.guest.say(words, |words| Deed::BringCase { case, words });
        self.guest.settled().await
    }

    /// As whoever leads: waits for the cases that were promised.
    pub async fn await_cases(&self) -> Result<(), Waited> {
        let groups = self.day.groups;
        let brought = |m: &Mirror| m.meeting().cases.len() >= groups;
        self.guest.until("all cases", brought).await
    }

    /// Says in which groups they would like to be, once they are asked; the last to come objects to
    /// what is proposed, and thinks better of it.
    pub async fn wish(&mut self) -> Result<(), Waited> {
        self.guest.until("to be asked for wishes", |m| m.meeting().asks_wishes).await?;
        self.think(MINUTES).await;
        let mut cases: Vec<CaseId> =
            self.guest.see(|m| m.meeting().cases.iter().map(|case| case.id).collect());
        self.rng.shuffle(&mut cases);
        cases.truncate(WISHES_PER_PERSON);
        self.guest.act(Deed::Wish { cases });
        if self.place + 1 == self.day.people {
            let proposed = |m: &Mirror| m.meeting().formation.is_some();
            self.guest.until("a proposal", proposed).await?;
            for objects in [true, false] {
                self.guest.act(Deed::Object { objects });
                self.guest.settled().await?;
                self.think(1.0).await;
            }
        }
        self.guest.settled().await
    }

    /// As whoever leads: asks for wishes, has groups proposed, waits for objections, forms them.
    pub async fn form_groups(&mut self) -> Result<Formed, Disagreement> {
        self.guest.act(Deed::AskWishes { open: true });
        let guests = self.day.people - 1;
        let wished = |m: &Mirror| m.meeting().wishes.len() >= guests;
        self.guest.until("everybody's wishes", wished).await?;
        let begun = Instant::now();
        let gathering = self.gathering();
        let proposal = spawn_blocking(move || form(&gathering)).await;
        let proposal = proposal.map_err(|error| Disagreement(error.to_string()))?;
        let took = begun.elapsed();
        let groups = self.formings(&proposal);
        if groups.len() != self.day.groups {
            let (made, wanted) = (groups.len(), self.day.groups);
            return Err(Disagreement(format!("{made} groups were proposed instead of {wanted}")));
        }
        let ids: Vec<GroupId> = groups.iter().map(|forming| forming.group).collect();
        self.guest.act(Deed::Propose { groups, seconds: OBJECTING });
        self.objections(1).await?;
        self.objections(0).await?;
        for (letter, group) in ('A'..).zip(ids) {
            let room = Room { name: format!("Raum {letter}"), link: String::new() };
            self.guest.say(room, |words| Deed::PlaceGroup { group, words });
        }
        self.guest.settled().await?;
        let number = self.guest.see(|m| m.meeting().formation.as_ref().map(|it| it.number));
        self.guest.act(Deed::FormGroups { number: number.unwrap_or_default() });
        self.guest.settled().await?;
        Ok(Formed {
            millis: took.as_secs_f64() * 1_000.0,
            broken: proposal.broken.len(),
            first: proposal.fulfilled.first,
            second: proposal.fulfilled.second,
            third: proposal.fulfilled.third,
            none: proposal.fulfilled.none,
        })
    }

    async fn objections(&self, count: usize) -> Result<(), Waited> {
        let objected = |it: &Formation| it.objections.len() == count;
        let seen = |m: &Mirror| m.meeting().formation.as_ref().is_some_and(objected);
        self.guest.until(format!("{count} objections"), seen).await
    }

    /// Everybody but whoever leads, who are all willing to moderate unless they bring a case.
    fn gathering(&mut self) -> Gathering {
        let seed = self.rng.u64(..);
        let guests = self.day.people - 1;
        let (me, ideal) = (self.guest.seat(), guests.div_ceil(self.day.groups));
        self.guest.see(|m| {
            let meeting = m.meeting();
            let mut houses: BTreeMap<String, u32> = BTreeMap::new();
            let people = meeting.seats.iter().filter(|(seat, _)| **seat != me);
            let people = people.map(|(seat, sits)| {
                let own = |case: &&shared::meeting::Case| case.known_giver() == Some(*seat);
                let own = meeting.cases.iter().find(own).map(|case| case.id);
                let house = m.person(*seat).words().map(|person| person.house);
                let house = house.filter(|house| !house.is_empty());
                let next = houses.len() as u32;
                Person {
                    seat: *seat,
                    house: house.map(|house| *houses.entry(house).or_insert(next)),
                    small_house: None,
                    presence: sits.presence,
                    own_case: own,
                    willing: if own.is_some() { Willing::No } else { Willing::Gladly },
                    moderated: 0,
                    wishes: meeting.wishes.get(seat).cloned().flatten().unwrap_or_default(),
                    pinned: None,
                }
            });
            Gathering {
                people: people.collect(),
                cases: meeting.cases.iter().map(|case| case.id).collect(),
                sizes: Sizes { ideal, ..Sizes::default() },
                seed,
                ..Gathering::default()
            }
        })
    }

    fn formings(&mut self, proposal: &Proposal) -> Vec<Forming> {
        let groups = proposal.groups.iter().map(|group| Forming {
            group: GroupId::from_bytes(self.id()),
            case: Some(group.case),
            moderator: group.moderator,
            members: group.members.clone(),
            place: None,
            places: None,
            why: Default::default(),
        });
        groups.collect()
    }
}
