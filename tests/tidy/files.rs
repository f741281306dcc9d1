//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};

use super::code;

/// What nobody wrote, besides those that .gitignore names.
const GENERATED: [&str; 2] = [".git", ".hypothesis"];

/// A file of the project.
#[derive(Clone)]
pub(crate) struct Source {
    /// From the root of the project, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The lines without comments and, in Rust, without tests; the first has the number 1.
    pub(crate) fn code(&self) -> Vec<(usize, String)> {
        let code = match self.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => code::without_tests(&code::without_comments(&self.text)).to_owned(),
            Some("css") => code::without_block_comments(&self.text),
            _ => self.text.clone(),
        };
        (1..).zip(code.lines().map(str::to_owned)).collect()
    }
}

/// One file, which must be there.
pub(crate) fn file(path: &str) -> Source {
    Source { path: path.to_owned(), text: fs::read_to_string(root().join(path)).unwrap() }
}

/// All files with an ending below a folder, by path; tests aside, which may say what the product must not.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<Source> {
    let of_product = |path: &str| path.ends_with(ending) && !path.contains("/tests/") && !path.ends_with("/tests.rs");
    let found: Vec<Source> = below(folder).into_iter().filter(|source| of_product(&source.path)).collect();
    assert!(!found.is_empty(), "no {ending} file in {folder}");
    found
}

/// Every text file of the project, tests included.
pub(crate) fn everything() -> Vec<Source> {
    below("")
}

fn below(folder: &str) -> Vec<Source> {
    let ignored = fs::read_to_string(root().join(".gitignore")).unwrap();
    let mut generated: Vec<&str> = ignored.lines().map(|line| line.trim_matches('/')).collect();
    generated.extend(GENERATED);
    let mut found = Vec::new();
    collect(&root().join(folder), &generated, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, generated: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // A second working tree has a file of that name instead of the folder.
        if generated.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            collect(&path, generated, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            // What is no text (a picture) is passed over.
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}
