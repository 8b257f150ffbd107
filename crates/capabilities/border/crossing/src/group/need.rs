//! Needs that a border officer can see or is told in a few seconds, and that cannot wait. A hint for who is seen first, never
//! a finding: the full list of specific needs belongs to registration.

kernel::code_words! {
    /// A need that cannot wait.
    UrgentNeed {
        /// Wounded or ill.
        Medical = "medical",
        /// A child with no adult.
        UnaccompaniedChild = "unaccompanied_child",
        /// A child with relatives, without parents.
        SeparatedChild = "separated_child",
        /// Pregnant.
        Pregnant = "pregnant",
        /// A disability.
        Disability = "disability",
        /// An older person alone.
        OlderAlone = "older_alone",
        /// In visible distress.
        Distress = "distress",
    }
}
