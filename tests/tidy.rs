//! The house's invariants (README, "Invariants"), checked over the source tree. Each rule is tried on bad samples
//! first, so that none is a check that cannot fail.
#![allow(clippy::unwrap_used)]

mod tidy {
    mod code;
    mod files;
    mod gallery;
    mod kinds;
    mod layers;
    mod modules;
    mod phrases;
    mod promises;
    mod rule;
    mod secrets;
    mod style;
    mod words;
}
