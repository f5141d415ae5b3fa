//! The harvest: what case givers give, who speaks for a group, and a word from each at the end.

use mirror::Mirror;
use shared::command::{Deed, FloorStep, HarvestStep};
use shared::meeting::{Item, Round};
use vault::words::{Flash, Harvest};

use super::someone::Someone;
use crate::Waited;
use crate::rehearsal::phrases;

/// What people say at the end.
const WORDS: &[&str] = &["Zuversicht", "müde", "dankbar", "weiter so", "Mut", "viel zu tun"];

impl Someone<'_> {
    /// Whose case it was gives to the plenary what may leave the group; whoever moderated speaks.
    pub async fn give_to_the_harvest(&mut self) -> Result<(), Waited> {
        let (group, session, gives, moderates) = self.guest.see(|m| {
            let group = m.group();
            let (me, session) = (m.me(), m.session());
            let giver = session.and_then(|session| session.cast.case_giver);
            let moderator = group.and_then(|(_, group)| group.cast.moderator);
            (group.map(|it| it.0), session.map(|it| it.id), giver == me, moderator == me)
        });
        if let Some(session) = session.filter(|_| gives) {
            let given = [(Item::Question, phrases::QUESTIONS), (Item::Ideas, phrases::IDEAS)];
            for (item, from) in given {
                self.think(1.0).await;
                let texts = vec![(*self.pick(from)).to_owned()];
                let deed = |words| Deed::Harvest(HarvestStep::Give { session, item, words });
                self.guest.say(Harvest { texts }, deed);
            }
        }
        if let Some(group) = group.filter(|_| moderates) {
            let seat = Some(self.guest.seat());
            self.guest.act(Deed::Harvest(HarvestStep::NameSpeaker { group, seat }));
            self.speak(Round::Harvest).await?;
        }
        self.guest.settled().await
    }

    /// As whoever leads: has all groups heard, then everybody with a word.
    pub async fn lead_harvest(&mut self) -> Result<(), Waited> {
        let groups = self.day.groups;
        let full = |m: &Mirror| {
            let harvest = &m.meeting().harvest;
            let given = harvest.sheaves.iter().filter(|sheaf| sheaf.items.len() == 2).count();
            given == groups && harvest.speakers.len() == groups
        };
        self.guest.until("what all groups give", full).await?;
        self.lead_round(Round::Harvest).await?;
        self.begin_round(Round::Flash).await?;
        let people = self.day.people;
        let all = |m: &Mirror| m.meeting().floor.as_ref().is_some_and(|it| it.said.len() == people);
        self.guest.until("everybody's word", all).await?;
        self.end_round().await
    }

    /// Says a word in the flash round, and waits for its end.
    pub async fn say_goodbye(&mut self) -> Result<(), Waited> {
        let flash = |m: &Mirror| {
            m.meeting().floor.as_ref().is_some_and(|floor| floor.round == Round::Flash)
        };
        self.guest.until("the flash round", flash).await?;
        self.think(0.2).await;
        let word = (*self.pick(WORDS)).to_owned();
        let deed = |words| Deed::Floor(FloorStep::Say { words: Some(words) });
        self.guest.say(Flash { word }, deed);
        self.guest.until("its end", |m| !flash(m)).await
    }
}
