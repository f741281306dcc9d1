//! Writes a part's functions: they call the other part's by their places in the table that both share.

use super::table::{TABLE, Table};
use super::whole::Whole;
use std::collections::BTreeMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{BlockType, Function, Instruction};
use wasmparser::Operator;

pub(super) type Result<T, E = reencode::Error> = std::result::Result<T, E>;

/// What a part calls, by the numbers of the whole.
pub(super) struct Calls<'a> {
    /// Its own functions and those it imports, and the numbers that they have in it.
    pub(super) numbers: BTreeMap<u32, u32>,
    pub(super) table: &'a Table,
    /// What is asked before a function is called by its place, where that may be empty yet: see [`waiting`].
    pub(super) waiting: Option<u32>,
}

impl Reencode for Calls<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32> {
        self.numbers.get(&function).copied().ok_or(reencode::Error::UnexpectedNonComponentSection)
    }
}

impl Calls<'_> {
    /// The part's version of one of the whole's functions.
    pub(super) fn body(&mut self, whole: &Whole, function: u32) -> Result<Function> {
        let body = &whole.bodies[function as usize - whole.imports.len()];
        let mut written = self.new_function_with_parsed_locals(body)?;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            match reader.clone().read()? {
                Operator::Call { function_index } if !self.numbers.contains_key(&function_index) => {
                    reader.read()?;
                    self.call(&mut written, whole, function_index)?;
                    continue;
                }
                Operator::CallIndirect { table_index: TABLE, .. }
                | Operator::ReturnCallIndirect { table_index: TABLE, .. } => self.wait(&mut written),
                _ => {}
            }
            let instruction = self.parse_instruction(&mut reader)?;
            written.instruction(&instruction);
        }
        Ok(written)
    }

    /// One that only passes on what it is called with, to a function of the other part.
    pub(super) fn stub(&self, whole: &Whole, function: u32) -> Result<Function> {
        let mut written = Function::new([]);
        let parameters = whole.types[whole.type_of(function) as usize].params().len() as u32;
        for parameter in 0..parameters {
            written.instructions().local_get(parameter);
        }
        self.call(&mut written, whole, function)?;
        written.instructions().end();
        Ok(written)
    }

    fn call(&self, written: &mut Function, whole: &Whole, function: u32) -> Result<()> {
        let place = self.table.place(function).ok_or(reencode::Error::UnexpectedNonComponentSection)?;
        written.instructions().i32_const(place as i32);
        self.wait(written);
        let type_index = whole.type_of(function);
        written.instruction(&Instruction::CallIndirect { type_index, table_index: TABLE });
        Ok(())
    }

    fn wait(&self, written: &mut Function) {
        if let Some(waiting) = self.waiting {
            written.instructions().call(waiting);
        }
    }
}

/// Gives back the place that it is given, and fetches the rest before where that is empty.
pub(super) fn waiting(fetch: u32) -> Function {
    let mut function = Function::new([]);
    function.instructions().local_get(0).table_get(TABLE).ref_is_null();
    function.instructions().if_(BlockType::Empty).call(fetch).end().local_get(0).end();
    function
}
