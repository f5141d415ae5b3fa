//! The methods and modules that come with the program, checked and encoded when it was built.

use alloc::vec::Vec;

use crate::method::guide::{Described, Offered};

include!(concat!(env!("OUT_DIR"), "/methods.rs"));

/// All methods, those first that suit most groups.
pub fn methods() -> Vec<Described> {
    METHODS
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this method"))
        .collect()
}

/// All consultation modules, sorted by the names of their files.
pub fn modules() -> Vec<Offered> {
    MODULES
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this module"))
        .collect()
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::string::String;
    use alloc::vec;

    use super::*;
    use crate::id::SeatId;
    use crate::meeting::Cast;
    use crate::method::guide::Text;
    use crate::method::{Kind, Method, Role};

    /// The overview of all methods: each with the minutes of one turn, without what has to be taken
    /// in: the resources of a set would be five more.
    #[rustfmt::skip]
    const METHODS_OWED: &[(&str, u16)] = &[
        ("tietze", 40), ("acht_schritte", 65), ("zehn_schritte", 85), ("lippmann", 80),
        ("fallner_graesslin", 65), ("vertrauensrunde", 105), ("franz_kopp", 75), ("balint", 60),
        ("reflecting_team", 55), ("rueckblick_aar", 90), ("troika", 10), ("wise_crowds", 15),
        ("dilemma", 50), ("tuning", 60), ("action_learning", 32), ("incident", 65),
        ("hot_seat", 20), ("pro_action_cafe", 150), ("kurz", 20), ("codev", 85),
        ("online_stunde", 25), ("intervisionsstern", 55), ("grossgruppe", 90),
        ("case_clinic", 65), ("expertenrunde", 120),
    ];

    #[rustfmt::skip]
    const MODULES_OWED: &[&str] = &[
        "actstorming", "brainstorming", "erfolgsmeldung", "erster_schritt", "frage_finden",
        "hypothesen", "identifikation", "inneres_team", "karte", "kommentare", "kopfstand",
        "kreuzverhoer", "metapher", "ratschlaege", "resonanz", "ressourcen", "sharing",
        "ueberraschungen", "ueberschriften", "umdeuten", "warnungen", "zwei_infos",
    ];

    /// What one more turn takes; all of it where there is only one.
    fn minutes_of_a_turn(method: &Method) -> u16 {
        match method.turns {
            Some(_) => method.minutes_of(2) - method.minutes_of(1),
            None => method.minutes_of(1),
        }
    }

    /// Everything that people read, with where it stands.
    fn every_text() -> Vec<(String, Text)> {
        let mut texts = Vec::new();
        for Described { method, guide } in methods() {
            let of_method = [&guide.name, &guide.purpose, &guide.fits, &guide.unfit];
            let of_method = of_method.into_iter().chain([&guide.artefact, &guide.credit]);
            let of_phases = guide.phases.iter().flat_map(|phase| {
                let troubles = phase.wrong.iter().flat_map(|it| [&it.sign, &it.help]);
                let sentences = phase.texts.values().chain(&phase.last).chain(&phase.columns);
                [&phase.name, &phase.say, &phase.watch].into_iter().chain(troubles).chain(sentences)
            });
            let all = of_method.chain(of_phases);
            texts.extend(all.map(|text| (method.id.clone(), text.clone())));
        }
        for Offered { module, guide, .. } in modules() {
            let all = [&guide.name, &guide.fits, &guide.explain, &guide.starter, &guide.output];
            let all = all.into_iter().chain(&guide.steps).chain(&guide.turn);
            texts.extend(all.map(|text| (module.id.clone(), text.clone())));
        }
        texts
    }

    #[test]
    fn all_methods_are_here_can_be_played_and_take_the_minutes_of_the_overview() {
        let methods = methods();
        assert!(methods.iter().all(|it| it.method.check().is_ok()));
        assert!(methods.iter().all(|it| it.guide.check(&it.method).is_ok()));
        let here = methods.iter().map(|it| (it.method.id.as_str(), minutes_of_a_turn(&it.method)));
        let here: BTreeSet<_> = here.collect();
        assert_eq!(here, METHODS_OWED.iter().copied().collect());
        assert_eq!(methods.len(), METHODS_OWED.len(), "each once");
    }

    #[test]
    fn all_modules_are_here_and_can_be_played() {
        let modules = modules();
        assert!(modules.iter().all(|it| it.module.check().is_ok()));
        assert!(modules.iter().all(|it| it.guide.check(&it.module).is_ok()));
        let here: Vec<_> = modules.iter().map(|it| it.module.id.as_str()).collect();
        assert_eq!(here, MODULES_OWED);
        // Whoever does this for the first time chooses from a few.
        assert_eq!(modules.iter().filter(|it| it.first).count(), 6);
    }

    #[test]
    fn everybody_in_every_phase_reads_one_sentence_in_german_and_english() {
        let [moderator, giver, scribe, observer, timekeeper, other] =
            [1, 2, 3, 4, 5, 6].map(|n| SeatId::from_bytes([n; 16]));
        let led = Cast {
            moderator: Some(moderator),
            deputy: None,
            case_giver: Some(giver),
            scribe: Some(scribe),
            observer: Some(observer),
            timekeeper: Some(timekeeper),
        };
        // Before somebody gives a case, and where whoever gives it drives the clock.
        let casts = [led, Cast { case_giver: None, ..led }, Cast { moderator: Some(giver), ..led }];
        for Described { method, guide } in methods() {
            for (phase, cast) in guide.phases.iter().flat_map(|phase| casts.map(|it| (phase, it))) {
                for seat in [moderator, giver, scribe, observer, timekeeper, other] {
                    let text = phase.text(&cast.roles_by(seat, &method));
                    let text = text.expect("everybody has a sentence");
                    assert_ne!(text.de, text.en);
                    for words in [&text.de, &text.en] {
                        let ends = words.ends_with(['.', '?', '!', '«', '”', '…']);
                        let whole = ends && words.contains(' ');
                        assert!(
                            whole,
                            "no sentence in {} of {}: {words}",
                            phase.name.de, method.id
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_text_uses_a_protected_name_or_is_said_in_one_language_only() {
        let texts = every_text();
        assert!(texts.len() > 2_000, "these are not all texts");
        for (id, Text { de, en }) in texts {
            for words in [&de, &en] {
                let words = words.to_lowercase();
                assert!(!words.contains("kobesu"), "a protected name in {id}: {words}");
                let trimmed = words.trim();
                assert!(trimmed == words && !words.contains("  "), "blanks in {id}: {words}");
            }
            assert!(!de.contains('“') && !en.contains('»'), "quotes in {id}: {de} / {en}");
        }
    }

    #[test]
    fn the_tietze_method_comes_first_and_has_six_phases_in_forty_minutes() {
        let Described { method: tietze, .. } = methods().remove(0);
        let phases: Vec<_> = tietze.phases.iter().map(|phase| phase.id.as_str()).collect();
        let owed = vec!["casting", "erzaehlung", "frage", "methode", "beratung", "abschluss"];
        assert_eq!((phases, tietze.minutes()), (owed, 40));
        let beratung = &tietze.phases[4];
        assert!(beratung.has(Kind::Cards) && beratung.silent.contains(&Role::CaseGiver));
    }
}
