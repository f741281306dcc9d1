//! The pages: one file per [`onboarding::screen::Screen`].

pub(crate) mod activity;
mod agreement;
pub(crate) mod bad_configuration;
pub(crate) mod choice;
pub(crate) mod closing;
pub(crate) mod confirm;
mod documents;
pub(crate) mod failed;
pub(crate) mod form;
pub(crate) mod given;
pub(crate) mod journey;
pub(crate) mod leaving;
pub(crate) mod log_in;
pub(crate) mod lookout;
pub(crate) mod not_found;
pub(crate) mod provider;
pub(crate) mod reading;
pub(crate) mod sending;
pub(crate) mod sessions;
pub(crate) mod settling;
pub(crate) mod sign_in;
pub(crate) mod signature;
pub(crate) mod signed_out;
pub(crate) mod switching;
pub(crate) mod video;
pub(crate) mod waiting;
