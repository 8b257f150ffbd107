//! Why somebody is sent to second line, and how it ends. All coded: a free text alone could hide a reason that is no reason.

kernel::code_words! {
    /// Why somebody is sent to second line.
    ReferralReason {
        /// The person asks for protection. Such a person is never refused.
        AsksForProtection = "asks_for_protection",
        /// A child without an adult, or with one who may not be theirs.
        ChildAtRisk = "child_at_risk",
        /// Somebody who may be under another's control.
        PossibleTrafficking = "possible_trafficking",
        /// The document needs a closer look.
        DocumentCheck = "document_check",
        /// Who the person is, or the nationality, is not clear.
        IdentityUnclear = "identity_unclear",
        /// A stay longer than permitted.
        Overstay = "overstay",
        /// No visa or permit where one is needed.
        NoPermit = "no_permit",
        /// Goods or vehicle.
        Goods = "goods",
        /// A health check.
        Health = "health",
        /// Another reason, in words.
        Other = "other",
    }
}

kernel::code_words! {
    /// How second line ends when one officer may decide.
    SecondLineOutcome {
        /// The person goes on.
        Cleared = "cleared",
        /// The person asks for protection and is handed over to the humanitarian side.
        Protection = "protection",
        /// The person goes on after a penalty or a condition that the law sets, such as a fee for an overstay.
        ClearedWithCondition = "cleared_with_condition",
    }
}

kernel::code_words! {
    /// The ground of an adverse outcome. It is the officers' decision under the law, never the program's.
    AdverseReason {
        /// No valid document or permit where the law requires one.
        NoValidDocument = "no_valid_document",
        /// The document is not genuine, or not the person's.
        DocumentNotGenuine = "document_not_genuine",
        /// An order of a court or authority.
        LegalOrder = "legal_order",
        /// Another ground in law, in words.
        OtherGround = "other_ground",
    }
}
