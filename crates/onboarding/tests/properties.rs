//! Laws of the machine, tried with random visits to a tiny simulated back-end: random journeys, random clicks, lost,
//! late and broken answers. Likewise of the uploads, and of what is kept.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

mod properties {
    mod back_end;
    mod brand;
    mod drafts;
    mod frames;
    mod laws;
    mod records;
    mod script;
    mod sessions;
    mod uploads;
    mod world;
}
