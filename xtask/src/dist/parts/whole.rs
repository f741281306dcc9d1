//! What has to be known of a module before it is cut.

use super::table::TABLE;
use wasmparser::{
    BinaryReaderError, ElementItems, ElementKind, ExternalKind, FuncType, FunctionBody, KnownCustom, Operator, Parser,
    Payload, TypeRef,
};

/// A module as the tools of this project make it: functions are all that it imports, and it has one memory.
#[derive(Default)]
pub(crate) struct Whole<'a> {
    pub(super) types: Vec<FuncType>,
    pub(super) imports: Vec<Import<'a>>,
    /// Of its own functions: the index of the type.
    pub(super) functions: Vec<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) tables: Vec<wasmparser::TableType>,
    pub(super) memory: Option<wasmparser::MemoryType>,
    pub(super) globals: Vec<wasmparser::Global<'a>>,
    pub(super) exports: Vec<wasmparser::Export<'a>>,
    pub(super) elements: Vec<Elements>,
    pub(super) data: Vec<wasmparser::Data<'a>>,
    /// Of each of its own functions, as its compiler mangled it.
    pub(super) names: Vec<&'a str>,
}

/// A function of the page's JavaScript.
#[derive(Clone, Copy)]
pub(crate) struct Import<'a> {
    pub(super) module: &'a str,
    pub(super) name: &'a str,
    pub(super) type_index: u32,
}

/// Functions that are called by their place in the table, and the place of the first of them.
pub(crate) struct Elements {
    pub(super) place: u32,
    pub(super) functions: Vec<u32>,
}

impl<'a> Whole<'a> {
    /// Reads it; says what in it cannot be cut.
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self, String> {
        let mut whole = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(|error| error.to_string())? {
                Payload::ElementSection(section) => whole.take_elements(section)?,
                payload => whole.take(payload).map_err(|error| error.to_string())?,
            }
        }
        if whole.memory.is_none() || whole.bodies.len() != whole.functions.len() {
            return Err("The wasm has no memory, or not all of its functions.".to_owned());
        }
        Ok(whole)
    }

    /// The type of a function, imported or its own.
    pub(super) fn type_of(&self, function: u32) -> u32 {
        let function = function as usize;
        match self.imports.get(function) {
            Some(import) => import.type_index,
            None => self.functions[function - self.imports.len()],
        }
    }

    /// The functions that one of its own calls.
    pub(super) fn calls_of(&self, body: usize) -> Result<Vec<u32>, BinaryReaderError> {
        let mut calls = Vec::new();
        for operator in self.bodies[body].get_operators_reader()? {
            if let Operator::Call { function_index } = operator? {
                calls.push(function_index);
            }
        }
        Ok(calls)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::TypeSection(section) => {
                for group in section.into_iter_err_on_gc_types() {
                    self.types.push(group?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(type_index) = import.ty else { continue };
                    self.imports.push(Import { module: import.module, name: import.name, type_index });
                }
            }
            Payload::FunctionSection(section) => self.functions = section.into_iter().collect::<Result<_, _>>()?,
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => self.memory = section.into_iter().next().transpose()?,
            Payload::GlobalSection(section) => self.globals = section.into_iter().collect::<Result<_, _>>()?,
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => self.data = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    self.take_names(subsections)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_elements(&mut self, section: wasmparser::ElementSectionReader<'a>) -> Result<(), String> {
        for element in section {
            self.elements.push(elements(element.map_err(|error| error.to_string())?)?);
        }
        Ok(())
    }

    fn take_names(&mut self, subsections: wasmparser::NameSectionReader<'a>) -> Result<(), BinaryReaderError> {
        for subsection in subsections {
            let wasmparser::Name::Function(names) = subsection? else { continue };
            self.names = vec![""; self.functions.len()];
            for naming in names {
                let naming = naming?;
                let own = (naming.index as usize).checked_sub(self.imports.len());
                if let Some(name) = own.and_then(|own| self.names.get_mut(own)) {
                    *name = naming.name;
                }
            }
        }
        Ok(())
    }

    /// What memory holds at the start, and where.
    pub(super) fn segments(&self) -> impl Iterator<Item = (u32, &'a [u8])> {
        self.data.iter().filter_map(|data| Some((address_of(data)?, data.data)))
    }

    /// Functions that something else than a call names: the table and the page.
    pub(super) fn named(&self) -> impl Iterator<Item = u32> {
        self.elements.iter().flat_map(|elements| &elements.functions).copied().chain(self.exported())
    }

    /// Functions that the page calls.
    pub(super) fn exported(&self) -> impl Iterator<Item = u32> {
        self.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index)
    }
}

/// The module without those custom sections.
pub(super) fn without(wasm: &[u8], is_unwanted: impl Fn(&str) -> bool) -> Result<Vec<u8>, BinaryReaderError> {
    let mut kept = wasm[..8].to_vec();
    let mut end = 8;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else { continue };
        // The head of a section, its number and its length, stands before its content.
        let (start, next) = (end, range.end as usize);
        end = next;
        if !matches!(&payload, Payload::CustomSection(custom) if is_unwanted(custom.name())) {
            kept.extend(&wasm[start..next]);
        }
    }
    Ok(kept)
}

/// The functions in one of the table's segments; says so where they stand anywhere else.
pub(super) fn elements(element: wasmparser::Element) -> Result<Elements, String> {
    let place = match &element.kind {
        ElementKind::Active { table_index: None | Some(TABLE), offset_expr } => constant(offset_expr),
        _ => None,
    };
    let (Some(place), ElementItems::Functions(functions)) = (place, element.items) else {
        return Err("its functions do not all stand in one table, each at a place that is known".to_owned());
    };
    let functions: Result<_, _> = functions.into_iter().collect();
    Ok(Elements { place, functions: functions.map_err(|error| error.to_string())? })
}

/// Where in memory a segment begins.
pub(super) fn address_of(data: &wasmparser::Data) -> Option<u32> {
    let wasmparser::DataKind::Active { offset_expr, .. } = &data.kind else { return None };
    constant(offset_expr)
}

fn constant(expression: &wasmparser::ConstExpr) -> Option<u32> {
    match expression.get_operators_reader().read() {
        Ok(Operator::I32Const { value }) => Some(value as u32),
        _ => None,
    }
}

/// The number in an instruction that may be an address of data.
pub(super) fn address(operator: &Operator) -> Option<u32> {
    use Operator::{
        F32Load, F32Store, F64Load, F64Store, I32Const, I32Load, I32Load8S, I32Load8U, I32Load16S, I32Load16U,
        I32Store, I32Store8, I32Store16, I64Load, I64Load8S, I64Load8U, I64Load16S, I64Load16U, I64Load32S, I64Load32U,
        I64Store, I64Store8, I64Store16, I64Store32,
    };
    match operator {
        I32Const { value } => Some(*value as u32),
        I32Load { memarg }
        | I64Load { memarg }
        | F32Load { memarg }
        | F64Load { memarg }
        | I32Load8S { memarg }
        | I32Load8U { memarg }
        | I32Load16S { memarg }
        | I32Load16U { memarg }
        | I64Load8S { memarg }
        | I64Load8U { memarg }
        | I64Load16S { memarg }
        | I64Load16U { memarg }
        | I64Load32S { memarg }
        | I64Load32U { memarg }
        | I32Store { memarg }
        | I64Store { memarg }
        | F32Store { memarg }
        | F64Store { memarg }
        | I32Store8 { memarg }
        | I32Store16 { memarg }
        | I64Store8 { memarg }
        | I64Store16 { memarg }
        | I64Store32 { memarg } => u32::try_from(memarg.offset).ok(),
        _ => None,
    }
}
