//! White label: from one colour, whichever it is, all that `style/tokens.css` needs to wear it in both schemes.
//!
//! A colour changes no more than contrast asks for (WCAG 2.2, 1.4.3 and 1.4.11): darker on light paper, lighter on dark.

mod color;

pub use color::Color;

/// A hundredth more than WCAG asks for, since luminances are rounded: 4.5:1 for text.
const TEXT: u32 = 455;
/// The same for what is no text, 3:1.
const SHAPE: u32 = 305;

const WHITE: Color = Color { red: 255, green: 255, blue: 255 };
const BLACK: Color = Color { red: 0, green: 0, blue: 0 };

/// The app's own colour, worn where nobody gives another: `--blue-600`.
const OURS: Color = Color { red: 0x24, green: 0x59, blue: 0xd3 };

/// The colours of one scheme, named as in `style/tokens.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Fill of the main button, of progress and of checked controls.
    pub fill: Color,
    /// The same when pointed at.
    pub hover: Color,
    /// Text on the two.
    pub contrast: Color,
    /// Links.
    pub text: Color,
    /// Tint behind text.
    pub soft: Color,
}

/// What a colour becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The colour as it was given: for decoration, which needs no contrast.
    pub given: Color,
    /// On light paper.
    pub light: Shades,
    /// On dark paper.
    pub dark: Shades,
}

/// What the colours of a scheme stand on, and what stands on their tint.
struct Grounds {
    /// `--page`, `--surface` and `--fill`.
    under: [Color; 3],
    /// `--text`, `--text-muted` and `--error`.
    over: [Color; 3],
}

const LIGHT: Grounds = Grounds {
    under: [Color::hex(0xf5f7fa), WHITE, Color::hex(0xeaeef3)],
    over: [Color::hex(0x16202e), Color::hex(0x526071), Color::hex(0xb3261e)],
};
const DARK: Grounds = Grounds {
    under: [Color::hex(0x11161d), Color::hex(0x1a212b), Color::hex(0x2a3440)],
    over: [Color::hex(0xf5f7fa), Color::hex(0xa9b5c3), Color::hex(0xff9d94)],
};

impl Palette {
    /// Derives all colours from one.
    pub fn of(given: Color) -> Self {
        Self { given, light: light(given), dark: dark(given) }
    }

    /// The custom properties that it sets on the document.
    pub const PROPERTIES: [&'static str; 11] = [
        "--brand-mark",
        "--light-brand",
        "--light-brand-hover",
        "--light-brand-contrast",
        "--light-brand-text",
        "--light-brand-soft",
        "--dark-brand",
        "--dark-brand-hover",
        "--dark-brand-contrast",
        "--dark-brand-text",
        "--dark-brand-soft",
    ];

    /// The same with their values.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Color)> {
        let of_scheme = |shades: Shades| [shades.fill, shades.hover, shades.contrast, shades.text, shades.soft];
        let colors = [self.given].into_iter().chain(of_scheme(self.light)).chain(of_scheme(self.dark));
        Self::PROPERTIES.into_iter().zip(colors)
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::of(OURS)
    }
}

/// A picture for the browser's tab where the company gives none: the first letter of its name on its colour, as SVG.
/// `None` where the name has no letter and no digit.
pub fn monogram(name: &str, palette: &Palette) -> Option<String> {
    let letter: String = name.chars().find(|c| c.is_alphanumeric())?.to_uppercase().collect();
    let (fill, contrast) = (palette.light.fill, palette.light.contrast);
    Some(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='{fill}'/>\
         <text x='16' y='23' text-anchor='middle' font-family='sans-serif' font-weight='700' font-size='20' \
         fill='{contrast}'>{letter}</text></svg>"
    ))
}

/// On light paper a button is dark, with white text.
fn light(given: Color) -> Shades {
    let contrast = WHITE;
    let will_do = |color: Color| stands_on(color, SHAPE, &LIGHT.under) && color.contrast(contrast) >= TEXT;
    let given = if is_grey(given) && !will_do(given) { LIGHT.over[0] } else { given };
    let darker = |step| given.toward(BLACK, step);
    let fill = first(&darker, &will_do);
    let is_nearly_black = fill.luminance() < 20_000;
    let hover = if is_nearly_black { fill.toward(WHITE, 48) } else { fill.toward(BLACK, 40) };
    let soft = tint(given, WHITE, 24, &LIGHT.over);
    let text = first(&darker, &|color| stands_on(color, TEXT, &LIGHT.under[..2]) && color.contrast(soft) >= TEXT);
    Shades { fill, hover, contrast, text, soft }
}

/// On dark paper it is light, with black text.
fn dark(given: Color) -> Shades {
    let contrast = BLACK;
    let will_do = |color: Color| stands_on(color, SHAPE, &DARK.under) && color.contrast(contrast) >= TEXT;
    let given = if is_grey(given) && !will_do(given) { DARK.over[0] } else { given };
    let lighter = |step| lightened(given, step);
    let fill = first(&lighter, &will_do);
    let is_nearly_white = fill.luminance() > 600_000;
    let hover = if is_nearly_white { fill.toward(BLACK, 32) } else { fill.toward(WHITE, 64) };
    let soft = tint(vivid(given), DARK.under[1], 40, &DARK.over);
    let text = first(&lighter, &|color| stands_on(color, TEXT, &DARK.under[..2]) && color.contrast(soft) >= TEXT);
    Shades { fill, hover, contrast, text, soft }
}

/// White on white paper, and black on black, have no hue to keep. Halfway they would be grey, which looks disabled, so
/// they turn into the ink of the paper.
fn is_grey(color: Color) -> bool {
    color.strongest() - color.weakest() < 24
}

/// Up to its vivid form in 256 steps, and from there to white in as many.
fn lightened(color: Color, step: u32) -> Color {
    let vivid = vivid(color);
    if step <= 256 { color.toward(vivid, step) } else { vivid.toward(WHITE, step - 256) }
}

/// The colour at full strength, so that a deep red turns to a clear red and not to a dusty pink. The darker it is, the
/// less its hue can be trusted, and the whiter it gets.
fn vivid(color: Color) -> Color {
    let missing = u32::from(255 - color.strongest());
    color.scaled().toward(WHITE, missing * missing / 255)
}

/// The paper with some of the colour in it (of 256 parts), as much as what stands on it bears.
fn tint(color: Color, paper: Color, most: u32, over: &[Color]) -> Color {
    first(&|step| paper.toward(color, most.saturating_sub(step)), &|tint| stands_on(tint, TEXT, over))
}

fn stands_on(color: Color, least: u32, grounds: &[Color]) -> bool {
    grounds.iter().all(|ground| color.contrast(*ground) >= least)
}

/// The first colour of a way that will do. Each way ends in black, white or paper, which do.
fn first(way: &dyn Fn(u32) -> Color, will_do: &dyn Fn(Color) -> bool) -> Color {
    const STEPS: u32 = 512;
    (0..STEPS).map(way).find(|color| will_do(*color)).unwrap_or_else(|| way(STEPS))
}

#[cfg(test)]
mod tests;
