//! What can go wrong, in the lead's terms: one sentence and what helps next.

use crate::text::{Locale, Text};

/// Something that stands between the lead and their journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The link has no UUID in it.
    LinkMissing,
    /// What the link carries is no UUID.
    LinkMalformed,
    /// The back-end does not know the link.
    LinkUnknown,
    /// The link was spent before.
    LinkUsed,
    /// The link is past its time.
    LinkExpired,
    /// The back-end did not even look at the link.
    LinkNotOpened,
    /// The back-end takes no log-in by password.
    LogInNotOffered,
    /// A new link could not be asked for.
    LinkNotSent,
    /// Nobody is signed in, and no link was opened.
    SignedOut,
    /// The session has ended.
    SessionEnded,
    /// Another person, or another journey, has taken the place of this one in the browser.
    Replaced,
    /// The session must be secured by a code first.
    CodeNeeded,
    /// The session has no journey.
    NothingToDo,
    /// The journey was called off.
    Cancelled,
    /// The back-end does not know the journey, or does not show it to this person.
    JourneyGone,
    /// The back-end did not take the request for the session or the journey.
    NotLoaded,
    /// The back-end does not know the activity, or does not show it to this person.
    NotFound,
    /// The back-end does not let this person do that.
    NotAllowed,
    /// The back-end does not take the request.
    NotAccepted,
    /// Too many requests, or a pause for maintenance; seconds to wait, where the back-end says.
    Busy(Option<u32>),
    /// The request did not arrive, as far as one can know.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The back-end failed.
    Broken,
    /// The answer cannot be read.
    Unreadable,
}

/// What helps next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// The same again.
    Retry,
    /// A new link by e-mail.
    NewLink,
    /// Logging in, or the link from the e-mail.
    LogIn,
    /// The journey.
    Journey,
    /// Somebody must help.
    Contact,
}

impl Failure {
    /// What helps next.
    pub fn next_step(self) -> NextStep {
        match self {
            Self::LinkUsed | Self::LinkExpired => NextStep::NewLink,
            Self::LinkMissing | Self::LinkMalformed | Self::LinkUnknown | Self::SignedOut | Self::SessionEnded => {
                NextStep::LogIn
            }
            Self::Busy(_)
            | Self::Unreachable
            | Self::TimedOut
            | Self::Broken
            | Self::Unreadable
            | Self::LinkNotOpened
            | Self::NotLoaded
            | Self::Replaced => NextStep::Retry,
            Self::NotFound | Self::NotAllowed | Self::CodeNeeded => NextStep::Journey,
            Self::NotAccepted
            | Self::NothingToDo
            | Self::Cancelled
            | Self::JourneyGone
            | Self::LinkNotSent
            | Self::LogInNotOffered => NextStep::Contact,
        }
    }

    /// A heading.
    pub fn title(self, locale: Locale) -> &'static str {
        self.words().0.say(locale)
    }

    /// One sentence that says what happened and what to do.
    pub fn sentence(self, locale: Locale) -> String {
        match self {
            Self::Busy(Some(seconds @ 2..)) => BUSY_FOR.fill(locale, &[&seconds.to_string()]),
            _ => self.words().1.say(locale).to_owned(),
        }
    }

    fn words(self) -> (Text, Text) {
        match self {
            Self::LinkMissing => (
                Text { en: "This link is not complete", fr: "Ce lien n’est pas complet" },
                Text {
                    en: "Part of the link is missing. Open it again from the message that you received, or copy all of it.",
                    fr: "Il manque une partie du lien. Ouvrez-le à nouveau depuis le message reçu, ou copiez-le en entier.",
                },
            ),
            Self::LinkMalformed => (
                Text { en: "This link is damaged", fr: "Ce lien est abîmé" },
                Text {
                    en: "The link was changed on its way. Open it again from the message that you received, or copy all of it.",
                    fr: "Le lien a été modifié en chemin. Ouvrez-le à nouveau depuis le message reçu, ou copiez-le en entier.",
                },
            ),
            Self::LinkUnknown => (
                Text { en: "We do not know this link", fr: "Nous ne connaissons pas ce lien" },
                Text {
                    en: "Check that you opened the newest message, or ask the company that sent it for a new link.",
                    fr: "Vérifiez que vous avez ouvert le message le plus récent, ou demandez un nouveau lien à l’entreprise qui l’a envoyé.",
                },
            ),
            Self::LinkUsed => (
                Text { en: "This link has already been used", fr: "Ce lien a déjà été utilisé" },
                Text {
                    en: "For your safety each link works once. We can send you a new one by e-mail.",
                    fr: "Pour votre sécurité, chaque lien ne fonctionne qu’une fois. Nous pouvons vous en envoyer un nouveau par e-mail.",
                },
            ),
            Self::LinkExpired => (
                Text { en: "This link has expired", fr: "Ce lien a expiré" },
                Text {
                    en: "For your safety links work for a few minutes only. We can send you a new one by e-mail.",
                    fr: "Pour votre sécurité, les liens ne fonctionnent que quelques minutes. Nous pouvons vous en envoyer un nouveau par e-mail.",
                },
            ),
            Self::LinkNotOpened => (
                Text { en: "Your link could not be opened", fr: "Votre lien n’a pas pu être ouvert" },
                Text {
                    en: "The service did not let this page in. Please try again in a moment, and contact the company if it happens again.",
                    fr: "Le service n’a pas laissé entrer cette page. Réessayez dans un instant, et contactez l’entreprise si cela se répète.",
                },
            ),
            Self::LogInNotOffered => (
                Text { en: "There is no log-in by password here", fr: "Pas de connexion par mot de passe ici" },
                Text {
                    en: "Open the personal link in the message that you received, or ask the company for a new one.",
                    fr: "Ouvrez le lien personnel du message que vous avez reçu, ou demandez-en un nouveau à l’entreprise.",
                },
            ),
            Self::LinkNotSent => (
                Text { en: "We could not ask for a new link", fr: "Nous n’avons pas pu demander de nouveau lien" },
                Text {
                    en: "The service did not accept that. Please ask the company for a new link.",
                    fr: "Le service ne l’a pas accepté. Demandez un nouveau lien à l’entreprise.",
                },
            ),
            Self::JourneyGone => (
                Text { en: "We cannot find your journey", fr: "Votre parcours est introuvable" },
                Text {
                    en: "It does not exist, or not any more. Please contact the company if you did not expect that.",
                    fr: "Il n’existe pas, ou n’existe plus. Contactez l’entreprise si vous ne vous y attendiez pas.",
                },
            ),
            Self::NotLoaded => (
                Text { en: "Your steps could not be loaded", fr: "Vos étapes n’ont pas pu être chargées" },
                Text {
                    en: "The service did not accept the request. Please try again, and contact the company if it happens again.",
                    fr: "Le service n’a pas accepté la demande. Réessayez, et contactez l’entreprise si cela se répète.",
                },
            ),
            Self::SignedOut => (
                Text { en: "Open your link to begin", fr: "Ouvrez votre lien pour commencer" },
                Text {
                    en: "You are not signed in on this device. Open the link that you received, or log in.",
                    fr: "Vous n’êtes pas connecté sur cet appareil. Ouvrez le lien reçu, ou connectez-vous.",
                },
            ),
            Self::SessionEnded => (
                Text { en: "Your session has ended", fr: "Votre session est terminée" },
                Text {
                    en: "To protect your data you were signed out. Open a new link, or log in, to go on.",
                    fr: "Pour protéger vos données, vous avez été déconnecté. Ouvrez un nouveau lien, ou connectez-vous, pour continuer.",
                },
            ),
            Self::Replaced => (
                Text { en: "Somebody else has signed in", fr: "Quelqu’un d’autre s’est connecté" },
                Text {
                    en: "Another person, or another journey, was opened in this browser since. Try again to go on there.",
                    fr: "Une autre personne, ou un autre parcours, a été ouvert depuis dans ce navigateur. Réessayez pour y continuer.",
                },
            ),
            Self::CodeNeeded => (
                Text { en: "This step needs a security code", fr: "Cette étape demande un code de sécurité" },
                Text {
                    en: "To protect your data, it goes on after a code that we send you.",
                    fr: "Pour protéger vos données, elle continue après un code que nous vous envoyons.",
                },
            ),
            Self::NothingToDo => (
                Text { en: "There is nothing to do", fr: "Il n’y a rien à faire" },
                Text {
                    en: "Nothing is waiting for you here. You can close this page.",
                    fr: "Rien ne vous attend ici. Vous pouvez fermer cette page.",
                },
            ),
            Self::Cancelled => (
                Text { en: "This journey was stopped", fr: "Ce parcours a été arrêté" },
                Text {
                    en: "The company has stopped this journey. Please contact it if you did not expect that.",
                    fr: "L’entreprise a arrêté ce parcours. Contactez-la si vous ne vous y attendiez pas.",
                },
            ),
            Self::NotFound => (
                Text { en: "We cannot find this", fr: "Introuvable" },
                Text {
                    en: "This step is not part of your journey, or no longer.",
                    fr: "Cette étape ne fait pas partie de votre parcours, ou plus.",
                },
            ),
            Self::NotAllowed => (
                Text { en: "This is not open to you", fr: "Ceci ne vous est pas ouvert" },
                Text {
                    en: "You do not have access to this. If you think you should, please contact the company.",
                    fr: "Vous n’y avez pas accès. Si vous pensez le contraire, contactez l’entreprise.",
                },
            ),
            Self::NotAccepted => (
                Text { en: "This could not be accepted", fr: "Cela n’a pas pu être accepté" },
                Text {
                    en: "The service did not accept this. Nothing you typed is lost; please contact the company if it happens again.",
                    fr: "Le service n’a pas accepté cet envoi. Rien de ce que vous avez saisi n’est perdu ; contactez l’entreprise si cela se répète.",
                },
            ),
            Self::Busy(_) => (
                Text { en: "Just a moment, please", fr: "Un instant, s’il vous plaît" },
                Text {
                    en: "Many people are using the service right now. Please try again in a moment.",
                    fr: "Beaucoup de personnes utilisent le service en ce moment. Réessayez dans un instant.",
                },
            ),
            Self::Unreachable => (
                Text { en: "No connection", fr: "Pas de connexion" },
                Text {
                    en: "We could not reach the service. Check your connection and try again.",
                    fr: "Nous n’avons pas pu joindre le service. Vérifiez votre connexion et réessayez.",
                },
            ),
            Self::TimedOut => (
                Text { en: "The answer takes too long", fr: "La réponse se fait attendre" },
                Text {
                    en: "The service did not answer in time. Please try again.",
                    fr: "Le service n’a pas répondu à temps. Veuillez réessayer.",
                },
            ),
            Self::Broken => (
                Text { en: "The service has a problem", fr: "Le service a un problème" },
                Text {
                    en: "This is not your fault. Please try again in a few minutes.",
                    fr: "Vous n’y êtes pour rien. Veuillez réessayer dans quelques minutes.",
                },
            ),
            Self::Unreadable => (
                Text { en: "We could not understand the answer", fr: "Nous n’avons pas compris la réponse" },
                Text {
                    en: "The service sent something that this page cannot read. Please try again, and contact the company if it happens again.",
                    fr: "Le service a envoyé quelque chose que cette page ne sait pas lire. Réessayez, et contactez l’entreprise si cela se répète.",
                },
            ),
        }
    }
}

const BUSY_FOR: Text = Text {
    en: "Many people are using the service right now. We try again in {} seconds.",
    fr: "Beaucoup de personnes utilisent le service en ce moment. Nouvel essai dans {} secondes.",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing was typed yet where the link, the session or the journey is at stake.
    #[test]
    fn a_failure_of_loading_speaks_of_what_was_asked_for() {
        for failure in [
            Failure::LinkNotOpened,
            Failure::LinkNotSent,
            Failure::LogInNotOffered,
            Failure::LinkMalformed,
            Failure::JourneyGone,
            Failure::NotLoaded,
            Failure::NotAllowed,
        ] {
            for (locale, wrong) in [
                (Locale::English, ["typed", "This step", "Nothing"]),
                (Locale::French, ["saisi", "Cette étape", "Rien"]),
            ] {
                let told = format!("{} {}", failure.title(locale), failure.sentence(locale));
                assert!(!wrong.iter().any(|words| told.contains(words)), "{failure:?}: {told}");
            }
        }
    }

    #[test]
    fn a_known_wait_is_told() {
        assert!(Failure::Busy(Some(7)).sentence(Locale::English).contains("7 seconds"));
        assert!(!Failure::Busy(None).sentence(Locale::French).contains('{'));
    }
}
