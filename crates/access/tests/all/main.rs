//! Access from outside: a node with real stores, a clock that tests set, and nothing else.

#![cfg(test)]

mod disclosure;
mod node;
mod passkey;
mod sign_in;
mod speed;
mod toy;
mod two_persons;
