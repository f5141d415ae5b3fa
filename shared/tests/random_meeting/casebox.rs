//! The commands about cases that wishes become: without a name, presented by others, asked panels.

use shared::command::CaseStep;
use shared::id::{CaseId, GroupId, SeatId};
use shared::meeting::Naming;
use shared::time::Span;

use super::Play;
use super::commands::NOBODY;
use super::moves::Pick;

/// What somebody tries with a case.
#[derive(Clone, Debug)]
#[rustfmt::skip]
pub enum Boxed {
    HandIn, ShowName(Pick), Present(Pick, Option<Pick>), TakeUp(Pick, bool), Ask(Pick, Vec<Pick>),
    Answer(Pick, bool), WishFor(Pick, Vec<Pick>), Carry(Option<Pick>, bool, u16), Claim(Pick, bool),
    Gather(Pick, Vec<Pick>),
}

impl Play {
    pub(super) fn in_the_box(&mut self, tried: &Boxed) -> CaseStep {
        let cases: Vec<CaseId> = self.house.meeting.cases.iter().map(|case| case.id).collect();
        // The latest are tried most: they are the ones that may still bear no name.
        let case = |pick: Pick| {
            let known = pick.of(cases.iter().rev().take(3).copied());
            known.unwrap_or(CaseId::from_bytes(NOBODY))
        };
        let seats: Vec<SeatId> = self.house.meeting.seats.keys().copied().collect();
        let seat = |pick: Pick| pick.of(seats.clone()).unwrap_or(SeatId::from_bytes(NOBODY));
        match tried {
            Boxed::HandIn => {
                let case = CaseId::from_bytes(self.fresh());
                CaseStep::HandIn { case, words: self.record() }
            }
            Boxed::ShowName(pick) => CaseStep::ShowName { case: case(*pick) },
            Boxed::Present(pick, who) => {
                CaseStep::NamePresenter { case: case(*pick), seat: who.map(seat) }
            }
            Boxed::TakeUp(pick, up) => CaseStep::TakeUp { case: case(*pick), up: *up },
            Boxed::Ask(pick, who) => CaseStep::Ask {
                case: case(*pick),
                seats: who.iter().map(|who| seat(*who)).collect(),
            },
            Boxed::Answer(pick, comes) => {
                // Somebody who was asked, where anybody was.
                let asked = self.house.meeting.cases.iter().filter(|case| !case.panel.is_empty());
                let asked = pick.of(asked.map(|case| case.id));
                CaseStep::Answer { case: asked.unwrap_or(case(*pick)), comes: *comes }
            }
            Boxed::Carry(again, up, days) => {
                // The same file may be loaded twice.
                let fresh = CaseId::from_bytes(self.fresh());
                let case = again.map_or(fresh, case);
                let since = self.now - Span::days((*days).into());
                CaseStep::Carry { case, since, up: *up, words: self.record() }
            }
            Boxed::Claim(pick, mine) => {
                let carried = self.house.meeting.cases.iter();
                let carried = carried.filter(|case| case.name == Naming::Carried);
                let carried = pick.of(carried.map(|case| case.id));
                CaseStep::Claim { case: carried.unwrap_or(case(*pick)), mine: *mine }
            }
            Boxed::Gather(pick, who) => {
                let case = case(*pick);
                let giver = self.house.meeting.case(case).and_then(|case| case.known_giver());
                let mut members: Vec<_> = who.iter().map(|who| seat(*who)).collect();
                let moderator = members.first().copied().unwrap_or(SeatId::from_bytes(NOBODY));
                members.extend(giver);
                let group = GroupId::from_bytes(self.fresh());
                CaseStep::Gather { case, group, moderator, members }
            }
            Boxed::WishFor(who, picks) => CaseStep::WishFor {
                seat: seat(*who),
                cases: picks.iter().map(|pick| case(*pick)).collect(),
            },
        }
    }
}
