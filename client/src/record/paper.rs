//! The record as a sheet of paper, on screen and in print.

use leptos::prelude::*;
use vault::words::Link;

use super::sheet::{Body, Card, Record, Section};
use crate::texts;

/// One record.
#[component]
pub fn Paper(
    /// What it says.
    record: Record,
) -> impl IntoView {
    let fact = |(label, value): (String, String)| {
        view! {
            <div class="record-fact"><dt>{label}</dt><dd>{value}</dd></div>
        }
    };
    let note = Some(record.note).filter(|note| !note.is_empty());
    view! {
        <article class="record-paper">
            <h2 class="record-title">{record.title}</h2>
            <dl class="record-facts">{record.facts.into_iter().map(fact).collect_view()}</dl>
            {note.map(|note| view! { <p class="record-note">{note}</p> })}
            {record.sections.into_iter().map(section).collect_view()}
            <p class="record-footer">{record.footer}</p>
        </article>
    }
}

fn section(section: Section) -> impl IntoView {
    let body = match section.body {
        Body::Text(text) => view! { <p class="record-text">{text}</p> }.into_any(),
        Body::Key(text) => view! { <p class="record-key">{text}</p> }.into_any(),
        Body::List(lines) => list("record-list", lines).into_any(),
        Body::Points(lines) => list("record-list record-points", lines).into_any(),
        Body::Cards(cards) => {
            view! { <ul class="record-cards">{cards.into_iter().map(card).collect_view()}</ul> }
                .into_any()
        }
        Body::Links(links) => {
            let links = links.into_iter().map(link).collect_view();
            view! { <ul class="record-list record-links">{links}</ul> }.into_any()
        }
    };
    view! {
        <section class="record-section">
            <h3>{section.heading}</h3>
            {body}
        </section>
    }
}

fn list(class: &'static str, lines: Vec<String>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class=class>{lines}</ul> }
}

/// A link whose address stands beside it, so that one sees before where it leads, and on paper too.
fn link(Link { label, address }: Link) -> impl IntoView {
    let label = (!label.is_empty()).then(|| view! { <span>{label}</span> });
    view! {
        <li>
            {label}
            <a href=address.clone() target="_blank" rel="noopener noreferrer">{address.clone()}</a>
        </li>
    }
}

fn card(card: Card) -> impl IntoView {
    let star = card.starred.then(|| {
        view! {
            <span class="record-star">
                <span aria-hidden="true">"★"</span>
                <span class="visually-hidden">{texts::record::starred()}</span>
            </span>
        }
    });
    let remarks = card.remarks().join(", ");
    let remarks = (!remarks.is_empty()).then(|| view! { <span class="record-by">{remarks}</span> });
    let reverse = card.reverse.map(|text| view! { <span class="record-reverse">"→ "{text}</span> });
    view! {
        <li class="record-card" class:record-starred=card.starred>
            <span class="record-number">{card.number}</span>
            <span class="record-words">{card.text}</span>
            {star}
            {reverse}
            {remarks}
        </li>
    }
}
