//! Cuts a module in two: the functions that a start needs, and the rest, which comes later.
//!
//! What the first part calls of the rest, it calls by its place in a table that both parts share, and fetches the rest
//! where that place is still empty. So nothing depends on the choice being right: a function that was not expected to
//! be needed is a little later, and no more.

use super::calls::{self, Calls, Result};
use super::data::DataMap;
use super::divide::{self, Divided};
use super::order;
use super::table::{TABLE, Table};
use super::whole::{Import, Whole};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, FunctionSection, GlobalSection, ImportSection, MemorySection,
    Module, TableSection, TypeSection, ValType,
};

/// The namespace by which the rest gets what the first part holds, and the first part the function that fetches it.
pub(crate) const NAMESPACE: &str = "rest";
/// What the first part calls when the rest is not there: it returns when it is.
pub(crate) const FETCH: &str = "fetch";

/// The two modules.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) rest: Vec<u8>,
}

/// Cuts it; `is_first` tells of each of its own functions whether it belongs to the first part, and `map` what of the
/// data those can reach.
pub(crate) fn split(whole: &Whole, map: &DataMap, is_first: &[bool]) -> Result<Parts> {
    let plan = Plan::new(whole, is_first)?;
    let data = divide::divide(whole, map, is_first)?;
    Ok(Parts { first: first(whole, &plan, &data)?, rest: rest(whole, &plan, &data)? })
}

/// What goes where. Numbers of functions are those of the whole.
struct Plan {
    /// The functions of each part, in their order there.
    first: Vec<u32>,
    rest: Vec<u32>,
    table: Table,
    /// Functions of the rest that the page calls: the first part passes those calls on.
    stubs: Vec<u32>,
    /// What each part imports of the page.
    imports_of_first: Vec<u32>,
    imports_of_rest: Vec<u32>,
}

impl Plan {
    fn new(whole: &Whole, is_first: &[bool]) -> Result<Self> {
        let imported = whole.imports.len() as u32;
        let (mut by_first, mut by_rest) = (BTreeSet::new(), BTreeSet::new());
        for (body, is_first) in is_first.iter().enumerate() {
            let calls = whole.calls_of(body)?;
            if *is_first { by_first.extend(calls) } else { by_rest.extend(calls) }
        }
        let is_import = |function: &u32| *function < imported;
        let part = |wanted: bool| {
            (imported..).zip(is_first).filter(move |(_, is_first)| **is_first == wanted).map(|(function, _)| function)
        };
        let (first, rest) = (order::by_likeness(whole, part(true)), order::by_likeness(whole, part(false)));
        let exported: BTreeSet<u32> = whole.exported().collect();
        let stubs: Vec<u32> = rest.iter().copied().filter(|it| exported.contains(it)).collect();
        let called = rest.iter().filter(|it| by_first.contains(it) || exported.contains(it));
        let lent = first.iter().filter(|it| by_rest.contains(it));
        let table = Table::new(whole, called.chain(lent).copied());
        by_first.extend(whole.named());
        let imports_of_first = by_first.into_iter().filter(is_import).collect();
        let imports_of_rest = by_rest.into_iter().filter(is_import).collect();
        Ok(Self { first, rest, table, stubs, imports_of_first, imports_of_rest })
    }

    /// The whole's tables; the shared one has room for what each part calls of the other.
    fn tables(&self, whole: &Whole) -> impl Iterator<Item = wasmparser::TableType> {
        let size = u64::from(self.table.size());
        whole.tables.iter().copied().enumerate().map(move |(number, table)| match number as u32 {
            TABLE => wasmparser::TableType { initial: size, maximum: Some(size), ..table },
            _ => table,
        })
    }
}

fn types(whole: &Whole) -> Result<TypeSection> {
    let mut types = TypeSection::new();
    for of_function in &whole.types {
        let written = RoundtripReencoder.func_type(of_function.clone())?;
        types.ty().func_type(&written);
    }
    // The types of what fetches the rest, and of what waits for it.
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    Ok(types)
}

fn import(imports: &mut ImportSection, Import { module, name, type_index }: Import) {
    imports.import(module, name, EntityType::Function(type_index));
}

fn first(whole: &Whole, plan: &Plan, data: &Divided) -> Result<Vec<u8>> {
    let type_of_fetch = whole.types.len() as u32;

    let mut imports = ImportSection::new();
    let mut numbers = BTreeMap::new();
    for (number, function) in (0..).zip(&plan.imports_of_first) {
        import(&mut imports, whole.imports[*function as usize]);
        numbers.insert(*function, number);
    }
    imports.import(NAMESPACE, FETCH, EntityType::Function(type_of_fetch));
    let fetch = plan.imports_of_first.len() as u32;
    let waiting = fetch + 1;

    let mut functions = FunctionSection::new();
    functions.function(type_of_fetch + 1);
    let first_stub = waiting + 1;
    for function in &plan.stubs {
        functions.function(whole.type_of(*function));
    }
    for (number, function) in (first_stub + plan.stubs.len() as u32..).zip(&plan.first) {
        functions.function(whole.type_of(*function));
        numbers.insert(*function, number);
    }
    let mut part = Calls { numbers, table: &plan.table, waiting: Some(waiting) };

    let mut code = CodeSection::new();
    code.function(&calls::waiting(fetch));
    for function in &plan.stubs {
        code.function(&part.stub(whole, *function)?);
    }
    for function in &plan.first {
        code.function(&part.body(whole, *function)?);
    }
    let elements = plan.table.elements(|function| part.numbers.get(&function).copied());

    let mut tables = TableSection::new();
    for table in plan.tables(whole) {
        tables.table(part.table_type(table)?);
    }
    let mut memories = MemorySection::new();
    if let Some(memory) = whole.memory {
        memories.memory(part.memory_type(memory)?);
    }
    let mut globals = GlobalSection::new();
    for global in &whole.globals {
        part.parse_global(&mut globals, global.clone())?;
    }
    // From here on, what the page calls of the rest is a stub.
    part.numbers.extend(plan.stubs.iter().copied().zip(first_stub..));
    let mut exports = ExportSection::new();
    for export in &whole.exports {
        part.parse_export(&mut exports, *export)?;
    }
    for (name, kind, index) in held(whole) {
        exports.export(&name, kind, index);
    }

    let mut module = Module::new();
    module.section(&types(whole)?).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&globals).section(&exports).section(&elements).section(&code).section(&data.first);
    Ok(module.finish())
}

/// What the first part holds for both, each under the name by which the rest gets it. Functions are in the table.
fn held(whole: &Whole) -> Vec<(String, ExportKind, u32)> {
    let named = |letter: char, kind, count: usize| {
        (0..count as u32).map(move |index| (format!("{letter}{index}"), kind, index))
    };
    named('t', ExportKind::Table, whole.tables.len())
        .chain(named('m', ExportKind::Memory, 1))
        .chain(named('g', ExportKind::Global, whole.globals.len()))
        .collect()
}

fn rest(whole: &Whole, plan: &Plan, data: &Divided) -> Result<Vec<u8>> {
    let mut imports = ImportSection::new();
    let mut numbers = BTreeMap::new();
    for (number, function) in (0..).zip(&plan.imports_of_rest) {
        import(&mut imports, whole.imports[*function as usize]);
        numbers.insert(*function, number);
    }
    numbers.extend(plan.rest.iter().copied().zip(plan.imports_of_rest.len() as u32..));
    let mut part = Calls { numbers, table: &plan.table, waiting: None };
    let tables: Vec<_> = plan.tables(whole).collect();
    for (name, kind, index) in held(whole) {
        let index = index as usize;
        let entity = match kind {
            ExportKind::Table => EntityType::Table(part.table_type(tables[index])?),
            ExportKind::Memory => match whole.memory {
                Some(memory) => EntityType::Memory(part.memory_type(memory)?),
                None => continue,
            },
            _ => EntityType::Global(part.global_type(whole.globals[index].ty)?),
        };
        imports.import(NAMESPACE, &name, entity);
    }
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for function in &plan.rest {
        functions.function(whole.type_of(*function));
        code.function(&part.body(whole, *function)?);
    }
    // The first part has put what it imports in the table already.
    let imported = whole.imports.len() as u32;
    let own = |function: u32| (function >= imported).then(|| part.numbers.get(&function).copied()).flatten();
    let elements = plan.table.elements(own);
    let mut module = Module::new();
    module.section(&types(whole)?).section(&imports).section(&functions).section(&elements).section(&code);
    module.section(&data.rest);
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::dist::parts::whole;
    use wasm_encoder::{ConstExpr, DataSection, ElementSection, Elements, Function, MemoryType, RefType, TableType};
    use wasmparser::{Operator, Parser, Payload, Validator, WasmFeatures};

    /// Imports `log`. `start` (exported) calls it and `later`, that also by its place in the table; `later` calls `log`
    /// and `start`; `shown` (exported) calls `log`.
    fn app() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("page", "log", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0).function(0);
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 2,
            maximum: Some(2),
            shared: false,
        });
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut exports = ExportSection::new();
        exports.export("start", ExportKind::Func, 1).export("shown", ExportKind::Func, 3);
        exports.export("memory", ExportKind::Memory, 0);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![2].into()));
        let mut code = CodeSection::new();
        let mut start = Function::new([]);
        start.instructions().local_get(0).call(0).call(2).i32_const(1).call_indirect(0, 0).end();
        let mut later = Function::new([]);
        later.instructions().local_get(0).call(0).call(1).end();
        let mut shown = Function::new([]);
        shown.instructions().local_get(0).call(0).end();
        code.function(&start).function(&later).function(&shown);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(8), *b"both of this");
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
        module.section(&exports).section(&elements).section(&code).section(&data);
        module.finish()
    }

    fn parts() -> Parts {
        let app = app();
        let map = DataMap::read(&app).unwrap();
        split(&Whole::read(&app).unwrap(), &map, &[true, false, false]).unwrap()
    }

    fn names(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    names.extend(
                        section
                            .into_imports()
                            .map(|import| import.unwrap())
                            .map(|it| format!("< {} {}", it.module, it.name)),
                    );
                }
                Payload::ExportSection(section) => {
                    names.extend(section.into_iter().map(|it| format!("> {}", it.unwrap().name)))
                }
                _ => {}
            }
        }
        names
    }

    #[test]
    fn both_parts_are_modules_that_browsers_take() {
        let features = WasmFeatures::WASM2;
        for part in [parts().first, parts().rest] {
            Validator::new_with_features(features).validate_all(&part).unwrap();
        }
    }

    /// What each function does, in short, and which functions stand from which place of the table on.
    fn content(wasm: &[u8]) -> (Vec<String>, Vec<(u32, Vec<u32>)>) {
        let (mut bodies, mut places) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().unwrap().into_iter().map(|it| short(&it.unwrap()));
                    bodies.push(operators.collect::<Vec<_>>().join(" "));
                }
                Payload::ElementSection(section) => {
                    places.extend(section.into_iter().map(|it| whole::elements(it.unwrap()).unwrap()));
                }
                _ => {}
            }
        }
        (bodies, places.into_iter().map(|it| (it.place, it.functions)).collect())
    }

    fn short(operator: &Operator) -> String {
        match operator {
            Operator::LocalGet { local_index } => format!("local{local_index}"),
            Operator::I32Const { value } => format!("{value}"),
            Operator::Call { function_index } => format!("call{function_index}"),
            Operator::CallIndirect { .. } => "by-place".to_owned(),
            Operator::TableGet { .. } => "get".to_owned(),
            Operator::RefIsNull => "empty".to_owned(),
            Operator::If { .. } => "if".to_owned(),
            Operator::End => "end".to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_first_part_is_what_the_page_knows_and_lends_the_rest_what_it_holds() {
        let Parts { first, rest } = parts();
        let exported = ["> start", "> shown", "> memory", "> t0", "> m0"];
        assert_eq!(names(&first), [&["< page log", "< rest fetch"], &exported[..]].concat());
        assert_eq!(names(&rest), ["< page log", "< rest t0", "< rest m0"]);
    }

    #[test]
    fn the_first_part_asks_for_the_rest_where_a_place_is_empty() {
        let (bodies, _) = content(&parts().first);
        let [waiting, shown, start] = &bodies[..] else { panic!("{bodies:?}") };
        assert_eq!(waiting, "local0 get empty if call1 end local0 end");
        assert_eq!(shown, "local0 2 call2 by-place end", "the page calls it before the rest is there");
        assert_eq!(start, "local0 call0 1 call2 by-place 1 call2 by-place end");
    }

    #[test]
    fn the_rest_calls_the_first_part_without_asking() {
        let (bodies, _) = content(&parts().rest);
        assert_eq!(bodies, ["local0 call0 end", "local0 call0 3 by-place end"]);
    }

    #[test]
    fn each_part_fills_the_places_of_its_own_functions() {
        let Parts { first, rest } = parts();
        assert_eq!(content(&first).1, [(3, vec![4])], "`start`, which the rest calls, stands behind the whole's table");
        assert_eq!(content(&rest).1, [(1, vec![2, 1])], "`later` where it was, and `shown` behind it");
    }
}
