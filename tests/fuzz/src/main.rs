//! The program behind `cargo xtask fuzz`. `FUZZ_TARGET` names the target; the rest is libFuzzer's own command line.
//! Compiled as usual, without libFuzzer, it runs each file that it is given once.
#![cfg_attr(fuzzing, no_main)]
#![allow(clippy::expect_used)]

use fuzz::Target;

/// The target that is asked for.
fn target() -> &'static Target {
    let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
    fuzz::find(&name).expect("FUZZ_TARGET is one of the targets")
}

#[cfg(fuzzing)]
mod by_coverage {
    use std::sync::LazyLock;

    use fuzz::Target;
    use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

    static TARGET: LazyLock<&Target> = LazyLock::new(super::target);

    fuzz_target!(
        init: {
            // The goldens are inputs too; libFuzzer reads its folders after this.
            if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
                for (name, seed) in fuzz::seeds(&TARGET) {
                    std::fs::write(std::path::Path::new(&folder).join(name), seed).expect("a seed can be written");
                }
            }
        },
        |bytes: &[u8]| TARGET.run(bytes)
    );

    // Half of the time bytes change, half of the time JSON does.
    fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
        let changed = (seed % 2 == 0).then(|| fuzz::mutation::mutated(&bytes[..size], seed)).flatten();
        match changed.filter(|changed| changed.len() <= most) {
            Some(changed) => {
                bytes[..changed.len()].copy_from_slice(&changed);
                changed.len()
            }
            None => fuzzer_mutate(bytes, size, most),
        }
    });
}

#[cfg(not(fuzzing))]
fn main() {
    for path in std::env::args_os().skip(1) {
        target().run(&std::fs::read(&path).expect("the file can be read"));
        println!("{} does no harm", path.display());
    }
}
