//! Each kind of control: what it is to assistive technology, to the phone's keyboard and to the browser's autofill.

mod boolean;
mod choices;
mod country;
mod date;
mod line;
mod long_text;
mod shown;
