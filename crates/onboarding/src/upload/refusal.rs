//! Why a file is not taken, in words that say what to do instead.

use super::accept::Accepted;
use super::{Rules, content, size};
use crate::form::Context;
use crate::text::{Locale, Text};

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has no bytes.
    Empty {
        /// The file's name.
        name: String,
    },
    /// It has more bytes than allowed.
    TooLarge {
        /// The file's name.
        name: String,
        /// Its bytes.
        size: u64,
        /// The most allowed.
        most: u64,
    },
    /// Its bytes cannot be read: it is a folder, or was moved meanwhile.
    Unreadable {
        /// The file's name.
        name: String,
    },
    /// The field takes one file, and has it.
    TooMany {
        /// The file's name.
        name: String,
    },
    /// By its name it is none of the kinds that are taken.
    Type {
        /// The file's name.
        name: String,
        /// What is taken.
        rules: Rules,
    },
    /// Its content is not what its name says.
    Content {
        /// The file's name.
        name: String,
        /// What its name says, such as `PDF`.
        kind: &'static str,
    },
    /// It is a program under the name of something else.
    Program {
        /// The file's name.
        name: String,
    },
}

impl Refusal {
    /// What is the matter, and what to choose instead.
    pub fn sentence(&self, context: &Context) -> String {
        let say = |text: Text, parts: &[&str]| text.fill(context.locale, parts);
        match self {
            Self::Empty { name } => say(EMPTY, &[name]),
            Self::TooLarge { name, size, most } => {
                let (most, size) = size::limit_and_size(*most, *size, context);
                say(TOO_LARGE, &[name, &size, &most])
            }
            Self::Unreadable { name } => say(UNREADABLE, &[name]),
            Self::TooMany { name } => say(TOO_MANY, &[name]),
            Self::Type { name, rules } => match kinds(&rules.accepted, context) {
                Some(kinds) => say(TYPE, &[name, &kinds]),
                None => say(OTHER_TYPE, &[name]),
            },
            Self::Content { name, kind } => say(CONTENT, &[name, kind]),
            Self::Program { name } => say(PROGRAM, &[name]),
        }
    }
}

/// What is taken, in words: "PDF, JPEG or pictures".
pub(super) fn kinds(accepted: &[Accepted], context: &Context) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in accepted.iter().map(|accepted| name_of(accepted, context.locale)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| context.show_any(&names))
}

fn name_of(accepted: &Accepted, locale: Locale) -> String {
    let known = match accepted {
        Accepted::Family(family) => match family.as_str() {
            "image" => return PICTURES.say(locale).to_owned(),
            "video" => return VIDEOS.say(locale).to_owned(),
            "audio" => return SOUND.say(locale).to_owned(),
            "text" => return TEXTS.say(locale).to_owned(),
            _ => None,
        },
        Accepted::Type(media_type) => content::by_type(media_type),
        Accepted::Ending(ending) => content::by_ending(ending),
    };
    match (known, accepted) {
        (Some(kind), _) => kind.name.to_owned(),
        (None, Accepted::Ending(ending)) => ending.to_uppercase(),
        (None, Accepted::Family(name) | Accepted::Type(name)) => name.clone(),
    }
}

pub(super) const KINDS: Text = Text {
    en: "Accepted: {}.",
    fr: "Types acceptés : {}.",
    de: "Möglich: {}.",
    es: "Tipos aceptados: {}.",
    ar: "الأنواع المقبولة: {}.",
};
pub(super) const MOST: Text =
    Text {
        en: "{} at most.", fr: "{} au plus.", de: "Höchstens {}.", es: "{} como máximo.", ar: "الحجم الأقصى: {}."
    };
pub(super) const ONE: Text =
    Text { en: "One file.", fr: "Un seul fichier.", de: "Eine Datei.", es: "Un solo archivo.", ar: "ملف واحد." };
pub(super) const SEVERAL: Text = Text {
    en: "You can add several files.",
    fr: "Vous pouvez ajouter plusieurs fichiers.",
    de: "Sie können mehrere Dateien hinzufügen.",
    es: "Puede añadir varios archivos.",
    ar: "يمكنك إضافة عدة ملفات.",
};
const PICTURES: Text = Text { en: "pictures", fr: "images", de: "Bilder", es: "imágenes", ar: "صور" };
const VIDEOS: Text = Text { en: "videos", fr: "vidéos", de: "Videos", es: "vídeos", ar: "مقاطع فيديو" };
const SOUND: Text = Text {
    en: "sound recordings",
    fr: "enregistrements sonores",
    de: "Tonaufnahmen",
    es: "grabaciones de sonido",
    ar: "تسجيلات صوتية",
};
const TEXTS: Text =
    Text { en: "plain text", fr: "texte brut", de: "reine Textdateien", es: "texto sin formato", ar: "نص عادي" };
const EMPTY: Text = Text {
    en: "“{}” is empty. Choose another file.",
    fr: "« {} » est vide. Choisissez un autre fichier.",
    de: "„{}“ ist leer. Wählen Sie eine andere Datei aus.",
    es: "«{}» está vacío. Elija otro archivo.",
    ar: "الملف «{}» فارغ. يُرجى اختيار ملف آخر.",
};
const TOO_LARGE: Text = Text {
    en: "“{}” is too large: it is {}, and the limit is {}. Choose a smaller file.",
    fr: "« {} » est trop volumineux : il fait {}, et le maximum est de {}. Choisissez un fichier plus petit.",
    de: "„{}“ ist zu groß: Die Datei hat {}, möglich sind höchstens {}. Wählen Sie eine kleinere Datei aus.",
    es: "«{}» es demasiado grande: ocupa {} y el máximo es {}. Elija un archivo más pequeño.",
    ar: "الملف «{}» كبير جدا: حجمه {}، والحد الأقصى {}. يُرجى اختيار ملف أصغر.",
};
const UNREADABLE: Text = Text {
    en: "“{}” cannot be read. Choose it again, or the files in it if it is a folder.",
    fr: "« {} » ne peut pas être lu. Choisissez-le à nouveau, ou les fichiers qu’il contient si c’est un dossier.",
    de: "„{}“ lässt sich nicht lesen. Wählen Sie die Datei noch einmal aus. Falls es ein Ordner ist, wählen Sie die Dateien darin aus.",
    es: "No se puede leer «{}». Elíjalo de nuevo o, si es una carpeta, elija los archivos que contiene.",
    ar: "تعذرت قراءة «{}». يُرجى اختياره من جديد، أو اختيار الملفات التي بداخله إذا كان مجلدا.",
};
const TOO_MANY: Text = Text {
    en: "“{}” was not added, since one file is enough here. To replace the other one, remove it first.",
    fr: "« {} » n’a pas été ajouté, car un seul fichier suffit ici. Pour remplacer l’autre, retirez-le d’abord.",
    de: "„{}“ wurde nicht hinzugefügt, denn hier genügt eine Datei. Um die andere zu ersetzen, entfernen Sie diese zuerst.",
    es: "No se ha añadido «{}» porque aquí basta con un archivo. Para sustituir el otro, quítelo primero.",
    ar: "لم يُضف الملف «{}» لأن ملفا واحدا يكفي هنا. لاستبدال الملف الآخر، يُرجى إزالته أولا.",
};
const TYPE: Text = Text {
    en: "“{}” is of a type that is not taken here. What is taken: {}.",
    fr: "Le type de « {} » n’est pas accepté ici. Types acceptés : {}.",
    de: "Der Dateityp von „{}“ ist hier nicht möglich. Möglich sind: {}.",
    es: "«{}» es de un tipo que no se acepta aquí. Tipos aceptados: {}.",
    ar: "نوع الملف «{}» غير مقبول هنا. الأنواع المقبولة: {}.",
};
const OTHER_TYPE: Text = Text {
    en: "“{}” is of a type that is not taken here. Choose another file.",
    fr: "Le type de « {} » n’est pas accepté ici. Choisissez un autre fichier.",
    de: "Der Dateityp von „{}“ ist hier nicht möglich. Wählen Sie eine andere Datei aus.",
    es: "«{}» es de un tipo que no se acepta aquí. Elija otro archivo.",
    ar: "نوع الملف «{}» غير مقبول هنا. يُرجى اختيار ملف آخر.",
};
const CONTENT: Text = Text {
    en: "“{}” cannot be read as {}. It may be damaged, or have the name of another file. Choose it again, or another one.",
    fr: "« {} » ne peut pas être lu comme un fichier {}. Il est peut-être endommagé ou porte le nom d’un autre fichier. Choisissez-le à nouveau ou choisissez-en un autre.",
    de: "„{}“ lässt sich nicht als {} lesen. Vielleicht ist die Datei beschädigt oder trägt den Namen einer anderen. Wählen Sie sie noch einmal aus oder nehmen Sie eine andere.",
    es: "«{}» no se puede leer como archivo {}. Puede que esté dañado o que tenga el nombre de otro archivo. Elíjalo de nuevo o elija otro.",
    ar: "تعذرت قراءة الملف «{}» بصيغة {}. قد يكون تالفا، أو يحمل اسم ملف آخر. يُرجى اختياره من جديد، أو اختيار ملف غيره.",
};
const PROGRAM: Text = Text {
    en: "“{}” has a program inside, so it is not taken. Choose another file.",
    fr: "« {} » contient un programme et n’est donc pas accepté. Choisissez un autre fichier.",
    de: "„{}“ enthält ein Programm und wird deshalb nicht angenommen. Wählen Sie eine andere Datei aus.",
    es: "«{}» contiene un programa y por eso no se acepta. Elija otro archivo.",
    ar: "الملف «{}» يحتوي على برنامج، لذلك لا يمكن قبوله. يُرجى اختيار ملف آخر.",
};
