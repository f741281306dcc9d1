//! What a player's frame posts: one message a line.

use onboarding::provider::player::{Player, Said};
use onboarding::provider::{Message, ProviderUrl};
use onboarding::watching::Watching;

use super::watched;
use crate::visit::check_address;
use onboarding::provider::player::Begin;

pub(super) fn run(text: &str) {
    for name in ["YouTube", "Vimeo"] {
        let protocol = Player::named(name).unwrap().protocol();
        let mut watching = Watching::default();
        for line in text.lines() {
            for is_string in [true, false] {
                let Some(message) = Message::new(line.to_owned(), is_string) else { continue };
                match protocol.read(&message) {
                    Said::Ready(told) | Said::Told(told) => drop(watching.hear(&told, true)),
                    Said::Nothing | Said::Failed => {}
                }
            }
            if let Some(film) = ProviderUrl::parse(line)
                && let Some(page) = protocol.embed(&film, &Begin { own_origin: "https://www.acme.test", at: 61_000 })
            {
                check_address(page.as_str());
                // Whatever the film is called, the frame is of the host that was configured, or of the player's own.
                let is_expected = [film.host(), "www.youtube-nocookie.com", "player.vimeo.com"].contains(&page.host());
                assert!(is_expected, "{} shows {}", film.as_str(), page.as_str());
            }
        }
        watched::check(&watching);
        assert_eq!(Watching::from_kept(&watching.to_kept()), Some(watching.rested()));
    }
}
