//! A site of Caddy.

use super::{FILE, HASHED};
use crate::dist::headers::{ASKED, FOREVER, Headers};

/// A whole Caddyfile: the address and the folder are set in the environment, or written in. Caddy forgets them where it
/// answers with an error, so they are said twice.
pub(super) fn site(headers: &Headers) -> String {
    let everywhere: String = headers.everywhere.iter().map(|(name, value)| format!("\t\t{name} `{value}`\n")).collect();
    format!(
        "# Made by `cargo xtask dist`.\n\
         (front-office-headers) {{\n\theader {{\n{everywhere}\t\t-Server\n\t}}\n}}\n\
         {{$FRONT_OFFICE_ADDRESS:onboarding.example.com}} {{\n\
         \troot * {{$FRONT_OFFICE_ROOT:/srv/front-office}}\n\
         \timport front-office-headers\n\
         \t@hashed path_regexp {HASHED}\n\
         \theader @hashed Cache-Control `{FOREVER}`\n\
         \t@others not path_regexp {HASHED}\n\
         \theader @others Cache-Control `{ASKED}`\n\
         \t@pages not path_regexp {FILE}\n\
         \trewrite @pages /index.html\n\
         \tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         \thandle_errors {{\n\
         \t\timport front-office-headers\n\
         \t\theader Cache-Control no-store\n\
         \t\trespond `{{http.error.status_code}}` {{http.error.status_code}}\n\
         \t}}\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_hold_quotation_marks() {
        let headers =
            Headers { everywhere: vec![("Permissions-Policy", "a=(\"https://b\")".to_owned())], hashed: Vec::new() };
        assert!(site(&headers).contains("\t\tPermissions-Policy `a=(\"https://b\")`\n"));
    }
}
