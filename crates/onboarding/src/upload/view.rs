//! What the page may know of each file, and how it is said.

use super::FileId;
use crate::text::{Counted, Locale, Text};

/// One file or document of a field, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Which one.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Bytes, where they are known.
    pub size: Option<u64>,
    /// Its media type, where it is known.
    pub content_type: Option<String>,
    /// How far it is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It goes out as soon as the files before it are through.
    Waiting,
    /// It is on its way.
    Sending {
        /// Bytes that have left.
        sent: u64,
        /// All its bytes.
        total: u64,
    },
    /// The lead paused it.
    Paused {
        /// Bytes that the back-end has, as far as one knows.
        sent: u64,
        /// All its bytes.
        total: u64,
    },
    /// It goes out again by itself.
    Retrying {
        /// Seconds until then, at least one.
        seconds: u32,
        /// What stood in the way.
        obstacle: Obstacle,
    },
    /// It goes on when the network is back.
    Offline,
    /// It goes on in the next session.
    SignedOut,
    /// It goes on once the session is secured by a code.
    CodeNeeded,
    /// The back-end has all of it.
    Done,
    /// It did not get through.
    Failed {
        /// Why.
        obstacle: Obstacle,
        /// Whether the same can be tried again; otherwise only removing it helps.
        can_retry: bool,
    },
}

/// What stands between a file and the back-end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// No connection.
    Unreachable,
    /// The back-end is busy or has a problem.
    Broken,
    /// Its bytes cannot be read any more.
    Unreadable,
    /// It is not the file that it was when it was chosen.
    Changed,
    /// The store of the browser has lost its bytes: choosing it again goes on from where it was.
    BytesMissing,
    /// The back-end finds it too large.
    TooLarge,
    /// The back-end does not take it.
    NotAccepted,
    /// The back-end does not let this person send files here.
    NotAllowed,
    /// The back-end takes no files.
    NotOffered,
}

impl FileState {
    /// One sentence, or a few words, on how far it is. Percentages are for a progress bar to tell.
    pub fn sentence(&self, locale: Locale) -> String {
        let say = |text: Text| text.say(locale).to_owned();
        match self {
            Self::Waiting => say(WAITING),
            Self::Sending { .. } => say(SENDING),
            Self::Paused { .. } => say(PAUSED),
            Self::Retrying { seconds, obstacle } => {
                let again = match seconds {
                    0 | 1 => say(AGAIN_SOON),
                    seconds => AGAIN_IN.fill(locale, u64::from(*seconds)),
                };
                format!("{} {again}", obstacle.sentence(locale))
            }
            Self::Offline => say(OFFLINE),
            Self::SignedOut => say(SIGNED_OUT),
            Self::CodeNeeded => say(CODE_NEEDED),
            Self::Done => say(DONE),
            Self::Failed { obstacle, .. } => obstacle.sentence(locale).to_owned(),
        }
    }
}

impl Obstacle {
    /// What happened and what helps.
    pub fn sentence(&self, locale: Locale) -> &'static str {
        let text = match self {
            Self::Unreachable => UNREACHABLE,
            Self::Broken => BROKEN,
            Self::Unreadable => UNREADABLE,
            Self::Changed => CHANGED,
            Self::BytesMissing => BYTES_MISSING,
            Self::TooLarge => TOO_LARGE,
            Self::NotAccepted => NOT_ACCEPTED,
            Self::NotAllowed => NOT_ALLOWED,
            Self::NotOffered => NOT_OFFERED,
        };
        text.say(locale)
    }
}

const WAITING: Text = Text {
    en: "Waiting for its turn.",
    fr: "En attente de son tour.",
    de: "Wartet, bis sie an der Reihe ist.",
    es: "Esperando turno.",
    ar: "بانتظار دوره.",
};
const SENDING: Text =
    Text {
        en: "Being sent.", fr: "Envoi en cours.", de: "Wird gesendet.", es: "Se está enviando.", ar: "جارٍ الإرسال."
    };
const PAUSED: Text =
    Text { en: "Paused.", fr: "En pause.", de: "Angehalten.", es: "En pausa.", ar: "متوقف مؤقتا." };
const OFFLINE: Text = Text {
    en: "No connection. This goes on by itself when the network is back.",
    fr: "Pas de connexion. L’envoi reprendra automatiquement dès le retour du réseau.",
    de: "Keine Verbindung. Das Senden geht automatisch weiter, sobald das Netz wieder da ist.",
    es: "No hay conexión. El envío continuará automáticamente cuando vuelva la red.",
    ar: "لا يوجد اتصال بالإنترنت. سيستمر الإرسال تلقائيا عند عودة الاتصال.",
};
const SIGNED_OUT: Text = Text {
    en: "Your session has ended. This goes on from where it is as soon as you are back.",
    fr: "Votre session est terminée. L’envoi reprendra où il en était dès votre retour.",
    de: "Ihre Sitzung ist beendet. Das Senden geht an derselben Stelle weiter, sobald Sie wieder angemeldet sind.",
    es: "Su sesión ha finalizado. El envío continuará desde donde se quedó en cuanto vuelva a iniciar sesión.",
    ar: "انتهت جلستك. سيستمر الإرسال من حيث توقف فور تسجيل دخولك من جديد.",
};
const CODE_NEEDED: Text = Text {
    en: "This needs a security code. It goes on by itself once you have entered it.",
    fr: "Un code de sécurité est nécessaire. L’envoi reprendra automatiquement une fois le code saisi.",
    de: "Hierfür ist ein Sicherheitscode nötig. Sobald Sie ihn eingegeben haben, geht das Senden automatisch weiter.",
    es: "Se necesita un código de seguridad. El envío continuará automáticamente cuando lo introduzca.",
    ar: "يتطلب الإرسال رمز أمان. سيستمر تلقائيا بعد إدخاله.",
};
const DONE: Text =
    Text { en: "Received.", fr: "Reçu.", de: "Angekommen.", es: "Recibido.", ar: "تم الاستلام." };
const AGAIN_SOON: Text = Text {
    en: "Trying again.",
    fr: "Nouvelle tentative.",
    de: "Wir versuchen es erneut.",
    es: "Intentándolo de nuevo.",
    ar: "تجري إعادة المحاولة.",
};
const AGAIN_IN: Counted = Counted {
    one: Text {
        en: "Trying again in one second.",
        fr: "Nouvelle tentative dans une seconde.",
        de: "Wir versuchen es in einer Sekunde erneut.",
        es: "Nuevo intento en un segundo.",
        ar: "ستُعاد المحاولة خلال ثانية واحدة.",
    },
    other: Text {
        en: "Trying again in {} seconds.",
        fr: "Nouvelle tentative dans {} secondes.",
        de: "Wir versuchen es in {} Sekunden erneut.",
        es: "Nuevo intento en {} segundos.",
        ar: "ستُعاد المحاولة خلال {} ثانية.",
    },
    arabic: [
        "ستُعاد المحاولة خلال {} ثانية.",
        "ستُعاد المحاولة خلال ثانيتين.",
        "ستُعاد المحاولة خلال {} ثوانٍ.",
        "ستُعاد المحاولة خلال {} ثانية.",
    ],
};
const UNREACHABLE: Text = Text {
    en: "We cannot reach the service.",
    fr: "Nous n’arrivons pas à joindre le service.",
    de: "Wir erreichen den Dienst nicht.",
    es: "No podemos conectar con el servicio.",
    ar: "تعذر الوصول إلى الخدمة.",
};
const BROKEN: Text = Text {
    en: "The service has a problem.",
    fr: "Le service rencontre un problème.",
    de: "Der Dienst hat gerade ein Problem.",
    es: "El servicio tiene un problema.",
    ar: "حدثت مشكلة في الخدمة.",
};
const UNREADABLE: Text = Text {
    en: "This file cannot be read any more. Remove it, and choose it again.",
    fr: "Ce fichier ne peut plus être lu. Retirez-le, puis choisissez-le à nouveau.",
    de: "Diese Datei lässt sich nicht mehr lesen. Entfernen Sie die Datei und wählen Sie sie noch einmal aus.",
    es: "Este archivo ya no se puede leer. Quítelo y elíjalo de nuevo.",
    ar: "لم تعد قراءة هذا الملف ممكنة. يُرجى إزالته واختياره من جديد.",
};
const CHANGED: Text = Text {
    en: "This file was changed after you chose it. Remove it, and choose it again.",
    fr: "Ce fichier a été modifié après votre choix. Retirez-le, puis choisissez-le à nouveau.",
    de: "Diese Datei wurde geändert, nachdem Sie sie ausgewählt hatten. Entfernen Sie die Datei und wählen Sie sie noch einmal aus.",
    es: "Este archivo se ha modificado después de elegirlo. Quítelo y elíjalo de nuevo.",
    ar: "تغير هذا الملف بعد اختياره. يُرجى إزالته واختياره من جديد.",
};
const BYTES_MISSING: Text = Text {
    en: "This browser no longer has the file. Choose it again, and it goes on from where it was.",
    fr: "Ce navigateur n’a plus le fichier. Choisissez-le à nouveau et l’envoi reprendra où il en était.",
    de: "Dieser Browser hat die Datei nicht mehr. Wählen Sie sie noch einmal aus, dann geht das Senden an derselben Stelle weiter.",
    es: "Este navegador ya no tiene el archivo. Elíjalo de nuevo y el envío continuará desde donde se quedó.",
    ar: "لم يعد هذا الملف موجودا في المتصفح. يُرجى اختياره من جديد، وسيستمر الإرسال من حيث توقف.",
};
const TOO_LARGE: Text = Text {
    en: "The service finds this file too large. Remove it, and choose a smaller one.",
    fr: "Ce fichier est trop volumineux pour le service. Retirez-le et choisissez-en un plus petit.",
    de: "Diese Datei ist für den Dienst zu groß. Entfernen Sie sie und wählen Sie eine kleinere aus.",
    es: "Este archivo es demasiado grande para el servicio. Quítelo y elija uno más pequeño.",
    ar: "هذا الملف أكبر مما تقبله الخدمة. يُرجى إزالته واختيار ملف أصغر.",
};
const NOT_ACCEPTED: Text = Text {
    en: "The service did not accept this file. Remove it, and choose another one.",
    fr: "Le service n’a pas accepté ce fichier. Retirez-le et choisissez-en un autre.",
    de: "Der Dienst hat diese Datei nicht angenommen. Entfernen Sie sie und wählen Sie eine andere aus.",
    es: "El servicio no ha aceptado este archivo. Quítelo y elija otro.",
    ar: "لم تقبل الخدمة هذا الملف. يُرجى إزالته واختيار ملف آخر.",
};
const NOT_ALLOWED: Text = Text {
    en: "You cannot send files here. Please contact the company.",
    fr: "Vous ne pouvez pas envoyer de fichiers ici. Contactez l’entreprise.",
    de: "Sie können hier keine Dateien senden. Bitte wenden Sie sich an das Unternehmen.",
    es: "No puede enviar archivos aquí. Contacte con la empresa.",
    ar: "لا يمكنك إرسال ملفات هنا. يُرجى التواصل مع الشركة.",
};
const NOT_OFFERED: Text = Text {
    en: "Files cannot be received at the moment. Please contact the company.",
    fr: "Nous ne pouvons pas recevoir de fichiers pour le moment. Contactez l’entreprise.",
    de: "Im Moment können keine Dateien angenommen werden. Bitte wenden Sie sich an das Unternehmen.",
    es: "En este momento no se pueden recibir archivos. Contacte con la empresa.",
    ar: "لا يمكن استلام الملفات حاليا. يُرجى التواصل مع الشركة.",
};
