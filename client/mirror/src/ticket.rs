//! The ticket: what a device keeps to come back to its seat.

use shared::id::{MeetingId, SeatId};
use vault::{Link, Pass};

/// A link, and the seat taken with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The link one came by.
    pub link: Link,
    /// One's own seat and the pass to it, from the moment one asked for it.
    pub seat: Option<(SeatId, Pass)>,
}

impl Ticket {
    /// A ticket that has only a link yet.
    pub fn new(link: Link) -> Self {
        Self { link, seat: None }
    }

    /// The meeting.
    pub fn meeting(&self) -> MeetingId {
        self.link.meeting
    }

    /// The link that brings the same person to another device (Platz mitnehmen).
    pub fn seat_link(&self) -> Option<Link> {
        let (_, pass) = self.seat.as_ref()?;
        Some(Link {
            meeting: self.link.meeting,
            pass: pass.clone(),
            secret: self.link.secret.clone(),
            seed: None,
        })
    }

    /// For the device's own storage: the link's fragment, then seat and pass where there are any.
    pub fn to_text(&self) -> String {
        let mut text = self.link.to_fragment();
        if let Some((seat, pass)) = &self.seat {
            text.push(' ');
            text.push_str(&seat.to_string());
            text.push(' ');
            text.push_str(&pass.to_text());
        }
        text
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let link = parts.next()?.parse().ok()?;
        let seat = match parts.next() {
            Some(seat) => {
                let bytes = u128::from_str_radix(seat, 16).ok()?.to_be_bytes();
                Some((SeatId::from_bytes(bytes), Pass::from_text(parts.next()?)?))
            }
            None => None,
        };
        parts.next().is_none().then_some(Self { link, seat })
    }
}

#[cfg(test)]
mod tests {
    use vault::Secret;

    use super::*;

    fn ticket() -> Ticket {
        let link = Link {
            meeting: MeetingId::from_bytes([1; 16]),
            pass: Pass([2; 16]),
            secret: Secret([3; 16]),
            seed: None,
        };
        Ticket::new(link)
    }

    #[test]
    fn a_ticket_survives_a_devices_storage() {
        let seated =
            Ticket { seat: Some((SeatId::from_bytes([9; 16]), Pass([4; 16]))), ..ticket() };
        assert_eq!(Ticket::from_text(&ticket().to_text()), Some(ticket()));
        assert_eq!(Ticket::from_text(&seated.to_text()), Some(seated));
    }

    #[test]
    fn what_is_no_ticket_opens_nothing() {
        for text in ["", "#", &format!("{} x", ticket().to_text()), "a b c"] {
            assert_eq!(Ticket::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn the_seats_own_link_carries_the_seats_pass() {
        let seated =
            Ticket { seat: Some((SeatId::from_bytes([9; 16]), Pass([4; 16]))), ..ticket() };
        assert_eq!(seated.seat_link().map(|link| link.pass), Some(Pass([4; 16])));
        assert_eq!(ticket().seat_link(), None);
    }
}
