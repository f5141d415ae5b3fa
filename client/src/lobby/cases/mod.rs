//! The cases people bring: one sentence each, how urgent it is, what kind of help it asks for, and
//! with or without a name.

mod bring;
mod one;
mod present;

use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::id::{CaseId, SeatId};
use shared::meeting::Naming;
use vault::words::{Help, Urgency};

use crate::parts::urgency;
use crate::session;
use crate::store::use_store;
use crate::texts;

use bring::Bring;
use one::One;

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Brought {
    id: CaseId,
    sentence: String,
    urgency: Urgency,
    help: Option<Help>,
    /// Whose it is, how urgent it is and what it asks for.
    aside: String,
    mine: bool,
    /// Whether its name is still to be shown.
    hidden: bool,
    presenter: Option<SeatId>,
    /// Whether I was asked to advise on it, and what I have answered.
    asked: Option<Option<bool>>,
}

/// The list, and the form for one's own.
#[component]
pub fn Cases() -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| store.read(brought));
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

fn brought(mirror: &Mirror) -> Vec<Brought> {
    let Some((id, group)) = mirror.group() else { return Vec::new() };
    // What has been consulted on stands with its record, if there is one to read here.
    let ended = mirror.ended();
    let over = |id| group.sessions.iter().any(|s| s.ended.is_some() && s.case == Some(id));
    let done = |id| over(id) || ended.iter().any(|session| session.case == Some(id));
    let meeting = mirror.meeting();
    let me = mirror.me();
    // One's own is always here, also while somebody elsewhere presents it.
    let mine = |by: Option<SeatId>| by.is_some() && by == me;
    let listed = |case: &&shared::meeting::Case| {
        let here = meeting.table(id).any(|other| other.id == case.id);
        !case.withdrawn && (here || mine(case.by)) && !done(case.id)
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
        let about = about.map(|about| format!(" · {about}")).unwrap_or_default();
        Brought {
            id: case.id,
            sentence,
            urgency,
            help,
            aside: format!("{giver}{about}"),
            mine: mine(case.by),
            hidden: case.name == Naming::Hidden,
            presenter: case.presenter,
            asked: me.and_then(|me| case.panel.get(&me).copied()),
        }
    };
    meeting.cases.iter().filter(listed).map(line).collect()
}
