//! The order of a part's functions: those alike beside each other, which compressions make use of.

use super::whole::Whole;
use std::collections::{BTreeSet, HashMap};

/// Bytes in a row by which functions are compared. From 3 to 6 makes hardly a difference in what comes out.
const LENGTH: usize = 5;

/// Orders functions: those of a type together, which makes the list of types short, and among these each behind the
/// one that it has most in common with.
pub(super) fn by_likeness(whole: &Whole, functions: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let mut functions: Vec<Features> = functions.map(|it| Features::of(whole, it, &mut numbers)).collect();
    functions.sort_by_key(|it| (it.type_index, it.bytes));
    let mut is_common = vec![false; numbers.len()];
    for of_type in functions.chunk_by_mut(|one, other| one.type_index == other.type_index) {
        for placed in 1..of_type.len() {
            let (before, waiting) = of_type.split_at_mut(placed);
            let Some(last) = before.last() else { continue };
            last.pieces.iter().for_each(|piece| is_common[*piece] = true);
            let next = last.most_alike(waiting, &is_common);
            last.pieces.iter().for_each(|piece| is_common[*piece] = false);
            waiting[..=next].rotate_right(1);
        }
    }
    functions.iter().map(|it| it.function).collect()
}

struct Features<'a> {
    function: u32,
    type_index: u32,
    bytes: &'a [u8],
    /// The different rows of bytes in it, each by its number.
    pieces: Vec<usize>,
}

impl<'a> Features<'a> {
    fn of(whole: &Whole<'a>, function: u32, numbers: &mut HashMap<&'a [u8], usize>) -> Self {
        let bytes = whole.bodies[function as usize - whole.imports.len()].as_bytes();
        let pieces: BTreeSet<&[u8]> = bytes.windows(LENGTH).collect();
        let number = |piece| {
            let next = numbers.len();
            *numbers.entry(piece).or_insert(next)
        };
        Self { function, type_index: whole.type_of(function), bytes, pieces: pieces.into_iter().map(number).collect() }
    }

    /// Which of these has most in common with it, and of several the first; `is_common` tells of each piece whether it
    /// is one of its own.
    fn most_alike(&self, others: &[Self], is_common: &[bool]) -> usize {
        let (mut best, mut most) = (0, 0.0);
        for (at, other) in others.iter().enumerate() {
            let (own, theirs) = (self.pieces.len(), other.pieces.len());
            let scale = ((own + 1) as f64 * (theirs + 1) as f64).sqrt();
            // Not worth a look where even all in common would be less.
            if own.min(theirs) as f64 / scale <= most {
                continue;
            }
            let common = other.pieces.iter().filter(|piece| is_common[**piece]).count();
            if common as f64 / scale > most {
                (best, most) = (at, common as f64 / scale);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use wasm_encoder::{
        CodeSection, Function, FunctionSection, MemorySection, MemoryType, Module, TypeSection, ValType,
    };

    /// Functions, each by the number of its type and the numbers that it names.
    fn module(functions: &[(u32, &[i32])]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
        for (type_index, numbers) in functions {
            declared.function(*type_index);
            let mut body = Function::new([]);
            for number in *numbers {
                body.instructions().i32_const(*number).drop();
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut module = Module::new();
        module.section(&types).section(&declared).section(&memories).section(&code);
        module.finish()
    }

    fn order(functions: &[(u32, &[i32])]) -> Vec<u32> {
        by_likeness(&Whole::read(&module(functions)).unwrap(), 0..functions.len() as u32)
    }

    #[test]
    fn functions_alike_stand_beside_each_other() {
        let (one, other) = ([1, 2, 3, 4, 5, 6], [60, 50, 40, 30, 20, 10]);
        let (one_again, other_again) = ([9, 2, 3, 4, 5, 6], [7, 50, 40, 30, 20, 10]);
        assert_eq!(order(&[(0, &one), (0, &other), (0, &other_again), (0, &one_again)]), [0, 3, 2, 1]);
    }

    #[test]
    fn functions_of_a_type_stand_together() {
        assert_eq!(order(&[(1, &[1, 2, 3]), (0, &[9]), (1, &[1, 2]), (0, &[])]), [3, 1, 2, 0]);
    }

    #[test]
    fn none_is_lost_or_doubled() {
        let functions: Vec<(u32, &[i32])> = vec![(0, &[1, 2, 3]), (0, &[1, 2, 3]), (1, &[]), (0, &[]), (0, &[])];
        let mut ordered = order(&functions);
        ordered.sort_unstable();
        assert_eq!(ordered, [0, 1, 2, 3, 4]);
    }
}
