//! One group's field of the harvest, as it is read on every screen.

use mirror::Mirror;
use shared::id::GroupId;
use shared::meeting::Item;

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
    /// Which.
    pub group: GroupId,
}

/// All groups that harvest, in the order of their letters.
pub fn fields(m: &Mirror) -> Vec<Field> {
    let meeting = m.meeting();
    let speaking = meeting.floor.as_ref().and_then(|floor| floor.speaking());
    let field = |group: GroupId| {
        // The latest case session counts; an earlier one had its harvest before.
        let sheaf = meeting.harvest.of(group).last();
        let said = |item: Item| {
            let given = sheaf?.items.get(&item)?;
            let found = m.harvest(given).words();
            Some(found.map_or_else(|| vec![texts::trouble::damaged().into()], |it| it.texts))
        };
        let who = shared::meeting::Speaker::Group(group);
        let title = match groups::forming(m, group) {
            Some(_) => speaker(m, who),
            None => texts::plenary::us().into(),
        };
        let items = ITEMS.into_iter().map(|item| (item, said(item))).collect();
        Field { title, items, now: speaking.is_some_and(|turn| turn.who == who), group }
    };
    meeting.harvesters().into_iter().map(field).collect()
}
