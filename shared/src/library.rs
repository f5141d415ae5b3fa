//! The methods and modules that come with the program, checked and encoded when it was built.

use alloc::vec::Vec;

use crate::method::{Method, Module};

include!(concat!(env!("OUT_DIR"), "/methods.rs"));

/// All methods, sorted by the names of their files.
pub fn methods() -> Vec<Method> {
    METHODS
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this method"))
        .collect()
}

/// All consultation modules, sorted by the names of their files.
pub fn modules() -> Vec<Module> {
    MODULES
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this module"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SeatId;
    use crate::meeting::Cast;
    use crate::method::{Kind, Role};

    fn ids<T>(all: &[T], id: impl Fn(&T) -> &str) -> Vec<&str> {
        all.iter().map(id).collect()
    }

    #[test]
    fn all_methods_and_modules_are_here_and_can_be_played() {
        assert_eq!(ids(&methods(), |method| &method.id), ["tietze"]);
        let owed =
            ["brainstorming", "erster_schritt", "hypothesen", "ratschlaege", "resonanz", "sharing"];
        assert_eq!(ids(&modules(), |module| &module.id), owed);
        assert!(methods().iter().all(|method| method.check().is_ok()));
        assert!(modules().iter().all(|module| module.check().is_ok()));
    }

    #[test]
    fn everybody_in_every_phase_reads_one_sentence_in_german_and_english() {
        let [moderator, giver, scribe, observer, other] =
            [1, 2, 3, 4, 5].map(|n| SeatId::from_bytes([n; 16]));
        let cast = Cast {
            moderator: Some(moderator),
            case_giver: Some(giver),
            scribe: Some(scribe),
            observer: Some(observer),
        };
        for phase in methods().iter().flat_map(|method| &method.phases) {
            for seat in [moderator, giver, scribe, observer, other] {
                let text = phase.text(cast.roles(seat)).expect("every role has a sentence");
                assert!(!text.de.is_empty() && !text.en.is_empty(), "{} {seat:?}", phase.id);
                assert_ne!(text.de, text.en);
                for words in [&text.de, &text.en] {
                    let ends = words.ends_with(['.', '?', '!', '«', '”']);
                    assert!(ends && words.contains(' '), "no sentence in {}: {words}", phase.id);
                }
            }
        }
    }

    #[test]
    fn the_tietze_method_has_six_phases_in_forty_minutes() {
        let tietze = methods().remove(0);
        let phases = ["casting", "erzaehlung", "frage", "methode", "beratung", "abschluss"];
        assert_eq!(ids(&tietze.phases, |phase| &phase.id), phases);
        assert_eq!(tietze.minutes(), 40);
        let beratung = &tietze.phases[4];
        assert!(beratung.has(Kind::Cards) && beratung.silent.contains(&Role::CaseGiver));
    }
}
