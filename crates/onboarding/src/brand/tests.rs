//! Colours as they are read and derived; `tests/properties/brand.rs` holds any colour to what is promised.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

#[test]
fn a_colour_is_read_as_css_writes_it() {
    let written = |text: &str| Color::parse(text).map(|color| color.to_string());
    for (text, read) in [
        ("#0b5fff", "#0b5fff"),
        ("#0B5FFF", "#0b5fff"),
        ("0b5fff", "#0b5fff"),
        (" #0b5fff\n", "#0b5fff"),
        ("#000", "#000000"),
        ("#1aF", "#11aaff"),
    ] {
        assert_eq!(written(text).as_deref(), Some(read), "{text:?}");
    }
    for text in
        ["", "#", "#12", "#1234", "#12345", "#1234567", "#12345678", "#+12345", "#ggg", "red", "url(//x)", "##123456"]
    {
        assert_eq!(written(text), None, "{text:?}");
    }
}

#[test]
fn luminance_is_that_of_the_standard() {
    // 0.2126 × 0.21586 and so on, of the formulas of WCAG 2.2, in millionths.
    for (color, expected) in [
        (0x000000, 0),
        (0xffffff, 1_000_000),
        (0x808080, 215_860),
        (0xff0000, 212_600),
        (0x0000ff, 72_200),
        (0x0a0a0a, 3_035),
        (0x767676, 181_164),
    ] {
        let found = Color::hex(color).luminance();
        assert!(found <= expected && expected - found <= expected / 1000 + 1, "{color:06x}: {found}, not {expected}");
    }
    assert_eq!(BLACK.contrast(WHITE), 2100);
    assert_eq!(WHITE.contrast(Color::hex(0x767676)), 454);
}

#[test]
fn a_colour_that_has_enough_contrast_is_worn_as_it_is() {
    for color in [0x0b5fff, 0x7a1f5c, 0xb3261e, 0x0b6b3a] {
        assert_eq!(Palette::of(Color::hex(color)).light.fill, Color::hex(color));
    }
    for color in [0xffd400, 0x39ff14, 0xffffff, 0xff8a00] {
        assert_eq!(Palette::of(Color::hex(color)).dark.fill, Color::hex(color));
    }
}

#[test]
fn a_colour_keeps_what_it_is_as_far_as_contrast_allows() {
    let Palette { light, dark, .. } = Palette::of(Color::hex(0xffd400));
    assert!(light.fill.red > light.fill.green && light.fill.blue == 0, "gold, not grey: {}", light.fill);
    assert_eq!((light.contrast, dark.contrast), (WHITE, BLACK));
    let Palette { light, dark, .. } = Palette::of(Color::hex(0x7a0000));
    assert_eq!((light.fill, light.contrast), (Color::hex(0x7a0000), WHITE));
    assert!(dark.fill.red > 2 * dark.fill.green, "red, not pink: {}", dark.fill);
}

#[test]
fn white_on_white_and_black_on_black_turn_into_ink_and_not_into_grey() {
    for color in [0x000000, 0x020000, 0x111111] {
        assert_eq!(Palette::of(Color::hex(color)).dark.fill, DARK.over[0]);
    }
    for color in [0xffffff, 0xfefefe, 0xc0c0c0] {
        let Palette { light, .. } = Palette::of(Color::hex(color));
        assert_eq!((light.fill, light.text), (LIGHT.over[0], LIGHT.over[0]));
        assert_ne!(light.soft, WHITE, "what is next still stands out");
    }
}

#[test]
fn the_properties_are_those_of_the_stylesheet() {
    let sheet = include_str!("../../../../style/tokens.css");
    for (name, _) in Palette::default().properties() {
        assert!(sheet.contains(&format!("var({name}, ")), "{name}");
    }
    assert!(sheet.contains(&format!("--blue-600: {OURS};")));
}

#[test]
fn a_company_without_a_picture_gets_its_letter() {
    let letter = |name| {
        monogram(name, &Palette::default())
            .map(|svg| svg.rsplit_once("</text>").unwrap().0.rsplit_once('>').unwrap().1.to_owned())
    };
    assert_eq!(letter("acme").as_deref(), Some("A"));
    assert_eq!(letter(" <script>").as_deref(), Some("S"), "nothing that SVG would read");
    assert_eq!(letter("\u{202e}é").as_deref(), Some("É"));
    assert_eq!(letter("شركة").as_deref(), Some("ش"));
    assert_eq!(letter("&<>\"'"), None);
    assert_eq!(letter(""), None);
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,12}") {
        let _ = Color::parse(&text);
        let _ = monogram(&text, &Palette::default());
    }

    #[test]
    fn what_is_shown_is_read_again(number in 0..=0xff_ffff_u32) {
        let color = Color::hex(number);
        prop_assert_eq!(Color::parse(&color.to_string()), Some(color));
    }
}
