//! The rules: what may be done and what follows from it, which a page can bring later than itself.

use shared::actor::Actor;
use shared::command::Command;
use shared::engine;
use shared::event::Event;
use shared::meeting::Meeting;
use shared::refusal::Refusal;
use shared::time::Timestamp;

use crate::mirror::{Mirror, News};
use crate::outbox::Saved;

type Decide = fn(&Meeting, &Command, Actor, Timestamp) -> Result<Vec<Event>, Refusal>;

/// Everything that knows all commands and all events. It is most of a mirror, and nobody needs it
/// at the door: a mirror reaches it through these pointers alone, so that it travels with whoever
/// names [`Rules::ALL`].
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// What a command would do to the meeting now, or what stands in its way.
    pub(crate) decide: Decide,
    /// What becomes of the meeting by an event.
    pub(crate) apply: fn(&mut Meeting, &Event),
    /// Takes in a frame, whatever it is.
    pub(crate) receive: fn(&mut Mirror, &[u8]) -> Vec<News>,
    /// What an earlier page had on its way; `None` where that cannot be read.
    pub(crate) read: fn(&[u8]) -> Option<Saved>,
}

impl Rules {
    /// The rules.
    pub const ALL: Self = Self {
        decide: engine::decide,
        apply: engine::apply,
        receive: Mirror::receive_all,
        read: Saved::from_bytes,
    };
}
