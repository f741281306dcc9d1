//! Divides what memory holds at the start: bytes that the first part can reach, and the others.

use super::data::DataMap;
use super::whole::{self, Whole};
use std::collections::BTreeSet;
use std::ops::Range;
use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::BinaryReaderError;

/// Bytes by address: those that the first part can reach, and the others.
pub(super) struct Divided {
    pub(super) first: DataSection,
    pub(super) rest: DataSection,
}

/// Less than this between two runs of bytes costs less than a run of its own.
const GAP: usize = 8;

/// Divides it; `is_first` tells of each of its own functions whether it belongs to the first part.
pub(super) fn divide(whole: &Whole, map: &DataMap, is_first: &[bool]) -> Result<Divided, BinaryReaderError> {
    let mut addresses = BTreeSet::new();
    for (body, _) in whole.bodies.iter().zip(is_first).filter(|(_, is_first)| **is_first) {
        for operator in body.get_operators_reader()? {
            addresses.extend(whole::address(&operator?));
        }
    }
    let of_rest = map.beyond(addresses.into_iter());
    let mut divided = Divided { first: DataSection::new(), rest: DataSection::new() };
    for (address, bytes) in whole.segments() {
        let is_of_rest: Vec<bool> = (address..).zip(bytes).map(|(at, _)| of_rest.contains(&at)).collect();
        for (section, wanted) in [(&mut divided.first, false), (&mut divided.rest, true)] {
            // The rest arrives while the app runs, and must not write where the first part may have written meanwhile.
            for run in runs(bytes, |at| is_of_rest[at] == wanted, |at| !wanted || is_of_rest[at]) {
                let begin = ConstExpr::i32_const(address as i32 + run.start as i32);
                let kept = run.map(|at| if is_of_rest[at] == wanted { bytes[at] } else { 0 });
                section.active(0, &begin, kept);
            }
        }
    }
    Ok(divided)
}

/// The runs of bytes that are not zero and wanted, over small gaps where those may be filled.
fn runs(bytes: &[u8], is_wanted: impl Fn(usize) -> bool, may_fill: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..bytes.len()).filter(|at| bytes[*at] != 0 && is_wanted(*at)) {
        match runs.last_mut().filter(|run| at - run.end < GAP && (run.end..at).all(&may_fill)) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_bytes_leave_out_long_stretches_of_nothing() {
        let mut bytes = [0; 40];
        for at in [3, 6, 30] {
            bytes[at] = 1;
        }
        assert_eq!(runs(&bytes, |_| true, |_| true), [3..7, 30..31]);
        assert_eq!(runs(&bytes, |at| at != 6, |_| true), [3..4, 30..31]);
    }

    #[test]
    fn a_gap_that_belongs_to_the_other_part_is_left_alone() {
        let bytes = [1; 5];
        assert_eq!(runs(&bytes, |at| at != 2, |at| at != 2), [0..2, 3..5]);
    }
}
