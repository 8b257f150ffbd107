//! Access from outside: a node with real stores, a clock that tests set, and nothing else.

mod node;
mod sign_in;
mod speed;
