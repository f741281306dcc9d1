//! The table of functions that both parts share. The first part leaves the places of the rest's functions empty, and
//! the rest fills them. Behind what the whole has in it stand the functions by which one part calls the other.

use super::whole::Whole;
use std::collections::BTreeMap;
use wasm_encoder::{ConstExpr, ElementSection, Elements};

/// The number of that table in all modules.
pub(super) const TABLE: u32 = 0;

/// Functions by place; their numbers are those of the whole.
pub(super) struct Table {
    functions: BTreeMap<u32, u32>,
    places: BTreeMap<u32, u32>,
    size: u32,
}

impl Table {
    /// That of the whole, and behind it those functions of `called` which are not in it yet.
    pub(super) fn new(whole: &Whole, called: impl Iterator<Item = u32>) -> Self {
        let size = whole.tables.first().map_or(0, |table| table.initial as u32);
        let mut table = Self { functions: BTreeMap::new(), places: BTreeMap::new(), size };
        for listed in &whole.elements {
            for (place, function) in (listed.place..).zip(&listed.functions) {
                table.functions.insert(place, *function);
                table.places.entry(*function).or_insert(place);
            }
        }
        for function in called {
            if !table.places.contains_key(&function) {
                table.functions.insert(table.size, function);
                table.places.insert(function, table.size);
                table.size += 1;
            }
        }
        table
    }

    /// Where a function stands.
    pub(super) fn place(&self, function: u32) -> Option<u32> {
        self.places.get(&function).copied()
    }

    /// How many places there are.
    pub(super) const fn size(&self) -> u32 {
        self.size
    }

    /// The places of those functions which `number` has a number for, run by run.
    pub(super) fn elements(&self, number: impl Fn(u32) -> Option<u32>) -> ElementSection {
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (place, function) in &self.functions {
            let Some(number) = number(*function) else { continue };
            match runs.last_mut().filter(|(start, run)| start + run.len() as u32 == *place) {
                Some((_, run)) => run.push(number),
                None => runs.push((*place, vec![number])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            elements.active(None, &ConstExpr::i32_const(start as i32), Elements::Functions(run.into()));
        }
        elements
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::parts::whole::Elements;

    /// A table of four places, of which the first is empty; 7 stands in it twice.
    fn whole() -> Whole<'static> {
        let table = wasmparser::TableType {
            element_type: wasmparser::RefType::FUNCREF,
            table64: false,
            initial: 4,
            maximum: None,
            shared: false,
        };
        let elements = vec![Elements { place: 1, functions: vec![7, 8, 7] }];
        Whole { tables: vec![table], elements, ..Whole::default() }
    }

    #[test]
    fn a_function_keeps_its_place_and_one_without_gets_the_next() {
        let table = Table::new(&whole(), [8, 9, 5].into_iter());
        assert_eq!([7, 8, 9, 5, 6].map(|it| table.place(it)), [Some(1), Some(2), Some(4), Some(5), None]);
        assert_eq!(table.size(), 6);
    }

    #[test]
    fn what_belongs_to_the_other_part_is_left_empty() {
        let table = Table::new(&whole(), [9].into_iter());
        assert_eq!(table.elements(|it| (it != 8).then_some(it)).len(), 2, "from 1 on, and from 3 on");
        assert_eq!(table.elements(Some).len(), 1);
    }
}
