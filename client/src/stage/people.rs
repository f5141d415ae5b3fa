//! Who is here and what they do; and a way on when the one who moderates is gone.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::SeatId;
use shared::meeting::Presence;

use crate::parts::clock;
use crate::parts::two_tap::TwoTap;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The people of the group, those who are remote first.
#[component]
pub fn People() -> impl IntoView {
    let store = use_store();
    let members = Memo::new(move |_| store.read(session::members));
    let kept = move || {
        let until = store.read(|m| m.meeting().delete_at);
        texts::stage::kept(members.get().len() as u64, clock::day_of(until))
    };
    view! {
        <TakeOver/>
        <section class="stage-people" aria-label=texts::stage::people()>
            <h2 class="stage-people-heading">{texts::stage::people()}</h2>
            <ul class="stage-people-list">
                <For each=move || members.get() key=|seat| *seat let:seat>
                    <Person seat/>
                </For>
            </ul>
            <HandOver/>
            <p class="stage-people-kept">{kept}</p>
            <TwoTap
                label=Signal::derive(|| texts::app::forget_device().to_owned())
                sure=Signal::derive(|| texts::stage::forget_device_sure().to_owned())
                class="quiet"
                on_sure=move |()| store.forget_device()
            />
        </section>
    }
}

/// One person: name, role, and whether they are remote, away or done.
#[component]
fn Person(
    /// Whose seat.
    seat: SeatId,
) -> impl IntoView {
    let store = use_store();
    let person = Memo::new(move |_| {
        store.read(|m| {
            let role = session::cast(m).roles(seat).first().copied()?;
            let mut marks = vec![session::role_name(role)];
            let remote = m.meeting().seats.get(&seat)?.presence == Presence::Remote;
            if remote {
                marks.push(texts::stage::remote());
            }
            if !m.is_present(seat) && m.me() != Some(seat) {
                marks.push(texts::stage::away());
            }
            if m.session()?.ready.contains(&seat) {
                marks.push(texts::stage::done());
            }
            Some((session::name_or_you(m, seat), marks.join(" · ")))
        })
    });
    let name = move || person.get().map(|(name, _)| name);
    let marks = move || person.get().map(|(_, marks)| marks);
    view! {
        <li class="stage-people-person">
            <span class="stage-people-name">{name}</span>
            <span class="stage-people-marks">{marks}</span>
        </li>
    }
}

/// »Moderation übernehmen«: offered while nobody moderates, or the moderator is not connected and
/// I may.
#[component]
fn TakeOver() -> impl IntoView {
    let store = use_store();
    let offer = Memo::new(move |_| {
        store.read(|m| {
            let me = m.me()?;
            let moderator = session::cast(m).moderator;
            let gone = moderator.is_none_or(|seat| seat != me && !m.is_present(seat));
            let may = m.may(Deed::NameModerator { seat: me }).is_ok();
            let name = moderator.map(|seat| session::name(m, seat));
            (gone && (may || moderator.is_some())).then_some((me, name, may))
        })
    });
    move || {
        offer.get().map(|(seat, name, may)| {
            view! {
                <div class="stage-people-gone">
                    <p>
                        {match name {
                            Some(name) if may => texts::stage::moderator_gone_take(name),
                            Some(name) => texts::stage::moderator_gone(name),
                            None => texts::stage::nobody_moderates().into(),
                        }}
                    </p>
                    {may.then(|| view! {
                        <TwoTap
                            label=Signal::derive(|| texts::stage::take_over().to_owned())
                            sure=Signal::derive(|| texts::stage::take_over_sure().to_owned())
                            on_sure=move |()| { store.act(Deed::NameModerator { seat }); }
                        />
                    })}
                </div>
            }
        })
    }
}

/// The moderator hands the moderation to somebody else.
#[component]
fn HandOver() -> impl IntoView {
    let store = use_store();
    let heirs = Memo::new(move |_| {
        store.read(|m| {
            let may = |seat: &SeatId| m.may(Deed::NameModerator { seat: *seat }).is_ok();
            let others = session::members(m).into_iter().filter(|seat| m.me() != Some(*seat));
            let heirs = others.filter(may).map(|seat| (seat, session::name(m, seat)));
            let moderates = session::moderates(m);
            heirs.filter(|_| moderates).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<SeatId>);
    let choose = move |event| {
        let value = event_target_value(&event);
        let heir = heirs.get_untracked().into_iter().find(|(seat, _)| seat.to_string() == value);
        chosen.set(heir.map(|(seat, _)| seat));
    };
    let name = move || {
        let chosen = chosen.get();
        let heir = heirs.get().into_iter().find(|(seat, _)| Some(*seat) == chosen);
        heir.map(|(_, name)| name).unwrap_or_default()
    };
    let hand_over = move |()| {
        if let Some(seat) = chosen.get_untracked() {
            store.act(Deed::NameModerator { seat });
        }
    };
    view! {
        <Show when=move || !heirs.get().is_empty()>
            <details>
                <summary>{texts::stage::hand_over()}</summary>
                <p class="stage-people-choice">
                    <select aria-label=texts::stage::hand_over() on:change=choose>
                        <option value="" selected>{texts::stage::to_whom()}</option>
                        <For each=move || heirs.get() key=|heir| heir.clone() let((seat, name))>
                            <option value=seat.to_string()>{name}</option>
                        </For>
                    </select>
                    <TwoTap
                        label=Signal::derive(|| texts::stage::hand_over_now().to_owned())
                        sure=Signal::derive(move || texts::stage::hand_over_sure(name()))
                        disabled=Signal::derive(move || chosen.get().is_none())
                        on_sure=hand_over
                    />
                </p>
            </details>
        </Show>
    }
}
