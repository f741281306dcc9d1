//! A snippet for a `server` block of nginx, beside its `root`.

use super::{FILE, HASHED};
use crate::dist::headers::{ASKED, FOREVER, Headers, TYPES};

/// nginx forgets the headers of a block in every block inside it that has one of its own, so each has them all.
pub(super) fn snippet(headers: &Headers) -> String {
    let types: String = TYPES.iter().map(|(ending, name)| format!("    {name} {ending};\n")).collect();
    let everywhere: String = headers.everywhere.iter().map(|(name, value)| header(name, value, " always")).collect();
    let place = |matching: &str, caching: &str, files: &str| {
        let caching = header("Cache-Control", caching, "");
        format!("location {matching} {{\n{caching}{everywhere}    try_files {files};\n}}\n")
    };
    let hashed = place(&format!("~ \"{HASHED}\""), FOREVER, "$uri =404");
    let files = place(&format!("~ \"{FILE}\""), ASKED, "$uri =404");
    let pages = place("/", ASKED, "/index.html =404");
    format!(
        "# Inside `server {{ … root /srv/front-office; … }}`. Made by `cargo xtask dist`.\n\
         # The module ngx_brotli sends the .br files (Debian: libnginx-mod-http-brotli-static); without it, delete its line.\n\
         brotli_static on;\n\
         gzip_static on;\n\
         gzip_vary on;\n\
         server_tokens off;\n\
         charset utf-8;\n\
         charset_types text/css text/javascript application/json;\n\
         types {{\n{types}}}\n\
         {hashed}{files}{pages}"
    )
}

fn header(name: &str, value: &str, always: &str) -> String {
    format!("    add_header {name} \"{}\"{always};\n", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_every_header_and_its_own_caching() {
        let headers =
            Headers { everywhere: vec![("Permissions-Policy", "a=(\"https://b\")".to_owned())], hashed: Vec::new() };
        let text = snippet(&headers);
        assert_eq!(
            text.matches("add_header Permissions-Policy \"a=(\\\"https://b\\\")\" always;").count(),
            3,
            "{text}"
        );
        assert_eq!(text.matches("add_header Cache-Control \"no-cache\";").count(), 2);
        assert_eq!(text.matches("immutable").count(), 1);
        assert!(text.contains("    application/wasm wasm;\n"));
    }
}
