//! Reads the attributes of a message and collects what is wrong with them, so that one 422 names them all,
//! each by its path from the root of the body: `Journey.User.Firstname`.

use serde_json::{Value, json};

use crate::fields::is_email;
use crate::id;
use crate::problem::Problem;

/// A message that is being read.
pub(crate) struct Attributes<'a> {
    body: &'a Value,
    errors: Vec<Value>,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(body: &'a Value) -> Self {
        Self { body, errors: Vec::new() }
    }

    /// The value at a path; null and absent are the same.
    pub(crate) fn at(&self, path: &str) -> Option<&'a Value> {
        let step = |value: &'a Value, name: &str| value.get(name);
        let found = path.split('.').try_fold(self.body, step);
        found.filter(|value| !value.is_null())
    }

    /// A text that may be absent.
    pub(crate) fn optional_text(&mut self, path: &str) -> Option<String> {
        match self.at(path)? {
            Value::String(text) => Some(text.clone()),
            _ => self.refuse(path, "Type"),
        }
    }

    /// A text that must be there and not blank.
    pub(crate) fn text(&mut self, path: &str) -> String {
        let found = match self.at(path) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.clone()),
            None | Some(Value::String(_)) => self.refuse(path, "Required"),
            Some(_) => self.refuse(path, "Type"),
        };
        found.unwrap_or_default()
    }

    /// An e-mail address that must be there.
    pub(crate) fn email(&mut self, path: &str) -> String {
        let text = self.text(path);
        if !text.is_empty() && !is_email(&text) {
            return self.refuse(path, "Format").unwrap_or_default();
        }
        text
    }

    /// The list at a path, empty where it is absent.
    pub(crate) fn optional_list(&mut self, path: &str) -> &'a [Value] {
        match self.at(path) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => self.refuse(path, "Type").unwrap_or_default(),
        }
    }

    /// What `{"Id"}` at a path refers to: `None` where it is absent, `Some(None)` where the id can belong to
    /// nothing, such as the documentation's `"xxx"`.
    pub(crate) fn optional_reference(&mut self, path: &str) -> Option<Option<i64>> {
        let reference = self.at(path)?;
        if !reference.is_object() {
            return self.refuse(path, "Type");
        }
        match reference.get("Id") {
            None | Some(Value::Null) => self.refuse(&format!("{path}.Id"), "Required"),
            Some(value @ (Value::String(_) | Value::Number(_))) => Some(id::read(value)),
            Some(_) => self.refuse(&format!("{path}.Id"), "Type"),
        }
    }

    /// Notes that the attribute at a path is refused.
    pub(crate) fn refuse<T>(&mut self, path: &str, code: &str) -> Option<T> {
        self.errors.push(json!({"Attribute": path, "Code": code}));
        None
    }

    /// The verdict on everything that was read.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::values_refused(self.errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_of(body: Value, read: impl FnOnce(&mut Attributes)) -> Vec<Value> {
        let mut attributes = Attributes::of(&body);
        read(&mut attributes);
        attributes.errors
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let body = json!({"User": {"Firstname": " ", "Mail": "nobody"}, "List": {}, "URL": 1});
        let errors = errors_of(body, |attributes| {
            attributes.text("User.Firstname");
            attributes.email("User.Mail");
            attributes.text("User.Prefs.Phone");
            attributes.optional_list("List");
            attributes.optional_text("URL");
        });
        let expected = json!([
            {"Attribute": "User.Firstname", "Code": "Required"},
            {"Attribute": "User.Mail", "Code": "Format"},
            {"Attribute": "User.Prefs.Phone", "Code": "Required"},
            {"Attribute": "List", "Code": "Type"},
            {"Attribute": "URL", "Code": "Type"},
        ]);
        assert_eq!(json!(errors), expected);
    }

    #[test]
    fn an_id_that_belongs_to_nothing_is_no_error_of_the_message() {
        let body = json!({"Journey": {"Id": "xxx"}, "User": {"Id": "9007199254740993"}});
        let errors = errors_of(body, |attributes| {
            assert_eq!(attributes.optional_reference("Journey"), Some(None));
            assert_eq!(attributes.optional_reference("User"), Some(Some(9_007_199_254_740_993)));
            assert_eq!(attributes.optional_reference("Nobody"), None);
        });
        assert!(errors.is_empty());
    }

    #[test]
    fn a_reference_without_an_id_is_refused() {
        let errors = errors_of(json!({"Journey": {}, "User": 5}), |attributes| {
            assert_eq!(attributes.optional_reference("Journey"), None);
            assert_eq!(attributes.optional_reference("User"), None);
        });
        let expected = json!([
            {"Attribute": "Journey.Id", "Code": "Required"},
            {"Attribute": "User", "Code": "Type"},
        ]);
        assert_eq!(json!(errors), expected);
    }
}
