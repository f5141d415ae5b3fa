//! Why a plan can't be played or a file can't be read, in words for whoever leads.

use shared::file::{MOST_BYTES, Reason};
use shared::method::adapt::Adapted;
use shared::method::{Needs, Unplayable};

use crate::texts;

/// What keeps the group from playing this, if anything does.
pub fn problem(adapted: &Adapted) -> Option<String> {
    let Some((needs, [early, late])) = adapted.misplaced() else {
        return adapted.check().err().map(|why| unplayable(why).to_owned());
    };
    let (early, late) = (texts::of(&early.name), texts::of(&late.name));
    Some(match needs {
        Needs::Cast => texts::plan::order_cast(early, late),
        Needs::Question => texts::plan::order_question(early, late),
        Needs::Module => texts::plan::order_module(early, late),
        Needs::Cards => texts::plan::order_cards(early, late),
        Needs::Turns => texts::plan::order_turns(early, late),
    })
}

/// What is wrong with a file.
pub fn wrong(reason: &Reason) -> String {
    match reason {
        Reason::Unreadable(why) => texts::plan::file_unreadable(why),
        Reason::TooLong => too_long(),
        Reason::NoSuchSentence(key) | Reason::NoSuchTrouble(key) => {
            texts::plan::file_unwritten(key)
        }
        Reason::StepMinutes => unplayable(Unplayable::Minutes).to_owned(),
        Reason::Unplayable(why) => unplayable(*why).to_owned(),
    }
}

/// A file has more bytes than any method needs.
pub fn too_long() -> String {
    texts::plan::file_too_long(MOST_BYTES / 1_024)
}

/// Why a method or phase can't be played.
pub fn unplayable(why: Unplayable) -> &'static str {
    match why {
        Unplayable::PhaseCount => texts::unplayable::phase_count(),
        Unplayable::PhaseTwice => texts::unplayable::phase_twice(),
        Unplayable::Id => texts::unplayable::id(),
        Unplayable::Minutes => texts::unplayable::minutes(),
        Unplayable::Size => texts::unplayable::size(),
        Unplayable::Turns => texts::unplayable::turns(),
        Unplayable::Roles => texts::unplayable::roles(),
        Unplayable::UnknownRole => texts::unplayable::unknown_role(),
        Unplayable::SpeaksAndIsSilent => texts::unplayable::speaks_and_is_silent(),
        Unplayable::Kind => texts::unplayable::kind(),
        Unplayable::NobodyWrites => texts::unplayable::nobody_writes(),
        Unplayable::SomebodyWrites => texts::unplayable::somebody_writes(),
        Unplayable::Columns => texts::unplayable::columns(),
        Unplayable::Text => texts::unplayable::text(),
        Unplayable::NoSentence => texts::unplayable::no_sentence(),
        Unplayable::OtherPhases => texts::unplayable::other_phases(),
        Unplayable::TooMuchText => texts::unplayable::too_much_text(),
        Unplayable::Order => texts::unplayable::order(),
    }
}
