//! The few-word answers about people and households, as they stand in data.

kernel::code_words! {
    /// What a person may agree to, each asked by itself. Registration itself rests on the mandate to protect, not on consent:
    /// nobody who flees is free to refuse it (IOM Data Protection Manual, principle 4).
    ConsentPurpose {
        /// Organisations that assist may learn of the household.
        Assistance = "assistance",
        /// The record may be compared with those of people who look for relatives.
        Tracing = "tracing",
        /// A photo is taken and kept.
        Photo = "photo",
        /// The person may be called or written to.
        Contact = "contact",
    }
    /// Who answered.
    ConsentGiver {
        /// The person.
        Oneself = "oneself",
        /// A parent or caregiver, for a child.
        Caregiver = "caregiver",
    }
    /// How two persons stand to each other.
    LinkKind {
        /// The first is mother or father of the second.
        ParentOf = "parent_of",
        /// The first looks after the second in fact.
        CaregiverOf = "caregiver_of",
        /// The two are married.
        SpouseOf = "spouse_of",
        /// The two travel together and want to stay so.
        TravelsWith = "travels_with",
        /// Both records are of one person. Reversible; nothing is merged.
        SameAs = "same_as",
        /// The records are of two persons, however alike they look.
        NotSameAs = "not_same_as",
    }
    /// On what a link rests.
    LinkBasis {
        /// Somebody of them said so.
        Declared = "declared",
        /// A document shows it.
        Document = "document",
        /// Staff saw it.
        Observed = "observed",
    }
    /// How a member stands to the head of the household.
    Relationship {
        /// The head itself.
        Head = "head",
        /// Wife or husband.
        Spouse = "spouse",
        /// Daughter or son.
        Child = "child",
        /// Mother or father.
        Parent = "parent",
        /// Sister or brother.
        Sibling = "sibling",
        /// Grandchild.
        Grandchild = "grandchild",
        /// Grandparent.
        Grandparent = "grandparent",
        /// Another relative.
        OtherRelative = "other_relative",
        /// Not a relative; also a child in the household's care.
        NotRelated = "not_related",
    }
    /// Why a card is no longer valid.
    CardEnd {
        /// Lost or stolen.
        Lost = "lost",
        /// Cannot be read any more.
        Damaged = "damaged",
        /// Made out by mistake.
        Mistaken = "mistaken",
        /// The household asked for it, or no longer exists.
        Returned = "returned",
    }
    /// Why a person is erased.
    ErasureBasis {
        /// The person asked.
        Requested = "requested",
        /// The time for which it was kept is over.
        RetentionOver = "retention_over",
        /// It should never have been recorded.
        RecordedWrongly = "recorded_wrongly",
    }
}

impl Relationship {
    /// The relationships that a form offers for a member, the most frequent first.
    pub const OF_MEMBERS: [&'static str; 8] =
        ["child", "spouse", "sibling", "parent", "grandchild", "grandparent", "other_relative", "not_related"];
}

impl LinkKind {
    /// Whether it reads the same from both sides.
    #[must_use]
    pub const fn is_mutual(self) -> bool {
        !matches!(self, LinkKind::ParentOf | LinkKind::CaregiverOf)
    }

    /// The link that it contradicts, if any.
    #[must_use]
    pub const fn opposite(self) -> Option<Self> {
        match self {
            LinkKind::SameAs => Some(LinkKind::NotSameAs),
            LinkKind::NotSameAs => Some(LinkKind::SameAs),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_data_is_the_one_that_is_written() {
        for kind in LinkKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(LinkKind::named(kind.name()), Some(*kind));
        }
        for relationship in Relationship::ALL {
            assert_eq!(serde_json::to_value(relationship).unwrap(), relationship.name());
        }
        assert_eq!(CardEnd::named("stolen"), None);
    }
}
