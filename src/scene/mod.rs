//! What is on screen: scales, words, colours and the display list. Knows no drawing library and no browser.

pub mod display_list;
