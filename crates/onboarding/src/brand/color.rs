//! A colour of the sRGB space, and how much it stands out from another (WCAG 2.2), in integers.

use std::fmt;

/// An opaque colour. It shows as CSS writes it, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, of 255.
    pub red: u8,
    /// Green, of 255.
    pub green: u8,
    /// Blue, of 255.
    pub blue: u8,
}

impl Color {
    /// Reads `#rrggbb` or `#rgb`, in any case, also without the `#`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(number)),
            // Each digit stands for two (CSS Color 4, section 5.2).
            3 => Some(Self::hex(((number & 0xf00) << 8 | (number & 0xf0) << 4 | number & 0xf) * 0x11)),
            _ => None,
        }
    }

    /// The colour that is written `0xrrggbb`.
    pub(super) const fn hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// The contrast ratio to another colour ("contrast ratio"), in hundredths, rounded down.
    pub(super) fn contrast(self, other: Self) -> u32 {
        const FLARE: u32 = 50_000;
        let (one, two) = (self.luminance() + FLARE, other.luminance() + FLARE);
        one.max(two) * 100 / one.min(two)
    }

    /// Relative luminance ("relative luminance") in millionths, at most a thousandth of itself too low.
    pub(super) fn luminance(self) -> u32 {
        let weighted = 2126 * linear(self.red) + 7152 * linear(self.green) + 722 * linear(self.blue);
        (weighted / 10_000) as u32
    }

    /// Some of the way to another colour: 0 is this one, 256 and all above are the other.
    pub(super) fn toward(self, other: Self, step: u32) -> Self {
        let step = step.min(256);
        let mixed = |a: u8, b: u8| ((u32::from(a) * (256 - step) + u32::from(b) * step + 128) / 256) as u8;
        self.with(other, mixed)
    }

    /// The same hue and saturation with one channel at 255; black becomes white.
    pub(super) fn scaled(self) -> Self {
        let strongest = u32::from(self.strongest());
        let scaled = |channel: u8, _| (u32::from(channel) * 255).checked_div(strongest).unwrap_or(255) as u8;
        self.with(self, scaled)
    }

    /// Its greatest channel.
    pub(super) fn strongest(self) -> u8 {
        self.red.max(self.green).max(self.blue)
    }

    /// Its least channel.
    pub(super) fn weakest(self) -> u8 {
        self.red.min(self.green).min(self.blue)
    }

    fn with(self, other: Self, of: impl Fn(u8, u8) -> u8) -> Self {
        Self { red: of(self.red, other.red), green: of(self.green, other.green), blue: of(self.blue, other.blue) }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The light of one channel, in millionths: c ÷ 12.92 for small ones, ((c + 0.055) ÷ 1.055)^2.4 for others, where c is
/// the channel of 1. The power is that of 2 times its own fifth root.
fn linear(channel: u8) -> u64 {
    let channel = u64::from(channel);
    if channel <= 10 {
        return channel * 100_000_000 / (255 * 1292);
    }
    let base = ((1000 * channel + 14_025) << 20) / 269_025;
    let square = base * base;
    (((square >> 10) * fifth_root(square)) * 1_000_000) >> 42
}

/// Of a number up to 1 with 40 binary places; 12 places come back.
fn fifth_root(number: u64) -> u64 {
    (0..=12).rev().map(|place| 1 << place).fold(0, |root, place| {
        let tried: u64 = root | place;
        if tried.pow(5) <= number << 20 { tried } else { root }
    })
}
