//! What somebody comes for: with a case, to advise, both; or that they cannot come.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::meeting::Intent;

use crate::store::use_store;
use crate::texts;

const INTENTS: [Intent; 4] = [Intent::Case, Intent::Advice, Intent::Both, Intent::Absent];

/// The question, as long as the meeting lies ahead; nothing where it was not prepared.
#[component]
pub fn Intention() -> impl IntoView {
    let store = use_store();
    let asked = Memo::new(move |_| store.read(is_asked));
    let mine =
        Memo::new(move |_| store.read(|m| m.me().and_then(|me| m.meeting().seat(me)?.intent)));
    let choice = move |intent| {
        view! {
            <button
                type="button"
                class="agenda-intent"
                aria-pressed=move || (mine.get() == Some(intent)).to_string()
                on:click=move |_| store.act(Deed::Intend { intent })
            >
                {word(intent)}
            </button>
        }
    };
    let hint = move || match mine.get() {
        None => None,
        Some(Intent::Case | Intent::Both) => Some(texts::agenda::bring_hint()),
        Some(Intent::Advice) => Some(texts::agenda::advise_hint()),
        Some(Intent::Absent) => Some(texts::agenda::absent_hint()),
    };
    view! {
        <Show when=move || asked.get()>
            <section class="sheet agenda-intents" aria-labelledby="agenda-intents">
                <h2 id="agenda-intents">{texts::agenda::intent()}</h2>
                <div class="row">{INTENTS.map(choice).collect_view()}</div>
                <p class="aside" role="status">{hint}</p>
            </section>
        </Show>
    }
}

/// How many come for what: `3 mit Anliegen, 5 beraten, 1 kann nicht kommen`.
pub fn count(m: &Mirror) -> String {
    let seats = || m.meeting().seats.values().filter(|seat| !seat.left && !seat.inviting);
    let of = |intents: &[Option<Intent>]| {
        seats().filter(|seat| intents.contains(&seat.intent)).count() as u64
    };
    let (bring, advise) =
        (of(&[Some(Intent::Case), Some(Intent::Both)]), of(&[Some(Intent::Advice)]));
    let (absent, open) = (of(&[Some(Intent::Absent)]), of(&[None]));
    let parts = [
        (bring, texts::agenda::bringing(bring)),
        (advise, texts::agenda::advising(advise)),
        (absent, texts::agenda::absent(absent)),
        (open, texts::agenda::unsaid(open)),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part);
    parts.collect::<Vec<_>>().join(", ")
}

fn word(intent: Intent) -> &'static str {
    match intent {
        Intent::Case => texts::agenda::i_bring(),
        Intent::Advice => texts::agenda::i_advise(),
        Intent::Both => texts::agenda::i_do_both(),
        Intent::Absent => texts::agenda::i_am_absent(),
    }
}

/// Whoever invites has said more than a title, and nothing has begun.
fn is_asked(m: &Mirror) -> bool {
    let meeting = m.meeting();
    let is_prepared = meeting.agenda.is_some()
        || meeting.invitation.place.is_some()
        || meeting.invitation.cases_until.is_some();
    let has_begun =
        meeting.agenda.as_ref().is_some_and(|it| it.at.is_some() || !it.spent.is_empty())
            || meeting.formation.is_some()
            || meeting.groups.values().any(|group| !group.sessions.is_empty());
    let invites = m.me().and_then(|me| meeting.seat(me)).is_some_and(|seat| seat.inviting);
    is_prepared && !has_begun && !invites
}
