//! Something of the browser, replaced until the test ends.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// A property with another value, until this is dropped.
pub(crate) struct Stub {
    object: Object,
    name: &'static str,
    before: JsValue,
}

impl Stub {
    /// Replaces a value, or a method.
    pub(crate) fn new(object: &Object, name: &'static str, value: &JsValue) -> Self {
        let before = Object::get_own_property_descriptor(object, &name.into());
        let descriptor = Object::new();
        for (attribute, value) in [("value", value), ("configurable", &JsValue::TRUE), ("writable", &JsValue::TRUE)] {
            Reflect::set(&descriptor, &attribute.into(), value).unwrap();
        }
        Object::define_property(object, &name.into(), &descriptor);
        Self { object: object.clone(), name, before }
    }

    /// Replaces a method by one that answers a number.
    pub(crate) fn answering(object: &Object, name: &'static str, number: f64) -> Self {
        Self::new(object, name, &Closure::<dyn Fn() -> f64>::new(move || number).into_js_value())
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        if self.before.is_undefined() {
            Reflect::delete_property(&self.object, &self.name.into()).unwrap();
        } else {
            Object::define_property(&self.object, &self.name.into(), self.before.unchecked_ref());
        }
    }
}
