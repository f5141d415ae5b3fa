//! Padding, so that the size of an envelope tells little about the length of the words inside.

use alloc::vec;
use alloc::vec::Vec;

use crate::seal::Damaged;

/// Bytes of the length in front of the words.
const PREFIX: usize = 4;
/// Short texts fill steps of this many bytes.
const STEP: usize = 64;
/// Up to here in steps; above, the steps grow with the size.
const STEPS_END: usize = 512;

/// The length, the words, zeros up to a padded size.
pub(crate) fn pad(words: &[u8]) -> Vec<u8> {
    let len = u32::try_from(words.len()).expect("nothing we seal comes near four gigabytes");
    let mut padded = vec![0; padded_len(PREFIX + words.len())];
    padded[..PREFIX].copy_from_slice(&len.to_be_bytes());
    padded[PREFIX..PREFIX + words.len()].copy_from_slice(words);
    padded
}

/// The words without their padding. Only the one padding that [`pad`] makes is accepted.
pub(crate) fn unpad(mut padded: Vec<u8>) -> Result<Vec<u8>, Damaged> {
    let prefix = padded.first_chunk::<PREFIX>().ok_or(Damaged)?;
    let len = usize::try_from(u32::from_be_bytes(*prefix)).map_err(|_| Damaged)?;
    let end = PREFIX.checked_add(len).ok_or(Damaged)?;
    let zeros = padded.get(end..).ok_or(Damaged)?;
    if padded.len() != padded_len(end) || zeros.iter().any(|&byte| byte != 0) {
        return Err(Damaged);
    }
    padded.truncate(end);
    padded.drain(..PREFIX);
    Ok(padded)
}

/// Steps of 64 bytes up to 512, then Padmé: the size keeps as many leading bits as its length has
/// bits, which costs at most an eighth and leaks no more than the order of magnitude.
fn padded_len(len: usize) -> usize {
    if len <= STEPS_END {
        return len.next_multiple_of(STEP);
    }
    let exponent = len.ilog2();
    let kept = exponent.ilog2() + 1;
    len.next_multiple_of(1 << (exponent - kept))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sizes_come_in_steps() {
        for (len, padded) in
            [(0, 64), (60, 64), (61, 128), (508, 512), (509, 544), (1_996, 2_048), (9_000, 9_216)]
        {
            assert_eq!(pad(&vec![7; len]).len(), padded, "{len}");
        }
    }

    proptest! {
        #[test]
        fn padding_comes_off_again_and_costs_little(words in prop::collection::vec(any::<u8>(), 0..3_000)) {
            let padded = pad(&words);
            let wanted = PREFIX + words.len();
            prop_assert!(padded.len() - wanted < 64.max(wanted / 8), "{}", padded.len());
            prop_assert_eq!(unpad(padded), Ok(words));
        }

        #[test]
        fn any_other_padding_is_refused(
            words in prop::collection::vec(any::<u8>(), 0..700), at: prop::sample::Index, more in 1..200_usize,
        ) {
            // given a byte behind the words that is not zero
            let padded = pad(&words);
            let zeros = PREFIX + words.len()..padded.len();
            if !zeros.is_empty() {
                let mut dirty = padded.clone();
                dirty[zeros.start + at.index(zeros.len())] = 1;
                prop_assert_eq!(unpad(dirty), Err(Damaged));
            }
            // given more zeros, or fewer bytes
            let mut longer = padded.clone();
            longer.resize(padded.len() + more, 0);
            prop_assert_eq!(unpad(longer), Err(Damaged));
            let shorter = padded[..padded.len().saturating_sub(more)].to_vec();
            prop_assert_eq!(unpad(shorter), Err(Damaged));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _answer = unpad(bytes);
        }
    }
}
