//! The plan on paper: what comes when, which group meets where, and who moderates it.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::SeatId;
use shared::meeting::{Agenda, Forming, Part};

use super::title;
use crate::agenda::{when, words};
use crate::lead::gathering::sentence;
use crate::lead::words::letter;
use crate::parts::clock;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// So many lines are left for groups that are formed on the day.
const OPEN_LINES: usize = 5;

/// What the plan says.
#[derive(Clone, Default, PartialEq)]
struct Written {
    title: String,
    when: String,
    place: String,
    points: Vec<Point>,
    /// A line for each group; `None` where nobody consults in groups.
    groups: Option<Vec<Group>>,
}

/// One point of the agenda.
#[derive(Clone, PartialEq)]
struct Point {
    /// The day, where it is another than that of the point before.
    day: Option<String>,
    time: String,
    name: String,
    minutes: u16,
}

/// One group; empty where it is to be written by hand.
#[derive(Clone, Default, PartialEq)]
struct Group {
    letter: String,
    room: String,
    moderator: String,
    case: String,
    people: String,
}

/// The sheet.
#[component]
pub fn Plan() -> impl IntoView {
    let store = use_store();
    let written = Memo::new(move |_| store.read(written));
    move || {
        let Written { title, when, place, points, groups } = written.get();
        view! {
            <article>
                <h1>{title}</h1>
                <p class="lead-paper-when">{when}</p>
                <p>{place}</p>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{texts::paper::time()}</th>
                            <th scope="col">{texts::paper::point()}</th>
                            <th scope="col">{texts::prepare::minutes()}</th>
                            <th scope="col" class="lead-paper-notes">{texts::paper::notes()}</th>
                        </tr>
                    </thead>
                    <tbody>{points.into_iter().map(point).collect_view()}</tbody>
                </table>
                {groups.map(|groups| view! {
                    <h2>{texts::paper::groups()}</h2>
                    <table class="lead-paper-groups">
                        <thead>
                            <tr>
                                <th scope="col"></th>
                                <th scope="col">{texts::prepare::place()}</th>
                                <th scope="col">{texts::paper::moderates()}</th>
                                <th scope="col">{texts::paper::case()}</th>
                                <th scope="col">{texts::paper::people()}</th>
                            </tr>
                        </thead>
                        <tbody>{groups.into_iter().map(group).collect_view()}</tbody>
                    </table>
                })}
                <p class="lead-paper-foot">{texts::paper::throw_away()}</p>
            </article>
        }
    }
}

fn point(Point { day, time, name, minutes }: Point) -> impl IntoView {
    view! {
        {day.map(|day| view! { <tr><th colspan="4" scope="colgroup">{day}</th></tr> })}
        <tr>
            <td>{time}</td>
            <td>{name}</td>
            <td>{minutes}</td>
            <td></td>
        </tr>
    }
}

fn group(Group { letter, room, moderator, case, people }: Group) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{letter}</th>
            <td>{room}</td>
            <td>{moderator}</td>
            <td>{case}</td>
            <td>{people}</td>
        </tr>
    }
}

fn written(m: &Mirror) -> Written {
    let Some(agenda) = &m.meeting().agenda else { return Written::default() };
    let room = words::place(m).unwrap_or_default();
    let place = [room.name, room.link].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
    let in_groups = agenda.points.iter().any(|it| it.part == Part::Consultation);
    Written {
        title: title(m),
        when: when(agenda),
        place: place.join(" · "),
        points: points(m, agenda),
        groups: in_groups.then(|| groups(m)),
    }
}

fn points(m: &Mirror, agenda: &Agenda) -> Vec<Point> {
    let names = words::names(m, agenda);
    let mut today = clock::day_of(agenda.begins);
    let line = |(at, point): (usize, &shared::meeting::Point)| {
        let begins = agenda.planned(at);
        let day = clock::day_of(begins);
        let is_new = day != today;
        today.clone_from(&day);
        Point {
            day: is_new.then_some(day),
            time: clock::time_of_day(begins),
            name: words::name(&names, point.id, point.part),
            minutes: point.minutes,
        }
    };
    agenda.points.iter().enumerate().map(line).collect()
}

/// The groups as they were proposed or formed last, or lines to be filled in by hand.
fn groups(m: &Mirror) -> Vec<Group> {
    let formed = m.meeting().formation.iter().flat_map(|formation| &formation.groups);
    let found: Vec<_> = formed.enumerate().map(|(place, it)| group_of(m, place, it)).collect();
    match found.is_empty() {
        true => vec![Group::default(); OPEN_LINES],
        false => found,
    }
}

fn group_of(m: &Mirror, place: usize, forming: &Forming) -> Group {
    let meeting = m.meeting();
    let room = forming.place.and_then(|place| m.room(&place).words()).unwrap_or_default();
    // Whoever took over since then moderates.
    let now = meeting.groups.get(&forming.group).and_then(|group| group.cast.moderator);
    let moderator = now.or(forming.moderator);
    let case = forming.case.and_then(|case| Some((sentence(m, case), meeting.case(case)?.giver())));
    // Without the name that not everybody may know.
    let case_of = |(it, giver): (String, Option<SeatId>)| match giver {
        Some(seat) => texts::paper::case_of(it, name(m, seat)),
        None => it,
    };
    let people = forming.members.iter().filter(|seat| Some(**seat) != moderator);
    Group {
        letter: letter(place),
        room: room.name,
        moderator: moderator.map(|seat| name(m, seat)).unwrap_or_default(),
        case: case.map(case_of).unwrap_or_default(),
        people: people.map(|seat| name(m, *seat)).collect::<Vec<_>>().join(", "),
    }
}
