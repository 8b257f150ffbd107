//! The log seen from outside, on a sample capability: water points and who came to them.

#[cfg(test)]
mod all {
    pub mod sample;

    mod appending;
    mod backing_up;
    mod erasing;
    mod failing_machines;
    mod reacting;
    mod reading_anything;
    mod reading_old_facts;
    mod sharing;
    mod syncing;
    mod verifying;
    mod viewing;
}
