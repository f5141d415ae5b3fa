//! In turn: whose turn it is, who comes next, and who has not been heard yet. How long somebody has
//! is a hint; nothing ends anybody's turn but a person.

use std::collections::BTreeSet;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::SeatId;
use shared::meeting::CaseSession;
use shared::method::{Flag, Kind};
use shared::time::Span;

use crate::parts::clock;
use crate::session;
use crate::store::{Store, use_store};
use crate::texts;

/// How the group speaks in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Round {
    /// Whose turn it is.
    turn: Option<SeatId>,
    /// Who comes next.
    next: Option<SeatId>,
    /// Whether everybody has had their turn, or has it now.
    over: bool,
    /// Whether the phase or its module is a round.
    usual: bool,
    /// How many seconds each person has.
    each: Option<u16>,
}

impl Round {
    /// `None` where there is nobody to take turns.
    fn of(m: &Mirror) -> Option<Self> {
        let session = m.session()?;
        let group = m.group()?.0;
        let circle = m.meeting().circle(group, session);
        if circle.len() < 2 && session.turn.is_none() {
            return None;
        }
        let had = |seat: &SeatId| session.turn == Some(*seat) || session.heard.contains(seat);
        let phase = session.now_in();
        let module = session.module().filter(|_| phase.allows(Flag::UsesModule));
        let module = module.map(|chosen| &chosen.module);
        Some(Self {
            turn: session.turn,
            next: m.meeting().next_in_turn(group, session),
            over: session.turn.is_some() && circle.iter().all(had),
            usual: is_round(session),
            each: phase.seconds_each.or_else(|| module?.seconds_each),
        })
    }
}

/// Whether the phase, or the module by which it is worked in, is a round.
fn is_round(session: &CaseSession) -> bool {
    let phase = session.now_in();
    let by_module = session.module().is_some_and(|chosen| chosen.module.round);
    phase.has(Kind::Round) || (phase.allows(Flag::UsesModule) && by_module)
}

/// The round, while there is one.
#[component]
pub fn Turns() -> impl IntoView {
    let store = use_store();
    let round = Memo::new(move |_| store.read(Round::of));
    announce(store, round);
    let shows = Memo::new(move |_| round.get().is_some_and(|it| it.usual || it.turn.is_some()));
    view! { <Show when=move || shows.get()><Bar round/></Show> }
}

/// »Reihum«: the moderator begins a round in a phase that is none by itself.
#[component]
pub fn Begin() -> impl IntoView {
    let store = use_store();
    let first = Memo::new(move |_| {
        store.read(|m| {
            let round = Round::of(m).filter(|it| !it.usual && it.turn.is_none())?;
            Some(session::name(m, round.next?))
        })
    });
    move || {
        first.get().map(|name| {
            view! {
                <button type="button" class="quiet" on:click=move |_| pass_on(store)>
                    {texts::turns::round_from(name)}
                </button>
            }
        })
    }
}

/// Whose turn it is, in large letters, and how it goes on.
#[component]
fn Bar(
    /// The round.
    round: Memo<Option<Round>>,
) -> impl IntoView {
    let store = use_store();
    let leads = Memo::new(move |_| store.read(session::moderates));
    let turn = Memo::new(move |_| round.get().and_then(|it| it.turn));
    let over = Memo::new(move |_| round.get().is_some_and(|it| it.over));
    let mine = Memo::new(move |_| turn.get().is_some() && turn.get() == store.read(Mirror::me));
    let now = move || match turn.get() {
        Some(_) if mine.get() => texts::turns::mine().to_owned(),
        Some(seat) => texts::turns::now(store.read(|m| session::name(m, seat))),
        None => texts::turns::nobody().to_owned(),
    };
    view! {
        <section
            class="stage-turns"
            class:stage-turns-mine=move || mine.get()
            aria-label=texts::turns::round()
        >
            <p class="stage-turns-now">{now}</p>
            <Then round/>
            <p class="stage-actions">
                <PassOn round/>
                <Show when=move || mine.get() && !over.get()>
                    <button type="button" class="quiet" on:click=move |_| pass_on(store)>
                        {texts::turns::pass()}
                    </button>
                </Show>
                <Show when=move || leads.get() && over.get()>
                    <button type="button" on:click=move |_| again(store)>
                        {texts::turns::again()}
                    </button>
                </Show>
                <Show when=move || leads.get() && turn.get().is_some() && !over.get()>
                    <button type="button" class="quiet" on:click=move |_| pass_to(store, None)>
                        {texts::turns::end()}
                    </button>
                </Show>
            </p>
            <Show when=move || leads.get()><Give/></Show>
        </section>
    }
}

/// Who comes next, and about how long each has.
#[component]
fn Then(
    /// The round.
    round: Memo<Option<Round>>,
) -> impl IntoView {
    let store = use_store();
    let then = move || {
        let Round { turn, next, over, each, .. } = round.get()?;
        let next = next.map(|seat| store.read(|m| session::name(m, seat)));
        let order = match (turn, next) {
            _ if over => Some(texts::turns::all_were().to_owned()),
            (Some(_), Some(name)) => Some(texts::turns::then(name)),
            (None, Some(name)) => Some(texts::turns::first(name)),
            (_, None) => None,
        };
        let each = each.map(|seconds| texts::turns::each(time(seconds)));
        Some([order, each].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    view! { <p class="stage-turns-then">{then}</p> }
}

/// The button that passes the turn on; after the last person it ends the round.
#[component]
fn PassOn(
    /// The round.
    round: Memo<Option<Round>>,
) -> impl IntoView {
    let store = use_store();
    let label = Memo::new(move |_| {
        let Round { turn, next, over, .. } = round.get()?;
        let to = next.filter(|_| !over);
        if (to.is_none() && turn.is_none()) || !store.may_step(Step::Turn { from: turn, to }) {
            return None;
        }
        let name = to.map(|seat| store.read(|m| session::name(m, seat)));
        Some(match (turn, name) {
            (None, Some(name)) => texts::turns::begin(name),
            (Some(_), Some(name)) => texts::turns::next(name),
            (_, None) => texts::turns::end().to_owned(),
        })
    });
    let tap = move |event: MouseEvent| {
        // Under a thumb that taps twice stands another name the second time.
        if event.detail() < 2 {
            pass_on(store);
        }
    };
    view! {
        <Show when=move || label.get().is_some()>
            <button type="button" class="primary" on:click=tap>{move || label.get()}</button>
        </Show>
    }
}

/// The moderator gives the word to somebody else.
#[component]
fn Give() -> impl IntoView {
    let store = use_store();
    let others = Memo::new(move |_| {
        store.read(|m| {
            let turn = m.session().and_then(|session| session.turn);
            let others = session::members(m).into_iter().filter(|seat| Some(*seat) != turn);
            others.map(|seat| (seat, session::name_or_you(m, seat))).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<SeatId>);
    let choose = move |event| {
        let value = event_target_value(&event);
        let all = others.get_untracked();
        chosen.set(all.into_iter().map(|(seat, _)| seat).find(|seat| seat.to_string() == value));
    };
    let value = move || chosen.get().map(|seat| seat.to_string()).unwrap_or_default();
    let give = move |_| {
        pass_to(store, chosen.get_untracked());
        chosen.set(None);
    };
    view! {
        <details>
            <summary>{texts::turns::give()}</summary>
            <p class="stage-actions">
                <select aria-label=texts::turns::give() prop:value=value on:change=choose>
                    <option value="">{texts::turns::to_whom()}</option>
                    <For each=move || others.get() key=|other| other.clone() let((seat, name))>
                        <option value=seat.to_string()>{name}</option>
                    </For>
                </select>
                <button type="button" disabled=move || chosen.get().is_none() on:click=give>
                    {texts::turns::give_now()}
                </button>
            </p>
        </details>
    }
}

/// Who of the circle has neither had a turn nor laid a card in this phase. Told to the moderator
/// alone, reckoned on this device and kept nowhere.
#[component]
pub fn Unheard() -> impl IntoView {
    let store = use_store();
    // A round that ends forgets who was heard in it; this screen remembers for the phase.
    let here = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let had = session.heard.iter().copied().chain(session.turn);
            Some(((session.id, session.phase), had.collect::<BTreeSet<SeatId>>()))
        })
    });
    let heard = Memo::new(move |before: Option<&Option<_>>| {
        let (place, mut heard): (_, BTreeSet<SeatId>) = here.get()?;
        if let Some(Some((before, earlier))) = before
            && *before == place
        {
            heard.extend(earlier);
        }
        Some((place, heard))
    });
    let unheard = Memo::new(move |_| {
        let heard = heard.get().map(|(_, heard)| heard).unwrap_or_default();
        store.read(|m| unheard(m, &heard))
    });
    let nameless = Memo::new(move |_| {
        store.read(|m| m.session().is_some_and(|s| s.now_in().allows(Flag::Anonymous)))
    });
    view! {
        <Show when=move || !unheard.with(Vec::is_empty)>
            <details class="stage-turns-unheard">
                <summary>{texts::turns::unheard()}</summary>
                <p>{move || unheard.get().join(", ")}</p>
                <Show when=move || nameless.get()>
                    <p class="stage-aside">{texts::turns::nameless()}</p>
                </Show>
            </details>
        </Show>
    }
}

fn unheard(m: &Mirror, heard: &BTreeSet<SeatId>) -> Vec<String> {
    let Some((session, (group, _))) = m.session().zip(m.group()) else { return vec![] };
    // Where everybody writes in silence nobody is to be heard; where nothing is written and nobody
    // has had a turn, nobody knows who was.
    let counts = is_round(session) || session.now_in().has_cards() || !heard.is_empty();
    let circle = m.meeting().circle(group, session);
    if !counts || session.collecting || session.hides() || circle.len() < 2 {
        return vec![];
    }
    let here = session.cards.iter().filter(|card| card.phase == session.phase);
    let wrote: BTreeSet<SeatId> = here.filter_map(|card| card.face?.by).collect();
    let others = circle.into_iter().filter(|seat| m.me() != Some(*seat));
    let unheard = others.filter(|seat| !heard.contains(seat) && !wrote.contains(seat));
    unheard.map(|seat| session::name(m, seat)).collect()
}

/// Passes the turn to whoever comes next; after the last person to nobody.
fn pass_on(store: Store) {
    let to = store.peek(|m| Round::of(m).filter(|round| !round.over)?.next);
    pass_to(store, to);
}

/// Begins anew with everybody.
fn again(store: Store) {
    pass_to(store, None);
    pass_on(store);
}

fn pass_to(store: Store, to: Option<SeatId>) {
    let from = store.peek(|m| m.session().and_then(|session| session.turn));
    if from != to {
        store.step(Step::Turn { from, to });
    }
}

/// A minute or two, or so many seconds.
fn time(seconds: u16) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => texts::turns::seconds(seconds),
        (minutes, 0) => texts::turns::minutes(minutes),
        _ => texts::turns::minutes(clock::minutes(Span::seconds(seconds.into()))),
    }
}

/// Says whose turn it is when it passes on.
fn announce(store: Store, round: Memo<Option<Round>>) {
    let turn = Memo::new(move |_| round.get().and_then(|round| round.turn));
    Effect::new(move |before: Option<Option<SeatId>>| {
        let now = turn.get();
        if let Some(seat) = now
            && before.is_some_and(|before| before != now)
        {
            let (me, name) = store.peek(|m| (m.me(), session::name(m, seat)));
            store.announce(match me == now {
                true => texts::turns::mine().to_owned(),
                false => texts::turns::now(name),
            });
        }
        now
    });
}
