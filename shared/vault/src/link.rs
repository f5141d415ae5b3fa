//! Links: everything secret behind the `#`, where no server log, referrer or preview sees it.

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::id::MeetingId;

use crate::lead::Lead;
use crate::secret::{Pass, Secret, Seed};

/// What a link says: `#1.<meeting>.<pass>.<secret>`, each part base64url. The lead's link ends in
/// a fourth part, the seed of the key whose hash is the meeting's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The meeting.
    pub meeting: MeetingId,
    /// An invitation, or the holder's own seat.
    pub pass: Pass,
    /// What every key of the meeting grows from.
    pub secret: Secret,
    /// The lead's key; in nobody else's link.
    pub seed: Option<Seed>,
}

/// Why a text is no link that we can follow. Each becomes one sentence on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It does not look like one of our links at all.
    NotALink,
    /// It is one of ours, but newer than this program.
    OtherVersion,
    /// It is one of ours with something missing, added or changed, as happens when copying by
    /// hand or when a mail program cuts lines.
    Damaged,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotALink => "not a link to a meeting",
            Self::OtherVersion => "a link of another version",
            Self::Damaged => "a damaged link",
        })
    }
}

impl core::error::Error for LinkError {}

impl Link {
    /// The lead's key, in the lead's link only.
    pub fn lead(&self) -> Option<Lead> {
        self.seed.as_ref().map(Lead::from_seed)
    }

    /// The link for everybody who does not lead; whoever leads gives it to others.
    pub fn for_everybody(&self) -> Self {
        let Self { meeting, secret, .. } = self.clone();
        Self { meeting, pass: secret.way_in(), secret, seed: None }
    }

    /// The fragment, with its `#`: it goes behind the one constant path of all links.
    pub fn to_fragment(&self) -> String {
        let meeting = URL_SAFE_NO_PAD.encode(self.meeting.as_bytes());
        let mut text = format!("#1.{meeting}.{}.{}", self.pass.to_text(), self.secret.to_text());
        if let Some(seed) = &self.seed {
            text.push('.');
            text.push_str(&seed.to_text());
        }
        text
    }
}

impl FromStr for Link {
    type Err = LinkError;

    /// Reads a whole address, a fragment with its `#`, or the part behind it.
    fn from_str(text: &str) -> Result<Self, LinkError> {
        let text = text.trim();
        let fragment = text.split_once('#').map_or(text, |(_, fragment)| fragment);
        let (version, rest) = fragment.split_once('.').ok_or(LinkError::NotALink)?;
        if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(LinkError::NotALink);
        }
        if version != "1" {
            return Err(LinkError::OtherVersion);
        }
        Self::from_parts(rest).ok_or(LinkError::Damaged)
    }
}

impl Link {
    fn from_parts(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let meeting = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let link = Self {
            meeting: MeetingId::from_bytes(meeting.try_into().ok()?),
            pass: Pass::from_text(parts.next()?)?,
            secret: Secret::from_text(parts.next()?)?,
            seed: match parts.next() {
                Some(seed) => Some(Seed::from_text(seed)?),
                None => None,
            },
        };
        // The seed must lead this very meeting: a mixed-up link should say so at once.
        let leads = link.lead().is_none_or(|lead| lead.meeting() == link.meeting);
        (parts.next().is_none() && leads).then_some(link)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use proptest::prelude::*;

    use super::*;

    fn link() -> Link {
        Link {
            meeting: MeetingId::from_bytes([1; 16]),
            pass: Pass([2; 16]),
            secret: Secret([3; 16]),
            seed: None,
        }
    }

    #[test]
    fn the_link_for_everybody_is_the_same_from_every_link_of_a_meeting() {
        let others = Link { pass: Pass([9; 16]), ..leads_link() };
        let everybody = others.for_everybody();
        assert_eq!((everybody.meeting, everybody.seed.is_none()), (others.meeting, true));
        assert_eq!(leads_link().for_everybody(), everybody);
        assert_eq!(everybody.for_everybody(), everybody);
        assert_ne!(everybody.pass, others.pass);
    }

    fn leads_link() -> Link {
        let lead = Lead::from_seed(&Seed([7; 32]));
        Link { meeting: lead.meeting(), seed: Some(lead.seed()), ..link() }
    }

    #[test]
    fn a_link_is_short_and_stays_as_it_is() {
        let text = "#1.AQEBAQEBAQEBAQEBAQEBAQ.AgICAgICAgICAgICAgICAg.AwMDAwMDAwMDAwMDAwMDAw";
        assert_eq!(link().to_fragment(), text);
        assert_eq!(text.parse(), Ok(link()));
    }

    #[test]
    fn a_whole_address_a_fragment_and_its_inside_are_the_same_link() {
        let fragment = link().to_fragment();
        for text in [
            fragment.clone(),
            fragment[1..].to_string(),
            format!("https://example.org/t{fragment}"),
            format!("  http://[::1]:8080/t{fragment}\r\n"),
        ] {
            assert_eq!(text.parse(), Ok(link()), "{text}");
        }
    }

    #[test]
    fn the_leads_link_brings_the_key_of_its_meeting() {
        let link: Link = leads_link().to_fragment().parse().unwrap();
        assert_eq!(link.lead().map(|lead| lead.meeting()), Some(link.meeting));
    }

    #[test]
    fn a_seed_that_leads_another_meeting_is_noticed() {
        let mixed = Link { meeting: MeetingId::from_bytes([1; 16]), ..leads_link() };
        assert_eq!(mixed.to_fragment().parse::<Link>(), Err(LinkError::Damaged));
    }

    #[test]
    fn what_is_no_link_says_so() {
        for text in ["", "#", "https://example.org/", "tulpe anker kran", "#.a", "#x.y", "#v1.a"] {
            assert_eq!(text.parse::<Link>(), Err(LinkError::NotALink), "{text}");
        }
    }

    #[test]
    fn a_link_of_a_later_release_says_so() {
        let later = link().to_fragment().replace("#1.", "#2.");
        assert_eq!(later.parse::<Link>(), Err(LinkError::OtherVersion));
    }

    #[test]
    fn a_link_with_a_part_missing_added_or_cut_is_damaged() {
        let whole = link().to_fragment();
        let parts: alloc::vec::Vec<&str> = whole.split('.').collect();
        for text in [
            parts[..3].join("."),
            format!("{whole}."),
            format!("{whole}.AAAA"),
            whole[..whole.len() - 1].to_string(),
            format!("{whole}A"),
            whole.replace("AQEB", "AQ=B"),
        ] {
            assert_eq!(text.parse::<Link>(), Err(LinkError::Damaged), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_link_reads_back(
            meeting: [u8; 16], pass: [u8; 16], secret: [u8; 16], seed: Option<[u8; 32]>,
        ) {
            let seed = seed.map(Seed);
            let meeting = match &seed {
                Some(seed) => Lead::from_seed(seed).meeting(),
                None => MeetingId::from_bytes(meeting),
            };
            let link = Link { meeting, pass: Pass(pass), secret: Secret(secret), seed };
            prop_assert_eq!(link.to_fragment().parse(), Ok(link));
        }

        #[test]
        fn any_text_gets_an_answer(text in any::<String>(), tail in "[A-Za-z0-9_.#-]{0,120}") {
            let _answer = text.parse::<Link>();
            // Close to a link, so that every check is reached.
            if let Ok(link) = format!("#1.{tail}").parse::<Link>() {
                prop_assert_eq!(link.to_fragment(), format!("#1.{tail}"));
            }
        }

        #[test]
        fn one_changed_character_never_goes_unnoticed_as_the_same_link(
            at in 1_usize..71, with in "[A-Za-z0-9_-]",
        ) {
            let whole = link().to_fragment();
            let mut bent = whole.clone();
            bent.replace_range(at..=at, &with);
            prop_assume!(bent != whole);
            prop_assert_ne!(bent.parse(), Ok(link()));
        }
    }
}
