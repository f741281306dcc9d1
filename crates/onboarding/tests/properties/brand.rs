//! Any colour at all keeps what `style/tokens.css` promises of it, by WCAG's own formulas and the sheet's own values.

use std::collections::HashMap;
use std::sync::LazyLock;

use onboarding::brand::{Color, Palette, Shades};
use proptest::prelude::*;

/// Colours that companies have, and those that are hard.
const HARD: [&str; 24] = [
    "#000000", "#ffffff", "#ffff00", "#ffd400", "#39ff14", "#00ffff", "#ff00ff", "#ff0000", "#00ff00", "#0000ff",
    "#7a0000", "#0b5fff", "#ff6600", "#808080", "#767676", "#777777", "#020000", "#fefefe", "#7a1f5c", "#001a33",
    "#111111", "#333333", "#f5f7fa", "#1a212b",
];

/// Relative luminance as WCAG 2.2 defines it, plainly.
fn luminance(color: Color) -> f64 {
    let light = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * light(color.red) + 0.7152 * light(color.green) + 0.0722 * light(color.blue)
}

fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The custom properties of the stylesheet: all of the light scheme, and the dark ones over them.
static TOKENS: LazyLock<[HashMap<String, String>; 2]> = LazyLock::new(|| {
    let sheet = include_str!("../../../../style/tokens.css");
    let dark_start = sheet.find("@media screen and (prefers-color-scheme: dark)").unwrap();
    let dark_end = dark_start + sheet[dark_start..].find("\n}\n").unwrap();
    let read = |text: &str| -> HashMap<String, String> {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
        lines.map(|(name, value)| (name.to_owned(), value.split(';').next().unwrap().to_owned())).collect()
    };
    let light = read(&sheet[..dark_start]);
    let mut dark = light.clone();
    dark.extend(read(&sheet[dark_start..dark_end]));
    [light, dark]
});

/// The colour of a token, through the palette.
fn color(tokens: &HashMap<String, String>, name: &str) -> Color {
    let value = &tokens[name];
    match value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
        Some(name) => color(tokens, name),
        None => Color::parse(value).unwrap_or_else(|| panic!("{name}: {value}")),
    }
}

fn check(given: Color) -> Result<(), TestCaseError> {
    let palette = Palette::of(given);
    for (shades, tokens) in [palette.light, palette.dark].into_iter().zip(&*TOKENS) {
        let Shades { fill, hover, contrast: on_fill, text, soft } = shades;
        let [page, surface, track] = ["page", "surface", "fill"].map(|name| color(tokens, name));
        let mut promises = vec![(fill, track, 3.0), (on_fill, fill, 4.5), (on_fill, hover, 4.5), (text, soft, 4.5)];
        for ground in [page, surface] {
            promises.extend([(fill, ground, 3.0), (hover, ground, 3.0), (text, ground, 4.5)]);
        }
        promises.extend(["text", "text-muted", "error"].map(|over| (color(tokens, over), soft, 4.5)));
        for (one, other, least) in promises {
            let reached = contrast(one, other);
            prop_assert!(reached >= least, "{given}: {one} to {other} is {reached}, of {shades:?}");
        }
        prop_assert_ne!(fill, hover, "{}: pointing at it changes nothing", given);
    }
    Ok(())
}

#[test]
fn the_hard_colours_keep_all_promises() {
    for text in HARD {
        check(Color::parse(text).unwrap()).unwrap();
    }
}

#[test]
fn every_grey_keeps_all_promises() {
    for level in 0..=255 {
        check(Color { red: level, green: level, blue: level }).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_colour_keeps_all_promises((red, green, blue) in any::<(u8, u8, u8)>()) {
        check(Color { red, green, blue })?;
    }
}
