//! Writing a card: what was begun stays across a reload and across phases until it is sent.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::id::CardId;
use shared::limits::CARD_CHARS;
use vault::words;

use crate::parts::draft::Draft;
use crate::parts::two_tap::TwoTap;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// The field for the next thought.
#[component]
pub fn Compose(
    /// The phase's index.
    phase: u8,
    /// What was begun.
    draft: Draft,
    /// Told when it was laid.
    #[prop(optional, into)]
    on_sent: Option<Callback<()>>,
) -> impl IntoView {
    let store = use_store();
    let field = NodeRef::<html::Textarea>::new();
    let starter = Memo::new(move |_| {
        store.read(|m| Some(texts::of(&m.session()?.module.as_ref()?.starter).to_owned()))
    });
    let open = Memo::new(move |_| {
        let card = CardId::from_bytes([0; 16]);
        let words = shared::id::RecordId::from_bytes([0; 16]);
        store.may_step(Step::WriteCard { card, phase, words })
    });
    let send = move || {
        let text = draft.get_untracked().trim().to_owned();
        let session = store.peek(|m| m.session().map(|session| session.id));
        if let Some(session) = session.filter(|_| !text.is_empty() && open.get_untracked()) {
            let card = CardId::from_bytes(fresh_id());
            store.say(words::Card { text }, |words| {
                Deed::In(session, Step::WriteCard { card, phase, words })
            });
            draft.clear();
            if let Some(on_sent) = on_sent {
                on_sent.run(());
            }
        }
    };
    let late = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.phase != phase)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
        refocus(field);
    };
    let key = move |event: KeyboardEvent| {
        // While an input method composes, Enter belongs to it.
        let sends = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if sends {
            event.prevent_default();
            send();
        }
    };
    let begin = move |_| {
        let starter = starter.get_untracked().unwrap_or_default();
        let beginning = starter.trim_end_matches('…').trim_end();
        draft.set(format!("{beginning} {}", draft.get_untracked()));
        refocus(field);
    };
    view! {
        <form class="stage-cards-compose" on:submit=submit>
            <label>
                <span class="stage-cards-label">{texts::cards::your_thought()}</span>
                <textarea
                    node_ref=field
                    rows="2"
                    enterkeyhint="send"
                    maxlength=CARD_CHARS.to_string()
                    placeholder=move || starter.get().unwrap_or_default()
                    prop:value=move || draft.get()
                    on:input=move |event| draft.set(event_target_value(&event))
                    on:keydown=key
                ></textarea>
            </label>
            <p class="stage-cards-actions">
                <button
                    type="submit"
                    class="primary"
                    disabled=move || draft.get().trim().is_empty() || !open.get()
                >
                    {texts::cards::send()}
                </button>
                {
                    move || starter.get().filter(|_| draft.get().is_empty()).map(|starter| view! {
                        <button type="button" class="quiet" on:click=begin>
                            {texts::cards::begin_with(starter)}
                        </button>
                    })
                }
                <Show when=move || late.get()>
                    <span class="stage-aside">{texts::cards::comes_late()}</span>
                </Show>
            </p>
        </form>
    }
}

/// What was begun in a phase that the group has left: it can still be finished and laid.
#[component]
pub fn Begun(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let draft = begun_in(phase);
    let begun = RwSignal::new(!draft.get_untracked().trim().is_empty());
    let name = store.peek(|m| {
        let phase = m.session()?.method.phases.get(usize::from(phase))?;
        Some(texts::of(&phase.name).to_owned())
    });
    let heading = StoredValue::new(texts::cards::begun(name.unwrap_or_default()));
    view! {
        <Show when=move || begun.get()>
            <section class="stage-cards-begun">
                <h2 class="stage-cards-heading">{heading.get_value()}</h2>
                <Compose phase draft on_sent=move |()| begun.set(false)/>
                <TwoTap
                    label=texts::cards::drop_draft()
                    sure=texts::cards::drop_draft_sure()
                    class="quiet"
                    on_sure=move |()| {
                        draft.clear();
                        begun.set(false);
                    }
                />
            </section>
        </Show>
    }
}

/// The draft for the next thought of a phase.
pub fn begun_in(phase: u8) -> Draft {
    Draft::of(&format!("card-{phase}"))
}

fn refocus(field: NodeRef<html::Textarea>) {
    if let Some(field) = field.get_untracked() {
        // A field can always be focused; where it fails, one more tap helps.
        let _ = field.focus();
    }
}
