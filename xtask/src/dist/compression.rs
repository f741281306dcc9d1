//! A brotli and a gzip file beside each file that gets smaller by it, so that no host compresses at each visit.

use super::site::Site;
use crate::failure::{OrFail, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use std::io::Write;

const COMPRESSIBLE: [&str; 7] = ["css", "html", "js", "json", "svg", "txt", "wasm"];
/// The best that brotli does; it takes seconds, once.
const QUALITY: i32 = 11;
/// The largest window that every browser takes (RFC 7932, section 9.1).
const WINDOW: i32 = 22;

/// Adds the compressed files.
pub(super) fn add(site: &mut Site) -> Result<()> {
    let compressible = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| COMPRESSIBLE.contains(&ending));
    let names: Vec<String> = site.names().filter(|name| compressible(name)).map(str::to_owned).collect();
    for name in names {
        let bytes = site.bytes(&name)?;
        let (brotli, gzip) = (
            brotli(bytes).or_cannot(|| format!("compress {name}"))?,
            gzip(bytes).or_cannot(|| format!("compress {name}"))?,
        );
        site.put(format!("{name}.br"), brotli);
        site.put(format!("{name}.gz"), gzip);
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Without a time in its header, so that the same content is the same file.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::io::Read;

    #[test]
    fn each_file_that_gets_smaller_has_two_beside_it_that_hold_the_same() {
        let text = "a line that comes again\n".repeat(100);
        let mut site = Site::default();
        site.put("a.js", text.clone());
        site.put("a.png", "picture");
        add(&mut site).unwrap();
        assert_eq!(site.names().collect::<Vec<_>>(), ["a.js", "a.js.br", "a.js.gz", "a.png"]);
        let (mut plain, mut unzipped) = (Vec::new(), String::new());
        brotli::BrotliDecompress(&mut site.bytes("a.js.br").unwrap(), &mut plain).unwrap();
        flate2::read::GzDecoder::new(site.bytes("a.js.gz").unwrap()).read_to_string(&mut unzipped).unwrap();
        assert_eq!((String::from_utf8(plain).unwrap(), unzipped), (text.clone(), text));
        assert_eq!(site.bytes("a.js.gz").unwrap()[4..8], [0; 4], "a time");
    }
}
