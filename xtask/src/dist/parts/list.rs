//! Functions by name, as short as can be: a hash of each, one to a line.

use std::collections::BTreeSet;

/// Functions that belong to the first part.
pub(super) struct List(BTreeSet<u32>);

impl List {
    /// From the names that the compiler gives.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(hash).collect())
    }

    /// From its text.
    pub(super) fn read(text: &str) -> Self {
        Self(text.lines().filter_map(|line| u32::from_str_radix(line, 16).ok()).collect())
    }

    /// To be read again.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|hash| format!("{hash:08x}\n")).collect()
    }

    /// Whether this function is one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(&hash(name))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// FNV-1a of the name without the hashes of crates, which differ from one toolchain to the next.
fn hash(name: &str) -> u32 {
    let plain = format!("{:#}", rustc_demangle::demangle(name));
    plain.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same function of two builds: only the hashes of its crate differ.
    const NAMES: [&str; 2] = ["_RNvCs1234_7mycrate3foo", "_RNvCs5678_7mycrate3foo"];

    #[test]
    fn a_function_is_known_by_its_path_and_not_by_the_build() {
        let list = List::of([NAMES[0]].into_iter());
        assert!(list.has(NAMES[1]));
        assert!(!list.has("_RNvCs1234_7mycrate3bar"));
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = List::of(["one", "two", NAMES[0]].into_iter());
        let again = List::read(&list.text());
        assert!(again.has("one") && again.has("two") && !again.has("three"));
        assert_eq!((again.len(), again.text()), (3, list.text()));
    }
}
