//! The C++ compiler of the system, which libFuzzer needs.

use super::system_packages::{self, SystemPackage};
use crate::failure::Result;
use crate::process;

/// Finds the compiler; installs one when root.
pub(crate) fn ensure() -> Result<()> {
    let is_named = std::env::var_os("CXX").is_some_and(|name| !name.is_empty());
    if is_named || process::find_on_path("c++").is_some() {
        return Ok(());
    }
    system_packages::install(SystemPackage::CppCompiler, "A C++ compiler is missing.")
}
