//! The reference back-end as a program.

fn main() {}
