//! Methods for random meetings: one that comes with the program and a short one with everything
//! in three phases.

use shared::library;
use shared::method::{Flag, Kind, Method, Phase, Role, See, Size, Text};

use super::Pick;

/// Mostly the short method, which makes for quick and eventful meetings.
pub fn pick(pick: Pick) -> Method {
    match pick.0 {
        0..16 => library::methods().remove(0),
        16..32 => Method { phases: Vec::new(), ..short() },
        _ => short(),
    }
}

fn short() -> Method {
    let phase = |id: &str, write: &[Role], see, kinds: &[Kind]| Phase {
        id: id.into(),
        name: text(),
        minutes: 5,
        range: (1, 10),
        speak: vec![Role::Everyone],
        silent: vec![],
        write: write.to_vec(),
        see,
        kinds: kinds.to_vec(),
        flags: vec![],
        last: None,
        texts: [(Role::Everyone, text())].into(),
        say: text(),
        watch: text(),
    };
    Method {
        id: "short".into(),
        name: text(),
        purpose: text(),
        size: Size { min: 2, ideal: (3, 5), max: 9 },
        phases: vec![
            Phase {
                flags: vec![Flag::UsesModule],
                ..phase("open", &[Role::Everyone], See::All, &[Kind::Vote, Kind::Cards, Kind::Pad])
            },
            phase("unseen", &[Role::Everyone], See::Own, &[Kind::Cards, Kind::Question]),
            Phase {
                silent: vec![Role::CaseGiver],
                ..phase("end", &[Role::Scribe], See::All, &[Kind::Commit, Kind::Cards])
            },
        ],
    }
}

fn text() -> Text {
    Text { de: "so".into(), en: "so".into() }
}
