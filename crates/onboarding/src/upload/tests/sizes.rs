//! Sizes in words.

use super::super::size::{limit_and_size, show_size};
use super::*;

#[test]
fn sizes_are_told_as_phones_show_them() {
    for (bytes, en, fr) in [
        (0, "0 bytes", "0 octets"),
        (999, "999 bytes", "999 octets"),
        (1000, "1 kB", "1 ko"),
        (12_345, "12 kB", "12 ko"),
        (999_499, "999 kB", "999 ko"),
        (999_600, "1 MB", "1 Mo"),
        (2_449_000, "2.4 MB", "2,4 Mo"),
        (9_960_000, "10 MB", "10 Mo"),
        (200_000_000, "200 MB", "200 Mo"),
        (3_000_000_000_000, "3,000 GB", "3\u{202f}000 Go"),
    ] {
        assert_eq!(show_size(bytes, &english()).replace('\u{a0}', " "), en);
        assert_eq!(show_size(bytes, &french()).replace('\u{a0}', " "), fr);
    }
    assert!(!show_size(u64::MAX, &english()).is_empty());
}

#[test]
fn a_limit_is_told_as_it_was_meant_and_never_exceeded() {
    let told = |limit: u64, size: u64| {
        let (limit, size) = limit_and_size(limit, size, &english());
        (limit.replace('\u{a0}', " "), size.replace('\u{a0}', " "))
    };
    let words = |limit: &str, size: &str| (limit.to_owned(), size.to_owned());
    assert_eq!(told(10_485_760, 10_485_761), words("10 MB", "11 MB"));
    assert_eq!(told(5_000_000, 5_000_001), words("5 MB", "5.1 MB"));
    assert_eq!(told(1_572_864, 1_600_000), words("1.5 MB", "1.6 MB"));
    assert_eq!(told(1_999_999, 2_000_000), words("1.9 MB", "2 MB"));
    assert_eq!(told(5, 6), words("5 bytes", "6 bytes"));
    assert_eq!(told(0, 1), words("0 bytes", "1 bytes"));
}

proptest::proptest! {
    #[test]
    fn a_file_beyond_the_limit_never_looks_as_large_as_the_limit(limit in 0u64..1 << 40, more in 1u64..1 << 30) {
        let (limit, size) = limit_and_size(limit, limit + more, &english());
        proptest::prop_assert_ne!(limit, size);
    }
}
