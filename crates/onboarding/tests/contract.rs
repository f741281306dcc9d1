//! The core against the hand-written golden messages of `tests/contract`: what it asks is what they say, and what it
//! makes of each answer. A golden that no table here names makes the tests fail, so that none is silently left out.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

mod contract {
    mod coverage;
    mod documents;
    mod drafts;
    mod entering;
    mod forms;
    mod golden;
    mod play;
    mod providers;
    mod staying;
    mod tables;
    mod uploads;
}
