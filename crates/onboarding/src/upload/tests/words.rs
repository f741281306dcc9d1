//! The sentences: rules before choosing, refusals, and how far a file is.

use super::*;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn the_rules_are_told_before_anything_is_chosen() {
    let sentence = |field: Field, context: &Context| plain(&Rules::of(&field).sentence(context));
    let usual = || Field { max_bytes: Some(10_485_760), ..field(&["application/pdf", "image/*"]) };
    assert_eq!(sentence(usual(), &english()), "Accepted: PDF or pictures. 10 MB at most. You can add several files.");
    assert_eq!(
        sentence(Field { multiple: false, ..usual() }, &french()),
        "Types acceptés : PDF ou images. 10 Mo au plus. Un seul fichier."
    );
    assert_eq!(
        sentence(field(&[".jpg", "image/jpeg", ".dwg", "x/y", ".docx"]), &english()),
        "Accepted: JPEG, DWG, x/y or Word. You can add several files."
    );
    assert_eq!(sentence(field(&[]), &english()), "You can add several files.");
}

#[test]
fn a_refusal_names_the_file_and_what_helps() {
    let name = || "été.pdf".to_owned();
    let refusals = [
        Refusal::Empty { name: name() },
        Refusal::TooLarge { name: name(), size: 12_000_000, most: 5_000_000 },
        Refusal::TooMany { name: name() },
        Refusal::Type { name: name(), rules: rules(&["image/*"]) },
        Refusal::Type { name: name(), rules: rules(&[]) },
        Refusal::Content { name: name(), kind: "PDF" },
        Refusal::Program { name: name() },
        Refusal::Unreadable { name: name() },
    ];
    for refusal in refusals {
        for context in [english(), french()] {
            let sentence = refusal.sentence(&context);
            assert!(sentence.contains("été.pdf") && sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
        }
    }
    let large = Refusal::TooLarge { name: name(), size: 12_000_000, most: 5_000_000 };
    assert_eq!(
        plain(&large.sentence(&english())),
        "“été.pdf” is too large: it is 12 MB, and the limit is 5 MB. Choose a smaller file."
    );
}

#[test]
fn how_far_a_file_is_is_told_in_every_language() {
    let retrying = |seconds| FileState::Retrying { seconds, obstacle: Obstacle::Unreachable };
    assert_eq!(
        retrying(7).sentence(crate::text::Locale::English),
        "We cannot reach the service. Trying again in 7 seconds."
    );
    assert_eq!(retrying(1).sentence(crate::text::Locale::English), "We cannot reach the service. Trying again.");
    let failed = |obstacle| FileState::Failed { obstacle, can_retry: true };
    let states = [
        FileState::Waiting,
        FileState::Sending { sent: 1, total: 2 },
        FileState::Paused { sent: 1, total: 2 },
        retrying(9),
        FileState::Offline,
        FileState::SignedOut,
        FileState::Done,
        failed(Obstacle::Unreachable),
        failed(Obstacle::Broken),
        failed(Obstacle::Unreadable),
        failed(Obstacle::Changed),
        failed(Obstacle::BytesMissing),
        failed(Obstacle::TooLarge),
        failed(Obstacle::NotAccepted),
        failed(Obstacle::NotAllowed),
        failed(Obstacle::NotOffered),
    ];
    let mut told: Vec<String> = Vec::new();
    for locale in [crate::text::Locale::English, crate::text::Locale::French] {
        told.extend(states.iter().map(|state| state.sentence(locale)));
    }
    let count = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), count, "no two states are told in the same words");
}
