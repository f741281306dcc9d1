//! A date in three inputs, in the locale's order, with a time where one belongs to it (GOV.UK, "Date input").
//! No jumping from part to part: it surprises and cannot be undone. A whole date pasted into one part is spread.

use leptos::ev::Event;
use leptos::prelude::*;
use onboarding::calendar::{Date, DateOrder};
use onboarding::form::{Entry, Fault, Field, FieldKind};
use onboarding::id::DataPointId;
use onboarding::text::Text;

use super::{date_order, frame};
use crate::screens::form::FormState;
use crate::words::{fill, say};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
    Time,
}

pub(super) fn view(state: FormState, field: &Field) -> AnyView {
    let mut frame = frame(state, field);
    let order = date_order(state);
    let with_time = field.kind == FieldKind::DateTime;
    frame.help = Some(frame.help.unwrap_or_else(|| example(state, with_time)));
    let parts = in_order(order).into_iter().chain(with_time.then_some(Part::Time));
    let id = field.id;
    // One signal per part, so that a pasted date shows in all of them.
    let shown = RwSignal::new(parts_of(state, id));
    let inputs = parts.map(|part| {
        let input_id = format!("{}{}", frame.id, part.suffix());
        let typed = move |event: Event| {
            let typed = event_target_value(&event);
            let mut texts = parts_of(state, id);
            match spread(&typed).filter(|_| part != Part::Time) {
                Some(whole) => {
                    (texts.0, texts.1, texts.2) = whole;
                    shown.set(texts.clone());
                }
                None => *part.of_mut(&mut texts) = typed,
            }
            let (day, month, year, time) = texts;
            state.set(id, Entry::Date { day, month, year, time });
        };
        let class = if part == Part::Time { "date__part date__part--time" } else { "date__part" };
        view! {
            <div class=class>
                <label class="date__label" for=input_id.clone()>{say(part.label())}</label>
                <input
                    class=format!("input {}", part.width())
                    id=input_id
                    name=format!("{id}{}", part.suffix())
                    type=if part == Part::Time { "time" } else { "text" }
                    inputmode=(part != Part::Time && part != Part::Month).then_some("numeric")
                    autocomplete=part.autocomplete(field)
                    dir="ltr"
                    aria-required=field.required.then_some("true")
                    aria-invalid=frame.invalid()
                    prop:value=move || part.of(&shown.get()).to_owned()
                    on:input=typed
                    on:change=typed
                />
            </div>
        }
    });
    let inputs = inputs.collect_view();
    frame.group(Some("group"), view! { <div class="date">{inputs}</div> })
}

/// The part that focus goes to: the one at fault, otherwise the first.
pub(super) fn part_at_fault(entry: Option<&Entry>, fault: Option<&Fault>, order: DateOrder) -> &'static str {
    let first = in_order(order)[0];
    let part = match (entry, fault) {
        (_, Some(Fault::Time | Fault::SkippedTime)) => Part::Time,
        (Some(Entry::Date { day, month, year, .. }), Some(Fault::Date(_))) => {
            let texts = (day.clone(), month.clone(), year.clone(), String::new());
            in_order(order).into_iter().find(|part| part.is_wrong(&texts)).unwrap_or(first)
        }
        _ => first,
    };
    part.suffix()
}

type Texts = (String, String, String, String);

impl Part {
    fn label(self) -> Text {
        match self {
            Self::Day => Text { en: "Day", fr: "Jour", de: "Tag", es: "Día", ar: "اليوم" },
            Self::Month => Text { en: "Month", fr: "Mois", de: "Monat", es: "Mes", ar: "الشهر" },
            Self::Year => Text { en: "Year", fr: "Année", de: "Jahr", es: "Año", ar: "السنة" },
            Self::Time => Text { en: "Time", fr: "Heure", de: "Uhrzeit", es: "Hora", ar: "الوقت" },
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Day => "-day",
            Self::Month => "-month",
            Self::Year => "-year",
            Self::Time => "-time",
        }
    }

    fn width(self) -> &'static str {
        match self {
            Self::Day | Self::Month => "input--2",
            Self::Year => "input--4",
            Self::Time => "",
        }
    }

    /// A date of birth has tokens for its parts (HTML standard, "Autofill"); other dates are nobody's to guess.
    fn autocomplete(self, field: &Field) -> String {
        match (field.autocomplete.as_deref(), self) {
            (Some("bday"), Self::Day | Self::Month | Self::Year) => format!("bday{}", self.suffix()),
            _ => "off".to_owned(),
        }
    }

    fn of(self, (day, month, year, time): &Texts) -> &str {
        match self {
            Self::Day => day,
            Self::Month => month,
            Self::Year => year,
            Self::Time => time,
        }
    }

    fn of_mut(self, (day, month, year, time): &mut Texts) -> &mut String {
        match self {
            Self::Day => day,
            Self::Month => month,
            Self::Year => year,
            Self::Time => time,
        }
    }

    /// A first guess at the part that keeps a date from being one.
    fn is_wrong(self, texts: &Texts) -> bool {
        let text = self.of(texts).trim();
        let number = text.parse::<u16>().ok();
        match self {
            Self::Day => !number.is_some_and(|day| (1..=31).contains(&day)),
            Self::Month => text.is_empty() || number.is_some_and(|month| !(1..=12).contains(&month)),
            Self::Year => text.chars().count() != 4,
            Self::Time => false,
        }
    }
}

fn in_order(order: DateOrder) -> [Part; 3] {
    match order {
        DateOrder::DayMonthYear => [Part::Day, Part::Month, Part::Year],
        DateOrder::MonthDayYear => [Part::Month, Part::Day, Part::Year],
        DateOrder::YearMonthDay => [Part::Year, Part::Month, Part::Day],
    }
}

fn parts_of(state: FormState, id: DataPointId) -> Texts {
    match state.entry(id) {
        Some(Entry::Date { day, month, year, time }) => (day, month, year, time),
        _ => Texts::default(),
    }
}

/// Day, month and year of a whole date in the one spelling that means the same everywhere (ISO 8601).
fn spread(text: &str) -> Option<(String, String, String)> {
    Date::from_canonical(text.trim()).map(Date::parts)
}

fn example(state: FormState, with_time: bool) -> String {
    let date = state.store().context().with_untracked(|context| context.date_example());
    fill(if with_time { EXAMPLE_WITH_TIME } else { EXAMPLE }, &[date])
}

const EXAMPLE: Text =
    Text {
        en: "For example, {}", fr: "Par exemple, {}", de: "Zum Beispiel {}", es: "Por ejemplo, {}", ar: "مثال: {}"
    };
const EXAMPLE_WITH_TIME: Text = Text {
    en: "For example, {} at 14:05, in your local time",
    fr: "Par exemple, {} à 14:05, à votre heure locale",
    de: "Zum Beispiel {} um 14:05 Uhr, nach Ihrer Ortszeit",
    es: "Por ejemplo, {} a las 14:05, en su hora local",
    ar: "مثال: {}، الساعة 14:05، بتوقيتك المحلي",
};
