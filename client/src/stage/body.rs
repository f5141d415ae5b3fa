//! The place to work in, by the kinds of the phase.

use leptos::prelude::*;
use shared::method::{Flag, Kind, Phase, See, Weighed};

use super::{cards, casting, modules, notes, parking, question};
use crate::store::use_store;
use crate::texts;

/// What a phase is worked in with, one part for each of its kinds.
#[component]
pub fn Body(
    /// The phase.
    phase: u8,
    /// How the closing is worked in.
    closing: ViewFn,
) -> impl IntoView {
    let store = use_store();
    let index = phase;
    let phase: Option<(Phase, _)> = store.peek(|m| {
        let method = &m.session()?.method;
        Some((method.phases.get(usize::from(index))?.clone(), method.weighs(index)))
    });
    phase.map(|(phase, weighs)| {
        let part = |part: Part| match part {
            Part::Marks => view! { <cards::Marks phase=index/> }.into_any(),
            Part::Module => view! { <cards::Banner phase=index/> }.into_any(),
            Part::Roles => view! { <casting::Roles/> }.into_any(),
            Part::Cases => view! { <casting::Cases/> }.into_any(),
            Part::Weigh(laid) => view! { <cards::Again laid/> }.into_any(),
            Part::Notes => view! { <notes::Notes phase=index/> }.into_any(),
            Part::Own => {
                view! { <p class="stage-aside">{texts::stage::own_notes()}</p> }.into_any()
            }
            Part::Question => view! { <question::Wording phase=index/> }.into_any(),
            Part::Method => view! { <modules::Modules/> }.into_any(),
            Part::Cards => view! { <cards::Cards phase=index/> }.into_any(),
            Part::Idea => {
                let draft = cards::CardDraft::of(index);
                view! { <parking::Offered phase=index draft/> }.into_any()
            }
            Part::Commit => closing.run().into_any(),
            Part::Nothing => {
                view! { <p class="stage-aside">{texts::stage::nothing_written()}</p> }.into_any()
            }
        };
        parts(&phase, index, weighs).into_iter().map(part).collect_view()
    })
}

/// One part of the place to work in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Marks,
    Module,
    Roles,
    Cases,
    /// Cards of an earlier phase are weighed.
    Weigh(u8),
    Notes,
    /// Everybody writes for themselves.
    Own,
    Question,
    Method,
    Cards,
    /// Advice that was parked, where there are no cards to lay it on.
    Idea,
    Commit,
    Nothing,
}

/// The parts in their order. What lies on cards is shown once, however many kinds it comes from.
fn parts(phase: &Phase, index: u8, weighs: Option<Weighed>) -> Vec<Part> {
    let of_kind = |kind: &Kind| match kind {
        Kind::Roles => Some(Part::Roles),
        Kind::Vote => match weighs {
            Some(Weighed::Cases) => Some(Part::Cases),
            Some(Weighed::Cards(laid)) if laid != index => Some(Part::Weigh(laid)),
            // Its own cards are weighed where they lie.
            _ => None,
        },
        Kind::Pad | Kind::Question if phase.see == See::Own => Some(Part::Own),
        Kind::Pad => Some(Part::Notes),
        Kind::Question => Some(Part::Question),
        Kind::Method => Some(Part::Method),
        // A round without anybody who writes is only spoken.
        Kind::Cards | Kind::Round => phase.has_cards().then_some(Part::Cards),
        Kind::Commit => Some(Part::Commit),
        Kind::None => Some(Part::Nothing),
    };
    let marks = phase.allows(Flag::Marks).then_some(Part::Marks);
    let module = phase.allows(Flag::UsesModule).then_some(Part::Module);
    let last = if phase.has_cards() { Part::Cards } else { Part::Idea };
    // What was promised earlier comes before what there is to say of it.
    let review = phase.allows(Flag::Review).then_some(Part::Commit);
    let first = review.into_iter().chain(marks).chain(module);
    let all = first.chain(phase.kinds.iter().filter_map(of_kind));
    let mut parts = Vec::new();
    for part in all.chain([last]) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}
