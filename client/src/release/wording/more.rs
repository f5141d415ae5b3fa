//! The fields of a network entry besides its wording: none is needed, each says what it is for.

use leptos::html;
use leptos::prelude::*;
use shared::limits::ENTRY_CHARS;
use shared::meeting::{Day, Item, Reach};
use vault::words::{Details, HouseKind, HouseSize, Topic};

use super::super::anonymise::Known;
use super::super::entry::{self, Field};
use super::begun::Begun;
use super::worded::Worded;
use crate::parts::date;
use crate::parts::links::{LinkDraft, Links};
use crate::texts;

/// The fields that go with one release; nothing where it has none.
#[component]
pub fn More(
    /// Which release.
    item: Item,
    /// How far it shall go.
    reach: Reach,
    /// What was begun of it.
    begun: Begun,
    /// The link that is being typed.
    link: LinkDraft,
    /// Whom and what it is not to name.
    known: Memo<Known>,
    /// Whether it was asked for: then it stands open, and one is there.
    open: bool,
) -> impl IntoView {
    let summary = NodeRef::<html::Summary>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get().filter(|_| open) {
            // Whoever uses no keyboard sees it anyway.
            let _unfocused = summary.focus();
        }
    });
    let details = Memo::new(move |_| begun.details());
    let place = Place { begun, details, known, link };
    let fields = entry::fields(item);
    let later = fields.iter().any(|field| !entry::may_leave(*field, reach));
    let fields = fields.iter().filter(|field| entry::may_leave(**field, reach));
    let fields: Vec<_> = fields.map(|field| place.field(*field, item)).collect();
    (!fields.is_empty()).then(|| {
        view! {
            <details class="release-more" open=open>
                <summary node_ref=summary>{texts::entry::more()}</summary>
                <p class="release-aside">{texts::entry::more_hint()}</p>
                {fields}
                {later.then(|| view! {
                    <p class="release-aside">{texts::entry::contact_later()}</p>
                })}
            </details>
        }
    })
}

/// What every field works on.
#[derive(Clone, Copy)]
struct Place {
    begun: Begun,
    details: Memo<Details>,
    known: Memo<Known>,
    link: LinkDraft,
}

/// One text of the details, to read and to write.
type Text = fn(&mut Details) -> &mut String;
/// One day of the details, to read and to write.
type Date = fn(&mut Details) -> &mut Option<Day>;

impl Place {
    fn field(self, field: Field, item: Item) -> AnyView {
        use texts::entry as words;
        match field {
            Field::Audience => {
                self.text(words::audience(), words::audience_help(), |it| &mut it.audience)
            }
            Field::Situation => {
                self.text(words::situation(), words::situation_help(), |it| &mut it.situation)
            }
            Field::Answer => self.text(words::answer(), words::answer_help(), |it| &mut it.answer),
            Field::Pitfalls => {
                self.text(words::pitfalls(), words::pitfalls_help(), |it| &mut it.pitfalls)
            }
            Field::Effort => self.text(words::effort(), words::effort_help(), |it| &mut it.effort),
            Field::Contact => self.contact(),
            Field::House => self.house(),
            Field::Topics => self.topics(),
            Field::Links => self.links(),
            Field::AsOf if item == Item::Report => {
                self.day(words::report_when(), words::as_of_help(), |it| &mut it.as_of)
            }
            Field::AsOf => self.day(words::as_of(), words::as_of_help(), |it| &mut it.as_of),
            Field::Review => self.day(words::review(), words::review_help(), |it| &mut it.review),
        }
    }

    fn text(self, label: &'static str, help: &'static str, of: Text) -> AnyView {
        let Self { begun, details, known, .. } = self;
        let text = Signal::derive(move || of(&mut details.get()).clone());
        let on_text = move |text| begun.change(|details| *of(details) = text);
        view! { <Worded label help rows=2 most=ENTRY_CHARS text on_text known/> }.into_any()
    }

    /// Whom it names is what it is for, so nothing in it is marked here; the preview names it.
    fn contact(self) -> AnyView {
        let Self { begun, details, .. } = self;
        view! {
            <label class="field">
                <span>{texts::entry::contact()}</span>
                <small class="release-help">{texts::entry::contact_help()}</small>
                <input
                    type="text"
                    maxlength=ENTRY_CHARS.to_string()
                    prop:value=move || details.with(|it| it.contact.clone())
                    on:input=move |event| {
                        begun.change(|it| it.contact = event_target_value(&event));
                    }
                />
            </label>
        }
        .into_any()
    }

    fn house(self) -> AnyView {
        let Self { begun, details, .. } = self;
        let kinds = HouseKind::ALL.map(entry::kind_name);
        let kind = move || {
            let kind = details.with(|it| it.house_kind);
            HouseKind::ALL.iter().position(|it| Some(*it) == kind)
        };
        let sizes = HouseSize::ALL.map(entry::size_name);
        let size = move || {
            let size = details.with(|it| it.house_size);
            HouseSize::ALL.iter().position(|it| Some(*it) == size)
        };
        view! {
            <label class="field">
                <span>{texts::entry::house_kind()}</span>
                <small class="release-help">{texts::entry::house_kind_help()}</small>
                <select on:change=move |event| {
                    let kind = chosen(&event).and_then(|index| HouseKind::ALL.get(index)).copied();
                    begun.change(|it| it.house_kind = kind);
                }>
                    {options(&kinds, untrack(kind))}
                </select>
            </label>
            <label class="field">
                <span>{texts::entry::house_size()}</span>
                <small class="release-help">{texts::entry::house_size_help()}</small>
                <select on:change=move |event| {
                    let size = chosen(&event).and_then(|index| HouseSize::ALL.get(index)).copied();
                    begun.change(|it| it.house_size = size);
                }>
                    {options(&sizes, untrack(size))}
                </select>
            </label>
        }
        .into_any()
    }

    fn topics(self) -> AnyView {
        let Self { begun, details, .. } = self;
        let one = move |topic: Topic| {
            view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || details.with(|it| it.topics.contains(&topic))
                        on:change=move |event| begun.change(|it| {
                            match event_target_checked(&event) {
                                true => it.topics.insert(topic),
                                false => it.topics.remove(&topic),
                            };
                        })
                    />
                    <span>{entry::topic_name(topic)}</span>
                </label>
            }
        };
        view! {
            <fieldset class="choices release-topics">
                <legend>{texts::entry::topics()}</legend>
                <small class="release-help">{texts::entry::topics_help()}</small>
                {Topic::ALL.map(one)}
            </fieldset>
        }
        .into_any()
    }

    fn links(self) -> AnyView {
        let Self { begun, details, link, .. } = self;
        let links = Signal::derive(move || details.with(|it| it.links.clone()));
        view! {
            <fieldset class="release-links">
                <legend>{texts::entry::links()}</legend>
                <small class="release-help">{texts::entry::links_help()}</small>
                <Links
                    links
                    on_change=move |links| begun.change(|it| it.links = links)
                    draft=link
                />
            </fieldset>
        }
        .into_any()
    }

    fn day(self, label: &'static str, help: &'static str, of: Date) -> AnyView {
        let Self { begun, details, .. } = self;
        let written = move || of(&mut details.get()).map(date::of_day).unwrap_or_default();
        view! {
            <label class="field">
                <span>{label}</span>
                <small class="release-help">{help}</small>
                <input
                    type="date"
                    min="1970-01-01"
                    prop:value=written
                    on:input=move |event| {
                        begun.change(|it| *of(it) = date::day(&event_target_value(&event)));
                    }
                />
            </label>
        }
        .into_any()
    }
}

/// A list to choose from by number, or nothing of it.
fn options(names: &[&'static str], chosen: Option<usize>) -> impl IntoView + use<> {
    let option = |(index, name): (usize, &'static str)| {
        view! { <option value=index.to_string() selected=Some(index) == chosen>{name}</option> }
    };
    view! {
        <option value="" selected=chosen.is_none()>{texts::entry::nothing_chosen()}</option>
        {names.iter().copied().enumerate().map(option).collect_view()}
    }
}

fn chosen(event: &web_sys::Event) -> Option<usize> {
    event_target_value(event).parse().ok()
}
