//! The few-word answers of this capability as they stand in data.

kernel::code_words! {
    /// Why a procedure is opened. The first three are where UNHCR's guidelines ask for a decision by a panel.
    Why {
        /// A lasting solution for a child without parents.
        LastingSolution = "lasting_solution",
        /// Care for a child without parents, where it is hard to decide.
        CareDecision = "care_decision",
        /// A child may have to live apart from its parents against their will.
        Separation = "separation",
        /// A child without parents needs care now.
        Alone = "alone",
        /// A child at risk for another reason.
        AtRisk = "at_risk",
    }
    /// What proves that somebody is who they say to the child.
    Proof {
        /// Papers.
        Papers = "papers",
        /// Both tell the same, asked apart.
        BothTell = "both_tell",
        /// Relatives or neighbours who know both.
        Witnesses = "witnesses",
        /// Nothing yet.
        None = "none",
    }
    /// Whether the child wants to be with somebody.
    Wish {
        /// Yes, asked alone.
        Yes = "yes",
        /// No.
        No = "no",
        /// Too young to be asked.
        TooYoung = "too_young",
        /// Not asked yet.
        NotAsked = "not_asked",
    }
    /// What came of checking a caregiver.
    Found {
        /// The person is who they say, and fit to care.
        Verified = "verified",
        /// It is not so.
        NotVerified = "not_verified",
        /// It is not clear yet.
        Unclear = "unclear",
    }
    /// How a child is cared for.
    CareKind {
        /// By relatives.
        Kinship = "kinship",
        /// By a foster family.
        Foster = "foster",
        /// Kafala.
        Kafala = "kafala",
        /// With a grown-up who is not a relative, whom the child came with.
        Companion = "companion",
        /// In a group home or centre.
        Residential = "residential",
        /// Lives with peers or alone, and is visited.
        Supervised = "supervised",
        /// Another way.
        Other = "other",
    }
    /// What a document is.
    DocumentKind {
        /// A record of birth or another paper of identity.
        Identity = "identity",
        /// A ruling on guardianship or custody.
        Custody = "custody",
        /// What a tracing service found.
        Tracing = "tracing",
        /// A report by a doctor, a teacher, a visitor.
        Report = "report",
        /// A signed consent.
        Consent = "consent",
        /// Another one.
        Other = "other",
    }
    /// What a member of the panel thinks.
    Opinion {
        /// As recommended.
        Agrees = "agrees",
        /// Otherwise.
        Differs = "differs",
        /// Knows the family, or has another reason not to judge.
        StandsAside = "stands_aside",
    }
    /// How the child was told.
    Telling {
        /// Face to face.
        InPerson = "in_person",
        /// With the caregiver.
        WithCaregiver = "with_caregiver",
        /// By telephone.
        Phone = "phone",
    }
    /// How a procedure ended.
    Outcome {
        /// The child is with its parents.
        Reunified = "reunified",
        /// The child lives well cared for.
        CaredFor = "cared_for",
        /// Other authorities go on with it.
        Transferred = "transferred",
        /// The child is grown up.
        Adult = "adult",
        /// The child went away.
        Left = "left",
        /// The child died.
        Died = "died",
    }
    /// How far a procedure is: what is to be done next.
    Stage {
        /// Write the assessment.
        Assess = "assess",
        /// The supervisor rules on it.
        Approve = "approve",
        /// Call the panel.
        CallPanel = "call_panel",
        /// Its members give their opinions.
        Opinions = "opinions",
        /// The supervisor writes what was decided.
        Decide = "decide",
        /// Tell the child.
        Tell = "tell",
        /// Arrange care, visit, review.
        FollowUp = "follow_up",
        /// The supervisor rules on closing.
        Closing = "closing",
        /// Over.
        Closed = "closed",
    }
}

impl Why {
    /// Whether UNHCR's guidelines ask for a panel (Guidelines on Determining the Best Interests of the Child, 2008, chapter 2).
    #[must_use]
    pub const fn asks_for_panel(self) -> bool {
        matches!(self, Why::LastingSolution | Why::CareDecision | Why::Separation)
    }
}
