//! The app's WebAssembly in two parts: what its first screens need, and the rest, which comes behind them.
//!
//! What belongs to the first part was noted by running it (`cargo xtask profile`), and is kept in `first-screens.txt`,
//! so that two builds of one commit are equal. A function that the list misses holds up the page until the rest is there;
//! one that is there in vain costs its bytes.

mod calls;
mod data;
mod divide;
mod instrument;
mod list;
mod order;
mod short;
mod split;
mod table;
mod whole;

use super::html;
use super::site::{INDEX, Site};
use crate::failure::{Failure, OrFail, Result};
use crate::process;
use crate::project::Project;
use crate::say;
use crate::tools::SearchPath;
use data::DataMap;
use list::List;
use short::Names;
use std::path::{Path, PathBuf};
use std::process::Command;
use whole::Whole;

/// What the list is in.
const LIST: &str = "xtask/src/dist/parts/first-screens.txt";
/// What the linker leaves.
const LINKED: &str = "target/wasm32-unknown-unknown/release/front-office.wasm";
/// What the name of the app's WebAssembly ends in.
const WASM: &str = "_bg.wasm";
/// What brings the rest, behind the script that wasm-bindgen writes.
const LOADER: &str = include_str!("parts/loader.js");
/// The same where nothing is cut: fails once, so that what asks again is noted as well, since it can never come late; and
/// what waits for the whole is none of the first screens' business.
const FAILING_LOADER: &str = include_str!("parts/failing-loader.js");
/// The line of that script after which the first part can ask for the rest.
const IMPORTS: &str = "const imports = __wbg_get_imports();";
/// Small functions stay functions: one that was merged into its caller goes wherever that goes. Measured on
/// everything sent until the first form; more than this, or less, is larger.
const OPTIMISATION: [&str; 5] =
    ["-Oz", "--one-caller-inline-max-function-size", "30", "--always-inline-max-function-size", "5"];

/// The compiler's flags for an app that can be cut.
pub(super) fn flags() -> String {
    let crates =
        std::env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from).join("registry/src");
    [
        // As in .cargo/config.toml, which these replace.
        "--cfg".to_owned(),
        "erase_components".to_owned(),
        // As above: even a function with one caller is merged into it only where it is small.
        "-Cllvm-args=-inline-threshold=-14950".to_owned(),
        // The list knows functions by name.
        "-Csymbol-mangling-version=v0".to_owned(),
        "-Clink-arg=--emit-relocs".to_owned(),
        // Where a panic comes from is told by the crate's own folder, and nobody's machine is told of.
        format!("--remap-path-prefix={}=crates", crates.display()),
    ]
    .join("\x1f")
}

fn home() -> PathBuf {
    std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default()
}

/// Puts two modules in the place of the one that Trunk left.
pub(super) fn cut(project: &Project, built: &Built, site: &mut Site) -> Result<()> {
    let mut whole = Whole::read(&built.wasm).map_err(cannot_be_cut)?;
    let list = List::read(&project.read(LIST)?);
    if list.is_void_for(&whole.names) {
        say::prominent(
            "The first screens were noted of another app, so they wait for the rest: `cargo xtask profile`.",
        );
    }
    let is_first: Vec<bool> = whole.names.iter().map(|name| list.has(name)).collect();
    let linked = std::fs::read(project.path(LINKED)).or_cannot(|| format!("read {LINKED}"))?;
    let map = DataMap::read(&linked).map_err(|error| cannot_be_cut(error.to_string()))?;
    let (names, script) = Names::new(&whole, &built.script).map_err(cannot_be_cut)?;
    names.give(&mut whole);
    let parts = split::split(&whole, &map, &is_first).map_err(|error| cannot_be_cut(error.to_string()))?;

    let rest = "rest-0000000000000000.wasm";
    site.put(wasm_of(site)?, parts.first);
    site.put(rest, parts.rest);
    let fetching = format!("{IMPORTS} imports.{} = {{ {}: fetchRest }};", split::NAMESPACE, split::FETCH);
    if script.matches(IMPORTS).count() == 0 {
        return Err(cannot_be_cut("wasm-bindgen writes another script than it did".to_owned()));
    }
    site.put(script_of(site)?, script.replace(IMPORTS, &fetching) + LOADER);
    let page = naming(&site.text(INDEX)?, rest)?;
    site.put(INDEX, page);
    Ok(())
}

/// The page with the name of the rest, for the loader and for the service worker, which keeps what the page names.
fn naming(page: &str, rest: &str) -> Result<String> {
    let title = html::tags(page, "title").into_iter().next();
    let (head, others) = title
        .and_then(|title| page.split_at_checked(title.place.start))
        .ok_or_else(|| Failure::new("The page has no title before which the rest can be named: restore index.html."))?;
    Ok(format!("{head}<meta name=\"rest\" content=\"/{rest}\">{others}"))
}

/// The same app, as one module that notes what of it runs, and where in its memory it does.
pub(super) fn noting(built: &Built, site: &mut Site) -> Result<u64> {
    let (wasm, page) = instrument::instrument(&built.wasm).map_err(|error| cannot_be_cut(error.to_string()))?;
    site.put(wasm_of(site)?, wasm);
    site.put(script_of(site)?, built.script.clone() + FAILING_LOADER);
    Ok(page)
}

/// Makes the list from what was noted: a byte for each function, in each of these files.
pub(super) fn keep_list(project: &Project, built: &Built, notes: &[PathBuf]) -> Result<usize> {
    let whole = Whole::read(&built.wasm).map_err(cannot_be_cut)?;
    let mut ran = vec![false; whole.names.len()];
    for note in notes {
        let bytes = std::fs::read(note).or_cannot(|| format!("read {}", note.display()))?;
        ran.iter_mut().zip(bytes).for_each(|(ran, byte)| *ran |= byte != 0);
    }
    let list = List::of(whole.names.iter().zip(ran).filter(|(_, ran)| *ran).map(|(name, _)| *name));
    std::fs::write(project.path(LIST), list.text()).or_cannot(|| format!("write {LIST}"))?;
    Ok(list.len())
}

/// The whole app before it is cut, its functions named.
pub(super) struct Built {
    wasm: Vec<u8>,
    script: String,
}

impl Built {
    /// Makes it from what the linker has left, with [`flags`].
    pub(super) fn new(project: &Project, tools: &SearchPath) -> Result<Self> {
        say::doing("Making the whole WebAssembly small, its functions named (about a minute)");
        let folder = project.scratch("parts")?;
        let (bound, small) = (folder.join("front-office_bg.wasm"), folder.join("small.wasm"));
        let mut bind = Command::new("wasm-bindgen");
        // The names stay the compiler's: in those that wasm-bindgen would make of them, each crate has its hash.
        bind.args(["--target=web", "--no-typescript", "--no-demangle", "--out-name=front-office", "--out-dir"]);
        bind.arg(&folder).arg(project.path(LINKED));
        run(tools, &mut bind)?;
        without_linking(&bound)?;
        let mut optimise = Command::new("wasm-opt");
        optimise
            .args(OPTIMISATION)
            .args(features(&project.read(INDEX)?)?)
            .arg("--debuginfo")
            .arg(&bound)
            .arg("--output")
            .arg(&small);
        run(tools, &mut optimise)?;
        let wasm = std::fs::read(&small).or_cannot(|| format!("read {}", small.display()))?;
        let script =
            std::fs::read_to_string(folder.join("front-office.js")).or_cannot(|| "read the app's script".to_owned())?;
        Ok(Self { wasm, script })
    }
}

/// The features that all supported browsers have, as the page's source names them to Trunk.
fn features(page: &str) -> Result<Vec<String>> {
    let links = html::tags(page, "link");
    let named = links.iter().find_map(|link| link.attribute("data-wasm-opt-params"));
    let named = named.ok_or_else(|| Failure::new("index.html names no features to wasm-opt: restore it."))?;
    Ok(named.split_whitespace().map(str::to_owned).collect())
}

fn run(tools: &SearchPath, command: &mut Command) -> Result<()> {
    tools.apply(command)?;
    process::run(command, "The WebAssembly could not be made small; the lines above say why.")
}

/// The linker's lists are read from what it left; other tools only stumble over them.
fn without_linking(path: &Path) -> Result<()> {
    let cannot = || format!("read {}", path.display());
    let wasm = std::fs::read(path).or_cannot(cannot)?;
    let kept = whole::without(&wasm, |name| name == "linking" || name.starts_with("reloc."));
    std::fs::write(path, kept.map_err(|error| cannot_be_cut(error.to_string()))?)
        .or_cannot(|| format!("write {}", path.display()))
}

fn wasm_of(site: &Site) -> Result<String> {
    let name = site.names().find(|name| name.ends_with(WASM)).map(str::to_owned);
    name.ok_or_else(|| Failure::new(format!("Trunk left no file that ends in {WASM}.")))
}

fn script_of(site: &Site) -> Result<String> {
    Ok(wasm_of(site)?.replace(WASM, ".js"))
}

fn cannot_be_cut(reason: String) -> Failure {
    Failure::new(format!("The WebAssembly cannot be cut in two: {reason}."))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_page_names_the_rest_whatever_its_title_says() {
        for title in ["<title>Steps</title>", "<title data-fr=\"Étapes\">Steps</title>"] {
            let page = naming(&format!("<head>{title}</head>"), "rest-1.wasm").unwrap();
            assert_eq!(page, format!("<head><meta name=\"rest\" content=\"/rest-1.wasm\">{title}</head>"));
        }
        assert!(naming("<head></head>", "rest-1.wasm").is_err());
        let source = Project::here().unwrap().read(INDEX).unwrap();
        assert!(naming(&source, "rest-1.wasm").unwrap().contains("/rest-1.wasm"));
    }

    #[test]
    fn the_features_are_those_that_the_page_names_to_trunk() {
        let features = features(&Project::here().unwrap().read(INDEX).unwrap()).unwrap();
        assert!(features.len() > 1 && features.iter().all(|feature| feature.starts_with("--enable-")), "{features:?}");
        assert!(super::features("<link rel=icon>").is_err());
    }
}
