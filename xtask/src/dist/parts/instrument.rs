//! A module that notes which of its functions have run.

use std::convert::Infallible;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Instruction, MemArg, MemArgTarget, MemoryType, Module};
use wasmparser::FunctionBody;

/// Bytes of a page of WebAssembly's memory.
const PAGE: u64 = 65_536;

/// The module with a page more of memory, at the end of what it begins with: a byte for each of its own functions,
/// 0 until it runs. Gives that page's address as well.
pub(crate) fn instrument(wasm: &[u8]) -> Result<(Vec<u8>, u64), reencode::Error> {
    let mut noting = Noting { page: 0, function: 0 };
    let mut module = Module::new();
    noting.parse_core_module(&mut module, wasmparser::Parser::new(0), wasm)?;
    Ok((module.finish(), noting.page))
}

struct Noting {
    page: u64,
    function: u64,
}

impl Reencode for Noting {
    type Error = Infallible;

    fn memory_type(&mut self, memory: wasmparser::MemoryType) -> Result<MemoryType, reencode::Error> {
        self.page = memory.initial * PAGE;
        let larger = wasmparser::MemoryType { initial: memory.initial + 1, ..memory };
        Ok(reencode::utils::memory_type(self, larger))
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), reencode::Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let byte =
            MemArg { offset: self.page + self.function, align: 0, target: MemArgTarget::Memory(0), ordering: None };
        for note in [Instruction::I32Const(0), Instruction::I32Const(1), Instruction::I32Store8(byte)] {
            function.instruction(&note);
        }
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let instruction = self.parse_instruction(&mut reader)?;
            function.instruction(&instruction);
        }
        code.function(&function);
        self.function += 1;
        Ok(())
    }
}
