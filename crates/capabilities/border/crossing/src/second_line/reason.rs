//! Why somebody is sent to second line, and how it ends. All coded: a free text alone could hide a reason that is no reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$outer:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of forms.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Its name in data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}

codes! {
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

codes! {
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

codes! {
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
