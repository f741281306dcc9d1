//! Short names for what the app's WebAssembly and its script know of each other: those that wasm-bindgen gives carry
//! hashes, which no compression makes smaller.

use super::whole::Whole;

/// Names that others than the script know as well.
const KEPT: [&str; 2] = ["memory", "__wbindgen_start"];

/// A short name for each import and each export of the whole that can have one.
pub(super) struct Names {
    imports: Vec<String>,
    exports: Vec<Option<String>>,
}

impl Names {
    /// Gives them, and the script with these names in it; says so where the script is not as it is known here.
    pub(super) fn new(whole: &Whole, script: &str) -> Result<(Self, String), String> {
        let mut script = script.to_owned();
        let mut names = Self { imports: Vec::new(), exports: Vec::new() };
        for (number, import) in whole.imports.iter().enumerate() {
            let short = letters(number);
            // Each is a member of an object, on a line of its own.
            let placed = replace(&mut script, "\n        ", import.name, ": ", &short);
            if placed != 1 || !places(&script, "", import.name, "").is_empty() {
                return Err(format!("its script does not have {} once", import.name));
            }
            names.imports.push(short);
        }
        for (number, export) in whole.exports.iter().enumerate() {
            let short = letters(number);
            let is_used = !KEPT.contains(&export.name) && replace(&mut script, "wasm.", export.name, "", &short) > 0;
            if is_used && !places(&script, ".", export.name, "").is_empty() {
                return Err(format!("its script uses {} in a way that is not known", export.name));
            }
            names.exports.push(is_used.then_some(short));
        }
        Ok((names, script))
    }

    /// Gives the module the same names.
    pub(super) fn give<'a>(&'a self, whole: &mut Whole<'a>) {
        for (import, short) in whole.imports.iter_mut().zip(&self.imports) {
            import.name = short;
        }
        for (export, short) in whole.exports.iter_mut().zip(&self.exports) {
            export.name = short.as_deref().unwrap_or(export.name);
        }
    }
}

/// `a` to `z`, `A` to `Z`, `aa` and so on.
fn letters(number: usize) -> String {
    let last = (b'a'..=b'z').chain(b'A'..=b'Z').nth(number % 52).map(char::from);
    let last: String = last.into_iter().collect();
    match number / 52 {
        0 => last,
        more => letters(more - 1) + &last,
    }
}

/// Where that name stands whole, between these two.
fn places(script: &str, before: &str, name: &str, after: &str) -> Vec<usize> {
    let is_whole = |at: usize| {
        let behind = &script[at + before.len() + name.len()..];
        behind.starts_with(after) && !behind.starts_with(is_of_a_name)
    };
    script.match_indices(&format!("{before}{name}")).map(|(at, _)| at).filter(|at| is_whole(*at)).collect()
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

/// Puts the short name in its place; gives how often.
fn replace(script: &mut String, before: &str, name: &str, after: &str, short: &str) -> usize {
    let places = places(script, before, name, after);
    for at in places.iter().rev() {
        let start = at + before.len();
        script.replace_range(start..start + name.len(), short);
    }
    places.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::dist::parts::whole::Import;
    use wasmparser::{Export, ExternalKind};

    const SCRIPT: &str = "function run_it_1() { wasm.run_it_1(); wasm.run_it(wasm.memory, wasm.run_it_1); }
    const import0 = {
        log_it_0123: function(arg0) {
        },
        log_it: Math.log,
    };
    wasm.__wbindgen_start();
";

    fn whole() -> Whole<'static> {
        let import = |name| Import { module: "page", name, type_index: 0 };
        let export = |name| Export { name, kind: ExternalKind::Func, index: 2 };
        Whole {
            imports: ["log_it", "log_it_0123"].map(import).into(),
            exports: ["memory", "__wbindgen_start", "run_it", "run_it_1", "unused"].map(export).into(),
            ..Whole::default()
        }
    }

    #[test]
    fn script_and_module_have_the_same_names() {
        let mut whole = whole();
        let (names, script) = Names::new(&whole, SCRIPT).unwrap();
        names.give(&mut whole);
        assert_eq!(whole.imports.iter().map(|it| it.name).collect::<Vec<_>>(), ["a", "b"]);
        let exports: Vec<_> = whole.exports.iter().map(|it| it.name).collect();
        assert_eq!(exports, ["memory", "__wbindgen_start", "c", "d", "unused"]);
        assert!(script.contains("\n        b: function(arg0) {"), "{script}");
        assert!(script.contains("\n        a: Math.log,"), "{script}");
        assert!(script.contains("function run_it_1() { wasm.d(); wasm.c(wasm.memory, wasm.d); }"), "{script}");
        assert!(script.contains("wasm.__wbindgen_start();"), "{script}");
    }

    #[test]
    fn a_script_that_is_not_as_expected_is_refused() {
        let otherwise = [
            SCRIPT.replace("        log_it: Math.log,\n", ""),
            SCRIPT.replace("log_it: Math.log", "log_it: Math.log,\n        log_it: Math.log"),
            format!("{SCRIPT}imports.log_it();"),
            format!("{SCRIPT}instance.exports.run_it();"),
        ];
        for script in otherwise {
            assert!(Names::new(&whole(), &script).is_err(), "{script}");
        }
    }

    #[test]
    fn no_two_names_are_the_same() {
        let names: std::collections::BTreeSet<String> = (0..3_000).map(letters).collect();
        assert_eq!(names.len(), 3_000);
        assert_eq!([letters(0), letters(51), letters(52), letters(104)], ["a", "Z", "aa", "ba"]);
    }
}
