//! The screens one sees with a seat. They travel as a module of their own, after the page and
//! before anybody has given their name: whoever opens a link waits for the door alone.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use mirror::Rules;
use shared::id::SessionId;

use crate::{closing, lead, lobby, moderator, plenary, record, rehearsal, room_device, stage};

/// After a failure the module is asked for again in so many seconds.
const AGAIN: Duration = Duration::from_secs(2);

/// The screens behind the door.
#[derive(Clone, Copy)]
pub struct Inside {
    /// Before and between consultations.
    pub lobby: fn() -> AnyView,
    /// During one.
    pub stage: fn() -> AnyView,
    /// After one.
    pub record: fn(SessionId) -> AnyView,
    /// Beside several of them, for whoever leads the meeting.
    pub lead: fn() -> AnyView,
    /// What goes on in the plenary, for whoever came over from one of them.
    pub plenary: fn() -> AnyView,
    /// Above all of them, where several people sit at this device.
    pub switch: fn() -> AnyView,
    /// Above them too, where the meeting is a rehearsal.
    pub rehearsal: fn() -> AnyView,
    /// What may be done in them.
    pub rules: Rules,
}

/// Everything that only these screens need goes where this function goes: into the other module.
#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
fn inside() -> Result<Inside, SplitLoaderError> {
    Ok(Inside {
        lobby: || view! { <lobby::Lobby/> }.into_any(),
        stage: || {
            view! {
                <stage::Stage
                    bar=|| view! { <moderator::Bar/> }
                    script=|| view! { <moderator::Script/><moderator::Plan/> }
                    closing=|| view! { <closing::Closing/> }
                    begun=|shown| view! { <closing::Begun shown/> }.into_any()
                />
            }
            .into_any()
        },
        record: |session| view! { <record::Record session/> }.into_any(),
        lead: || {
            let plenary = || view! { <plenary::Banner beside=true/><plenary::Plenary/> }.into_any();
            view! { <lead::Lead plenary/> }.into_any()
        },
        plenary: || view! { <plenary::Visit/> }.into_any(),
        switch: || view! { <room_device::Switch/> }.into_any(),
        rehearsal: || view! { <rehearsal::Banner/> }.into_any(),
        rules: Rules::ALL,
    })
}

/// Fetches the screens, without a connection again and again until they are there.
pub fn load(arrived: impl FnOnce(Inside) + 'static) {
    spawn_local(async move {
        match inside().await {
            Ok(inside) => arrived(inside),
            Err(_) => set_timeout(move || load(arrived), AGAIN),
        }
    });
}
