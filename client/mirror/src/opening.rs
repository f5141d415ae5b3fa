//! Opening a meeting: everything is made on the device; the server learns hashes and sealed words.

use shared::id::{GroupId, RecordId};
use shared::pass::PassKind;
use shared::time::Timestamp;
use shared::wire::{OpenMeeting, Salt};
use shared::words::Record;
use vault::{ErasureSalt, Keys, Lead, Link, Pass, Secret};

use crate::random::id_bytes;
use crate::words::{title_place, words};

/// A meeting about to be opened: what to send, and the links that result.
#[derive(Debug)]
pub struct Opening {
    /// The body of the request, as JSON.
    pub body: Vec<u8>,
    /// The value of the header [`shared::wire::SIGNATURE`].
    pub signature: String,
    /// For the person who opens it: moderates, and can prove to lead.
    pub moderator: Link,
    /// For everybody else.
    pub participant: Link,
}

impl Opening {
    /// Prepares a meeting with this title, kept until `delete_at` or as long as usual.
    pub fn new(title: &str, delete_at: Option<Timestamp>) -> Self {
        let lead = Lead::random();
        let meeting = lead.meeting();
        let secret = Secret::random();
        let salt = ErasureSalt::random();
        let (participant, moderator) = (secret.way_in(), Pass::random());

        let id = RecordId::from_bytes(id_bytes());
        let keys = Keys::new(secret.clone(), salt.clone());
        let title = words::Title { title: title.into() };
        let sealed = vault::seal_words(&keys.plenary(), &title_place(meeting, id), 0, title);
        let request = OpenMeeting {
            lead: lead.public_key(),
            salt: Salt(salt.0),
            group: GroupId::from_bytes(id_bytes()),
            passes: vec![
                (participant.hash(), PassKind::Participant),
                (moderator.hash(), PassKind::Moderator),
            ],
            title: Record { id, sealed },
            delete_at,
        };
        let body = serde_json::to_vec(&request).expect("the request can be written as JSON");
        let signature = lead.sign_creation(&body);
        let signature = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            body,
            signature,
            moderator: Link {
                meeting,
                pass: moderator,
                secret: secret.clone(),
                seed: Some(lead.seed()),
            },
            participant: Link { meeting, pass: participant, secret, seed: None },
        }
    }
}
