//! The server's lock on the urn: a key pair for each poll, whose secret half is shown at the close.

use core::fmt;

use curve25519_dalek::{RistrettoPoint, Scalar};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::bytes::{Opened, Point};
use crate::hash::Parts;
#[cfg(feature = "sealing")]
use crate::ring::read_point;
use crate::ring::read_scalar;

/// The secret half, `z`. Silent in `Debug`, wiped when dropped.
#[derive(Clone)]
pub struct Lock(Scalar);

impl Lock {
    /// The lock that grows from 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Parts::new("urn lock").and(seed).scalar())
    }

    /// Reads a lock that was shown; `None` unless it is a canonical scalar other than zero.
    pub fn read(shown: Opened) -> Option<Self> {
        read_scalar(&shown.0).filter(|z| *z != Scalar::ZERO).map(Self)
    }

    /// Shows it. From then on whoever has the poll's key, too, can open every ballot.
    pub fn show(&self) -> Opened {
        Opened(self.0.to_bytes())
    }

    /// The public half, `Z = z·G`, part of the poll.
    pub fn public(&self) -> Point {
        Point(RistrettoPoint::mul_base(&self.0).compress().0)
    }

    /// What the one who knows `z` has in common with the one who made this point; `None` when it is
    /// no point.
    #[cfg(feature = "sealing")]
    pub(crate) fn meet(&self, other: &[u8; 32]) -> Option<Common> {
        read_point(other).map(|point| Common((self.0 * point).compress().0))
    }
}

/// A Diffie–Hellman secret, wiped when dropped.
#[cfg(feature = "sealing")]
pub(crate) struct Common(pub(crate) [u8; 32]);

#[cfg(feature = "sealing")]
impl Drop for Common {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lock(…)")
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Lock {}
