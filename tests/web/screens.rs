//! The pages: one file per `Screen`, as in `src/screens`; those that only ever look one way share `plain`.

mod account;
mod activity;
mod bad_configuration;
mod closing;
mod entrance;
mod failed;
mod form;
mod given;
mod journey;
mod log_in;
mod lookout;
mod plain;
mod provider;
mod sessions;
mod sign_in;
mod step_up;
mod time_limit;
mod video;
