//! What tells a document's content from any other. The contract leaves the spelling open, so SHA-256 is recognised in
//! the usual ones, and what is not recognised is passed on as it is.

/// The hash of a document, as the back-end wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hash {
    text: String,
    sha256: Option<Vec<u8>>,
}

/// The length of a SHA-256 digest in bytes (FIPS 180-4).
const LENGTH: usize = 32;

impl Hash {
    /// Takes a hash: 64 hexadecimal digits, or `sha256` (also `sha-256`, in any case), one of `:`, `-` and `=`, and the
    /// digest in hexadecimal or base64 (Subresource Integrity writes `sha256-…`). Other texts name nothing that can be
    /// compared here.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), sha256: sha256(text.trim()).filter(|digest| digest.len() == LENGTH) }
    }

    /// As it was written, to be sent back.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it can be compared with bytes.
    pub fn is_comparable(&self) -> bool {
        self.sha256.is_some()
    }

    /// Whether it names other bytes than those of the given SHA-256 digest.
    pub(crate) fn speaks_against(&self, digest: &[u8]) -> bool {
        self.sha256.as_ref().is_some_and(|named| named != digest)
    }
}

fn sha256(text: &str) -> Option<Vec<u8>> {
    let Some(rest) = after_algorithm(text) else { return hexadecimal(text) };
    let digest = rest.strip_prefix([':', '-', '='])?;
    hexadecimal(digest).or_else(|| base64(digest))
}

fn after_algorithm(text: &str) -> Option<&str> {
    ["sha256", "sha-256"].iter().find_map(|name| {
        let head = text.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
    })
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    (text.len() == 2 * LENGTH).then(|| bytes.collect())?
}

/// Base64 in either alphabet, padded or not (RFC 4648, sections 4 and 5).
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    // Bits that fill up the last character are zero in what an encoder writes.
    (held == 0 && bytes.len() <= LENGTH).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-256 of nothing (FIPS 180-4 examples).
    const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const BASE64: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const DIGEST: [u8; 32] = [
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae,
        0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
    ];

    #[test]
    fn sha_256_is_recognised_in_the_usual_spellings() {
        let url_safe = BASE64.trim_end_matches('=').replace('+', "-").replace('/', "_");
        for text in [
            HEX.to_owned(),
            HEX.to_uppercase(),
            format!(" {HEX}\n"),
            format!("sha256:{HEX}"),
            format!("SHA-256={HEX}"),
            format!("sha256-{BASE64}"),
            format!("sha256-{}", BASE64.trim_end_matches('=')),
            format!("sha-256:{url_safe}"),
        ] {
            let hash = Hash::new(&text);
            assert!(hash.is_comparable() && !hash.speaks_against(&DIGEST), "{text}");
            assert!(hash.speaks_against(&[0; 32]), "{text}");
            assert_eq!(hash.as_str(), text);
        }
    }

    #[test]
    fn what_is_not_recognised_speaks_against_nothing() {
        let (short, long) = (&HEX[1..], format!("{HEX}00"));
        for text in [
            "",
            "sha256",
            "sha256:",
            "sha256-",
            "md5:d41d8cd98f00b204e9800998ecf8427e",
            "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
            short,
            &long,
            &format!("sha256:{short}"),
            &format!("sha256-{BASE64}?x"),
            &format!("sha256-A{BASE64}"),
            "é",
        ] {
            assert!(!Hash::new(text).is_comparable() && !Hash::new(text).speaks_against(&DIGEST), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_every_text_goes_back(text in r"(sha-?256[:=-])?[A-Za-z0-9+/=_-]{0,70}|.{0,40}") {
            let hash = Hash::new(&text);
            let _ = hash.speaks_against(&DIGEST);
            proptest::prop_assert_eq!(hash.as_str(), text);
        }

        #[test]
        fn one_bit_makes_the_difference(digest in proptest::array::uniform32(0u8..), bit in 0usize..256) {
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            let hash = Hash::new(&hex);
            proptest::prop_assert!(!hash.speaks_against(&digest));
            let mut other = digest;
            other[bit / 8] ^= 1 << (bit % 8);
            proptest::prop_assert!(hash.speaks_against(&other));
        }
    }
}
