//! Building blocks of pages; they know nothing of journeys.

pub(crate) mod button;
pub(crate) mod copy_link;
pub(crate) mod countdown;
pub(crate) mod dialog;
pub(crate) mod error_summary;
pub(crate) mod field_frame;
pub(crate) mod icon;
pub(crate) mod language;
pub(crate) mod logo;
pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod offline;
pub(crate) mod page;
pub(crate) mod progress;
pub(crate) mod qr;
pub(crate) mod saved;
pub(crate) mod signature_pad;
pub(crate) mod skeleton;
pub(crate) mod summary;
pub(crate) mod task_list;
