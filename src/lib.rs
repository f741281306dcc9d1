//! The UI shell.
