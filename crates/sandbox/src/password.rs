//! Passwords: kept as argon2id hashes only (RFC 9106; cost as the OWASP cheat sheet on password storage says).

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use uuid::Uuid;

use crate::problem::Problem;

/// 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// The hash to keep, with a salt of its own, in PHC's format.
pub(crate) fn hash(password: &str) -> Result<String, Problem> {
    let failed = |error: argon2::password_hash::Error| Problem::internal(&error);
    let salt = SaltString::encode_b64(Uuid::new_v4().as_bytes()).map_err(failed)?;
    Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

/// Whether the password is the one that was hashed. Without a hash it takes as long to say no, so that the time
/// does not tell whether there is such a user.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    const NOBODYS: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$J0KTfEEhZ0AXu9mo3bEXYd9KFtrU0xYEPtgHKGAhIh4";
    let known = PasswordHash::new(hash.unwrap_or(NOBODYS));
    let fits = known.is_ok_and(|known| argon2().verify_password(password.as_bytes(), &known).is_ok());
    fits && hash.is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_password_fits_and_no_two_hashes_are_alike() {
        let (one, other) = (hash("correct horse").unwrap(), hash("correct horse").unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(one, other);
        assert!(verify("correct horse", Some(&one)));
        assert!(!verify("correct horse ", Some(&one)));
        assert!(!verify("correct horse", Some("no hash")));
        assert!(!verify("", None));
    }
}
