//! Changes of JSON that keep it JSON, so that inputs get past the first brace: libFuzzer's own changes, byte by byte,
//! hardly ever do.

use serde_json::{Map, Value as Json};

/// The words of the dictionary, which libFuzzer reads too.
const DICTIONARY: &str = include_str!("../dictionary.txt");

/// Values that are read wrongly first.
const ODD: [&str; 22] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e400",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "\"\"",
    "\" \"",
    "\"9007199254740993\"",
    "\"-0\"",
    "\"2024-02-30\"",
    "\"2026-11-22T10:00:00.000Z\"",
    "\"https://a.test/\\u0000\"",
    "\"\\ud83d\\ude00é\\u202e\"",
    "[]",
    "{}",
];

/// The bytes with one to four changes in their JSON, where they hold any behind a first line or alone; the same seed makes
/// the same of them.
pub fn mutated(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let begin = text.find(['{', '['])?;
    let (front, json) = text.split_at(begin);
    let mut json: Json = serde_json::from_str(json).ok()?;
    let mut chance = Chance(u64::from(seed) << 1 | 1);
    for _ in 0..=chance.below(4) {
        let donor = json.clone();
        let count = nodes(&json);
        change(nth(&mut json, &mut chance.below(count))?, &donor, &mut chance);
    }
    Some(format!("{front}{json}").into_bytes())
}

/// Changes one node: in its place, or among its members.
fn change(node: &mut Json, donor: &Json, chance: &mut Chance) {
    match (chance.below(6), &mut *node) {
        (0 | 1, Json::Object(members)) => change_members(members, donor, chance),
        (0 | 1, Json::Array(items)) if !items.is_empty() => {
            let (from, to) = (chance.below(items.len()), chance.below(items.len()));
            match chance.below(3) {
                0 => drop(items.remove(from)),
                1 => items.insert(to, items[from].clone()),
                _ => items.swap(from, to),
            }
        }
        (2, Json::String(text)) => {
            let at = text.char_indices().nth(chance.below(text.chars().count().max(1))).map_or(0, |(at, _)| at);
            match chance.below(3) {
                0 => text.truncate(at),
                1 => text.insert_str(at, chance.word()),
                _ => *text = text.repeat(2),
            }
        }
        (3, _) => *node = serde_json::from_str(ODD[chance.below(ODD.len())]).unwrap_or(Json::Null),
        (4, _) => *node = Json::from(chance.word()),
        // Something else of the same text in its place.
        _ => {
            let (mut donor, count) = (donor.clone(), nodes(donor));
            if let Some(other) = nth(&mut donor, &mut chance.below(count)) {
                *node = other.take();
            }
        }
    }
}

fn change_members(members: &mut Map<String, Json>, donor: &Json, chance: &mut Chance) {
    let name = members.keys().nth(chance.below(members.len().max(1))).cloned().unwrap_or_default();
    match chance.below(3) {
        0 => drop(members.remove(&name)),
        1 => {
            let value = members.remove(&name).unwrap_or_default();
            members.insert(chance.word().to_owned(), value);
        }
        _ => {
            let (mut donor, count) = (donor.clone(), nodes(donor));
            let value = nth(&mut donor, &mut chance.below(count)).map(Json::take).unwrap_or_default();
            members.insert(chance.word().to_owned(), value);
        }
    }
}

/// How many values there are in one, itself among them.
fn nodes(json: &Json) -> usize {
    match json {
        Json::Array(items) => 1 + items.iter().map(nodes).sum::<usize>(),
        Json::Object(members) => 1 + members.values().map(nodes).sum::<usize>(),
        _ => 1,
    }
}

/// The value that comes so many after the first.
fn nth<'a>(json: &'a mut Json, left: &mut usize) -> Option<&'a mut Json> {
    if *left == 0 {
        return Some(json);
    }
    *left -= 1;
    match json {
        Json::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Json::Object(members) => members.values_mut().find_map(|member| nth(member, left)),
        _ => None,
    }
}

/// The words of the dictionary: one between quotes a line, where the line is no comment.
pub fn words() -> impl Iterator<Item = &'static str> {
    DICTIONARY.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'))
}

/// Numbers that only look random (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn word(&mut self) -> &'static str {
        let number = self.below(words().count());
        words().nth(number).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const TEXT: &str = "200 5\n{\"Id\":9007199254740993,\"Stages\":[{\"Name\":\"One\"},{\"Name\":\"Two\"}]}";

    #[test]
    fn json_stays_json_behind_the_first_line_and_changes_in_many_ways() {
        let mut seen = BTreeSet::new();
        for seed in 0..500 {
            let changed = String::from_utf8(mutated(TEXT.as_bytes(), seed).unwrap()).unwrap();
            let body = changed.strip_prefix("200 5\n").unwrap();
            serde_json::from_str::<Json>(body).unwrap();
            assert_eq!(mutated(TEXT.as_bytes(), seed).unwrap(), changed.as_bytes(), "the same seed, the same change");
            seen.insert(changed);
        }
        assert!(seen.len() > 300, "{} different texts", seen.len());
        assert!(seen.iter().any(|text| text.contains("9007199254740993")), "every digit stays");
    }

    #[test]
    fn what_is_no_json_is_left_to_others() {
        for text in ["", "VERIFF_FINISHED", "{\"a\":", "{} and more"] {
            assert_eq!(mutated(text.as_bytes(), 7), None, "{text}");
        }
    }
}
