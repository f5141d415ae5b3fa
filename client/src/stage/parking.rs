//! Advice that came too early: the moderator parks it, and as soon as advice is welcome it is offered
//! once to whoever gave it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::command::Step;
use shared::id::{CardId, SeatId};
use shared::limits::CARD_CHARS;
use shared::meeting::{Parked, ParkedState};
use shared::method::Flag;
use vault::words;

use super::cards::{CardDraft, NO_WORDS};
use crate::parts::draft::Draft;
use crate::session;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// The parking place, for the moderator alone.
#[component]
pub fn Parking() -> impl IntoView {
    let store = use_store();
    let parks = Memo::new(move |_| {
        let step = |from| Step::Park { id: CardId::from_bytes([0; 16]), from, words: NO_WORDS };
        store.me().is_some_and(|me| store.read(session::moderates) && store.may_step(step(me)))
    });
    let parked = Memo::new(move |_| store.read(parked));
    view! {
        <Show when=move || parks.get() || !parked.with(Vec::is_empty)>
            <details class="stage-parking">
                <summary>
                    {move || match parked.with(Vec::len) {
                        0 => texts::parking::park().to_owned(),
                        count => texts::parking::park_more(count),
                    }}
                </summary>
                <Show when=move || parks.get()><Park/></Show>
                <ul class="stage-parking-list">
                    <For each=move || parked.get() key=|it| it.clone() let:it>
                        <li>
                            <p class="stage-parking-words">{it.text}</p>
                            <p class="stage-aside">{it.whose}</p>
                            <button
                                type="button"
                                class="quiet"
                                aria-label=it.let_go
                                on:click=move |_| store.step(Step::Unpark { id: it.id })
                            >
                                {texts::parking::let_go()}
                            </button>
                        </li>
                    </For>
                </ul>
            </details>
        </Show>
    }
}

/// The form: who said it, and what.
#[component]
fn Park() -> impl IntoView {
    let store = use_store();
    let people = Memo::new(move |_| {
        store.read(|m| {
            let others = session::members(m).into_iter().filter(|seat| m.me() != Some(*seat));
            others.map(|seat| (seat, session::name(m, seat))).collect::<Vec<_>>()
        })
    });
    let text = Draft::of("park");
    let from = RwSignal::new(None::<SeatId>);
    let choose = move |event| {
        let value = event_target_value(&event);
        let all = people.get_untracked();
        from.set(all.into_iter().map(|(seat, _)| seat).find(|seat| seat.to_string() == value));
    };
    let is_whole = move || from.get().is_some() && !text.get().trim().is_empty();
    let park = move |event: SubmitEvent| {
        event.prevent_default();
        let words = words::Card { text: text.get_untracked().trim().to_owned(), day: None };
        if let Some(who) = from.get_untracked().filter(|_| !words.text.is_empty()) {
            let id = CardId::from_bytes(fresh_id());
            if store.say_step(words, |words| Step::Park { id, from: who, words }) {
                text.clear();
                // The next advice may come from somebody else.
                from.set(None);
            }
        }
    };
    let value = move || from.get().map(|seat| seat.to_string()).unwrap_or_default();
    view! {
        <form class="stage-parking-form" on:submit=park>
            <p class="stage-aside">{texts::parking::why()}</p>
            <label class="field">
                <span>{texts::parking::who()}</span>
                <select prop:value=value on:change=choose>
                    <option value="">{texts::parking::choose()}</option>
                    <For each=move || people.get() key=|it| it.clone() let((seat, name))>
                        <option value=seat.to_string()>{name}</option>
                    </For>
                </select>
            </label>
            <label class="field">
                <span>{texts::parking::what()}</span>
                <textarea
                    rows="2"
                    maxlength=CARD_CHARS.to_string()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <button type="submit" disabled=move || !is_whole()>{texts::parking::park_now()}</button>
        </form>
    }
}

/// What I said too early, now that it is welcome.
#[component]
pub fn Offered(
    /// The phase on this screen.
    phase: u8,
    /// What was begun for its next card: the idea lies where that would.
    draft: CardDraft,
) -> impl IntoView {
    let store = use_store();
    let offered = Memo::new(move |_| {
        store.read(|m| {
            let Some(session) = m.session() else { return vec![] };
            // Back in an earlier phase, advice is not welcome again.
            let here = session.method.phases.get(usize::from(phase));
            let welcome = here.is_some_and(|phase| phase.allows(Flag::Advice));
            let mine = session.parked.iter().filter(|it| {
                welcome && it.state == ParkedState::Offered && m.me() == Some(it.from)
            });
            mine.map(|it| (it.id, said(m, it))).collect::<Vec<_>>()
        })
    });
    let may_lay = Memo::new(move |_| {
        let card = CardId::from_bytes([0; 16]);
        let (column, anonymous, words) = (0, false, NO_WORDS);
        store.may_step(Step::WriteCard { card, phase, column, anonymous, words })
    });
    view! {
        <For each=move || offered.get() key=|it| it.clone() let((id, said))>
            <div class="stage-parking-offered">
                <p>{texts::parking::offered()}</p>
                <p class="stage-parking-words">
                    {said.clone().unwrap_or_else(|| texts::stage::damaged().to_owned())}
                </p>
                <p class="stage-actions">
                    {said.map(|text| view! {
                        <Show when=move || may_lay.get()>
                            <Lay id text=text.clone() draft/>
                        </Show>
                    })}
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| store.step(Step::Unpark { id })
                    >
                        {texts::parking::no_more()}
                    </button>
                </p>
            </div>
        </For>
    }
}

/// Lays the idea as a card; then it is parked no longer.
#[component]
fn Lay(
    /// Which.
    id: CardId,
    /// What it says.
    text: String,
    /// Where the next card would lie.
    draft: CardDraft,
) -> impl IntoView {
    let store = use_store();
    let lay = move |_| {
        if draft.lay_words(words::Card { text: text.clone(), day: None }) {
            store.step(Step::Unpark { id });
        }
    };
    view! { <button type="button" on:click=lay>{texts::parking::lay()}</button> }
}

/// Something that was parked, as the moderator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kept {
    id: CardId,
    text: String,
    whose: String,
    let_go: String,
}

fn parked(m: &Mirror) -> Vec<Kept> {
    let Some(session) = m.session().filter(|_| session::moderates(m)) else { return vec![] };
    let by_me = session.parked.iter().filter(|parked| m.me() == Some(parked.by));
    let kept = by_me.map(|parked| {
        let name = session::name(m, parked.from);
        Kept {
            id: parked.id,
            text: said(m, parked).unwrap_or_else(|| texts::stage::damaged().to_owned()),
            let_go: texts::parking::let_go_label(&name),
            whose: match parked.state {
                ParkedState::Waits => texts::parking::waits(name),
                ParkedState::Offered => texts::parking::lies_with(name),
            },
        }
    });
    kept.collect()
}

fn said(m: &Mirror, parked: &Parked) -> Option<String> {
    match m.parked(parked) {
        Found::Words(words) => Some(words.text),
        Found::Missing | Found::Damaged => None,
    }
}
