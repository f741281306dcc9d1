//! The files of a site, in memory and in order.

use crate::failure::{Failure, OrFail, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The page.
pub(super) const INDEX: &str = "index.html";
/// The same page, for hosts that send it, with that status, at addresses that they do not know.
pub(super) const NOT_FOUND: &str = "404.html";
/// What a compressed file's name ends in.
pub(super) const COMPRESSED: [&str; 2] = [".br", ".gz"];

/// Files by their path below the root, with slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    /// All files below `folder`; those that start with a dot are Trunk's own.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut site = Self::default();
        site.collect(folder, "")?;
        if !site.0.contains_key(INDEX) {
            return Err(Failure::new(format!("There is no built app in {}.", folder.display())));
        }
        Ok(site)
    }

    fn collect(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let cannot = || format!("read {}", folder.display());
        for entry in fs::read_dir(folder).or_cannot(cannot)? {
            let path = entry.or_cannot(cannot)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                self.collect(&path, &format!("{prefix}{name}/"))?;
            } else if !name.starts_with('.') {
                self.0.insert(format!("{prefix}{name}"), fs::read(&path).or_cannot(cannot)?);
            }
        }
        Ok(())
    }

    /// Puts exactly these files into `folder`, which holds an earlier site or nothing.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder).or_cannot(|| format!("empty {}", folder.display()))?;
        }
        for (name, bytes) in &self.0 {
            let path = folder.join(name);
            let cannot = || format!("write {}", path.display());
            fs::create_dir_all(path.parent().unwrap_or(folder)).or_cannot(cannot)?;
            fs::write(&path, bytes).or_cannot(cannot)?;
        }
        Ok(())
    }

    /// What was there before anything was configured, compressed or said to a host.
    pub(super) fn without_generated(mut self) -> Self {
        let generated = |name: &str| {
            name.starts_with('_') || name == NOT_FOUND || COMPRESSED.iter().any(|ending| name.ends_with(ending))
        };
        self.0.retain(|name, _| !generated(name));
        self
    }

    /// The paths, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The content of a file that must be there.
    pub(super) fn bytes(&self, name: &str) -> Result<&[u8]> {
        self.0.get(name).map(Vec::as_slice).ok_or_else(|| Failure::new(format!("The built app has no file {name}.")))
    }

    /// The same as text.
    pub(super) fn text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.bytes(name)?.to_vec()).or_cannot(|| format!("read {name} as text"))
    }

    /// Adds a file, or puts another in its place.
    pub(super) fn put(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), bytes.into());
    }

    /// Takes a file away.
    pub(super) fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        self.0.remove(name)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::project::Project;

    #[test]
    fn what_was_written_is_read_again_and_nothing_of_before_stays() {
        let folder = Project::here().unwrap().scratch("site").unwrap();
        fs::write(folder.join("old.js"), "old").unwrap();
        let mut site = Site::default();
        site.put(INDEX, "page");
        site.put("a/b.css", "c");
        site.write(&folder).unwrap();
        fs::write(folder.join(".stage"), "").unwrap();
        assert_eq!(Site::read(&folder).unwrap(), site);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_generated_is_left_out_when_a_site_is_finished_again() {
        let mut site = Site::default();
        for name in ["_headers", NOT_FOUND, INDEX, "index.html.br", "a.js", "a.js.gz"] {
            site.put(name, "x");
        }
        assert_eq!(site.without_generated().names().collect::<Vec<_>>(), ["a.js", INDEX]);
    }
}
