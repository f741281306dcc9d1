//! Starts the app in the page.

fn main() {
    front_office::start();
}
