//! Why a log-in was refused. After too many tries a countdown that nobody has to listen to: how long it takes is read
//! out once, and that it is over.

use leptos::prelude::*;
use onboarding::failure::Failure;
use onboarding::screen::{LogInRefusal, LogInState};
use onboarding::text::{Counted, Text};

use crate::components::countdown::{seconds_until, time_left};
use crate::components::notice::{Tone, notice};
use crate::words::{count, fill, locale, say};

/// What is said of a log-in that was refused; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    refusal: Memo<Option<LogInRefusal>>,
    /// Seconds until the next try counts, after too many.
    left: Memo<Option<i64>>,
}

impl Refusal {
    pub(crate) fn new(state: Memo<LogInState>) -> Self {
        let refusal = Memo::new(move |_| match state.get() {
            LogInState::Refused(refusal) => Some(refusal),
            LogInState::Ready | LogInState::UnderWay => None,
        });
        let left = seconds_until(move || match refusal.get() {
            Some(LogInRefusal::Throttled(until)) => Some(until),
            _ => None,
        });
        Self { refusal, left }
    }

    /// Whether another try would not count yet.
    pub(crate) fn is_waiting(self) -> bool {
        self.left.get().is_some_and(|left| left > 0)
    }

    /// The same for an event.
    pub(crate) fn holds_back(self) -> bool {
        self.left.get_untracked().is_some_and(|left| left > 0)
    }

    pub(crate) fn view(self) -> impl IntoView {
        let Self { refusal, left } = self;
        let is_over = Memo::new(move |_| left.get() == Some(0));
        let (again, locale) = (say(AGAIN), locale());
        let why = move || {
            let refusal = refusal.get().filter(|_| !is_over.get())?;
            let (title, sentence) = match refusal {
                LogInRefusal::Credentials => (None, say(WRONG).to_owned()),
                LogInRefusal::Closed => (Some(say(CLOSED)), say(CLOSED_SENTENCE).to_owned()),
                LogInRefusal::Throttled(_) => (Some(say(TOO_MANY)), wait(left.get_untracked().unwrap_or_default())),
                LogInRefusal::Failed(failure) => {
                    // Nothing is tried again by itself here.
                    let failure = if matches!(failure, Failure::Busy(_)) { Failure::Busy(None) } else { failure };
                    (Some(failure.title(locale)), failure.sentence(locale))
                }
            };
            Some(notice(Tone::Error, title.map(str::to_owned), sentence))
        };
        let countdown = move || {
            let left = time_left(left)?;
            Some(view! { <p class="log-in__wait">{fill(AGAIN_IN, &[&left])}</p> })
        };
        view! {
            {why}
            {countdown}
            <p class="log-in__again" role="status">{move || is_over.get().then_some(again)}</p>
        }
    }
}

/// How long the wait is, roughly.
fn wait(seconds: i64) -> String {
    match seconds {
        ..=90 => count(WAIT_SECONDS, seconds.max(2).unsigned_abs()),
        _ => count(WAIT_MINUTES, ((seconds + 59) / 60).unsigned_abs()),
    }
}

const WRONG: Text = Text {
    en: "The e-mail address or password is not right.",
    fr: "L’adresse e-mail ou le mot de passe est incorrect.",
    de: "E-Mail-Adresse oder Passwort stimmt nicht.",
    es: "El correo electrónico o la contraseña no son correctos.",
    ar: "عنوان البريد الإلكتروني أو كلمة المرور غير صحيحة.",
};
const CLOSED: Text = Text {
    en: "This account is closed",
    fr: "Ce compte est fermé",
    de: "Dieses Konto ist geschlossen",
    es: "Esta cuenta está cerrada",
    ar: "هذا الحساب مغلق",
};
const CLOSED_SENTENCE: Text = Text {
    en: "It cannot be used to log in any more. Please contact the company if you did not expect that.",
    fr: "Il ne permet plus de se connecter. Contactez l’entreprise si vous ne vous y attendiez pas.",
    de: "Damit ist keine Anmeldung mehr möglich. Wenn Sie das nicht erwartet haben, wenden Sie sich bitte an das Unternehmen.",
    es: "Ya no se puede usar para iniciar sesión. Si no lo esperaba, contacte con la empresa.",
    ar: "لم يعد استخدامه لتسجيل الدخول ممكنا. يُرجى التواصل مع الشركة إذا كان ذلك غير متوقع.",
};
const TOO_MANY: Text = Text {
    en: "Too many tries",
    fr: "Trop de tentatives",
    de: "Zu viele Versuche",
    es: "Demasiados intentos",
    ar: "عدد المحاولات أكبر من المسموح به",
};
const WAIT_SECONDS: Counted = Counted {
    one: Text {
        en: "To protect your account, please wait {} second before the next one.",
        fr: "Pour protéger votre compte, attendez {} seconde avant de réessayer.",
        de: "Zum Schutz Ihres Kontos warten Sie bitte {} Sekunde bis zum nächsten Versuch.",
        es: "Para proteger su cuenta, espere {} segundo antes del siguiente intento.",
        ar: "لحماية حسابك، يُرجى الانتظار {} ثانية قبل المحاولة التالية.",
    },
    other: Text {
        en: "To protect your account, please wait {} seconds before the next one.",
        fr: "Pour protéger votre compte, attendez {} secondes avant de réessayer.",
        de: "Zum Schutz Ihres Kontos warten Sie bitte {} Sekunden bis zum nächsten Versuch.",
        es: "Para proteger su cuenta, espere {} segundos antes del siguiente intento.",
        ar: "لحماية حسابك، يُرجى الانتظار {} ثانية قبل المحاولة التالية.",
    },
    arabic: [
        "لحماية حسابك، يُرجى الانتظار {} ثانية قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار ثانيتين قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار {} ثوانٍ قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار {} ثانية قبل المحاولة التالية.",
    ],
};
const WAIT_MINUTES: Counted = Counted {
    one: Text {
        en: "To protect your account, please wait {} minute before the next one.",
        fr: "Pour protéger votre compte, attendez {} minute avant de réessayer.",
        de: "Zum Schutz Ihres Kontos warten Sie bitte {} Minute bis zum nächsten Versuch.",
        es: "Para proteger su cuenta, espere {} minuto antes del siguiente intento.",
        ar: "لحماية حسابك، يُرجى الانتظار {} دقيقة قبل المحاولة التالية.",
    },
    other: Text {
        en: "To protect your account, please wait {} minutes before the next one.",
        fr: "Pour protéger votre compte, attendez {} minutes avant de réessayer.",
        de: "Zum Schutz Ihres Kontos warten Sie bitte {} Minuten bis zum nächsten Versuch.",
        es: "Para proteger su cuenta, espere {} minutos antes del siguiente intento.",
        ar: "لحماية حسابك، يُرجى الانتظار {} دقيقة قبل المحاولة التالية.",
    },
    arabic: [
        "لحماية حسابك، يُرجى الانتظار {} دقيقة قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار دقيقتين قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار {} دقائق قبل المحاولة التالية.",
        "لحماية حسابك، يُرجى الانتظار {} دقيقة قبل المحاولة التالية.",
    ],
};
const AGAIN_IN: Text = Text {
    en: "You can try again in {}.",
    fr: "Vous pourrez réessayer dans {}.",
    de: "Sie können es in {} Minuten erneut versuchen.",
    es: "Podrá intentarlo de nuevo en {}.",
    ar: "الوقت المتبقي لإعادة المحاولة: {}.",
};
const AGAIN: Text = Text {
    en: "You can try again now.",
    fr: "Vous pouvez réessayer maintenant.",
    de: "Sie können es jetzt erneut versuchen.",
    es: "Ya puede intentarlo de nuevo.",
    ar: "يمكنك إعادة المحاولة الآن.",
};
