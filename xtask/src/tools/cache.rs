//! Where tools are kept for all checkouts of this user. A directory counts only once its stamp is
//! written, which happens last, so an interrupted installation is done again and never taken for good.

use crate::failure::{Failure, OrFail, Result};
use crate::say;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The directory that holds one directory per tool and version.
pub(crate) struct Cache {
    root: PathBuf,
}

/// Written when an installation is finished.
const STAMP: &str = ".complete";

impl Cache {
    /// Opens `$FRONT_OFFICE_TOOLS`, or `front-office` in the user's cache directory.
    pub(crate) fn open() -> Result<Self> {
        let root = root_from(|name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
            .ok_or_else(|| {
                Failure::new(
                    "There is no home directory to keep tools in: set FRONT_OFFICE_TOOLS to a directory for them.",
                )
            })?;
        Self::at(root)
    }

    fn at(root: PathBuf) -> Result<Self> {
        fs::create_dir_all(&root).or_cannot(|| format!("create {}", root.display()))?;
        Ok(Self { root })
    }

    /// A directory of this cache, there or not.
    pub(crate) fn directory(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The directory `name`, filled by `fill` unless that has been done before. Only one process at a
    /// time fills anything, so that two checkouts do not install the same tool twice.
    pub(crate) fn install(&self, name: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let directory = self.directory(name);
        let stamp = directory.join(STAMP);
        if stamp.exists() {
            return Ok(directory);
        }
        let _lock = self.lock()?;
        if stamp.exists() {
            return Ok(directory);
        }
        if directory.exists() {
            fs::remove_dir_all(&directory).or_cannot(|| format!("remove the unfinished {}", directory.display()))?;
        }
        fs::create_dir_all(&directory).or_cannot(|| format!("create {}", directory.display()))?;
        fill(&directory)?;
        File::create(&stamp).or_cannot(|| format!("write {}", stamp.display()))?;
        Ok(directory)
    }

    fn lock(&self) -> Result<File> {
        let path = self.directory(".lock");
        let what = || format!("lock {}", path.display());
        let file = File::create(&path).or_cannot(what)?;
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => say::doing("Waiting for another checkout that is installing tools"),
            Err(TryLockError::Error(error)) => return Err(error).or_cannot(what),
        }
        file.lock().or_cannot(what)?;
        Ok(file)
    }
}

fn root_from(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    variable("FRONT_OFFICE_TOOLS")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("front-office")))
        .or_else(|| Some(variable("HOME").or_else(|| variable("USERPROFILE"))?.join(".cache").join("front-office")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    fn root(variables: &[(&str, &str)]) -> Option<PathBuf> {
        root_from(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    }

    fn empty_cache(name: &str) -> Cache {
        Cache::at(Project::here().unwrap().scratch(name).unwrap()).unwrap()
    }

    #[test]
    fn the_most_particular_variable_decides_where_tools_are_kept() {
        assert_eq!(root(&[("HOME", "/h")]), Some("/h/.cache/front-office".into()));
        assert_eq!(root(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]), Some("/x/front-office".into()));
        assert_eq!(root(&[("XDG_CACHE_HOME", "/x"), ("FRONT_OFFICE_TOOLS", "/t")]), Some("/t".into()));
        assert_eq!(root(&[]), None);
    }

    #[test]
    fn a_finished_installation_is_used_again() {
        let cache = empty_cache("cache-finished");
        let first = cache.install("tool-1", |directory| fs::write(directory.join("tool"), "").or_cannot(String::new));
        let second = cache.install("tool-1", |_| Err(Failure::new("installed twice")));
        assert_eq!(first, second);
        assert!(second.unwrap().join("tool").exists());
    }

    #[test]
    fn an_interrupted_installation_starts_afresh() {
        let cache = empty_cache("cache-interrupted");
        let interrupted = cache.install("tool-1", |directory| {
            fs::write(directory.join("half"), "").unwrap();
            Err(Failure::new("interrupted"))
        });
        assert_eq!(interrupted, Err(Failure::new("interrupted")));
        let directory = cache.install("tool-1", |_| Ok(())).unwrap();
        assert!(!directory.join("half").exists());
    }
}
