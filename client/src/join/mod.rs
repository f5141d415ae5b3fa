//! The door: who one is, where one is, and what everybody agrees on. In within ten seconds.

use leptos::prelude::*;
use mirror::Found;
use shared::meeting::{Intent, Presence};
use shared::pass::PassKind;
use shared::refusal::Refusal;

use crate::device;
use crate::parts::agreements::Agree;
use crate::parts::bar::Bar;
use crate::parts::clock;
use crate::parts::person::{PersonDraft, PersonFields};
use crate::store::use_store;
use crate::texts;

/// The door.
#[component]
pub fn Join() -> impl IntoView {
    let store = use_store();
    let draft = PersonDraft::new();
    // Beside others, the name that this device remembers is somebody else's.
    match device::person().filter(|_| store.kept().place == 0) {
        Some(known) => draft.fill(known, Presence::OnSite),
        None => draft.focus_when_shown(),
    }
    let agreed = RwSignal::new(false);
    let shared_device = RwSignal::new(store.kept().shared);
    // What others can open is not to keep anybody's seat for longer than this tab.
    Effect::new(move |_| {
        if draft.is_at_room_device() {
            shared_device.set(true);
        }
    });
    let sent = RwSignal::new(false);
    // Whether it was said that all places are taken: a case can be left all the same.
    let full = RwSignal::new(false);
    // A refusal gives the form back.
    Effect::new(move |_| {
        if let Some(notice) = store.notice().get() {
            sent.set(false);
            full.update(|full| *full |= notice.text == texts::refused(Refusal::MeetingFull));
        }
    });

    document().set_title(&texts::app::page(texts::join::join()));
    let title = move || {
        store.read(|mirror| match mirror.title() {
            Found::Words(title) => title.title,
            Found::Missing => texts::join::untitled().into(),
            Found::Damaged => texts::trouble::damaged().into(),
        })
    };
    let moderates = move || store.read(|mirror| mirror.door() == Some(PassKind::Moderator));
    // It opens by itself when somebody opens it; who moderates comes in all the same.
    let shut = Memo::new(move |_| store.read(|m| m.meeting().invitation.closed) && !moderates());
    let sit_down = move |intent| {
        let Some(person) = draft.take() else { return };
        let (agreed, shared) = (agreed.get_untracked(), shared_device.get_untracked());
        sent.set(store.take_seat(person, agreed, intent, shared));
    };
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        sit_down(None);
    };

    view! {
        <Bar/>
        <main class="join">
            <p class="join-over">
                {move || match moderates() {
                    true => texts::join::as_moderator(),
                    false => texts::join::invited(),
                }}
            </p>
            <h1>{title}</h1>
            <p role="status" class:join-shut=move || shut.get()>
                {move || shut.get().then(texts::door::shut)}
            </p>
            <form on:submit=join novalidate hidden=move || shut.get()>
                <PersonFields draft/>
                <section class="sheet join-agreements">
                    <Agree agreed label=texts::app::agree()/>
                </section>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || shared_device.get()
                        on:change=move |event| shared_device.set(event_target_checked(&event))
                    />
                    <span>{texts::join::shared_device()}</span>
                </label>
                <p class="join-go">
                    <button type="submit" class="primary" disabled=move || sent.get()>
                        {move || match sent.get() {
                            true => texts::join::joining(),
                            false => texts::join::join(),
                        }}
                    </button>
                </p>
                <Show when=move || full.get()>
                    <p>{texts::join::full()}</p>
                    <p class="join-go">
                        <button
                            type="button"
                            disabled=move || sent.get()
                            on:click=move |_| sit_down(Some(Intent::Absent))
                        >
                            {texts::join::leave_case()}
                        </button>
                    </p>
                </Show>
            </form>
            <p class="aside">
                {move || texts::app::deleted_on(
                    clock::day_of(store.read(|mirror| mirror.meeting().delete_at)),
                )}
                " "
                {texts::join::privacy()}
            </p>
        </main>
    }
}
