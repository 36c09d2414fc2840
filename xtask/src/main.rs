//! Build steps of the project.
fn main() {}
