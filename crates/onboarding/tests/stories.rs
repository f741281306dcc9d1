//! What the product does, story by story, without a browser: each script says what happens, what the page then does,
//! and what it shows. Somebody new may read these from top to bottom.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

mod stories {
    mod addresses;
    mod choosing;
    mod documents;
    mod drafts;
    mod ending;
    mod faults;
    mod ids;
    mod in_place;
    mod languages;
    mod limits;
    mod link;
    mod log_in;
    mod log_out;
    mod meeting;
    mod offline;
    mod outbox;
    mod providers;
    mod retries;
    mod roster;
    mod secrets;
    mod sending;
    mod session;
    mod stakeholders;
    mod step_up;
    mod tabs;
    mod tasks;
    mod unplugged;
    mod uploads;
    mod video;
    mod waiting;
}
