//! The pages: one file per `Screen`, as in `src/screens`; those that only ever look one way share `plain`.

mod account;
mod activity;
mod bad_configuration;
mod closing;
mod failed;
mod form;
mod given;
mod journey;
mod lookout;
mod plain;
mod provider;
mod sessions;
mod step_up;
mod time_limit;
mod video;
