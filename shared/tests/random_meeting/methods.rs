//! Methods for random meetings: all that come with the program, and short ones with everything in
//! four phases, with and without somebody who leads.

use std::sync::LazyLock;

use shared::library;
use shared::method::{Flag, Kind, Method, Module, Phase, Role, See, Size};

use super::Pick;

/// What comes with the program, read once for all meetings.
static METHODS: LazyLock<Vec<Method>> =
    LazyLock::new(|| library::methods().into_iter().map(|it| it.method).collect());
static MODULES: LazyLock<Vec<Module>> =
    LazyLock::new(|| library::modules().into_iter().map(|it| it.module).collect());

/// Mostly a short method, which makes for quick and eventful meetings.
pub fn pick(pick: Pick) -> Method {
    let choice = usize::from(pick.0);
    match choice {
        0..32 => METHODS[choice % METHODS.len()].clone(),
        32..44 => Method { phases: Vec::new(), ..short() },
        44..110 => led_by_nobody(),
        _ => short(),
    }
}

/// Usually a module that comes with the program, now and then one that lasts no time.
pub fn module(pick: Pick) -> Module {
    // Most are turned over, so that it happens often enough.
    let turns = pick.0 < 190;
    let module = MODULES.iter().find(|module| module.turns == turns);
    let module = module.expect("there are modules of both kinds").clone();
    if pick.0 > 245 { Module { steps: Vec::new(), ..module } } else { module }
}

fn short() -> Method {
    let all = || vec![Role::Everyone];
    let phase = |id: &str, write: &[Role], see, kinds: &[Kind]| Phase {
        id: id.into(),
        minutes: 5,
        range: (1, 10),
        speak: all(),
        silent: vec![],
        write: write.to_vec(),
        see,
        kinds: kinds.to_vec(),
        flags: vec![],
        seconds_each: None,
        silent_s: None,
        columns: 0,
        last: None,
    };
    Method {
        id: "short".into(),
        roles: vec![
            Role::CaseGiver,
            Role::Moderator,
            Role::Consultant,
            Role::Scribe,
            Role::Timekeeper,
        ],
        consult: vec![Role::Scribe],
        size: Size { min: 2, ideal: (3, 5), max: 9 },
        turns: None,
        phases: vec![
            Phase {
                flags: vec![Flag::UsesModule],
                ..phase(
                    "open",
                    &all(),
                    See::All,
                    &[Kind::Vote, Kind::Cards, Kind::Pad, Kind::Question],
                )
            },
            Phase {
                flags: vec![Flag::Anonymous, Flag::Timeline],
                columns: 2,
                ..phase("unseen", &all(), See::Own, &[Kind::Cards])
            },
            Phase {
                silent: vec![Role::CaseGiver],
                speak: vec![Role::Consultant, Role::Scribe],
                flags: vec![Flag::Advice, Flag::Anonymous, Flag::UsesModule],
                ..phase("kept", &[Role::Consultant], See::Next, &[Kind::Round])
            },
            Phase {
                flags: vec![Flag::Marks],
                ..phase(
                    "end",
                    &[Role::CaseGiver],
                    See::All,
                    &[Kind::Commit, Kind::Cards, Kind::Question],
                )
            },
        ],
    }
}

/// Whoever drives the clock may give the case, and all commit themselves to something.
fn led_by_nobody() -> Method {
    let mut method = short();
    method.roles.retain(|role| *role != Role::Moderator);
    method.roles.push(Role::Observer);
    if let Some(last) = method.phases.last_mut() {
        (last.write, last.kinds) = (vec![Role::Everyone], vec![Kind::Commit]);
        last.flags = vec![Flag::Review];
    }
    if let Some(first) = method.phases.first_mut() {
        // Cases are weighed, only few see these notes, and wordings of a question are offered beside them.
        (first.see, first.kinds) = (See::Few, vec![Kind::Pad, Kind::Question, Kind::Vote]);
        first.write = vec![Role::CaseGiver];
    }
    method
}
