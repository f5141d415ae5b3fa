//! One group's field of the harvest, as it is read on every screen.

use mirror::Mirror;
use shared::id::GroupId;
use shared::meeting::{Item, Sheaf};

use super::ITEMS;
use crate::groups;
use crate::plenary::speaker;
use crate::texts;

/// What hangs on the wall for one group.
#[derive(Clone, PartialEq)]
pub struct Field {
    /// The group's letter, and who speaks for it.
    pub title: String,
    /// What was given of each thing; `None` where it stays in the group.
    pub items: Vec<(Item, Option<Vec<String>>)>,
    /// Whether the group has the word.
    pub now: bool,
}

/// All groups that harvest, in the order of their letters; then what was given in rounds before,
/// the latest first.
pub fn fields(m: &Mirror) -> Vec<Field> {
    let meeting = m.meeting();
    let speaking = meeting.floor.as_ref().and_then(|floor| floor.speaking());
    let items = |sheaf: Option<&Sheaf>| {
        let said = |item: Item| {
            let given = sheaf?.items.get(&item)?;
            let found = m.harvest(given).words();
            Some(found.map_or_else(|| vec![texts::trouble::damaged().into()], |it| it.texts))
        };
        ITEMS.into_iter().map(|item| (item, said(item))).collect()
    };
    // Of a group the latest case session counts; an earlier one had its harvest before.
    let latest = |group: GroupId| meeting.harvest.of(group).last();
    let field = |group: GroupId| {
        let who = shared::meeting::Speaker::Group(group);
        let title = match groups::forming(m, group) {
            Some(_) => speaker(m, who),
            None => texts::plenary::us().into(),
        };
        let now = speaking.is_some_and(|turn| turn.who == who);
        Field { title, items: items(latest(group)), now }
    };
    let now = meeting.harvesters();
    let is_now =
        |sheaf: &&Sheaf| now.iter().filter_map(|group| latest(*group)).any(|it| it == *sheaf);
    let before = meeting.harvest.sheaves.iter().rev();
    let before = before.filter(|sheaf| !sheaf.items.is_empty() && !is_now(sheaf));
    let before = before.map(|sheaf| Field {
        title: texts::harvest::before().into(),
        items: items(Some(sheaf)),
        now: false,
    });
    now.iter().copied().map(field).chain(before).collect()
}
