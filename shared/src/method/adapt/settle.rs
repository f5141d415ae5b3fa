//! A phase from one method in another: whoever is not known there is represented by whoever does
//! the same.

use alloc::vec::Vec;

use super::super::guide::PhaseGuide;
use super::super::{Flag, LastMinutes, Method, Phase, Role};

/// The phase as it can be played in `method`, as far as it can.
pub fn settled(phase: &Phase, guide: &PhaseGuide, method: &Method) -> (Phase, PhaseGuide) {
    let (mut phase, mut guide) = (phase.clone(), guide.clone());
    for roles in [&mut phase.speak, &mut phase.silent, &mut phase.write] {
        *roles = known(roles, method);
    }
    // Where two became one, whoever may speak is not told to be silent.
    phase.silent.retain(|role| !phase.speak.contains(role));
    phase.last = phase.last.take().map(|last| {
        let speak = known(&last.speak, method);
        LastMinutes { speak, ..last }
    });
    // It was wanted here, and it comes whenever its place does.
    phase.flags.retain(|flag| !matches!(flag, Flag::Optional | Flag::Once));
    for (role, same) in [
        (Role::Interviewer, Role::Moderator),
        (Role::Moderator, Role::Interviewer),
        (Role::Scribe, Role::Consultant),
    ] {
        if let Some(text) = guide.texts.get(&same).cloned() {
            guide.texts.entry(role).or_insert(text);
        }
    }
    (phase, guide)
}

/// These roles, as far as the method knows them or somebody who does the same; each once.
fn known(roles: &[Role], method: &Method) -> Vec<Role> {
    let mut known = Vec::new();
    for role in roles.iter().filter_map(|role| represented(*role, method)) {
        if !known.contains(&role) {
            known.push(role);
        }
    }
    known
}

/// Who does in this method what `role` does elsewhere.
fn represented(role: Role, method: &Method) -> Option<Role> {
    if role == Role::Everyone || method.knows(role) {
        return Some(role);
    }
    let other = match role {
        Role::Moderator | Role::Interviewer => method.lead(),
        Role::Scribe => Some(Role::Consultant),
        _ => None,
    };
    other.filter(|role| method.knows(*role))
}
