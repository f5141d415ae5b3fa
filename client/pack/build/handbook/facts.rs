//! What there is to know of a method at one glance: how long, for how many, who is silent when.

use shared::method::guide::{About, Described};
use shared::method::{Kind, Phase, Role};

use super::Book;

impl Book<'_> {
    pub fn duration(&self, described: &Described) -> String {
        let method = &described.method;
        let unit = self.word("minutes");
        let Some(turns) = method.turns else { return format!("{} {unit}", method.minutes_of(1)) };
        // What one more turn takes.
        let each = method.minutes_of(2) - method.minutes_of(1);
        let all = self.word("turns").replace("{turns}", &turns.usual.to_string());
        let whole = method.minutes_of(turns.usual);
        let per_turn = self.word("per_turn");
        match turns.usual {
            1 => format!("{whole} {unit} ({each} {unit} {per_turn})"),
            _ => format!("{each} {unit} {per_turn}, {all}: {whole} {unit}"),
        }
    }

    pub fn people(&self, described: &Described) -> String {
        let size = described.method.size;
        let ideal = match size.ideal {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}–{to}"),
        };
        let words = self.word("people_ideal");
        let words = words.replace("{min}", &size.min.to_string());
        words.replace("{max}", &size.max.to_string()).replace("{ideal}", &ideal)
    }

    /// The phases in which the case giver only listens; `None` where nobody gives a case.
    pub fn silent(&self, described: &Described) -> Option<String> {
        described.method.knows(Role::CaseGiver).then(|| self.listening(described))
    }

    fn listening(&self, described: &Described) -> String {
        let phases = described.method.phases.iter().zip(&described.guide.phases);
        let silent = phases.filter(|(phase, _)| phase.silent.contains(&Role::CaseGiver));
        let names: Vec<_> = silent.map(|(_, guide)| self.of(&guide.name)).collect();
        if names.is_empty() { self.word("silent_never").into() } else { names.join(", ") }
    }

    pub fn roles(&self, described: &Described) -> String {
        let roles: Vec<_> = described.method.roles.iter().map(|role| self.role(*role)).collect();
        roles.join(", ")
    }

    /// What is worked with in a phase.
    pub fn kinds(&self, phase: &Phase) -> String {
        let words: Vec<_> = phase.kinds.iter().map(|kind| self.word(kind_key(*kind))).collect();
        words.join(", ")
    }

    pub fn list(&self, roles: &[Role]) -> String {
        let names: Vec<_> = roles.iter().map(|role| self.role(*role)).collect();
        if names.is_empty() { "–".into() } else { names.join(", ") }
    }

    pub fn role(&self, role: Role) -> &str {
        self.word(match role {
            Role::CaseGiver => "role_F",
            Role::Moderator => "role_M",
            Role::Consultant => "role_B",
            Role::Scribe => "role_S",
            Role::Observer => "role_P",
            Role::Timekeeper => "role_Z",
            Role::Interviewer => "role_I",
            Role::Everyone => "everyone",
        })
    }
}

pub const fn about_key(about: About) -> &'static str {
    match about {
        About::Task => "about_task",
        About::People => "about_people",
        About::Insight => "about_insight",
        About::Text => "about_text",
        About::Review => "about_review",
        About::Many => "about_many",
        About::Progress => "about_progress",
    }
}

const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Pad => "kind_pad",
        Kind::Cards => "kind_cards",
        Kind::Question => "kind_question",
        Kind::Vote => "kind_vote",
        Kind::Method => "kind_method",
        Kind::Round => "kind_round",
        Kind::Roles => "kind_roles",
        Kind::Commit => "kind_commit",
        Kind::None => "kind_none",
    }
}
