//! The capability as others use it: through the gate, over encrypted stores in a folder of its own.

#[cfg(test)]
mod all {
    mod bad_input;
    mod correcting;
    mod erasing;
    mod groups;
    mod handing_over;
    mod lanes;
    mod node;
    mod pages;
    mod permissions;
    mod recording;
    mod reporting;
    mod second_line;
}
