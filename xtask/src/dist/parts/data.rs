//! Which of a module's data a part of its functions can reach: told by the linker's own list of what lies where, and
//! of what points where (WebAssembly tool conventions, "Linking": symbol table and relocation sections).

use super::whole;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{BinaryReaderError, KnownCustom, Linking, Parser, Payload, SymbolInfo};

/// Constants, strings and variables, by address.
pub(crate) struct DataMap {
    /// Where each lies, by where it begins; of several that begin at one address the longest.
    places: BTreeMap<u32, u32>,
    /// Addresses that stand in the data: where, and what for.
    pointers: BTreeMap<u32, u32>,
    /// Things that something points beside: nobody can tell from an address what is meant.
    blurred: BTreeSet<u32>,
}

struct Segment {
    address: u32,
    /// Where its bytes begin, from the section's first one.
    offset: u32,
}

impl DataMap {
    /// Reads what the linker wrote: a module linked with `--emit-relocs`.
    pub(crate) fn read(linked: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut segments = Vec::new();
        let mut symbols: Vec<Option<Range<u32>>> = Vec::new();
        let mut map = Self { places: BTreeMap::new(), pointers: BTreeMap::new(), blurred: BTreeSet::new() };
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::DataSection(section) => {
                    let begin = section.range().start;
                    for data in section {
                        let data = data?;
                        let Some(address) = whole::address_of(&data) else { continue };
                        let header = data.range.end - data.data.len() as u64;
                        segments.push(Segment { address, offset: (header - begin) as u32 });
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(linking) => {
                        for subsection in linking.subsections() {
                            let Linking::SymbolTable(table) = subsection? else { continue };
                            for symbol in table {
                                symbols.push(match symbol? {
                                    SymbolInfo::Data { symbol: Some(place), .. } => segments
                                        .get(place.index as usize)
                                        .map(|segment| segment.address + place.offset)
                                        .map(|start| start..start + place.size),
                                    _ => None,
                                });
                            }
                        }
                        for place in symbols.iter().flatten() {
                            let end = map.places.entry(place.start).or_insert(place.end);
                            *end = place.end.max(*end);
                        }
                    }
                    KnownCustom::Reloc(relocations) => {
                        for relocation in relocations.entries() {
                            let relocation = relocation?;
                            let Some(Some(target)) = symbols.get(relocation.index as usize) else { continue };
                            if !is_address(relocation.ty) {
                                continue;
                            }
                            let length = i64::from(target.end - target.start);
                            if !(0..=length).contains(&relocation.addend) {
                                map.blurred.insert(target.start);
                            }
                            // Pointers in code are constants there.
                            let from = segments.iter().rev().find(|segment| segment.offset <= relocation.offset);
                            if custom.name() == "reloc.DATA"
                                && let Some(segment) = from
                            {
                                let at = segment.address + relocation.offset - segment.offset;
                                map.pointers.insert(at, target.start);
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(map)
    }

    /// What cannot be reached from those addresses, neither directly nor over others: by address, byte for byte.
    pub(super) fn beyond(&self, addresses: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        let mut waiting: Vec<u32> = addresses.flat_map(|address| self.at(address)).collect();
        waiting.extend(&self.blurred);
        let mut reached = BTreeSet::new();
        while let Some(start) = waiting.pop() {
            let Some(end) = self.places.get(&start).copied() else { continue };
            if reached.insert(start) {
                waiting.extend(self.pointers.range(start..end).map(|(_, target)| *target));
            }
        }
        let (near, far): (Vec<_>, Vec<_>) = self.places.iter().partition(|(start, _)| reached.contains(start));
        let mut beyond: BTreeSet<u32> = far.into_iter().flat_map(|(start, end)| *start..*end).collect();
        // What lies in something that is reached is reached.
        for at in near.into_iter().flat_map(|(start, end)| *start..*end) {
            beyond.remove(&at);
        }
        beyond
    }

    /// What an address may be meant for: what it lies in, and what ends there.
    fn at(&self, address: u32) -> Vec<u32> {
        // Nothing is longer than this, and few are nested.
        const FAR: u32 = 65_536;
        let near = self.places.range(address.saturating_sub(FAR)..=address);
        near.filter(|(_, end)| **end >= address).map(|(start, _)| *start).collect()
    }
}

const fn is_address(kind: wasmparser::RelocationType) -> bool {
    use wasmparser::RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb};
    matches!(kind, MemoryAddrI32 | MemoryAddrLeb | MemoryAddrSleb)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A string, a list that points to it, another string, and a variable that something points beside.
    fn map() -> DataMap {
        DataMap {
            places: [(100, 104), (200, 208), (300, 305), (400, 404)].into(),
            pointers: [(200, 100)].into(),
            blurred: [400].into(),
        }
    }

    fn beyond(addresses: &[u32]) -> Vec<u32> {
        map().beyond(addresses.iter().copied()).into_iter().collect()
    }

    #[test]
    fn what_is_reached_over_others_stays() {
        assert_eq!(beyond(&[200]), [300, 301, 302, 303, 304]);
    }

    #[test]
    fn an_address_in_the_middle_or_just_behind_reaches_the_whole() {
        assert_eq!(beyond(&[203, 305]), Vec::<u32>::new());
        assert!(beyond(&[306]).contains(&300));
    }

    #[test]
    fn what_something_points_beside_always_stays() {
        assert!(!beyond(&[]).contains(&400));
        assert!(beyond(&[]).contains(&100));
    }
}
