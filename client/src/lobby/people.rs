//! Who is here: those who are not in the room first, each with what one should know about them.

use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::command::Deed;
use shared::id::SeatId;
use shared::meeting::Presence;

use crate::parts::two_tap::TwoTap;
use crate::session::{members, moderator};
use crate::store::use_store;
use crate::texts;

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Person {
    seat: SeatId,
    name: String,
    house: String,
    presence: Presence,
    here: bool,
    agreed: bool,
    moderates: bool,
    me: bool,
}

/// The list.
#[component]
pub fn People() -> impl IntoView {
    let store = use_store();
    let people = Memo::new(move |_| {
        store
            .read(|m| members(m).into_iter().filter_map(|seat| person(m, seat)).collect::<Vec<_>>())
    });
    // Whoever can't see the list hears that it grew.
    Effect::new(move |before: Option<usize>| {
        let count = people.with(Vec::len);
        if before.is_some_and(|before| before < count) {
            store.announce(texts::lobby::people(count as u64));
        }
        count
    });
    view! {
        <section class="sheet lobby-present" aria-labelledby="lobby-people">
            <h2 id="lobby-people">{move || texts::lobby::people(people.with(Vec::len) as u64)}</h2>
            <ul class="lobby-people">
                <For each=move || people.get() key=Person::clone let:person>
                    <Line person/>
                </For>
            </ul>
            <Show when=move || people.with(|people| people.len() < 2)>
                <p class="empty">{texts::lobby::alone()}</p>
            </Show>
        </section>
    }
}

#[component]
fn Line(person: Person) -> impl IntoView {
    let Person { seat, name, house, presence, here, agreed, moderates, me } = person;
    let place = match presence {
        Presence::OnSite => texts::app::on_site(),
        Presence::Remote => texts::app::remote(),
        Presence::RoomDevice => texts::app::room_device(),
    };
    let class = match presence.is_in_the_room() {
        true => "lobby-dot lobby-dot-near",
        false => "lobby-dot lobby-dot-far",
    };
    view! {
        <li class:lobby-away=!here>
            <span class=class aria-hidden="true"></span>
            <div class="lobby-person">
                <p class="lobby-name">
                    {name.clone()}
                    {me.then(|| format!(" ({})", texts::lobby::you()))}
                    {moderates.then(|| view! {
                        <span class="lobby-chip">{texts::lobby::moderates()}</span>
                    })}
                </p>
                <p class="aside">
                    {(!house.is_empty()).then(|| format!("{house} · "))}
                    {place}
                    {(!here).then(|| format!(" · {}", texts::lobby::away()))}
                    {(!agreed).then(|| format!(" · {}", texts::lobby::not_agreed()))}
                </p>
            </div>
            {(!me).then(|| view! { <More seat name/> })}
        </li>
    }
}

/// What whoever leads can do about somebody else.
#[component]
fn More(seat: SeatId, name: String) -> impl IntoView {
    let store = use_store();
    let hand_over = move || {
        store.may(Deed::NameModerator { seat }) && store.read(|m| moderator(m) != Some(seat))
    };
    let remove = move || store.may(Deed::Leave { seat });
    let label = StoredValue::new(texts::lobby::more_about(&name));
    let sure = Signal::stored(texts::lobby::remove_sure(&name));
    view! {
        <Show when=move || hand_over() || remove()>
            <details class="lobby-more">
                <summary aria-label=label.get_value()>"⋯"</summary>
                <div class="lobby-menu">
                    <Show when=hand_over>
                        <button
                            type="button"
                            on:click=move |_| store.act(Deed::NameModerator { seat })
                        >
                            {texts::lobby::hand_over()}
                        </button>
                    </Show>
                    <Show when=remove>
                        <TwoTap
                            label=texts::lobby::remove()
                            sure
                            class="danger"
                            on_sure=move |()| store.act(Deed::Leave { seat })
                        />
                        <p class="aside">{texts::lobby::remove_hint()}</p>
                    </Show>
                </div>
            </details>
        </Show>
    }
}

fn person(mirror: &Mirror, id: SeatId) -> Option<Person> {
    let seat = mirror.meeting().seat(id)?;
    let (name, house) = match mirror.person(id) {
        Found::Words(person) => (person.name, person.house),
        Found::Missing => (texts::app::somebody().into(), String::new()),
        Found::Damaged => (texts::trouble::damaged().into(), String::new()),
    };
    Some(Person {
        seat: id,
        name,
        house,
        presence: seat.presence,
        here: mirror.is_present(id) || mirror.me() == Some(id),
        agreed: seat.agreed,
        moderates: moderator(mirror) == Some(id),
        me: mirror.me() == Some(id),
    })
}
