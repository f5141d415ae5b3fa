//! Secretly or openly: one objection makes an open vote secret, and too few vote openly.

use ballot::FEWEST_VOTERS;
use ballot::poll::Manner as By;
use leptos::prelude::*;
use shared::command::Act;
use shared::meeting::Procedure;
use vault::words::Office;

use super::here::Here;
use crate::texts;

/// What there is to say and to do about how people vote.
#[component]
pub fn Manner(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let can_vote = Memo::new(move |_| {
        here.read(|m, election| election.can_vote(m.meeting())).unwrap_or_default()
    });
    let too_few = move || can_vote.get() < FEWEST_VOTERS;
    let openly =
        Memo::new(move |_| here.read(|_, it| it.procedure.manner == By::Hands).unwrap_or_default());
    let asks = move || openly.get() && here.may(Act::AskSecret);
    view! {
        <Show when=too_few>
            <p class="aside">
                {move || texts::election::secret_from_five(can_vote.get() as u64)}
            </p>
        </Show>
        <Show when=move || too_few() && !openly.get() && here.prepares()>
            <p>
                <button type="button" on:click=move |_| open_instead(here)>
                    {texts::election::open_instead()}
                </button>
            </p>
        </Show>
        <Show when=move || !too_few() && asks()>
            <p class="aside">{texts::election::ask_secret_hint()}</p>
            <p>
                <button type="button" on:click=move |_| here.act(Act::AskSecret)>
                    {texts::election::ask_secret()}
                </button>
            </p>
        </Show>
    }
}

/// Plans the same by show of hands; people agree on it anew.
fn open_instead(here: Here) {
    let question = Office { text: here.question() };
    let Some(procedure) = here.peek(|_, it| it.procedure) else { return };
    let procedure = Procedure { manner: By::Hands, ..procedure };
    here.say(question, |question| Act::Plan { procedure, question });
}
