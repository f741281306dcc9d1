//! What is wrong with a field, in words that say how to put it right.

use super::{Context, Field, FieldKind};
use crate::calendar::DateProblem;
use crate::decimal::Decimal;
use crate::id::DataPointId;
use crate::text::{Locale, Text};

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: DataPointId,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed or chosen.
    Required,
    /// It cannot be read as what it should be.
    Format,
    /// It is none of the choices.
    Choice,
    /// A value that was known before is not among the choices any more.
    NotOffered(String),
    /// More characters than allowed.
    TooLong {
        /// Allowed.
        most: usize,
        /// Typed.
        length: usize,
    },
    /// Fewer characters than asked for.
    TooShort {
        /// Asked for.
        fewest: usize,
        /// Typed.
        length: usize,
    },
    /// Below the smallest value, which is shown as the lead writes it.
    BelowMin(String),
    /// Above the largest value.
    AboveMax(String),
    /// More digits after the point than there can be.
    FractionDigits(usize),
    /// No date.
    Date(DateProblem),
    /// No time of day.
    Time,
    /// A time that daylight saving skips.
    SkippedTime,
    /// Files are still on their way to the back-end.
    StillSending,
    /// Files could not be sent.
    NotSent,
    /// Several files where one is asked for.
    TooManyFiles,
    /// The back-end refused it (contract, section 3, 422): its code, and its own words where it has any.
    Refused {
        /// `Required`, `TooLong`, `Format`, `Range`, `Type`, `Size` or one yet unknown.
        code: String,
        /// A sentence for the lead.
        message: Option<String>,
    },
}

impl Fault {
    /// The sentence that stands at the field and in the summary.
    pub fn sentence(&self, field: &Field, context: &Context) -> String {
        let say = |text: Text, parts: &[&str]| text.fill(context.locale, parts);
        let label = field.label.as_str();
        let count = |count: &usize| number(context, &count.to_string(), 0);
        match self {
            Self::Required => required(field, context.locale),
            Self::Format => wrong_format(field, context),
            Self::Choice => say(CHOOSE, &[label]),
            Self::NotOffered(value) => {
                let text = if field.kind == FieldKind::MultipleChoice { UNTICK } else { CHOOSE_ANOTHER };
                say(text, &[label, &field.shown_choice(value, context)])
            }
            Self::TooLong { most, length } => say(TOO_LONG, &[label, &count(most), &count(length)]),
            Self::TooShort { fewest, length } => say(TOO_SHORT, &[label, &count(fewest), &count(length)]),
            Self::BelowMin(min) if is_day(field) => say(NOT_BEFORE, &[label, min]),
            Self::AboveMax(max) if is_day(field) => say(NOT_AFTER, &[label, max]),
            Self::BelowMin(min) => say(AT_LEAST, &[label, min]),
            Self::AboveMax(max) => say(AT_MOST, &[label, max]),
            Self::FractionDigits(0) => say(WHOLE, &[label]),
            Self::FractionDigits(digits) => say(FRACTION, &[label, &digits.to_string(), &example(context, *digits)]),
            Self::Date(DateProblem::Incomplete) => say(DATE_INCOMPLETE, &[label]),
            Self::Date(DateProblem::YearDigits) => say(YEAR_DIGITS, &[label]),
            Self::Date(DateProblem::NotReal) => say(DATE_NOT_REAL, &[label, context.date_example()]),
            Self::Time => say(TIME, &[label]),
            Self::SkippedTime => say(SKIPPED_TIME, &[label]),
            Self::StillSending => say(STILL_SENDING, &[label]),
            Self::NotSent => say(NOT_SENT, &[label]),
            Self::TooManyFiles => say(TOO_MANY_FILES, &[label]),
            Self::Refused { message: Some(message), .. } => message.clone(),
            Self::Refused { code, message: None } => match code.as_str() {
                "Required" => required(field, context.locale),
                "TooLong" => say(REFUSED_LONG, &[label]),
                "Range" => say(REFUSED_RANGE, &[label]),
                "Size" => say(REFUSED_SIZE, &[label]),
                "Type" if field.kind == FieldKind::Document => say(REFUSED_TYPE, &[label]),
                "Format" | "Type" => wrong_format(field, context),
                _ => say(REFUSED, &[label]),
            },
        }
    }
}

/// `Yes` or `No`.
pub fn yes_or_no(yes: bool, locale: Locale) -> &'static str {
    let text = if yes {
        Text { en: "Yes", fr: "Oui", de: "Ja", es: "Sí", ar: "نعم" }
    } else {
        Text { en: "No", fr: "Non", de: "Nein", es: "No", ar: "لا" }
    };
    text.say(locale)
}

fn required(field: &Field, locale: Locale) -> String {
    let text = match field.kind {
        FieldKind::Choice | FieldKind::Country | FieldKind::MultipleChoice | FieldKind::Boolean => CHOOSE,
        FieldKind::Document if field.multiple => ADD_FILES,
        FieldKind::Document => ADD_FILE,
        _ => FILL_IN,
    };
    text.fill(locale, &[&field.label])
}

fn wrong_format(field: &Field, context: &Context) -> String {
    let label = field.label.as_str();
    let say = |text: Text, parts: &[&str]| text.fill(context.locale, parts);
    match field.kind {
        FieldKind::Email => say(EMAIL, &[label]),
        FieldKind::Phone => say(PHONE, &[label]),
        FieldKind::Url => say(WEB_ADDRESS, &[label]),
        FieldKind::Integer => say(WHOLE, &[label]),
        FieldKind::Decimal | FieldKind::Amount => say(NUMBER, &[label, &example(context, 2)]),
        FieldKind::Date | FieldKind::DateTime => say(DATE_NOT_REAL, &[label, context.date_example()]),
        _ => say(WRONG_FORMAT, &[label]),
    }
}

fn is_day(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Date | FieldKind::DateTime)
}

fn example(context: &Context, digits: usize) -> String {
    number(context, "1234.5", digits)
}

fn number(context: &Context, canonical: &str, digits: usize) -> String {
    let number = Decimal::from_canonical(canonical).map(|number| number.with_fraction_digits(digits));
    number.map_or_else(String::new, |number| context.show_number(&number))
}

const FILL_IN: Text = Text {
    en: "Fill in “{}”.",
    fr: "Renseignez « {} ».",
    de: "Bitte füllen Sie „{}“ aus.",
    es: "Complete «{}».",
    ar: "يُرجى ملء «{}».",
};
const CHOOSE: Text = Text {
    en: "Choose an answer for “{}”.",
    fr: "Choisissez une réponse pour « {} ».",
    de: "Bitte wählen Sie bei „{}“ eine Antwort aus.",
    es: "Elija una respuesta para «{}».",
    ar: "يُرجى اختيار إجابة عن «{}».",
};
const ADD_FILE: Text = Text {
    en: "Add a file for “{}”.",
    fr: "Ajoutez un fichier pour « {} ».",
    de: "Bitte fügen Sie bei „{}“ eine Datei hinzu.",
    es: "Añada un archivo para «{}».",
    ar: "يُرجى إضافة ملف في «{}».",
};
const ADD_FILES: Text = Text {
    en: "Add at least one file for “{}”.",
    fr: "Ajoutez au moins un fichier pour « {} ».",
    de: "Bitte fügen Sie bei „{}“ mindestens eine Datei hinzu.",
    es: "Añada al menos un archivo para «{}».",
    ar: "يُرجى إضافة ملف واحد على الأقل في «{}».",
};
const STILL_SENDING: Text = Text {
    en: "Files for “{}” are still being sent. Wait until they have arrived, or remove them.",
    fr: "Des fichiers pour « {} » sont encore en cours d’envoi. Attendez la fin de l’envoi ou retirez-les.",
    de: "Bei „{}“ werden noch Dateien gesendet. Warten Sie, bis sie angekommen sind, oder entfernen Sie sie.",
    es: "Todavía se están enviando archivos para «{}». Espere a que lleguen o quítelos.",
    ar: "ما زال إرسال ملفات «{}» جاريا. يُرجى الانتظار حتى تصل، أو إزالتها.",
};
const NOT_SENT: Text = Text {
    en: "A file for “{}” could not be sent. Try again, or remove it.",
    fr: "Un fichier pour « {} » n’a pas pu être envoyé. Réessayez ou retirez-le.",
    de: "Bei „{}“ konnte eine Datei nicht gesendet werden. Versuchen Sie es erneut oder entfernen Sie die Datei.",
    es: "No se ha podido enviar un archivo para «{}». Inténtelo de nuevo o quítelo.",
    ar: "تعذر إرسال أحد ملفات «{}». يُرجى إعادة المحاولة، أو إزالة الملف.",
};
const TOO_MANY_FILES: Text = Text {
    en: "“{}” takes one file. Keep one and remove the others.",
    fr: "« {} » n’accepte qu’un fichier. Gardez-en un et retirez les autres.",
    de: "Bei „{}“ ist nur eine Datei möglich. Behalten Sie eine und entfernen Sie die anderen.",
    es: "«{}» solo admite un archivo. Deje uno y quite los demás.",
    ar: "«{}»: المطلوب ملف واحد. يُرجى الإبقاء على ملف واحد وإزالة الملفات الأخرى.",
};
const CHOOSE_ANOTHER: Text = Text {
    en: "“{}”: “{}” is no longer offered. Choose another answer.",
    fr: "« {} » : le choix « {} » n’est plus disponible. Choisissez une autre réponse.",
    de: "„{}“: „{}“ ist nicht mehr auswählbar. Wählen Sie eine andere Antwort aus.",
    es: "«{}»: la opción «{}» ya no está disponible. Elija otra respuesta.",
    ar: "«{}»: الخيار «{}» لم يعد متاحا. يُرجى اختيار إجابة أخرى.",
};
const UNTICK: Text = Text {
    en: "“{}”: “{}” is no longer offered. Untick it.",
    fr: "« {} » : le choix « {} » n’est plus disponible. Décochez-le.",
    de: "„{}“: „{}“ ist nicht mehr auswählbar. Entfernen Sie dort das Häkchen.",
    es: "«{}»: la opción «{}» ya no está disponible. Desmárquela.",
    ar: "«{}»: الخيار «{}» لم يعد متاحا. يُرجى إلغاء تحديده.",
};
const SKIPPED_TIME: Text = Text {
    en: "“{}”: this time does not exist on that day, because the clocks go forward. Choose an earlier or a later time.",
    fr: "« {} » : cette heure n’existe pas ce jour-là, car on passe à l’heure d’été. Choisissez une heure plus tôt ou plus tard.",
    de: "„{}“: Diese Uhrzeit gibt es an dem Tag nicht, weil die Uhren auf Sommerzeit umgestellt werden. Wählen Sie eine frühere oder eine spätere Uhrzeit.",
    es: "«{}»: esa hora no existe ese día, porque se adelantan los relojes. Elija una hora anterior o posterior.",
    ar: "«{}»: هذا الوقت غير موجود في ذلك اليوم بسبب تقديم الساعة. يُرجى اختيار وقت قبله أو بعده.",
};
const TOO_LONG: Text = Text {
    en: "“{}” can have {} characters at most; it has {} now.",
    fr: "« {} » peut compter {} caractères au plus ; il y en a {} pour l’instant.",
    de: "„{}“ darf höchstens {} Zeichen haben (jetzt: {}).",
    es: "La respuesta a «{}» puede tener {} caracteres como máximo; ahora tiene {}.",
    ar: "«{}»: الحد الأقصى لعدد الأحرف هو {}، والعدد الآن {}.",
};
const TOO_SHORT: Text = Text {
    en: "“{}” needs at least {} characters; it has {} now.",
    fr: "« {} » doit compter au moins {} caractères ; il y en a {} pour l’instant.",
    de: "„{}“ muss mindestens {} Zeichen haben (jetzt: {}).",
    es: "La respuesta a «{}» debe tener al menos {} caracteres; ahora tiene {}.",
    ar: "«{}»: الحد الأدنى لعدد الأحرف هو {}، والعدد الآن {}.",
};
const NOT_BEFORE: Text = Text {
    en: "“{}” must be {} or later.",
    fr: "« {} » : indiquez le {} ou une date ultérieure.",
    de: "„{}“ darf nicht vor dem {} liegen.",
    es: "«{}»: indique el {} o una fecha posterior.",
    ar: "«{}»: أول تاريخ مقبول هو {}.",
};
const NOT_AFTER: Text = Text {
    en: "“{}” must be {} or earlier.",
    fr: "« {} » : indiquez le {} ou une date antérieure.",
    de: "„{}“ darf nicht nach dem {} liegen.",
    es: "«{}»: indique el {} o una fecha anterior.",
    ar: "«{}»: آخر تاريخ مقبول هو {}.",
};
const AT_LEAST: Text = Text {
    en: "“{}” must be {} or more.",
    fr: "« {} » : indiquez {} ou plus.",
    de: "„{}“ muss mindestens {} betragen.",
    es: "«{}»: indique {} o más.",
    ar: "«{}»: أقل قيمة مقبولة هي {}.",
};
const AT_MOST: Text = Text {
    en: "“{}” must be {} or less.",
    fr: "« {} » : indiquez {} ou moins.",
    de: "„{}“ darf höchstens {} betragen.",
    es: "«{}»: indique {} o menos.",
    ar: "«{}»: أكبر قيمة مقبولة هي {}.",
};
const WHOLE: Text = Text {
    en: "“{}” must be a whole number, like 12.",
    fr: "« {} » doit être un nombre entier, comme 12.",
    de: "„{}“ muss eine ganze Zahl sein, zum Beispiel 12.",
    es: "«{}» debe ser un número entero, como 12.",
    ar: "«{}»: يُرجى إدخال عدد صحيح، مثل 12.",
};
const NUMBER: Text = Text {
    en: "“{}” must be a number, like {}.",
    fr: "« {} » doit être un nombre, comme {}.",
    de: "„{}“ muss eine Zahl sein, zum Beispiel {}.",
    es: "«{}» debe ser un número, como {}.",
    ar: "«{}»: يُرجى إدخال عدد، مثل {}.",
};
const FRACTION: Text = Text {
    en: "“{}” can have this many decimals at most: {}, as in {}.",
    fr: "Nombre de décimales de « {} » : {} au plus, comme dans {}.",
    de: "„{}“ hat zu viele Stellen nach dem Komma (höchstens {}, zum Beispiel {}).",
    es: "El número máximo de decimales de «{}» es {}, como en {}.",
    ar: "«{}»: الحد الأقصى لعدد المنازل العشرية هو {}، مثل {}.",
};
const DATE_INCOMPLETE: Text = Text {
    en: "“{}” needs a day, a month and a year.",
    fr: "« {} » doit comporter un jour, un mois et une année.",
    de: "„{}“ braucht einen Tag, einen Monat und ein Jahr.",
    es: "Indique el día, el mes y el año de «{}».",
    ar: "«{}»: يُرجى إدخال اليوم والشهر والسنة.",
};
const YEAR_DIGITS: Text = Text {
    en: "The year in “{}” needs four digits, like 1984.",
    fr: "L’année de « {} » doit avoir quatre chiffres, comme 1984.",
    de: "Das Jahr bei „{}“ muss vier Ziffern haben, zum Beispiel 1984.",
    es: "El año de «{}» debe tener cuatro cifras, como 1984.",
    ar: "«{}»: تتكون السنة من أربعة أرقام، مثل 1984.",
};
const DATE_NOT_REAL: Text = Text {
    en: "“{}” must be a date that exists, like {}.",
    fr: "« {} » doit être une date qui existe, comme {}.",
    de: "„{}“ muss ein Datum sein, das es gibt, zum Beispiel {}.",
    es: "«{}» debe ser una fecha que exista, como {}.",
    ar: "«{}»: يُرجى إدخال تاريخ صحيح، مثل {}.",
};
const TIME: Text = Text {
    en: "“{}” needs a time of day, like 14:05.",
    fr: "« {} » doit comporter une heure, comme 14:05.",
    de: "„{}“ braucht eine Uhrzeit, zum Beispiel 14:05.",
    es: "Indique una hora para «{}», como 14:05.",
    ar: "«{}»: يُرجى إدخال الوقت، مثل 14:05.",
};
const EMAIL: Text = Text {
    en: "“{}” must be an e-mail address, like name@example.com.",
    fr: "« {} » doit être une adresse e-mail, comme nom@exemple.fr.",
    de: "„{}“ muss eine E-Mail-Adresse sein, zum Beispiel name@beispiel.de.",
    es: "«{}» debe ser una dirección de correo electrónico, como nombre@ejemplo.es.",
    ar: "«{}»: يُرجى إدخال عنوان بريد إلكتروني، مثل name@example.com.",
};
const PHONE: Text = Text {
    en: "“{}” must be a phone number, like +44 20 7946 0958.",
    fr: "« {} » doit être un numéro de téléphone, comme +33 1 99 00 12 34.",
    de: "„{}“ muss eine Telefonnummer sein, zum Beispiel +49 30 23125 123.",
    es: "«{}» debe ser un número de teléfono, como +34 910 123 456.",
    ar: "«{}»: يُرجى إدخال رقم هاتف، مثل ‎+966 11 234 5678.",
};
const WEB_ADDRESS: Text = Text {
    en: "“{}” must be a web address, like https://www.example.com.",
    fr: "« {} » doit être une adresse web, comme https://www.exemple.fr.",
    de: "„{}“ muss eine Internetadresse sein, zum Beispiel https://www.beispiel.de.",
    es: "«{}» debe ser una dirección web, como https://www.ejemplo.es.",
    ar: "«{}»: يُرجى إدخال عنوان موقع إلكتروني، مثل https://www.example.com.",
};
const WRONG_FORMAT: Text = Text {
    en: "“{}” is not in the right format.",
    fr: "« {} » n’a pas le bon format.",
    de: "„{}“ hat nicht das richtige Format.",
    es: "«{}» no tiene el formato correcto.",
    ar: "«{}»: الصيغة غير مناسبة.",
};
const REFUSED_LONG: Text = Text {
    en: "“{}” is too long.",
    fr: "La réponse à « {} » est trop longue.",
    de: "„{}“ ist zu lang.",
    es: "La respuesta a «{}» es demasiado larga.",
    ar: "«{}»: النص أطول من المسموح به.",
};
const REFUSED_RANGE: Text = Text {
    en: "“{}” is outside what can be accepted.",
    fr: "La réponse à « {} » n’est pas dans les limites acceptées.",
    de: "„{}“ liegt außerhalb des möglichen Bereichs.",
    es: "La respuesta a «{}» está fuera de los límites aceptados.",
    ar: "«{}»: القيمة خارج الحدود المقبولة.",
};
const REFUSED_SIZE: Text = Text {
    en: "A file for “{}” is too large. Remove it and add a smaller one.",
    fr: "Un fichier pour « {} » est trop volumineux. Retirez-le et ajoutez-en un plus petit.",
    de: "Bei „{}“ ist eine Datei zu groß. Entfernen Sie sie und fügen Sie eine kleinere hinzu.",
    es: "Un archivo para «{}» es demasiado grande. Quítelo y añada uno más pequeño.",
    ar: "أحد ملفات «{}» أكبر من المسموح به. يُرجى إزالته وإضافة ملف أصغر.",
};
const REFUSED_TYPE: Text = Text {
    en: "A file for “{}” is of a type that cannot be accepted. Remove it and add another one.",
    fr: "Un fichier pour « {} » est d’un type qui n’est pas accepté. Retirez-le et ajoutez-en un autre.",
    de: "Bei „{}“ kann der Typ einer Datei nicht angenommen werden. Entfernen Sie die Datei und fügen Sie eine andere hinzu.",
    es: "Un archivo para «{}» es de un tipo que no se acepta. Quítelo y añada otro.",
    ar: "أحد ملفات «{}» من نوع غير مقبول. يُرجى إزالته وإضافة ملف آخر.",
};
const REFUSED: Text = Text {
    en: "“{}” was not accepted. Check it and try again.",
    fr: "La réponse à « {} » n’a pas été acceptée. Vérifiez-la et réessayez.",
    de: "„{}“ wurde nicht angenommen. Prüfen Sie Ihre Angabe und versuchen Sie es erneut.",
    es: "No se ha aceptado la respuesta a «{}». Revísela e inténtelo de nuevo.",
    ar: "«{}»: لم تُقبل هذه الإجابة. يُرجى التحقق منها وإعادة المحاولة.",
};
