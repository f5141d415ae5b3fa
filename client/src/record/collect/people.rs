//! Who took part, in which role, and thanks to them.

use shared::id::SeatId;
use shared::meeting::Seat;
use shared::method::Role;
use vault::words::Person;

use super::Collector;
use crate::session;
use crate::texts;

impl Collector<'_> {
    fn people(&self) -> Vec<SeatId> {
        let found = self.m.meeting().session(self.session.id);
        let group = found.map(|(group, ..)| group);
        let sat_here = |seat: &Seat| Some(seat.group) == group;
        let took_part = |id: &SeatId, seat: &Seat| match self.session.ended {
            None => sat_here(seat),
            Some(end) => {
                let left_before = seat.left && sat_here(seat) && seat.since <= end;
                self.session.took_part.contains(id) || left_before
            }
        };
        let seats = self.m.meeting().seats.iter().filter(|(id, seat)| took_part(id, seat));
        let people: Vec<_> =
            seats.map(|(id, seat)| (*id, seat, self.m.person(*id).words())).collect();
        // Whoever left since took part as well; whoever came back took part once.
        let is_back = |id, who: &Option<Person>| {
            people.iter().any(|(other, seat, name)| *other != id && !seat.left && name == who)
        };
        let once = people.iter().filter(|(id, seat, who)| !(seat.left && is_back(*id, who)));
        once.map(|(id, ..)| *id).collect()
    }

    pub(super) fn roles(&self) -> Vec<String> {
        let people = self.people();
        let in_role = |role: Role| {
            let is_in = |roles: Vec<Role>| match role {
                // Whoever keeps the time does so beside something else.
                Role::Timekeeper => roles.contains(&role),
                _ => roles.first() == Some(&role),
            };
            let people =
                people.iter().filter(move |seat| is_in(self.cast.roles(**seat, self.session)));
            (session::role_name(role), people.copied().collect::<Vec<_>>())
        };
        let roles = [
            Role::CaseGiver,
            Role::Moderator,
            Role::Interviewer,
            Role::Scribe,
            Role::Observer,
            Role::Timekeeper,
            Role::Consultant,
        ];
        let filled = roles.map(in_role).into_iter().filter(|(_, people)| !people.is_empty());
        let lines = filled.map(|(role, people)| {
            let names = people.iter().map(|seat| session::name(self.m, *seat)).collect::<Vec<_>>();
            match (self.names, people.len()) {
                (true, _) => format!("{role}: {}", names.join(", ")),
                (false, 1) => role.to_owned(),
                (false, many) => texts::record::role_count(role, many),
            }
        });
        lines.collect()
    }

    pub(super) fn thanks(&self) -> String {
        let giver = self.cast.case_giver;
        let others = self.people().into_iter().filter(|seat| Some(*seat) != giver);
        let names: Vec<_> = others.map(|seat| session::name(self.m, seat)).collect();
        match self.names {
            true => texts::record::thanks_to(names.join(", ")),
            false => texts::record::thanks_all(names.len() as u64),
        }
    }
}
