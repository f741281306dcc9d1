//! Code without what is not code. Line numbers stay as they are.

/// Rust without comments; a `//` in a text is none.
pub(crate) fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            code.extend(rest[..end].chars().filter(|c| *c == '\n'));
            rest = &rest[end..];
            continue;
        } else {
            literal_length(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
        };
        code.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    code
}

/// CSS without comments.
pub(crate) fn without_block_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let mut code = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, behind) = part.split_once("*/").unwrap_or((part, ""));
        code.extend(comment.chars().filter(|c| *c == '\n'));
        code.push_str(behind);
    }
    code
}

/// Rust up to the module of its tests, which comes last.
pub(crate) fn without_tests(code: &str) -> &str {
    let is_module = |(at, mark): &(usize, &str)| {
        let mut behind = code[at + mark.len()..].lines().skip_while(|line| line.starts_with("#["));
        behind.next().is_some_and(|line| line.starts_with("mod "))
    };
    let tests = code.match_indices("#[cfg(test)]\n").find(is_module);
    tests.map_or(code, |(at, _)| &code[..at])
}

/// The length of the text or character that the code starts with, if it starts with one.
fn literal_length(code: &str) -> Option<usize> {
    if let Some(raw) = code.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let body = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(1 + hashes + 1 + body.find(&end)? + end.len());
    }
    if let Some(body) = code.strip_prefix('"') {
        return Some(1 + end_of_text(body)? + 1);
    }
    let character = code.strip_prefix('\'')?;
    let length = match character.strip_prefix('\\') {
        Some(escaped) => 2 + escaped.get(1..)?.find('\'')?,
        None => character.chars().next()?.len_utf8(),
    };
    // Otherwise it is a lifetime.
    character[length..].starts_with('\'').then_some(1 + length + 1)
}

/// Where a text ends: at the first quotation mark that is not escaped.
pub(crate) fn end_of_text(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

#[test]
fn comments_go_and_texts_stay() {
    for (text, code) in [
        ("a // b\nc", "a \nc"),
        ("a /* b\n */ c", "a \n c"),
        (r#"x("https://a") // b"#, r#"x("https://a") "#),
        (r#"x("\"//") // b"#, r#"x("\"//") "#),
        (r##"x(r#"a "//" b"#) // c"##, r##"x(r#"a "//" b"#) "##),
        ("x('\"', '\\'') // a", "x('\"', '\\'') "),
        ("fn a<'a>(b: &'a str) // c", "fn a<'a>(b: &'a str) "),
    ] {
        assert_eq!(without_comments(text), code, "{text}");
    }
    assert_eq!(without_block_comments("a /* b\n: */ c"), "a \n c");
    assert_eq!(without_tests("a\n#[cfg(test)]\n#[allow(b)]\nmod tests {\n c"), "a\n");
    assert_eq!(without_tests("a\n#[cfg(test)]\nuse b;\nc"), "a\n#[cfg(test)]\nuse b;\nc");
}
