//! Digests, as names, Subresource Integrity and Content Security Policy spell them.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256, Sha384};

/// Sixteen hexadecimal digits for a file's name (`service-worker.js` and the sandbox know such names).
pub(super) fn for_name(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// An `integrity` attribute (W3C, Subresource Integrity, section 3.5).
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// A source expression for an inline script or stylesheet (CSP Level 3, section 2.3.1, `hash-source`).
pub(super) fn source(inline: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(inline)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        // FIPS 180-2, appendix B.1: SHA-256 of "abc".
        assert_eq!(for_name(b"abc"), "ba7816bf8f01cfea");
        // W3C, Subresource Integrity, section 1.2: alert('Hello, world.');
        let script = "alert('Hello, world.');";
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(script.as_bytes()), expected);
        // CSP Level 3, section 6.1.11.2, example: the same script.
        assert_eq!(source(script), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
