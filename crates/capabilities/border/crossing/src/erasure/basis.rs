//! Why records are erased.

kernel::code_words! {
    /// Why records are erased. Coded, so that no text of the reason can name the person again.
    ErasureBasis {
        /// The person asked for it.
        Requested = "requested",
        /// It should never have been recorded.
        RecordedWrongly = "recorded_wrongly",
        /// A court or authority ordered it.
        Ordered = "ordered",
        /// The period for which it was kept is over.
        RetentionOver = "retention_over",
    }
}

impl ErasureBasis {
    /// The grounds that an officer chooses from for one record; the end of a period is found, not chosen.
    pub const CHOSEN: [&'static str; 3] = [Self::Requested.name(), Self::RecordedWrongly.name(), Self::Ordered.name()];
}
