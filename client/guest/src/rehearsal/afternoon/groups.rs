//! Groups at work at the same time, each with its own clock, and whoever leads standing by them.

use fastrand::Rng;
use futures_util::future::try_join3;
use mirror::Mirror;
use shared::command::Deed;
use shared::id::GroupId;
use shared::meeting::Group;
use shared::method::{Method, Turn};
use shared::time::Span;
use vault::words::Message;

use super::someone::{OFFICER, Someone};
use crate::Waited;
use crate::rehearsal::player::Player;

/// Whoever leads gives everybody so many minutes more.
const MORE: u8 = 3;
/// How long before they are to be back groups are told so, in minutes.
const NOTICE: u64 = 2;

/// The group somebody was formed into: which of them, and whether they moderate it.
fn formed(m: &Mirror) -> Option<(usize, GroupId, bool)> {
    let formation = m.meeting().formation.as_ref().filter(|it| it.formed.is_some())?;
    let (id, _) = m.group()?;
    let place = formation.groups.iter().position(|forming| forming.group == id)?;
    Some((place, id, formation.groups[place].moderator == m.me()))
}

/// The groups that were formed, as whoever leads sees them.
fn all(m: &Mirror) -> impl Iterator<Item = &Group> {
    let formings = m.meeting().formation.iter().flat_map(|formation| &formation.groups);
    formings.filter_map(|forming| m.meeting().groups.get(&forming.group))
}

impl Someone<'_> {
    /// Goes to their group and takes part there; whoever was named moderates. The officer, who has
    /// had the most to do, calls for help once.
    pub async fn consult(&mut self) -> Result<(), Waited> {
        let (place, group, moderates) = self.guest.until_some("a group", formed).await?;
        let people = self.guest.see(|m| m.meeting().members(group).len());
        let (guest, pace) = (self.guest, self.day.pace);
        let every_other = place.is_multiple_of(2);
        let player = |rng: Rng| Player { guest, rng, pace, people, every_other, number: 0 };
        let (mut leads, mut takes_part) = (player(self.rng.fork()), player(self.rng.fork()));
        let (method, guide) = (&self.day.method.method, &self.day.method.guide);
        let leading = async {
            if moderates {
                let turns = Turn { number: 1, of: 1 };
                let (method, guide): (Method, _) = method.turn(guide, turns);
                leads.begin(method, guide).await?;
                leads.lead(&|_: &str| {}).await?;
            }
            Ok(())
        };
        let taking_part = async {
            takes_part.attend().await?;
            takes_part.release().await;
            takes_part.report().await;
            guest.settled().await
        };
        let calling =
            async { if self.place == OFFICER { self.call_for_help().await } else { Ok(()) } };
        try_join3(leading, taking_part, calling).await.map(drop)
    }

    async fn call_for_help(&self) -> Result<(), Waited> {
        let begun = |m: &Mirror| m.session().is_some();
        self.guest.until("the session", begun).await?;
        self.guest.act(Deed::CallHelp { calls: true });
        let help = |m: &Mirror| m.group().and_then(|(_, group)| group.help);
        let answered = |m: &Mirror| help(m).is_some_and(|help| help.answered.is_some());
        self.guest.until("somebody to come", answered).await?;
        self.guest.act(Deed::CallHelp { calls: false });
        self.guest.settled().await
    }

    /// As whoever leads: tells all groups something, gives them time, answers who calls, calls them
    /// back, and waits until all have ended.
    pub async fn stand_by(&mut self) -> Result<(), Waited> {
        let groups = self.day.groups;
        let run = |m: &Mirror| all(m).filter(|it| it.running().is_some()).count() == groups;
        self.guest.until("all groups to have begun", run).await?;
        self.guest.act(Deed::GiveMinutes { groups: vec![], minutes: MORE, asked: false });
        let calling = |m: &Mirror| {
            let formation = m.meeting().formation.as_ref()?;
            let calls =
                |id: &GroupId| m.meeting().groups.get(id).is_some_and(|it| it.help.is_some());
            formation.groups.iter().map(|forming| forming.group).find(calls)
        };
        let group = self.guest.until_some("a call for help", calling).await?;
        self.guest.act(Deed::AnswerHelp { group });
        let text = "Noch fünfundzwanzig Minuten.".to_owned();
        self.guest.say(Message { text }, |words| Deed::Tell { groups: vec![], words });
        let ended = |it: &Group| it.sessions.last().is_some_and(|it| it.ended.is_some());
        self.guest.until("the first group to end", |m| all(m).any(ended)).await?;
        let at = self.guest.server_now() + Span::minutes(NOTICE);
        self.guest.act(Deed::CallBack { at: Some(at) });
        self.guest.until("all groups to end", |m| all(m).all(ended)).await?;
        self.guest.act(Deed::CallBack { at: None });
        self.guest.settled().await
    }
}
