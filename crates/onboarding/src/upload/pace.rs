//! How much goes out at once, and how long to wait after a setback.

/// Bytes of the first piece.
pub(super) const FIRST_CHUNK: u64 = 256 * 1024;

/// Bytes of the smallest piece that is worth a request.
pub(super) const LEAST_CHUNK: u64 = 64 * 1024;

/// Bytes of the largest piece: what a break costs, and what a back-end may have to hold.
pub(super) const MOST_CHUNK: u64 = 8 * 1024 * 1024;

/// How long one piece should take, in milliseconds: long enough to be worth it, short enough to be lost.
const PIECE_TAKES: u64 = 2500;

/// The longest wait between two tries, in milliseconds.
const LONGEST_WAIT: u32 = 60_000;

/// The size of the next piece, after one of `sent` bytes took so many milliseconds. It changes by half or double at
/// most, so that one odd measure does little.
pub(super) fn next_chunk(chunk: u64, sent: u64, millis: u64) -> u64 {
    // The rest of a file says little about the line.
    if sent < chunk {
        return chunk;
    }
    let wanted = sent.saturating_mul(PIECE_TAKES) / millis.max(1);
    wanted.clamp(chunk / 2, chunk * 2).clamp(LEAST_CHUNK, MOST_CHUNK)
}

/// Milliseconds to wait after so many setbacks in a row: doubling from one second, and random between half of that and
/// all of it, so that not everybody comes back at once.
pub(crate) fn wait(setbacks: u32, random: u32) -> u32 {
    let longest = 1000_u32.saturating_mul(1 << setbacks.saturating_sub(1).min(16)).min(LONGEST_WAIT);
    let half = longest / 2;
    half + random % (half + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces that a line of so many bytes a second leads to.
    fn pieces(bytes_per_second: u64) -> Vec<u64> {
        let next = |chunk: &u64| Some(next_chunk(*chunk, *chunk, chunk * 1000 / bytes_per_second));
        std::iter::successors(Some(FIRST_CHUNK), next).take(12).collect()
    }

    #[test]
    fn a_piece_takes_two_to_three_seconds() {
        for line in [40_000, 100_000, 300_000, 1_000_000, 3_000_000] {
            let last = pieces(line)[11];
            let seconds = last * 10 / line;
            assert!((20..=30).contains(&seconds), "{line} bytes a second: pieces of {last} bytes");
        }
    }

    #[test]
    fn pieces_grow_step_by_step_and_never_too_far() {
        assert_eq!(pieces(u64::MAX / 8_388_608_000)[..3], [FIRST_CHUNK, FIRST_CHUNK * 2, FIRST_CHUNK * 4]);
        assert_eq!(pieces(100_000_000)[11], MOST_CHUNK);
        assert_eq!(pieces(1_000)[11], LEAST_CHUNK);
        assert_eq!(next_chunk(FIRST_CHUNK, 5, 9000), FIRST_CHUNK);
        assert_eq!(next_chunk(MOST_CHUNK, MOST_CHUNK, 0), MOST_CHUNK);
    }

    #[test]
    fn waits_double_with_chance_in_them() {
        for (setbacks, shortest, longest) in [
            (0, 500, 1000),
            (1, 500, 1000),
            (2, 1000, 2000),
            (5, 8000, 16_000),
            (7, 30_000, 60_000),
            (u32::MAX, 30_000, 60_000),
        ] {
            assert_eq!(wait(setbacks, 0), shortest);
            for random in [0, 1, 12345, u32::MAX] {
                assert!((shortest..=longest).contains(&wait(setbacks, random)), "{setbacks} {random}");
            }
        }
        assert_ne!(wait(3, 1), wait(3, 2));
    }
}
