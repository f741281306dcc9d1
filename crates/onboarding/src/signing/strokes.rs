//! A drawn signature as points in thousandths of the pad's width, whatever size the pad has on the screen: turning a
//! phone or resizing a window draws the same strokes anew and loses nothing.

use std::fmt::Write;

use serde_json::Value as Json;

/// The width of the pad, in its own units (contract: thousandths of its width).
pub const WIDTH: i32 = 1000;
/// Its height: the pad is always twice as wide as high.
pub const HEIGHT: i32 = 500;

/// What a signature can have at most; the contract allows as many strokes, and the points keep the body below 100 kB.
const MOST_STROKES: usize = 1000;
const MOST_POINTS: usize = 5000;
/// A hand that rests sends many events; points nearer than this to the last one say nothing new.
const NEAREST: i32 = 3;
/// The shortest way of a pen that can be a signature: a twentieth of the pad, more than a dot or a slip.
const SHORTEST: u64 = 50;

/// A place on the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    x: i32,
    y: i32,
}

/// What was drawn, stroke by stroke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strokes(Vec<Vec<Point>>);

impl Point {
    /// The place on the pad that is nearest to the given one.
    pub fn at(x: i32, y: i32) -> Self {
        Self { x: x.clamp(0, WIDTH), y: y.clamp(0, HEIGHT) }
    }

    fn is_near(self, other: Self) -> bool {
        (self.x - other.x).abs() < NEAREST && (self.y - other.y).abs() < NEAREST
    }

    /// Hundredths of units; points are never so far apart that this could overflow.
    fn hundredths_to(self, other: Self) -> u64 {
        let (dx, dy) = (self.x.abs_diff(other.x), self.y.abs_diff(other.y));
        (10_000 * (u64::from(dx).pow(2) + u64::from(dy).pow(2))).isqrt()
    }

    fn halfway(self, other: Self) -> Self {
        Self { x: (self.x + other.x) / 2, y: (self.y + other.y) / 2 }
    }
}

impl Strokes {
    /// The pen comes down.
    pub fn begin(&mut self, point: Point) {
        if self.0.len() < MOST_STROKES && self.has_room() {
            self.0.push(vec![point]);
        }
    }

    /// The pen moves on. Nothing happens before it has come down.
    pub fn extend(&mut self, point: Point) {
        let room = self.has_room();
        if let Some(stroke) = self.0.last_mut().filter(|_| room)
            && stroke.last().is_some_and(|last| !last.is_near(point))
        {
            stroke.push(point);
        }
    }

    /// Takes the last stroke back.
    pub fn undo(&mut self) {
        self.0.pop();
    }

    /// Takes everything back.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the pen has gone far enough for a signature; a dot is none.
    pub fn is_signature(&self) -> bool {
        let ways = self.0.iter().flat_map(|stroke| stroke.windows(2)).map(|pair| match pair {
            [from, to] => from.hundredths_to(*to),
            _ => 0,
        });
        ways.sum::<u64>() >= 100 * SHORTEST
    }

    /// All strokes as the `d` of an SVG path in the pad's units (SVG 2, "Path data"), rounded between their points.
    pub fn path(&self) -> String {
        let mut path = String::new();
        self.0.iter().for_each(|stroke| draw(stroke, &mut path));
        path
    }

    /// `[[[x, y], …], …]` (contract, `Signature.Strokes`).
    pub(crate) fn to_json(&self) -> Json {
        let stroke = |stroke: &Vec<Point>| stroke.iter().map(|point| Json::from(vec![point.x, point.y])).collect();
        Json::Array(self.0.iter().map(stroke).collect())
    }

    /// Reads what [`Strokes::to_json`] wrote; `None` for what no pen can have drawn on the pad.
    pub(crate) fn from_json(value: &Json) -> Option<Self> {
        let point = |value: &Json| {
            let [x, y] = value.as_array()?.as_slice() else { return None };
            let (x, y) = (i32::try_from(x.as_i64()?).ok()?, i32::try_from(y.as_i64()?).ok()?);
            Some(Point::at(x, y)).filter(|point| *point == Point { x, y })
        };
        let stroke = |value: &Json| value.as_array()?.iter().map(point).collect::<Option<Vec<_>>>();
        let strokes: Vec<Vec<Point>> = value.as_array()?.iter().map(stroke).collect::<Option<_>>()?;
        let points = strokes.iter().map(Vec::len).sum::<usize>();
        let drawn =
            strokes.len() <= MOST_STROKES && points <= MOST_POINTS && strokes.iter().all(|stroke| !stroke.is_empty());
        drawn.then_some(Self(strokes))
    }

    fn has_room(&self) -> bool {
        self.0.iter().map(Vec::len).sum::<usize>() < MOST_POINTS
    }
}

fn draw(stroke: &[Point], path: &mut String) {
    let mut add = |letter: char, points: &[Point]| {
        path.push(letter);
        for point in points {
            // Writing to a text never fails.
            let _ = write!(path, "{} {} ", point.x, point.y);
        }
    };
    let (Some(first), Some(last)) = (stroke.first(), stroke.last()) else { return };
    add('M', &[*first]);
    for pair in stroke.get(1..).unwrap_or_default().windows(2) {
        if let [bend, next] = pair {
            add('Q', &[*bend, bend.halfway(*next)]);
        }
    }
    // A dot is a line without length, which round ends make visible.
    add('L', &[*last]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strokes(lines: &[&[(i32, i32)]]) -> Strokes {
        let mut strokes = Strokes::default();
        for line in lines {
            for (number, (x, y)) in line.iter().enumerate() {
                if number == 0 { strokes.begin(Point::at(*x, *y)) } else { strokes.extend(Point::at(*x, *y)) }
            }
        }
        strokes
    }

    #[test]
    fn points_stay_on_the_pad_and_those_that_say_nothing_new_are_left_out() {
        let drawn = strokes(&[&[(-5, 600), (1, 499), (2, 498), (3, 497), (2000, 250)]]);
        assert_eq!(drawn.to_json().to_string(), "[[[0,500],[3,497],[1000,250]]]");
    }

    #[test]
    fn the_way_of_the_pen_counts_not_the_number_of_dots() {
        assert!(!strokes(&[]).is_signature());
        assert!(!strokes(&[&[(10, 10)], &[(900, 400)], &[(10, 400)]]).is_signature());
        assert!(!strokes(&[&[(0, 0), (35, 35)]]).is_signature(), "49.5 thousandths");
        assert!(strokes(&[&[(0, 0), (36, 36)]]).is_signature());
        assert!(strokes(&[&[(0, 0), (0, 25)], &[(10, 0), (35, 0)]]).is_signature());
    }

    #[test]
    fn undo_takes_back_a_stroke_and_clear_everything() {
        let mut drawn = strokes(&[&[(0, 0), (50, 50)], &[(100, 0), (100, 90)]]);
        drawn.undo();
        assert_eq!(drawn, strokes(&[&[(0, 0), (50, 50)]]));
        drawn.clear();
        assert!(drawn.is_empty());
        drawn.undo();
        drawn.extend(Point::at(1, 1));
        assert!(drawn.is_empty(), "a pen that has not come down draws nothing");
    }

    #[test]
    fn a_stroke_is_rounded_between_its_points() {
        assert_eq!(strokes(&[&[(1, 2)]]).path(), "M1 2 L1 2 ");
        assert_eq!(strokes(&[&[(0, 0), (10, 10)], &[(9, 9)]]).path(), "M0 0 L10 10 M9 9 L9 9 ");
        assert_eq!(strokes(&[&[(0, 0), (10, 10), (20, 0)]]).path(), "M0 0 Q10 10 15 5 L20 0 ");
    }

    /// A pen that comes down (`true`) or moves.
    fn moves() -> impl Strategy<Value = Vec<(bool, i32, i32)>> {
        proptest::collection::vec((proptest::bool::weighted(0.2), any::<i32>(), any::<i32>()), 0..200)
    }

    fn follow(strokes: &mut Strokes, moves: &[(bool, i32, i32)]) {
        for (down, x, y) in moves {
            let point = Point::at(*x, *y);
            if *down { strokes.begin(point) } else { strokes.extend(point) }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_the_pen_does_stays_within_bounds(moves in moves(), times in 1usize..30) {
            let mut drawn = Strokes::default();
            for _ in 0..times {
                follow(&mut drawn, &moves);
            }
            prop_assert!(drawn.0.len() <= MOST_STROKES);
            let points: Vec<&Point> = drawn.0.iter().flatten().collect();
            prop_assert!(points.len() <= MOST_POINTS);
            prop_assert!(points.iter().all(|point| (0..=WIDTH).contains(&point.x) && (0..=HEIGHT).contains(&point.y)));
            prop_assert!(drawn.0.iter().all(|stroke| !stroke.is_empty()));
            prop_assert_eq!(drawn.path().matches('M').count(), drawn.0.len());
            prop_assert!(drawn.to_json().to_string().len() < 100_000);
        }

        #[test]
        fn undo_leads_back_to_before_the_stroke(before in moves(), stroke in moves()) {
            let mut drawn = Strokes::default();
            follow(&mut drawn, &before);
            let earlier = drawn.clone();
            drawn.begin(Point::at(1, 1));
            stroke.iter().for_each(|(_, x, y)| drawn.extend(Point::at(*x, *y)));
            drawn.undo();
            prop_assert_eq!(drawn, earlier);
        }
    }
}
