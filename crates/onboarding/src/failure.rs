//! What can go wrong, in the lead's terms: one sentence and what helps next.

use crate::text::{Counted, Locale, Text};

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
    /// The back-end did not take the request for the session, the journey, or the list of sessions.
    NotLoaded,
    /// The back-end does not know the activity, or does not show it to this person.
    NotFound,
    /// The back-end does not let this person do that.
    NotAllowed,
    /// The back-end does not take the request.
    NotAccepted,
    /// Too many requests, or a pause for maintenance; seconds to wait, where the back-end says.
    Busy(Option<u32>),
    /// The browser has no network.
    Offline,
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
            | Self::Offline
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

    /// Whether the same may well go better in a moment.
    pub(crate) fn passes(self) -> bool {
        matches!(self, Self::Broken | Self::Busy(_)) || self.is_about_connection()
    }

    /// Whether there is no connection to the back-end, as far as one can know.
    pub(crate) fn is_about_connection(self) -> bool {
        matches!(self, Self::Offline | Self::Unreachable | Self::TimedOut)
    }

    /// A heading.
    pub fn title(self, locale: Locale) -> &'static str {
        self.words().0.say(locale)
    }

    /// One sentence that says what happened and what to do.
    pub fn sentence(self, locale: Locale) -> String {
        match self {
            Self::Busy(Some(seconds @ 2..=90)) => BUSY_FOR_SECONDS.fill(locale, seconds.into()),
            Self::Busy(Some(seconds @ 91..)) => BUSY_FOR_MINUTES.fill(locale, seconds.div_ceil(60).into()),
            _ => self.words().1.say(locale).to_owned(),
        }
    }

    fn words(self) -> (Text, Text) {
        match self {
            Self::LinkMissing => (
                Text {
                    en: "This link is not complete",
                    fr: "Ce lien est incomplet",
                    de: "Dieser Link ist unvollständig",
                    es: "Este enlace está incompleto",
                    ar: "هذا الرابط غير مكتمل",
                },
                Text {
                    en: "Part of the link is missing. Open it again from the message that you received, or copy all of it.",
                    fr: "Il manque une partie du lien. Ouvrez-le à nouveau depuis le message reçu, ou copiez-le en entier.",
                    de: "Ein Teil des Links fehlt. Öffnen Sie ihn noch einmal aus der Nachricht, die Sie erhalten haben, oder kopieren Sie ihn vollständig.",
                    es: "Falta una parte del enlace. Vuelva a abrirlo desde el mensaje que recibió o cópielo entero.",
                    ar: "جزء من الرابط ناقص. يُرجى فتحه من جديد من الرسالة التي وصلتك، أو نسخه كاملا.",
                },
            ),
            Self::LinkMalformed => (
                Text {
                    en: "This link is damaged",
                    fr: "Ce lien est endommagé",
                    de: "Dieser Link ist beschädigt",
                    es: "Este enlace está dañado",
                    ar: "هذا الرابط غير سليم",
                },
                Text {
                    en: "The link was changed on its way. Open it again from the message that you received, or copy all of it.",
                    fr: "Le lien a été modifié en cours de route. Ouvrez-le à nouveau depuis le message reçu, ou copiez-le en entier.",
                    de: "Der Link wurde unterwegs verändert. Öffnen Sie ihn noch einmal aus der Nachricht, die Sie erhalten haben, oder kopieren Sie ihn vollständig.",
                    es: "El enlace se ha modificado por el camino. Vuelva a abrirlo desde el mensaje que recibió o cópielo entero.",
                    ar: "تغير الرابط في طريقه إليك. يُرجى فتحه من جديد من الرسالة التي وصلتك، أو نسخه كاملا.",
                },
            ),
            Self::LinkUnknown => (
                Text {
                    en: "We do not know this link",
                    fr: "Nous ne connaissons pas ce lien",
                    de: "Wir kennen diesen Link nicht",
                    es: "No reconocemos este enlace",
                    ar: "هذا الرابط غير معروف لدينا",
                },
                Text {
                    en: "Check that you opened the newest message, or ask the company that sent it for a new link.",
                    fr: "Vérifiez que vous avez ouvert le message le plus récent, ou demandez un nouveau lien à l’entreprise qui l’a envoyé.",
                    de: "Prüfen Sie, ob Sie die neueste Nachricht geöffnet haben, oder bitten Sie das Unternehmen, das Ihnen den Link gesendet hat, um einen neuen Link.",
                    es: "Compruebe que ha abierto el mensaje más reciente o pida un nuevo enlace a la empresa que se lo envió.",
                    ar: "يُرجى التأكد من فتح أحدث رسالة وصلتك، أو طلب رابط جديد من الشركة التي راسلتك.",
                },
            ),
            Self::LinkUsed => (
                Text {
                    en: "This link has already been used",
                    fr: "Ce lien a déjà été utilisé",
                    de: "Dieser Link wurde bereits verwendet",
                    es: "Este enlace ya se ha utilizado",
                    ar: "سبق استخدام هذا الرابط",
                },
                Text {
                    en: "For your safety each link works once. We can send you a new one by e-mail.",
                    fr: "Pour votre sécurité, chaque lien ne fonctionne qu’une fois. Nous pouvons vous en envoyer un nouveau par e-mail.",
                    de: "Zu Ihrer Sicherheit funktioniert jeder Link nur einmal. Wir können Ihnen per E-Mail einen neuen Link senden.",
                    es: "Por su seguridad, cada enlace funciona una sola vez. Podemos enviarle uno nuevo por correo electrónico.",
                    ar: "حرصا على أمانك، يعمل كل رابط مرة واحدة فقط. يمكننا إرسال رابط جديد إليك بالبريد الإلكتروني.",
                },
            ),
            Self::LinkExpired => (
                Text {
                    en: "This link has expired",
                    fr: "Ce lien a expiré",
                    de: "Dieser Link ist abgelaufen",
                    es: "Este enlace ha caducado",
                    ar: "انتهت صلاحية هذا الرابط",
                },
                Text {
                    en: "For your safety links work for a few minutes only. We can send you a new one by e-mail.",
                    fr: "Pour votre sécurité, les liens ne fonctionnent que quelques minutes. Nous pouvons vous en envoyer un nouveau par e-mail.",
                    de: "Zu Ihrer Sicherheit funktionieren Links nur einige Minuten lang. Wir können Ihnen per E-Mail einen neuen Link senden.",
                    es: "Por su seguridad, los enlaces solo funcionan durante unos minutos. Podemos enviarle uno nuevo por correo electrónico.",
                    ar: "حرصا على أمانك، تعمل الروابط لبضع دقائق فقط. يمكننا إرسال رابط جديد إليك بالبريد الإلكتروني.",
                },
            ),
            Self::LinkNotOpened => (
                Text {
                    en: "Your link could not be opened",
                    fr: "Votre lien n’a pas pu être ouvert",
                    de: "Ihr Link konnte nicht geöffnet werden",
                    es: "No se ha podido abrir su enlace",
                    ar: "تعذر فتح رابطك",
                },
                Text {
                    en: "The service did not let this page in. Please try again in a moment, and contact the company if it happens again.",
                    fr: "Le service a refusé l’accès à cette page. Réessayez dans un instant et contactez l’entreprise si le problème persiste.",
                    de: "Der Dienst hat diese Seite nicht zugelassen. Bitte versuchen Sie es in einem Moment erneut. Wenn es wieder passiert, wenden Sie sich bitte an das Unternehmen.",
                    es: "El servicio no ha permitido el acceso a esta página. Inténtelo de nuevo en unos instantes y, si vuelve a ocurrir, contacte con la empresa.",
                    ar: "لم تقبل الخدمة الاتصال من هذه الصفحة. يُرجى إعادة المحاولة بعد قليل، والتواصل مع الشركة إذا تكرر ذلك.",
                },
            ),
            Self::LogInNotOffered => (
                Text {
                    en: "There is no log-in by password here",
                    fr: "La connexion par mot de passe n’est pas disponible ici",
                    de: "Hier ist keine Anmeldung mit Passwort möglich",
                    es: "Aquí no se puede iniciar sesión con contraseña",
                    ar: "تسجيل الدخول بكلمة مرور غير متاح هنا",
                },
                Text {
                    en: "Open the personal link in the message that you received, or ask the company for a new one.",
                    fr: "Ouvrez le lien personnel du message que vous avez reçu, ou demandez-en un nouveau à l’entreprise.",
                    de: "Öffnen Sie den persönlichen Link aus der Nachricht, die Sie erhalten haben, oder bitten Sie das Unternehmen um einen neuen Link.",
                    es: "Abra el enlace personal del mensaje que recibió o pida un nuevo enlace a la empresa.",
                    ar: "يُرجى فتح الرابط الشخصي في الرسالة التي وصلتك، أو طلب رابط جديد من الشركة.",
                },
            ),
            Self::LinkNotSent => (
                Text {
                    en: "We could not ask for a new link",
                    fr: "Nous n’avons pas pu demander un nouveau lien",
                    de: "Wir konnten keinen neuen Link anfordern",
                    es: "No hemos podido pedir un nuevo enlace",
                    ar: "تعذر طلب رابط جديد",
                },
                Text {
                    en: "The service did not accept that. Please ask the company for a new link.",
                    fr: "Le service n’a pas accepté la demande. Demandez un nouveau lien à l’entreprise.",
                    de: "Der Dienst hat das nicht angenommen. Bitten Sie das Unternehmen um einen neuen Link.",
                    es: "El servicio no ha aceptado la solicitud. Pida un nuevo enlace a la empresa.",
                    ar: "لم تقبل الخدمة ذلك. يُرجى طلب رابط جديد من الشركة.",
                },
            ),
            Self::JourneyGone => (
                Text {
                    en: "We cannot find your journey",
                    fr: "Votre parcours est introuvable",
                    de: "Wir finden Ihren Vorgang nicht",
                    es: "No encontramos su trámite",
                    ar: "تعذر العثور على طلبك",
                },
                Text {
                    en: "It does not exist, or not any more. Please contact the company if you did not expect that.",
                    fr: "Il n’existe pas, ou n’existe plus. Contactez l’entreprise si vous ne vous y attendiez pas.",
                    de: "Es gibt ihn nicht oder nicht mehr. Wenn Sie das nicht erwartet haben, wenden Sie sich bitte an das Unternehmen.",
                    es: "No existe o ya no está disponible. Si no lo esperaba, contacte con la empresa.",
                    ar: "هذا الطلب غير موجود، أو لم يعد موجودا. يُرجى التواصل مع الشركة إذا كان ذلك غير متوقع.",
                },
            ),
            Self::NotLoaded => (
                Text {
                    en: "This page could not be loaded",
                    fr: "Cette page n’a pas pu être chargée",
                    de: "Diese Seite konnte nicht geladen werden",
                    es: "No se ha podido cargar esta página",
                    ar: "تعذر تحميل هذه الصفحة",
                },
                Text {
                    en: "The service did not accept the request. Please try again, and contact the company if it happens again.",
                    fr: "Le service n’a pas accepté la demande. Réessayez et contactez l’entreprise si le problème persiste.",
                    de: "Der Dienst hat die Anfrage nicht angenommen. Bitte versuchen Sie es erneut. Wenn es wieder passiert, wenden Sie sich bitte an das Unternehmen.",
                    es: "El servicio no ha aceptado la solicitud. Inténtelo de nuevo y, si vuelve a ocurrir, contacte con la empresa.",
                    ar: "لم تسمح الخدمة بتحميلها. يُرجى إعادة المحاولة، والتواصل مع الشركة إذا تكرر ذلك.",
                },
            ),
            Self::SignedOut => (
                Text {
                    en: "Open your link to begin",
                    fr: "Ouvrez votre lien pour commencer",
                    de: "Öffnen Sie Ihren Link, um zu beginnen",
                    es: "Abra su enlace para empezar",
                    ar: "يُرجى فتح رابطك للبدء",
                },
                Text {
                    en: "You are not logged in on this device. Open the link that you received, or log in.",
                    fr: "Aucune session n’est ouverte sur cet appareil. Ouvrez le lien reçu ou connectez-vous.",
                    de: "Sie sind auf diesem Gerät nicht angemeldet. Öffnen Sie den Link, den Sie erhalten haben, oder melden Sie sich an.",
                    es: "No ha iniciado sesión en este dispositivo. Abra el enlace que recibió o inicie sesión.",
                    ar: "لم يُسجل دخولك على هذا الجهاز. يُرجى فتح الرابط الذي وصلك، أو تسجيل الدخول.",
                },
            ),
            Self::SessionEnded => (
                Text {
                    en: "Your session has ended",
                    fr: "Votre session est terminée",
                    de: "Ihre Sitzung ist beendet",
                    es: "Su sesión ha finalizado",
                    ar: "انتهت جلستك",
                },
                Text {
                    en: "To protect your data you were logged out. Open a new link, or log in, to go on.",
                    fr: "Pour protéger vos données, nous avons fermé votre session. Pour continuer, ouvrez un nouveau lien ou connectez-vous.",
                    de: "Zum Schutz Ihrer Daten wurden Sie abgemeldet. Um weiterzumachen, öffnen Sie einen neuen Link oder melden Sie sich an.",
                    es: "Para proteger sus datos, hemos cerrado su sesión. Para continuar, abra un nuevo enlace o inicie sesión.",
                    ar: "لحماية بياناتك، تم تسجيل خروجك. للمتابعة، يُرجى فتح رابط جديد أو تسجيل الدخول.",
                },
            ),
            Self::Replaced => (
                Text {
                    en: "Somebody else has logged in",
                    fr: "Quelqu’un d’autre s’est connecté",
                    de: "Jemand anders hat sich angemeldet",
                    es: "Otra persona ha iniciado sesión",
                    ar: "تم تسجيل دخول شخص آخر",
                },
                Text {
                    en: "Since then, somebody else has logged in, or another journey was opened, in this browser. Try again to go on there.",
                    fr: "Entre-temps, une autre personne s’est connectée ou un autre parcours a été ouvert dans ce navigateur. Réessayez pour continuer dans cette nouvelle session.",
                    de: "In diesem Browser hat sich inzwischen eine andere Person angemeldet, oder es wurde ein anderer Vorgang geöffnet. Versuchen Sie es erneut, um dort weiterzumachen.",
                    es: "Entretanto, otra persona ha iniciado sesión o se ha abierto otro trámite en este navegador. Inténtelo de nuevo para continuar con esa sesión.",
                    ar: "في هذه الأثناء، تم تسجيل دخول شخص آخر في هذا المتصفح، أو فُتح فيه طلب آخر. يُرجى إعادة المحاولة للمتابعة هناك.",
                },
            ),
            Self::CodeNeeded => (
                Text {
                    en: "This step needs a security code",
                    fr: "Cette étape demande un code de sécurité",
                    de: "Für diesen Schritt ist ein Sicherheitscode nötig",
                    es: "Este paso requiere un código de seguridad",
                    ar: "تتطلب هذه الخطوة رمز أمان",
                },
                Text {
                    en: "To protect your data, we send you a code to enter before you go on.",
                    fr: "Pour protéger vos données, nous vous envoyons un code à saisir avant de continuer.",
                    de: "Zum Schutz Ihrer Daten senden wir Ihnen einen Code. Sobald Sie ihn eingegeben haben, geht es weiter.",
                    es: "Para proteger sus datos, le enviaremos un código que deberá introducir antes de continuar.",
                    ar: "لحماية بياناتك، تستمر هذه الخطوة بعد إدخال رمز نرسله إليك.",
                },
            ),
            Self::NothingToDo => (
                Text {
                    en: "There is nothing to do",
                    fr: "Rien à faire pour l’instant",
                    de: "Es gibt nichts zu tun",
                    es: "No tiene nada pendiente",
                    ar: "لا شيء مطلوب منك",
                },
                Text {
                    en: "Nothing is waiting for you here. You can close this page.",
                    fr: "Aucune étape ne vous attend pour l’instant. Vous pouvez fermer cette page.",
                    de: "Hier wartet nichts auf Sie. Sie können diese Seite schließen.",
                    es: "Aquí no queda nada por hacer. Puede cerrar esta página.",
                    ar: "لا شيء بانتظارك هنا. يمكنك إغلاق هذه الصفحة.",
                },
            ),
            Self::Cancelled => (
                Text {
                    en: "This journey was stopped",
                    fr: "Ce parcours a été arrêté",
                    de: "Dieser Vorgang wurde abgebrochen",
                    es: "Este trámite se ha detenido",
                    ar: "تم إيقاف هذا الطلب",
                },
                Text {
                    en: "The company has stopped this journey. Please contact it if you did not expect that.",
                    fr: "L’entreprise a arrêté ce parcours. Contactez-la si vous ne vous y attendiez pas.",
                    de: "Das Unternehmen hat diesen Vorgang abgebrochen. Wenn Sie das nicht erwartet haben, fragen Sie bitte dort nach.",
                    es: "La empresa ha detenido este trámite. Si no lo esperaba, contacte con ella.",
                    ar: "أوقفت الشركة هذا الطلب. يُرجى التواصل معها إذا كان ذلك غير متوقع.",
                },
            ),
            Self::NotFound => (
                Text {
                    en: "We cannot find this",
                    fr: "Étape introuvable",
                    de: "Schritt nicht gefunden",
                    es: "No encontramos este paso",
                    ar: "تعذر العثور على الخطوة",
                },
                Text {
                    en: "This step is not part of your journey, or no longer.",
                    fr: "Cette étape ne fait pas partie de votre parcours, ou n’en fait plus partie.",
                    de: "Dieser Schritt gehört nicht oder nicht mehr zu Ihrem Vorgang.",
                    es: "Este paso no forma parte de su trámite o ya no está incluido en él.",
                    ar: "هذه الخطوة ليست ضمن طلبك، أو لم تعد ضمنه.",
                },
            ),
            Self::NotAllowed => (
                Text {
                    en: "This is not open to you",
                    fr: "Accès non autorisé",
                    de: "Das ist für Sie nicht freigegeben",
                    es: "Acceso no disponible",
                    ar: "هذا غير متاح لك",
                },
                Text {
                    en: "You do not have access to this. If you think you should, please contact the company.",
                    fr: "Vous n’avez pas accès à cette partie. Si vous pensez qu’il s’agit d’une erreur, contactez l’entreprise.",
                    de: "Sie haben hierauf keinen Zugriff. Wenn das ein Irrtum sein könnte, wenden Sie sich bitte an das Unternehmen.",
                    es: "No tiene acceso a esta parte. Si cree que debería tenerlo, contacte con la empresa.",
                    ar: "لا تتوفر لديك صلاحية الوصول إلى هذا المحتوى. إذا كان في الأمر خطأ، يُرجى التواصل مع الشركة.",
                },
            ),
            Self::NotAccepted => (
                Text {
                    en: "This could not be accepted",
                    fr: "Cette demande n’a pas pu être acceptée",
                    de: "Das konnte nicht angenommen werden",
                    es: "No se ha podido aceptar el envío",
                    ar: "تعذر قبول ما أُرسل",
                },
                Text {
                    en: "The service did not accept this. Please contact the company if it happens again.",
                    fr: "Le service n’a pas accepté cette demande. Contactez l’entreprise si le problème persiste.",
                    de: "Der Dienst hat das nicht angenommen. Wenn es wieder passiert, wenden Sie sich bitte an das Unternehmen.",
                    es: "El servicio no ha aceptado el envío. Si vuelve a ocurrir, contacte con la empresa.",
                    ar: "لم تقبل الخدمة ما أُرسل. يُرجى التواصل مع الشركة إذا تكرر ذلك.",
                },
            ),
            Self::Busy(_) => (
                Text {
                    en: "Just a moment, please",
                    fr: "Un instant, s’il vous plaît",
                    de: "Einen Moment bitte",
                    es: "Un momento, por favor",
                    ar: "لحظة من فضلك",
                },
                Text {
                    en: "Many people are using the service right now. Please try again in a moment.",
                    fr: "Beaucoup de personnes utilisent le service en ce moment. Réessayez dans un instant.",
                    de: "Gerade nutzen viele Menschen den Dienst. Bitte versuchen Sie es in einem Moment erneut.",
                    es: "Ahora mismo hay muchas personas usando el servicio. Inténtelo de nuevo en unos instantes.",
                    ar: "يستخدم الخدمة الآن عدد كبير من الأشخاص. يُرجى إعادة المحاولة بعد قليل.",
                },
            ),
            Self::Offline => (
                Text {
                    en: "You are offline",
                    fr: "Vous êtes hors ligne",
                    de: "Sie sind offline",
                    es: "No tiene conexión a internet",
                    ar: "لا يوجد اتصال بالإنترنت",
                },
                Text {
                    en: "It is kept on this device and goes out by itself as soon as you are back online.",
                    fr: "Tout est conservé sur cet appareil et sera envoyé automatiquement dès le retour de la connexion.",
                    de: "Alles bleibt auf diesem Gerät gespeichert und wird automatisch gesendet, sobald Sie wieder online sind.",
                    es: "Todo queda guardado en este dispositivo y se enviará automáticamente en cuanto vuelva la conexión.",
                    ar: "البيانات محفوظة على هذا الجهاز، وستُرسل تلقائيا فور عودة الاتصال.",
                },
            ),
            Self::Unreachable => (
                Text {
                    en: "No connection",
                    fr: "Pas de connexion au service",
                    de: "Keine Verbindung",
                    es: "No hay conexión con el servicio",
                    ar: "تعذر الاتصال",
                },
                Text {
                    en: "We could not reach the service. Check your connection and try again.",
                    fr: "Nous n’avons pas pu joindre le service. Vérifiez votre connexion internet et réessayez.",
                    de: "Wir konnten den Dienst nicht erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
                    es: "No hemos podido conectar con el servicio. Compruebe su conexión a internet e inténtelo de nuevo.",
                    ar: "لم نتمكن من الوصول إلى الخدمة. يُرجى التحقق من الاتصال بالإنترنت وإعادة المحاولة.",
                },
            ),
            Self::TimedOut => (
                Text {
                    en: "The answer takes too long",
                    fr: "La réponse se fait attendre",
                    de: "Die Antwort dauert zu lange",
                    es: "El servicio tarda en responder",
                    ar: "تأخر الرد",
                },
                Text {
                    en: "The service did not answer in time. Please try again.",
                    fr: "Le service n’a pas répondu à temps. Réessayez.",
                    de: "Der Dienst hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es erneut.",
                    es: "El servicio no ha respondido a tiempo. Inténtelo de nuevo.",
                    ar: "لم ترد الخدمة في الوقت المناسب. يُرجى إعادة المحاولة.",
                },
            ),
            Self::Broken => (
                Text {
                    en: "The service has a problem",
                    fr: "Le service rencontre un problème",
                    de: "Der Dienst hat gerade ein Problem",
                    es: "El servicio tiene un problema",
                    ar: "حدثت مشكلة في الخدمة",
                },
                Text {
                    en: "This is not your fault. Please try again in a few minutes.",
                    fr: "Vous n’y êtes pour rien. Réessayez dans quelques minutes.",
                    de: "Das liegt nicht an Ihnen. Bitte versuchen Sie es in ein paar Minuten erneut.",
                    es: "No es culpa suya. Inténtelo de nuevo dentro de unos minutos.",
                    ar: "الخلل ليس من جهتك. يُرجى إعادة المحاولة بعد بضع دقائق.",
                },
            ),
            Self::Unreadable => (
                Text {
                    en: "We could not read the service’s answer",
                    fr: "Nous n’avons pas pu lire la réponse du service",
                    de: "Wir konnten die Antwort des Dienstes nicht lesen",
                    es: "No hemos podido leer la respuesta del servicio",
                    ar: "تعذر فهم الرد",
                },
                Text {
                    en: "The service sent something that this page cannot read. Please try again, and contact the company if it happens again.",
                    fr: "Le service a envoyé une réponse que cette page ne peut pas lire. Réessayez et contactez l’entreprise si le problème persiste.",
                    de: "Der Dienst hat etwas gesendet, das diese Seite nicht versteht. Bitte versuchen Sie es erneut. Wenn es wieder passiert, wenden Sie sich bitte an das Unternehmen.",
                    es: "El servicio ha enviado algo que esta página no puede leer. Inténtelo de nuevo y, si vuelve a ocurrir, contacte con la empresa.",
                    ar: "أرسلت الخدمة ردا لا تستطيع هذه الصفحة قراءته. يُرجى إعادة المحاولة، والتواصل مع الشركة إذا تكرر ذلك.",
                },
            ),
        }
    }
}

const BUSY_FOR_SECONDS: Counted = Counted {
    one: Text {
        en: "Many people are using the service right now. We try again in one second.",
        fr: "Beaucoup de personnes utilisent le service en ce moment. Nouvelle tentative dans une seconde.",
        de: "Gerade nutzen viele Menschen den Dienst. Wir versuchen es in einer Sekunde erneut.",
        es: "Ahora mismo hay muchas personas usando el servicio. Lo intentaremos de nuevo en un segundo.",
        ar: "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال ثانية واحدة.",
    },
    other: Text {
        en: "Many people are using the service right now. We try again in {} seconds.",
        fr: "Beaucoup de personnes utilisent le service en ce moment. Nouvelle tentative dans {} secondes.",
        de: "Gerade nutzen viele Menschen den Dienst. Wir versuchen es in {} Sekunden erneut.",
        es: "Ahora mismo hay muchas personas usando el servicio. Lo intentaremos de nuevo en {} segundos.",
        ar: "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} ثانية.",
    },
    arabic: [
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} ثانية.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال ثانيتين.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} ثوانٍ.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} ثانية.",
    ],
};
const BUSY_FOR_MINUTES: Counted = Counted {
    one: Text {
        en: "Many people are using the service right now. We try again in one minute.",
        fr: "Beaucoup de personnes utilisent le service en ce moment. Nouvelle tentative dans une minute.",
        de: "Gerade nutzen viele Menschen den Dienst. Wir versuchen es in einer Minute erneut.",
        es: "Ahora mismo hay muchas personas usando el servicio. Lo intentaremos de nuevo en un minuto.",
        ar: "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال دقيقة واحدة.",
    },
    other: Text {
        en: "Many people are using the service right now. We try again in {} minutes.",
        fr: "Beaucoup de personnes utilisent le service en ce moment. Nouvelle tentative dans {} minutes.",
        de: "Gerade nutzen viele Menschen den Dienst. Wir versuchen es in {} Minuten erneut.",
        es: "Ahora mismo hay muchas personas usando el servicio. Lo intentaremos de nuevo en {} minutos.",
        ar: "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} دقيقة.",
    },
    arabic: [
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} دقيقة.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال دقيقتين.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} دقائق.",
        "يستخدم الخدمة الآن عدد كبير من الأشخاص. سنعيد المحاولة تلقائيا خلال {} دقيقة.",
    ],
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
        for (seconds, told) in [(7, "7 seconds"), (90, "90 seconds"), (91, "2 minutes"), (600, "10 minutes")] {
            assert!(Failure::Busy(Some(seconds)).sentence(Locale::English).contains(told));
        }
        assert!(!Failure::Busy(None).sentence(Locale::French).contains('{'));
    }
}
