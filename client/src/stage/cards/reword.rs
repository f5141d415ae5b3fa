//! Wording one's own card anew.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::CARD_CHARS;
use vault::words;

use super::seen::{Said, Seen};
use crate::parts::date;
use crate::store::use_store;
use crate::texts;

/// The words of a card, to be changed.
#[component]
pub fn Reword(
    /// Which.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
    /// What it says so far.
    said: Said,
    /// Told when it was changed, or not.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let Seen { number, dated, .. } = card.get_untracked();
    let text = RwSignal::new(said.text.clone());
    let day = RwSignal::new(said.day.map(date::of_day).unwrap_or_default());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked().trim().to_owned();
        let new = Said { text, day: date::day(&day.get_untracked()) };
        if !new.text.is_empty() && new != said {
            let Said { text, day } = new;
            let words = words::Card { text, day };
            store.say_step(words, |words| Step::RewordCard { card: id, words });
        }
        on_done.run(());
    };
    view! {
        <form on:submit=save>
            <textarea
                rows="2"
                aria-label=texts::cards::reword_label(number)
                maxlength=CARD_CHARS.to_string()
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            {dated.then(|| view! {
                <label class="field stage-cards-date">
                    <span>{texts::cards::date()}</span>
                    <input
                        type="date"
                        min="1970-01-01"
                        prop:value=move || day.get()
                        on:input=move |event| day.set(event_target_value(&event))
                    />
                </label>
            })}
            <p class="stage-cards-tools">
                <button type="submit" class="primary">{texts::cards::save()}</button>
                <button type="button" class="quiet" on:click=move |_| on_done.run(())>
                    {texts::cards::cancel()}
                </button>
            </p>
        </form>
    }
}
