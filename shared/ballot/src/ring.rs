//! Linkable ring signatures: one of these people signed, nobody can tell who, and nobody twice.
//!
//! The scheme is LSAG of Joseph K. Liu, Victor K. Wei and Duncan S. Wong, »Linkable Spontaneous
//! Anonymous Group Signature for Ad Hoc Groups« (ACISP 2004, IACR ePrint 2004/027), over the
//! prime-order group ristretto255 (RFC 9496). One thing differs: the base of the key image is
//! hashed from the poll and not from the ring (»event-oriented linking«, Tsang et al., IACR ePrint
//! 2004/267): two votes in one poll show the same image whatever the ring, and votes in two polls
//! show images that nobody can connect.
//!
//! Let `G` be the group's generator, `x` a vote key, `P = x·G` its public key, and
//!
//! ```text
//! h = Hp(poll)                                        base of this poll
//! I = x·h                                             key image, the same in every vote by x
//! c(L, R) = Hs(poll, roll, ring, I, message, L, R)    challenge
//! ```
//!
//! The signer at place `π` of the ring `P₀ … Pₙ₋₁` draws `u` and all `sᵢ` but their own, sets
//! `c_{π+1} = c(u·G, u·h)`, goes round the ring with `c_{i+1} = c(sᵢ·G + cᵢ·Pᵢ, sᵢ·h + cᵢ·I)`, and
//! closes it with `s_π = u − c_π·x`. The signature is `I, c₀, s₀ … sₙ₋₁`: 64 + 32·n bytes. Whoever
//! checks goes round once and must arrive at `c₀`.
//!
//! - *Unforgeable, one vote each*: to close the ring one must know an `x` with `P = x·G` and
//!   `I = x·h` at one place, or invert the random oracle (discrete logarithm).
//! - *Anonymous*: `s_π` is as uniform as the others; only `I` depends on `x`, and to connect it to
//!   `P` is to decide Diffie–Hellman for `(G, h, P, I)`. `h` has a logarithm nobody knows.
//! - *Encodings*: points and scalars in their one canonical form, the identity refused. The group's
//!   order is prime: there is no cofactor to multiply an image by.
//! - *Nonces* are derived from key, fresh bytes and everything signed: fresh bytes that repeat or
//!   are all zero do not give the key away, as in EdDSA.
//! - *Time*: signing multiplies secrets in constant time, and does the same work for every place. On
//!   the voter's own device the order in which the ring is read follows `π`. Checking is public and
//!   takes the fast way.

use alloc::vec::Vec;
use core::fmt;

use curve25519_dalek::ristretto::CompressedRistretto;
use curve25519_dalek::traits::{IsIdentity, MultiscalarMul, VartimeMultiscalarMul};
use curve25519_dalek::{RistrettoPoint, Scalar};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::bytes::{Digest, Point};
use crate::hash::Parts;

/// A public key on the roll: a point other than the identity, and its encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VoterKey {
    point: RistrettoPoint,
    encoded: Point,
}

impl VoterKey {
    /// Reads a key; `None` unless it is the canonical encoding of a point other than the identity.
    pub fn read(encoded: Point) -> Option<Self> {
        read_point(&encoded.0).map(|point| Self { point, encoded })
    }

    /// As it travels.
    pub fn encoded(&self) -> Point {
        self.encoded
    }

    pub(crate) fn point(&self) -> &RistrettoPoint {
        &self.point
    }
}

impl fmt::Debug for VoterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VoterKey({:?})", self.encoded)
    }
}

/// A device's vote key `x`. Silent in `Debug`, wiped when dropped.
#[derive(Clone)]
pub struct VoteKey {
    pub(crate) x: Scalar,
    public: VoterKey,
}

impl VoteKey {
    /// The key that grows from 32 random bytes; the device keeps those.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let x = Parts::new("vote key").and(seed).scalar();
        let point = RistrettoPoint::mul_base(&x);
        Self { x, public: VoterKey { point, encoded: Point(point.compress().0) } }
    }

    /// What goes on the roll.
    pub fn public(&self) -> VoterKey {
        self.public
    }

    /// The image that every ballot by this key bears in this poll.
    pub fn image(&self, poll: &Digest) -> Point {
        Point((self.x * base(poll)).compress().0)
    }
}

impl fmt::Debug for VoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoteKey(…)")
    }
}

impl Drop for VoteKey {
    fn drop(&mut self) {
        self.x.zeroize();
    }
}

impl ZeroizeOnDrop for VoteKey {}

/// What a signature holds for: this poll, this roll, these keys in this order.
#[derive(Clone, Copy, Debug)]
pub struct Ring<'a> {
    /// The digest of the poll.
    pub poll: &'a Digest,
    /// The hash of the roll.
    pub roll: &'a Digest,
    /// Everybody's keys.
    pub keys: &'a [VoterKey],
}

/// Bytes of a signature by a ring of so many.
pub const fn signature_len(ring: usize) -> usize {
    64 + 32 * ring
}

/// Signs as the one at this place in the ring. `fresh` are random bytes, never used before. `None`
/// when this key does not stand there.
pub fn sign(
    ring: &Ring<'_>,
    place: usize,
    key: &VoteKey,
    message: &[u8],
    fresh: &[u8; 32],
) -> Option<Vec<u8>> {
    let n = ring.keys.len();
    if ring.keys.get(place) != Some(&key.public) {
        return None;
    }
    let h = base(ring.poll);
    let image = key.x * h;
    let challenge = Challenge::new(ring, &image.compress(), message);

    let mut nonces = challenge.nonces(key, fresh, n);
    let mut u = core::mem::replace(&mut nonces[place], Scalar::ZERO);
    let mut s = nonces;
    let mut c = Vec::from_iter(core::iter::repeat_n(Scalar::ZERO, n));
    c[(place + 1) % n] = challenge.of(&RistrettoPoint::mul_base(&u), &(u * h));
    for step in 1..n {
        let i = (place + step) % n;
        let left = RistrettoPoint::multiscalar_mul([s[i], c[i]], [GENERATOR, ring.keys[i].point]);
        let right = RistrettoPoint::multiscalar_mul([s[i], c[i]], [h, image]);
        c[(i + 1) % n] = challenge.of(&left, &right);
    }
    s[place] = u - c[place] * key.x;
    u.zeroize();

    let mut signature = Vec::with_capacity(signature_len(n));
    signature.extend_from_slice(image.compress().as_bytes());
    signature.extend_from_slice(c[0].as_bytes());
    s.iter().for_each(|s| signature.extend_from_slice(s.as_bytes()));
    Some(signature)
}

/// Whether one of the ring signed this. Then, and only then, its key image.
pub fn verify(ring: &Ring<'_>, message: &[u8], signature: &[u8]) -> Option<Point> {
    let n = ring.keys.len();
    if n == 0 || signature.len() != signature_len(n) {
        return None;
    }
    let (parts, _) = signature.as_chunks::<32>();
    let (image, c0) = (read_point(&parts[0])?, read_scalar(&parts[1])?);
    let h = base(ring.poll);
    let challenge = Challenge::new(ring, &CompressedRistretto(parts[0]), message);
    let mut c = c0;
    for (key, s) in ring.keys.iter().zip(&parts[2..]) {
        let s = read_scalar(s)?;
        let left = RistrettoPoint::vartime_double_scalar_mul_basepoint(&c, &key.point, &s);
        let right = RistrettoPoint::vartime_multiscalar_mul([s, c], [h, image]);
        c = challenge.of(&left, &right);
    }
    (c == c0).then_some(Point(parts[0]))
}

/// Everything a challenge hashes that is the same all around the ring.
struct Challenge(Parts);

impl Challenge {
    fn new(ring: &Ring<'_>, image: &CompressedRistretto, message: &[u8]) -> Self {
        let keys: Vec<u8> = ring.keys.iter().flat_map(|key| key.encoded.0).collect();
        let parts = Parts::new("challenge").and(&ring.poll.0).and(&ring.roll.0).and(&keys);
        Self(parts.and(image.as_bytes()).and(message))
    }

    fn of(&self, left: &RistrettoPoint, right: &RistrettoPoint) -> Scalar {
        let (left, right) = (left.compress(), right.compress());
        self.0.clone().and(left.as_bytes()).and(right.as_bytes()).scalar()
    }

    /// One secret scalar for each place, which nobody without key or fresh bytes can guess.
    fn nonces(&self, key: &VoteKey, fresh: &[u8; 32], count: usize) -> Vec<Scalar> {
        let signed = self.0.clone().wide();
        let secret = Parts::new("nonce").and(key.x.as_bytes()).and(fresh).and(&signed);
        (0..count as u64).map(|i| secret.clone().and(&i.to_be_bytes()).scalar()).collect()
    }
}

const GENERATOR: RistrettoPoint = curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;

/// The base of a poll's images: SHA-512, then the one-way map of RFC 9496, section 4.3.4.
fn base(poll: &Digest) -> RistrettoPoint {
    RistrettoPoint::from_uniform_bytes(&Parts::new("image base").and(&poll.0).wide())
}

/// The point of a canonical encoding, unless it is the identity.
pub(crate) fn read_point(encoded: &[u8; 32]) -> Option<RistrettoPoint> {
    CompressedRistretto(*encoded).decompress().filter(|point| !point.is_identity())
}

/// The scalar of a canonical encoding.
pub(crate) fn read_scalar(encoded: &[u8; 32]) -> Option<Scalar> {
    Scalar::from_canonical_bytes(*encoded).into()
}
