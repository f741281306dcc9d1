//! Laws of the machine, tried with random visits to a tiny simulated back-end: random journeys, random clicks, lost,
//! late and broken answers. Likewise of the uploads.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

mod properties {
    mod back_end;
    mod frames;
    mod laws;
    mod script;
    mod sessions;
    mod uploads;
    mod world;
}
