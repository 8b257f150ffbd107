//! The words of lists.

kernel::code_words! {
    /// Why somebody does not travel after all.
    UnlistReason {
        /// They do not want to, or not now.
        OwnWish = "own_wish",
        /// They did not come to the place of departure.
        NotThere = "not_there",
        /// Their health does not allow it.
        Health = "health",
        /// They would not be safe.
        Safety = "safety",
        /// They go with another convoy.
        OtherConvoy = "other_convoy",
        /// There is no seat left.
        NoSeat = "no_seat",
        /// They were listed by mistake.
        Mistake = "mistake",
    }
}
