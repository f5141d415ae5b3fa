//! The commands of the plenary that wishes become: the word, dots on cases, and the harvest.

use shared::actor::Actor;
use shared::command::{Deed, FloorStep, HarvestStep, WeighStep};
use shared::id::{CaseId, SeatId, SessionId};
use shared::meeting::{Floor, Group, Item, Turn, TurnId};
use shared::time::Span;

use super::Play;
use super::commands::NOBODY;
use super::moves::{Pick, Wish};

impl Play {
    /// The command that a wish becomes which is about the plenary; `None` for every other.
    pub(super) fn in_plenary(&mut self, wish: &Wish, group: &Group, by: Actor) -> Option<Deed> {
        self.on_the_floor(wish, by)
            .map(Deed::Floor)
            .or_else(|| self.weighing(wish).map(Deed::Weigh))
            .or_else(|| self.harvest(wish, group).map(Deed::Harvest))
    }

    fn someone(&self, pick: Pick) -> SeatId {
        let seats = self.house.meeting.seats.keys().copied();
        pick.of(seats).unwrap_or(SeatId::from_bytes(NOBODY))
    }

    fn on_the_floor(&mut self, wish: &Wish, by: Actor) -> Option<FloorStep> {
        let own = match by {
            Actor::Seat(seat) => seat,
            Actor::Door(_) | Actor::House => SeatId::from_bytes(NOBODY),
        };
        let m = &self.house.meeting;
        let turns = |of: fn(&Floor) -> &Vec<Turn>| {
            let turns = m.floor.iter().flat_map(of).map(|turn| turn.id);
            turns.chain([TurnId(u16::MAX)]).collect::<Vec<_>>()
        };
        let (order, hands) = (turns(|floor| &floor.order), turns(|floor| &floor.hands));
        let one = |pick: Pick, of: Vec<TurnId>| pick.of(of).unwrap_or(TurnId(u16::MAX));
        let at = m.floor.as_ref().and_then(Floor::speaking).map(|turn| turn.id);
        Some(match *wish {
            Wish::BeginRound(round, seconds) => {
                FloorStep::Begin { round, seconds: Some(seconds).filter(|it| it % 5 > 0) }
            }
            Wish::RaiseHand(seat) => {
                FloorStep::Raise { seat: seat.map_or(own, |seat| self.someone(seat)) }
            }
            Wish::AddSpeaker => FloorStep::Add { person: self.record() },
            Wish::LowerHand(pick) => FloorStep::Lower { turn: one(pick, hands) },
            Wish::PassTurn(pick) => FloorStep::Pass { turn: one(pick, order) },
            Wish::ArrangeTurns(stale) => {
                let to_come = m.floor.iter().flat_map(Floor::unheard).map(|turn| turn.id);
                let mut order: Vec<_> = to_come.skip(usize::from(stale)).collect();
                order.reverse();
                FloorStep::Arrange { order }
            }
            Wish::GiveWord { stale, to } => {
                let all = order.into_iter().chain(hands).collect();
                FloorStep::Give { from: at.filter(|_| !stale), to: to.map(|to| one(to, all)) }
            }
            Wish::SayWord(said) => FloorStep::Say { words: said.then(|| self.record()) },
            Wish::EndRound => FloorStep::End,
            _ => return None,
        })
    }

    fn weighing(&self, wish: &Wish) -> Option<WeighStep> {
        let cases: Vec<CaseId> = self.house.meeting.cases.iter().map(|case| case.id).collect();
        let case = |pick: &Pick| pick.of(cases.clone()).unwrap_or(CaseId::from_bytes(NOBODY));
        Some(match wish {
            Wish::BeginWeighing(budget) => WeighStep::Begin { budget: *budget },
            Wish::PlacePlenaryDots(picks) => {
                WeighStep::Place { cases: picks.iter().map(case).collect() }
            }
            Wish::ShowPlenaryDots => WeighStep::Show,
            Wish::EndWeighing => WeighStep::End,
            _ => return None,
        })
    }

    fn harvest(&mut self, wish: &Wish, group: &Group) -> Option<HarvestStep> {
        let nothing = SessionId::from_bytes(NOBODY);
        Some(match *wish {
            Wish::GiveHarvest(item) => {
                let session = group.sessions.last().map_or(nothing, |session| session.id);
                HarvestStep::Give { session, item, words: self.record() }
            }
            Wish::TakeBackHarvest(pick) => {
                let sheaves = &self.house.meeting.harvest.sheaves;
                let given = sheaves
                    .iter()
                    .flat_map(|sheaf| sheaf.items.keys().map(|item| (sheaf.session, *item)));
                let (session, item) = pick.of(given).unwrap_or((nothing, Item::Question));
                HarvestStep::TakeBack { session, item }
            }
            Wish::NameSpeaker { group, seat } => {
                let seat = seat.map(|seat| self.someone(seat));
                HarvestStep::NameSpeaker { group: self.some_group(group), seat }
            }
            Wish::KeepHarvest { days } => {
                HarvestStep::KeepUntil { at: self.now + Span::days(days.into()) }
            }
            Wish::CloseHarvest => HarvestStep::Close,
            _ => return None,
        })
    }
}
