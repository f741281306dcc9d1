//! `VisibleIf`: fields that are asked only while another data point has one of some values.

use super::*;

/// A field that is asked while `on` equals one of the values.
fn asked_if(number: i64, on: i64, equals: Json) -> Json {
    json!({"DataPoint": {"Id": number, "Type": "Text"}, "Required": true, "VisibleIf": {"DataPoint": {"Id": on}, "Equals": equals}})
}

/// The data points that are asked, given what is typed.
fn asked(form: &Form, entries: &[(i64, Entry)]) -> Vec<i64> {
    form.asked(&draft_of(entries), &english()).map(|field| field.id.into()).collect()
}

#[test]
fn a_hidden_field_is_neither_asked_nor_checked_nor_sent() {
    let form = form(json!([field("Text", json!({})), asked_if(8, 7, json!(["Other"]))]), json!([]), json!([]));
    assert_eq!(asked(&form, &[(7, text("SAS"))]), [7]);
    assert_eq!(asked(&form, &[(7, text("Other"))]), [7, 8]);
    let filled = [(7, text("SAS")), (8, text("typed before it went away"))];
    assert_eq!(check(&form, &filled, &english()), Ok(json!([value(json!({"StringValue": "SAS"}))])));
    assert_eq!(check(&form, &[(7, text("Other"))], &english()), Err(vec![(8, Fault::Required)]));
}

#[test]
fn a_hidden_field_keeps_the_value_that_is_known() {
    let known = json!([{"DataPoint": {"Id": 8}, "StringValue": "known"}]);
    let form = form(json!([field("Text", json!({})), asked_if(8, 7, json!(["Other"]))]), known, json!([]));
    assert_eq!(check(&form, &[(8, text(""))], &english()), Ok(json!([])));
}

#[test]
fn conditions_compare_values_not_spellings() {
    let choices = json!({"Choices": [{"Value": "FR"}, {"Value": "DE"}], "Currency": "EUR"});
    for (kind, entry, equals, holds) in [
        ("Boolean", text("true"), json!(["true"]), true),
        ("Boolean", text("true"), json!([true]), true),
        ("Boolean", text("false"), json!(["false"]), true),
        ("Boolean", text("false"), json!(["true"]), false),
        ("Integer", text("1,000"), json!(["1000"]), true),
        ("Integer", text("1,000"), json!([1000]), true),
        ("Decimal", text("12.50"), json!(["12.5"]), true),
        ("Decimal", text("12.5"), json!(["12.50"]), true),
        ("Decimal", text("12.6"), json!(["12.5"]), false),
        ("Amount", text("5"), json!(["5"]), true),
        ("Date", day("1", "2", "2026"), json!(["2026-02-01"]), true),
        ("DateTime", moment("1", "2", "2026", "9:00"), json!(["2026-02-01T10:00:00+01:00"]), true),
        ("MultipleChoice", chosen(&["FR", "DE"]), json!(["DE", "AT"]), true),
        ("MultipleChoice", chosen(&["FR"]), json!(["DE", "AT"]), false),
        ("Choice", text("FR"), json!(["FR"]), true),
        ("Text", text(" FR "), json!(["FR"]), true),
        ("Text", text("fr"), json!(["FR"]), false),
        ("Text", text("12.50"), json!(["12.5"]), false),
        ("Integer", text("not a number"), json!(["not a number"]), false),
        ("Text", text(""), json!([""]), false),
        ("Text", text("x"), json!([]), false),
    ] {
        let form = form(json!([field(kind, choices.clone()), asked_if(8, 7, equals.clone())]), json!([]), json!([]));
        assert_eq!(asked(&form, &[(7, entry)]), if holds { vec![7, 8] } else { vec![7] }, "{kind} {equals}");
    }
}

#[test]
fn an_optional_box_that_is_not_ticked_counts_as_no() {
    let form = form(json!([field("Boolean", json!({})), asked_if(8, 7, json!(["false"]))]), json!([]), json!([]));
    assert_eq!(asked(&form, &[]), [7, 8]);
}

#[test]
fn a_field_that_depends_on_a_hidden_one_is_hidden_too() {
    let chain = json!([
        field("Text", json!({})),
        asked_if(8, 7, json!(["a"])),
        asked_if(9, 8, json!(["b"])),
        asked_if(10, 9, json!(["c"]))
    ]);
    let form = form(chain, json!([]), json!([]));
    let all = [(7, text("a")), (8, text("b")), (9, text("c"))];
    assert_eq!(asked(&form, &all), [7, 8, 9, 10]);
    let cut = [(7, text("x")), (8, text("b")), (9, text("c"))];
    assert_eq!(asked(&form, &cut), [7]);
}

#[test]
fn a_data_point_outside_the_form_decides_by_its_known_value() {
    for (known, holds) in [
        (json!({"StringValue": "yes"}), true),
        (json!({"StringValues": ["no", "yes"]}), true),
        (json!({"StringValue": "no"}), false),
        (json!({"BooleanValue": true}), false),
    ] {
        let form = form(json!([asked_if(8, 7, json!(["yes"]))]), json!([value(known.clone())]), json!([]));
        assert_eq!(asked(&form, &[]).len(), usize::from(holds), "{known}");
    }
    let form = form(json!([asked_if(8, 7, json!(["yes"]))]), json!([]), json!([]));
    assert_eq!(asked(&form, &[]), Vec::<i64>::new());
}

#[test]
fn what_cannot_be_typed_here_decides_by_its_known_value() {
    let known = json!([value(json!({"StringValue": "yes"}))]);
    for decides in [field("Text", json!({"ReadOnly": true})), field("GeoPoint", json!({}))] {
        let form = form(json!([decides, asked_if(8, 7, json!(["yes"]))]), known.clone(), json!([]));
        assert_eq!(asked(&form, &[(7, text("no"))]), [8], "{decides}");
    }
}

/// Better asked than lost: fields that wait for each other could never be filled in.
#[test]
fn fields_that_wait_for_each_other_are_asked() {
    let alone = form(json!([asked_if(7, 7, json!(["a"]))]), json!([]), json!([]));
    assert_eq!(asked(&alone, &[]), [7]);
    let circle = json!([
        asked_if(7, 8, json!(["a"])),
        asked_if(8, 9, json!(["a"])),
        asked_if(9, 7, json!(["a"])),
        asked_if(10, 9, json!(["b"]))
    ]);
    let circle = form(circle, json!([]), json!([]));
    assert_eq!(asked(&circle, &[]), [7, 8, 9]);
    assert_eq!(asked(&circle, &[(9, text("b"))]), [7, 8, 9, 10]);
}

/// Whoever judged each anew would be at it for ever, and whoever did so by recursion would run out of stack.
#[test]
fn a_form_whose_fields_hang_one_on_another_is_judged_at_once() {
    let first = json!({"DataPoint": {"Id": 7, "Type": "Text"}});
    for count in [8, 5_000] {
        let chain = (8..=count).map(|number| asked_if(number, number - 1, json!(["x"])));
        // The last one comes first, as the back-end may have it.
        let fields: Vec<Json> = std::iter::once(first.clone()).chain(chain).rev().collect();
        let form = form(fields.into(), json!([]), json!([]));
        assert_eq!(asked(&form, &[]), [7]);
        let all: Vec<_> = (7..=count).map(|number| (number, text("x"))).collect();
        assert_eq!(asked(&form, &all).len() as i64, count - 6);
    }
}

#[test]
fn the_page_knows_which_fields_steer_others() {
    let form = form(json!([field("Text", json!({})), asked_if(8, 7, json!(["a"]))]), json!([]), json!([]));
    assert!(form.steers_others(id(7)));
    assert!(!form.steers_others(id(8)));
}

#[test]
fn a_data_point_that_is_asked_twice_is_asked_once() {
    let form = form(json!([field("Text", json!({"Label": "first"})), field("Email", json!({}))]), json!([]), json!([]));
    assert_eq!(form.fields.iter().map(|field| field.label.as_str()).collect::<Vec<_>>(), ["first"]);
}
