//! The page of one method: facts, phases, what to say and do in each; cards and sheets to print.

use shared::method::guide::{Described, PhaseGuide, Text};
use shared::method::{Flag, Phase, Role};

use super::{Book, escape, put};

impl Book<'_> {
    pub fn method(&self, described: &Described) -> String {
        let Described { method, guide } = described;
        let mut out = format!(
            "<h1>{}</h1><p class=\"handbook-lead\">{}</p><dl class=\"handbook-about\">",
            escape(self.of(&guide.name)),
            escape(self.of(&guide.purpose)),
        );
        let facts = [
            ("duration", Some(self.duration(described))),
            ("people", Some(self.people(described))),
            ("roles", Some(self.roles(described))),
            ("silent", self.silent(described)),
            ("fits", Some(self.of(&guide.fits).into())),
            ("unfit", Some(self.of(&guide.unfit).into())),
            ("artefact", Some(self.of(&guide.artefact).into())),
            ("credit", Some(self.of(&guide.credit).into())),
        ];
        for (key, fact) in facts.into_iter().filter_map(|(key, fact)| Some((key, fact?))) {
            put(
                &mut out,
                format_args!("<dt>{}</dt><dd>{}</dd>", escape(self.word(key)), escape(&fact)),
            );
        }
        out.push_str("</dl>");
        if method.lead().is_none() {
            put(&mut out, format_args!("<p>{}</p>", escape(self.word("self_led"))));
        }
        put(
            &mut out,
            format_args!(
                "<p class=\"handbook-play\"><a href=\"/\">{}</a></p><h2>{}</h2>",
                escape(self.word("play")),
                escape(self.word("phases")),
            ),
        );
        out.push_str(&self.table(described));
        for (number, (phase, guide)) in (1..).zip(method.phases.iter().zip(&guide.phases)) {
            out.push_str(&self.phase(number, phase, guide, &method.roles));
        }
        out.push_str(&self.cards(described));
        out.push_str(&self.notes(described));
        out
    }

    /// Who speaks, listens and writes in which phase.
    fn table(&self, described: &Described) -> String {
        let mut out = String::from("<div class=\"handbook-scroll\"><table><thead><tr><th></th>");
        for key in ["minutes", "kinds", "speaks", "listens", "writes"] {
            put(&mut out, format_args!("<th>{}</th>", escape(self.word(key))));
        }
        out.push_str("</tr></thead><tbody>");
        let phases = described.method.phases.iter().zip(&described.guide.phases);
        for (number, (phase, guide)) in (1..).zip(phases) {
            put(
                &mut out,
                format_args!(
                    "<tr><th scope=\"row\"><a href=\"#{id}\">{number}. {}</a></th>\
                 <td class=\"handbook-number\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                    escape(self.of(&guide.name)),
                    phase.minutes,
                    escape(&self.kinds(phase)),
                    escape(&self.list(&phase.speak)),
                    escape(&self.list(&phase.silent)),
                    escape(&self.list(&phase.write)),
                    id = escape(&phase.id),
                ),
            );
        }
        out + "</tbody></table></div>"
    }

    fn phase(&self, number: usize, phase: &Phase, guide: &PhaseGuide, roles: &[Role]) -> String {
        let (from, to) = phase.range;
        let range = self.word("range");
        let mut facts = vec![
            format!("{} {}", phase.minutes, self.word("minutes")),
            range.replace("{from}", &from.to_string()).replace("{to}", &to.to_string()),
        ];
        let extra = [(phase.seconds_each, "seconds_each"), (phase.silent_s, "silent_start")];
        facts.extend(extra.into_iter().filter_map(|(seconds, key)| {
            Some(self.word(key).replace("{seconds}", &seconds?.to_string()))
        }));
        facts.extend(phase.allows(Flag::Optional).then(|| self.word("optional").into()));
        facts.extend(phase.allows(Flag::Once).then(|| self.word("once").into()));
        let mut out = format!(
            "<section class=\"handbook-phase\" id=\"{}\"><h3>{number}. {}</h3>\
             <p class=\"handbook-facts\">{}</p><p class=\"handbook-say\">\
             <span class=\"handbook-label\">{}</span>{}</p><dl class=\"handbook-about\">",
            escape(&phase.id),
            escape(self.of(&guide.name)),
            escape(&facts.join(" · ")),
            escape(self.word("say")),
            escape(self.of(&guide.say)),
        );
        for role in roles {
            if let Some(text) = sentence(guide, *role) {
                put(
                    &mut out,
                    format_args!(
                        "<dt>{}</dt><dd>{}</dd>",
                        escape(self.role(*role)),
                        escape(self.of(text)),
                    ),
                );
            }
        }
        if let (Some(last), Some(text)) = (&phase.last, &guide.last) {
            let heading = self.word("last_minutes").replace("{minutes}", &last.minutes.to_string());
            put(
                &mut out,
                format_args!(
                    "<dt>{}</dt><dd>{}: {}</dd>",
                    escape(&heading),
                    escape(&self.list(&last.speak)),
                    escape(self.of(text)),
                ),
            );
        }
        put(
            &mut out,
            format_args!(
                "<dt>{}</dt><dd>{}</dd></dl><details><summary>{}</summary><dl class=\"handbook-wrong\">",
                escape(self.word("watch")),
                escape(self.of(&guide.watch)),
                escape(self.word("wrong")),
            ),
        );
        for trouble in &guide.wrong {
            put(
                &mut out,
                format_args!(
                    "<dt>{}</dt><dd>{}</dd>",
                    escape(self.of(&trouble.sign)),
                    escape(self.of(&trouble.help)),
                ),
            );
        }
        out + "</dl></details></section>"
    }

    /// A card to cut out for each role: what is theirs in every phase.
    fn cards(&self, described: &Described) -> String {
        let mut out = format!(
            "<section class=\"handbook-print\"><h2>{}</h2><p>{}</p><div class=\"handbook-cards\">",
            escape(self.word("cards")),
            escape(self.word("cards_why")),
        );
        for role in &described.method.roles {
            put(
                &mut out,
                format_args!(
                    "<div class=\"handbook-card\"><h3>{}</h3><ol>",
                    escape(self.role(*role))
                ),
            );
            for guide in &described.guide.phases {
                let text = sentence(guide, *role).map(|text| self.of(text)).unwrap_or_default();
                put(
                    &mut out,
                    format_args!(
                        "<li><strong>{}</strong><br>{}</li>",
                        escape(self.of(&guide.name)),
                        escape(text),
                    ),
                );
            }
            out.push_str("</ol></div>");
        }
        out + "</div></section>"
    }

    /// Sheets to write on, for every phase in which something is written; on paper only.
    fn notes(&self, described: &Described) -> String {
        let heading = escape(self.word("notes"));
        let name = escape(self.of(&described.guide.name));
        let mut out = format!("<section class=\"handbook-notes\"><h2>{heading}: {name}</h2>");
        let phases = described.method.phases.iter().zip(&described.guide.phases);
        for (_, guide) in phases.filter(|(phase, _)| !phase.write.is_empty()) {
            put(
                &mut out,
                format_args!(
                    "<h3>{}</h3><div class=\"handbook-lines\"></div>",
                    escape(self.of(&guide.name)),
                ),
            );
        }
        out + "</section>"
    }
}

/// What a role reads in a phase; whoever keeps the time reads that.
fn sentence(guide: &PhaseGuide, role: Role) -> Option<&Text> {
    guide.duty(&[role]).or_else(|| guide.text(&[role]))
}
