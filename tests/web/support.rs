//! What the tests share: a tab to look at and act in, screens and forms to show there, a back-end for calls and one for files, and waiting.

pub(crate) mod back_end;
pub(crate) mod dom;
pub(crate) mod forms;
pub(crate) mod kept;
pub(crate) mod other_tab;
pub(crate) mod providers;
pub(crate) mod screens;
pub(crate) mod sound;
pub(crate) mod stub;
pub(crate) mod tab;
pub(crate) mod wait;
pub(crate) mod wire;
