//! Writing a card: what was begun stays across a reload and across phases until it is sent.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::CARD_CHARS;
use shared::method::{Flag, Phase};

use super::draft::CardDraft;
use super::seen::NO_WORDS;
use super::wall;
use crate::parts::two_tap::TwoTap;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The field for the next thought.
#[component]
pub fn Compose(
    /// The phase's index.
    phase: u8,
    /// What was begun.
    draft: CardDraft,
    /// Whether it is a wording of the key question that is offered.
    #[prop(optional)]
    offers: bool,
    /// Told when it was laid.
    #[prop(optional, into)]
    on_sent: Option<Callback<()>>,
) -> impl IntoView {
    let store = use_store();
    let field = NodeRef::<html::Textarea>::new();
    let starter = Memo::new(move |_| {
        store.read(|m| {
            let uses = |phase: &Phase| phase.allows(Flag::UsesModule);
            m.session()?.method.phases.get(usize::from(phase)).filter(|phase| uses(phase))?;
            Some(texts::of(&session::module(m)?.starter).to_owned())
        })
    });
    let open = Memo::new(move |_| {
        let card = CardId::from_bytes([0; 16]);
        let (column, anonymous, words) = (0, false, NO_WORDS);
        store.may_step(Step::WriteCard { card, phase, column, anonymous, words })
    });
    let send = move || {
        if open.get_untracked()
            && draft.lay()
            && let Some(on_sent) = on_sent
        {
            on_sent.run(());
        }
    };
    let late = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.phase != phase)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
        refocus(field);
    };
    let key = move |event: KeyboardEvent| {
        if sends(&event) {
            event.prevent_default();
            send();
        }
    };
    let text = draft.text;
    let begin = move |_| {
        let starter = starter.get_untracked().unwrap_or_default();
        let beginning = starter.trim_end_matches('…').trim_end();
        text.set(format!("{beginning} {}", text.get_untracked()));
        refocus(field);
    };
    view! {
        <form class="stage-cards-compose" on:submit=submit>
            <label>
                <span class="stage-cards-label">
                    {if offers { texts::cards::offer() } else { texts::cards::your_thought() }}
                </span>
                <textarea
                    node_ref=field
                    rows="2"
                    enterkeyhint="send"
                    maxlength=CARD_CHARS.to_string()
                    placeholder=move || starter.get().unwrap_or_default()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                    on:keydown=key
                ></textarea>
            </label>
            <Where phase draft/>
            <p class="stage-cards-actions">
                <button
                    type="submit"
                    class="primary"
                    disabled=move || !draft.is_begun() || !open.get()
                >
                    {if offers { texts::cards::offer_send() } else { texts::cards::send() }}
                </button>
                {
                    move || starter.get().filter(|_| text.get().is_empty()).map(|starter| view! {
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

/// Where the card goes: its column, its day, and whether it bears a name; as far as the phase asks.
#[component]
fn Where(
    /// The phase's index.
    phase: u8,
    /// What was begun.
    draft: CardDraft,
) -> impl IntoView {
    let store = use_store();
    let [dated, nameless] = store
        .peek(|m| {
            let phase = m.session()?.method.phases.get(usize::from(phase))?;
            Some([Flag::Timeline, Flag::Anonymous].map(|flag| phase.allows(flag)))
        })
        .unwrap_or_default();
    let columns = store.peek(|m| wall::columns(m, phase));
    let why = format!("card-{phase}-nameless");
    let column = move |(name, place): (String, u8)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("card-{phase}-column")
                    prop:checked=move || draft.column() == place
                    on:change=move |_| draft.choose(place)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        {(!columns.is_empty()).then(|| view! {
            <fieldset class="choices stage-cards-column">
                <legend>{texts::cards::column()}</legend>
                {columns.into_iter().zip(0..).map(column).collect_view()}
            </fieldset>
        })}
        {dated.then(|| view! {
            <label class="field stage-cards-date">
                <span>{texts::cards::date()}</span>
                <input
                    type="date"
                    min="1970-01-01"
                    prop:value=move || draft.day.get()
                    on:input=move |event| draft.day.set(event_target_value(&event))
                />
            </label>
        })}
        {nameless.then(|| view! {
            <label class="tick">
                <input
                    type="checkbox"
                    aria-describedby=why.clone()
                    prop:checked=move || draft.is_nameless()
                    on:change=move |event| draft.set_nameless(event_target_checked(&event))
                />
                <span>{texts::cards::nameless()}</span>
            </label>
            <p class="stage-cards-aside" id=why>{texts::cards::nameless_why()}</p>
        })}
    }
}

/// What was begun in a phase that the group has left: it can still be finished and laid.
#[component]
pub fn Begun(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let draft = CardDraft::of(phase);
    let begun = RwSignal::new(untrack(|| draft.is_begun()));
    let name = store.peek(|m| session::phase_name(m, phase));
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
                        draft.drop();
                        begun.set(false);
                    }
                />
            </section>
        </Show>
    }
}

/// Whether a key sends what was written.
pub fn sends(event: &KeyboardEvent) -> bool {
    // While an input method composes, Enter belongs to it.
    event.key() == "Enter" && !event.shift_key() && !event.is_composing()
}

fn refocus(field: NodeRef<html::Textarea>) {
    if let Some(field) = field.get_untracked() {
        // A field can always be focused; where it fails, one more tap helps.
        let _ = field.focus();
    }
}
