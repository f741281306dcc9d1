//! What may be sent until the first form: kilobytes, which are the same on every machine, never times.

use crate::failure::{Failure, OrFail, Result};
use crate::say;
use std::path::Path;

/// Bytes of everything until the first form, in brotli 11. On slow 4G each 20 kB more keep a lead waiting a tenth of a
/// second, so whatever makes it larger must be worth that: the aim is 130,000. A little above what the app is today.
const UNTIL_THE_FIRST_FORM: u64 = 328_000;

/// Fails where a build has become too heavy, and names each file that weighs; its `.br` files tell how much.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let page = std::fs::read_to_string(dist.join("index.html")).or_cannot(|| "read the built page".to_owned())?;
    let mut files = vec!["index.html".to_owned()];
    for entry in std::fs::read_dir(dist).or_cannot(|| format!("read {}", dist.display()))? {
        let name = entry.or_cannot(|| format!("read {}", dist.display()))?.file_name();
        files.extend(name.to_str().filter(|name| is_fetched_by(&page, name)).map(str::to_owned));
    }
    files.sort();
    let size = |name: String| {
        let compressed = dist.join(format!("{name}.br"));
        let size = std::fs::metadata(&compressed).or_cannot(|| format!("weigh {}", compressed.display()))?.len();
        Ok((name, size))
    };
    let weighed: Vec<(String, u64)> = files.into_iter().map(size).collect::<Result<_>>()?;
    judge(&weighed, UNTIL_THE_FIRST_FORM).map(say::line)
}

/// Whether the page itself asks for a file: by a link, a script or an import. A list of digests asks for none, and the
/// rest of the app, which the page names, comes behind the first form.
fn is_fetched_by(page: &str, file: &str) -> bool {
    let is_kind = [".css", ".js", ".wasm"].iter().any(|ending| file.ends_with(ending)) && !file.starts_with("rest-");
    let asking = page.split("<script").map(|part| match part.split_once("</script>") {
        Some((script, rest)) if script.split('>').next().is_some_and(|tag| tag.contains("importmap")) => rest,
        _ => part,
    });
    is_kind && asking.into_iter().any(|part| part.contains(&format!("/{file}")))
}

/// One sentence about the whole, with its parts where they are too much together.
fn judge(files: &[(String, u64)], budget: u64) -> Result<String> {
    let sum: u64 = files.iter().map(|(_, size)| size).sum();
    let kilobytes = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    let of = format!("{} of {} are sent until the first form", kilobytes(sum), kilobytes(budget));
    if sum <= budget {
        return Ok(format!("{of}."));
    }
    let mut heaviest: Vec<_> = files.iter().collect();
    heaviest.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let named: Vec<_> = heaviest.iter().map(|(name, size)| format!("{name} {}", kilobytes(*size))).collect();
    Err(Failure::new(format!("The app has become too heavy: {of} (brotli 11). They are {}.", named.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<meta name="rest" content="/rest-1.wasm"><script type="importmap">{"integrity":{"/later-1.wasm":"sha384-x"}}</script>
        <link href=/style-1.css rel=stylesheet><link rel=modulepreload href=/app-1.js>
        <script type=module>import init from '/app-1.js';init('/app-1_bg.wasm')</script>"#;

    #[test]
    fn what_the_page_asks_for_counts_and_what_is_fetched_later_does_not() {
        for (file, counts) in [
            ("style-1.css", true),
            ("app-1.js", true),
            ("app-1_bg.wasm", true),
            ("later-1.wasm", false),
            ("rest-1.wasm", false),
            ("service-worker.js", false),
            ("app-1.js.br", false),
        ] {
            assert_eq!(is_fetched_by(PAGE, file), counts, "{file}");
        }
    }

    #[test]
    fn too_much_is_told_file_by_file_the_heaviest_first() {
        let files = [("index.html".to_owned(), 4_321), ("app_bg.wasm".to_owned(), 120_000)];
        let within = "124.3 kB of 130.0 kB are sent until the first form.";
        assert_eq!(judge(&files, 130_000), Ok(within.to_owned()));
        let beyond = "The app has become too heavy: 124.3 kB of 100.0 kB are sent until the first form (brotli 11). \
             They are app_bg.wasm 120.0 kB, index.html 4.3 kB.";
        assert_eq!(judge(&files, 100_000), Err(Failure::new(beyond)));
    }
}
