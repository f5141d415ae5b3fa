//! The cases people bring: one sentence each, how urgent it is, what kind of help it asks for, and
//! with or without a name.

mod asked;
mod one;
mod present;

use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::id::{CaseId, SeatId};
use shared::meeting::Naming;
use shared::time::Timestamp;
use vault::words::{Help, Urgency};

use crate::parts::bring::Bring;
use crate::parts::{clock, date, urgency};
use crate::session;
use crate::store::use_store;
use crate::texts;

pub use asked::{Invited, unanswered};
use one::One;

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Brought {
    id: CaseId,
    sentence: String,
    urgency: Urgency,
    help: Option<Help>,
    /// Whose it is, how urgent it is, what it asks for, and since when it waits.
    aside: String,
    mine: bool,
    /// Whether it was taken along from an earlier meeting, and nobody has said that it is theirs.
    open: bool,
    presenter: Option<SeatId>,
    /// Whether I was asked to advise on it, and what I have answered.
    asked: Option<Option<bool>>,
}

/// The list, and the form for one's own.
#[component]
pub fn Cases() -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| store.read(|m| brought(m, store.peek_now())));
    // Whoever is asked hears of it once.
    Effect::new(move |before: Option<Vec<CaseId>>| {
        let asked = store.read(unanswered);
        if asked.iter().any(|case| before.as_ref().is_none_or(|it| !it.contains(case))) {
            store.announce(texts::cases::asked());
        }
        asked
    });
    view! {
        <section class="sheet lobby-cases" aria-labelledby="lobby-cases">
            <h2 id="lobby-cases">{texts::lobby::cases()}</h2>
            <Show when=move || cases.with(Vec::is_empty)>
                <p class="empty">{texts::lobby::no_cases()}</p>
            </Show>
            <ul class="lobby-list">
                // Where anything of it has changed, another line takes its place.
                <For each=move || cases.get() key=Brought::clone let:case>
                    <One case/>
                </For>
            </ul>
            <Bring/>
        </section>
    }
}

fn brought(mirror: &Mirror, now: Timestamp) -> Vec<Brought> {
    let Some((id, _)) = mirror.group() else { return Vec::new() };
    let meeting = mirror.meeting();
    let me = mirror.me();
    // One's own is always here, also while somebody elsewhere presents it.
    let mine = |by: Option<SeatId>| by.is_some() && by == me;
    let listed = |case: &&shared::meeting::Case| {
        let here = meeting.table(id).any(|other| other.id == case.id);
        let asked = asked::answer(mirror, case).is_some();
        // What has been consulted on stands with its record.
        !case.withdrawn && !case.consulted && (here || mine(case.by) || asked)
    };
    let line = |case: &shared::meeting::Case| {
        let (sentence, urgency, help, about) = match mirror.case(case) {
            Found::Words(words) => {
                let about = urgency::of(&words);
                (words.sentence, words.urgency, words.help, Some(about))
            }
            Found::Missing | Found::Damaged => {
                (texts::trouble::damaged().into(), Urgency::default(), None, None)
            }
        };
        let giver = session::giver(mirror, case);
        // What came today need not say so.
        let since = (date::written(case.since) != date::written(now))
            .then(|| clock::waits(case.since, now));
        let aside: Vec<_> = [Some(giver), about, since].into_iter().flatten().collect();
        Brought {
            id: case.id,
            sentence,
            urgency,
            help,
            aside: aside.join(" · "),
            mine: mine(case.by),
            open: case.name == Naming::Carried && case.by.is_none(),
            presenter: case.presenter,
            asked: asked::answer(mirror, case),
        }
    };
    let mut all: Vec<_> = meeting.cases.iter().filter(listed).map(line).collect();
    // What somebody waits for an answer to comes first.
    all.sort_by_key(|it| it.asked != Some(None));
    all
}
