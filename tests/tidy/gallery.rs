//! The gallery is for those who build the app: nothing of it is in what leads download.

use super::files::{file, files};

#[test]
fn nothing_of_the_gallery_is_in_a_release() {
    let library = file("src/lib.rs").text;
    assert_eq!(unguarded("mod a;\nmod gallery;"), ["mod gallery;"]);
    assert_eq!(unguarded("#[cfg(debug_assertions)]\nmod gallery;\nmod b;\n\ngallery::mount();"), ["gallery::mount();"]);
    assert!(library.contains("\nmod gallery;"), "there is a gallery");
    assert_eq!(unguarded(&library), Vec::<&str>::new());
    let others = files("src", ".rs").into_iter().filter(|source| {
        let own = source.path.starts_with("src/gallery") || source.path == "src/lib.rs";
        !own && source.code().iter().any(|(_, line)| line.contains("gallery::"))
    });
    assert_eq!(others.map(|source| source.path).collect::<Vec<_>>(), Vec::<String>::new());
    let manifest = file("Cargo.toml").text;
    let profile = manifest.split("\n[").find(|section| section.starts_with("profile.release]"));
    assert!(profile.is_some_and(|profile| !profile.contains("debug-assertions")), "a release has none");
}

/// Lines that name the gallery and stand neither under the attribute nor right behind the line under it.
fn unguarded(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let is_guarded = |at: usize| lines[at.saturating_sub(2)..at].contains(&"#[cfg(debug_assertions)]");
    (0..lines.len()).filter(|at| lines[*at].contains("gallery") && !is_guarded(*at)).map(|at| lines[at]).collect()
}
