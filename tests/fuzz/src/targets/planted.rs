//! No parser, but harm that was planted: found only by somebody who sees which inputs reach new code, since nobody meets
//! one text of seven letters by chance. So the fuzzer is known not to be blind.

use super::none;
use crate::Target;

/// Not one of [`super::TARGETS`].
pub(crate) const PLANTED: Target = Target { name: "planted", seed: none, run };

fn run(text: &str) {
    let mut reached = text.bytes();
    for letter in *b"planted" {
        if reached.next() != Some(letter) {
            return;
        }
    }
    panic!("what was planted is found");
}
