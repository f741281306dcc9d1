//! The reference back-end.
