//! Building blocks of pages, each on a page that has it.

mod button;
mod dialog;
mod error_summary;
mod field_frame;
mod language;
mod notice;
mod offline;
mod page;
mod progress;
mod saved;
mod signature_pad;
mod summary;
mod task_list;
