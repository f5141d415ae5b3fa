//! Somebody else presents one's case: for whoever cannot come, or does not want to be named.

use leptos::prelude::*;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, SeatId};

use crate::parts::someone::Someone;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// Whom whose case it is asks to present it; whoever was asked gives it back.
#[component]
pub fn Present(
    /// Which case.
    id: CaseId,
    /// Whether it is mine.
    mine: bool,
    /// Who presents it.
    presenter: Option<SeatId>,
) -> impl IntoView {
    let store = use_store();
    let name_presenter =
        move |seat| store.act(Deed::Case(CaseStep::NamePresenter { case: id, seat }));
    let presents = move || presenter.is_some() && store.me() == presenter;
    let others = Memo::new(move |_| {
        store.read(|m| {
            let all = m.meeting().asked(|seat| !seat.inviting);
            let others = all.into_iter().filter(|seat| Some(*seat) != m.me());
            others.map(|seat| (seat, name(m, seat))).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || mine && (presenter.is_some() || !others.with(Vec::is_empty))>
            <details class="lobby-details" open=presenter.is_some()>
                <summary>{texts::cases::present()}</summary>
                <label class="field">
                    <span>{texts::cases::presenter()}</span>
                    <Someone
                        all=others
                        chosen=Signal::stored(presenter)
                        nobody=texts::cases::myself()
                        on_choose=name_presenter
                    />
                </label>
                <p class="aside">{texts::cases::present_hint()}</p>
            </details>
        </Show>
        <Show when=presents>
            <p class="row">
                <button type="button" class="quiet" on:click=move |_| name_presenter(None)>
                    {texts::cases::give_back()}
                </button>
            </p>
        </Show>
    }
}
