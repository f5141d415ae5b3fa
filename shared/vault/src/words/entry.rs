//! What a network entry (Netzwerkeintrag) says besides the wording itself, and links to what lies
//! elsewhere.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use shared::limits;
use shared::meeting::Day;

use crate::address::address;
use crate::clean::{clean, clean_lines};

/// The fields of a handbook entry. None is needed; one that is empty leaves no trace in the entry.
///
/// Each goes with the release that it tells more of: taken back with it, and burned with it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// For whom it is (Für wen). Free texts hold up to [`limits::ENTRY_CHARS`].
    pub audience: String,
    /// Where the house stood before, without names (Ausgangslage).
    pub situation: String,
    /// What kind of house it was about, in place of its name.
    pub house_kind: Option<HouseKind>,
    /// How large that house is.
    pub house_size: Option<HouseSize>,
    /// What it is about (Themen).
    pub topics: BTreeSet<Topic>,
    /// Whom others may ask (Ansprechperson).
    pub contact: String,
    /// The answer in three sentences (Kurzantwort).
    pub answer: String,
    /// Where one stumbles (Stolpersteine).
    pub pitfalls: String,
    /// What it took: time, money, skill (Aufwand).
    pub effort: String,
    /// Templates and further reading (Vorlagen und Links), up to [`limits::LINKS_PER_SHEET`].
    pub links: Vec<Link>,
    /// Of when it speaks (Stand).
    pub as_of: Option<Day>,
    /// When it wants to be looked through again (nächste Prüfung).
    pub review: Option<Day>,
}

/// Something that lies elsewhere, and how to get there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is; one line, up to [`limits::LINK_CHARS`], may be empty.
    pub label: String,
    /// Where it is: an address that [`crate::address::address`] accepts.
    pub address: String,
}

/// Kinds of houses, coarse enough to stand for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HouseKind {
    /// Stadt- oder Regionalmuseum.
    Town,
    /// Heimatmuseum, Dorfmuseum, Heimatstube.
    Local,
    /// Kunstmuseum, Ausstellungshaus.
    Art,
    /// Technik- oder Industriemuseum.
    Technology,
    /// Naturkundemuseum.
    Nature,
    /// Freilichtmuseum.
    OpenAir,
    /// Schloss, Burg, Kloster.
    Monument,
    /// Gedenkstätte.
    Memorial,
    /// Archiv oder Bibliothek.
    Archive,
    /// Verband, Verein, Netzwerk.
    Association,
    /// Another one.
    Other,
}

/// How large a house is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HouseSize {
    /// Nobody is paid.
    Volunteers,
    /// One person is employed.
    One,
    /// A small team: two to five.
    Small,
    /// Six to twenty.
    Middle,
    /// More than twenty.
    Large,
}

/// What an entry is about: the channels of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// Sammlung.
    Collection,
    /// Vermittlung.
    Education,
    /// Förderung.
    Funding,
    /// Recht.
    Law,
    /// KI.
    Ai,
    /// IT-Sicherheit.
    Security,
    /// Barrierefreiheit.
    Accessibility,
    /// Ehrenamt.
    Volunteering,
}

impl HouseKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Town,
        Self::Local,
        Self::Art,
        Self::Technology,
        Self::Nature,
        Self::OpenAir,
        Self::Monument,
        Self::Memorial,
        Self::Archive,
        Self::Association,
        Self::Other,
    ];
}

impl HouseSize {
    /// All of them, the smallest first.
    pub const ALL: [Self; 5] =
        [Self::Volunteers, Self::One, Self::Small, Self::Middle, Self::Large];
}

impl Topic {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Collection,
        Self::Education,
        Self::Funding,
        Self::Law,
        Self::Ai,
        Self::Security,
        Self::Accessibility,
        Self::Volunteering,
    ];
}

impl Details {
    /// The same without invisible signs, within its limits, and without links that lead elsewhere
    /// than to a page.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let text = |text: String| clean_lines(&text, limits::ENTRY_CHARS);
        Self {
            audience: text(self.audience),
            situation: text(self.situation),
            contact: text(self.contact),
            answer: text(self.answer),
            pitfalls: text(self.pitfalls),
            effort: text(self.effort),
            links: cleaned_links(self.links),
            ..self
        }
    }

    /// As a device keeps it while it is being written.
    pub fn to_text(&self) -> String {
        let bytes = postcard::to_allocvec(self).expect("fields can always be encoded");
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What [`Self::to_text`] gave; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (details, rest) = postcard::take_from_bytes(&bytes).ok()?;
        rest.is_empty().then_some(details)
    }
}

/// The links that lead to a page, within their limits.
pub(super) fn cleaned_links(links: Vec<Link>) -> Vec<Link> {
    let links = links.into_iter().filter_map(|link| {
        let address = address(&link.address).ok()?;
        Some(Link { label: clean(&link.label, limits::LINK_CHARS), address })
    });
    links.take(limits::LINKS_PER_SHEET).collect()
}
