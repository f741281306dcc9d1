//! Functions by name, as short as can be: a hash of each, one to a line.

use std::collections::BTreeSet;

/// Three in four: of fewer, the first part lacks so much that the rest is needed at once.
const LEAST_KNOWN: (usize, usize) = (3, 4);

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

    /// Whether it was noted of another app: by a name that has changed, a function is known no more.
    pub(super) fn is_void_for(&self, names: &[&str]) -> bool {
        let known: BTreeSet<u32> = names.iter().map(|name| hash(name)).filter(|hash| self.0.contains(hash)).collect();
        known.len() * LEAST_KNOWN.1 < self.0.len() * LEAST_KNOWN.0
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
    fn a_list_of_which_a_quarter_is_gone_is_void() {
        let list = List::of(["one", "two", "three", "four"].into_iter());
        assert!(!list.is_void_for(&["one", "two", "three", "five"]));
        assert!(list.is_void_for(&["one", "two", "five", "six"]));
        assert!(list.is_void_for(&["one", "two", "two", "two"]), "each counts once");
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = List::of(["one", "two", NAMES[0]].into_iter());
        let again = List::read(&list.text());
        assert!(again.has("one") && again.has("two") && !again.has("three"));
        assert_eq!((again.len(), again.text()), (3, list.text()));
    }
}
