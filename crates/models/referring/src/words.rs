//! The words of referral: categories, priorities, what may leave, why, and how it ended. Each is a code in data with words in three
//! languages under `referral-<prefix>-<code>`.

use std::str::FromStr;

/// The text is no such word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchWord;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $word:ident = $text:literal),+ $(,)? })+) => {
        kernel::code_words! { $($(#[$doc])* $name { $($(#[$about])* $word = $text),+ })+ }
        $(impl FromStr for $name {
            type Err = NoSuchWord;
            fn from_str(text: &str) -> Result<Self, NoSuchWord> {
                $name::named(text).ok_or(NoSuchWord)
            }
        })+
    };
}

words! {
    /// What kind of help a service gives: the services of the inter-agency referral form for mental health and psychosocial
    /// support (IASC reference group, 2017).
    Category {
        /// Health care, medicine, nutrition.
        Health = "health",
        /// Mental health and psychosocial support.
        Mhpss = "mhpss",
        /// Safe place to stay.
        Shelter = "shelter",
        /// Protection and care of children.
        ChildProtection = "child_protection",
        /// Help for survivors of gender-based violence.
        Gbv = "gbv",
        /// Finding family members.
        Tracing = "tracing",
        /// Legal help, documents, asylum.
        Legal = "legal",
        /// Help for persons with disabilities.
        Disability = "disability",
        /// Things of daily need.
        Items = "items",
        /// Cash.
        Cash = "cash",
        /// Food.
        Food = "food",
        /// School and training.
        Education = "education",
        /// Another kind.
        Other = "other",
    }

    /// How soon an answer is owed (same form: emergency, urgent, normal).
    Priority {
        /// Within 24 hours.
        Emergency = "emergency",
        /// Within 72 hours.
        Urgent = "urgent",
        /// Within two weeks.
        Normal = "normal",
    }

    /// One thing about a person that may leave with a referral. What has no word here cannot leave.
    Field {
        /// Name as the person writes it.
        Name = "name",
        /// Sex.
        Sex = "sex",
        /// Age in years, or the range it lies in.
        Age = "age",
        /// Day of birth, as well as it is known.
        Birth = "birth",
        /// Nationality.
        Nationality = "nationality",
        /// Languages spoken.
        Languages = "languages",
        /// Number of the household's registration.
        Registration = "registration",
        /// How many live in the household.
        HouseholdSize = "household_size",
        /// Telephone numbers and addresses in the register.
        Contacts = "contacts",
        /// How the person can be reached safely, as the person said.
        SafeContact = "safe_contact",
        /// Who cares for a child or an adult in need of care.
        Caregiver = "caregiver",
        /// Why the person is referred.
        Reason = "reason",
        /// What help is asked for.
        Help = "help",
        /// What was already given.
        Given = "given",
        /// What must be thought of: an interpreter, a wheelchair, a woman as interviewer.
        Needs = "needs",
    }

    /// Who agreed.
    ConsentGiver {
        /// The person.
        Oneself = "oneself",
        /// Whoever cares for the person by law or custom.
        Guardian = "guardian",
    }

    /// How consent was given.
    ConsentForm {
        /// By word of mouth.
        Spoken = "spoken",
        /// By signature.
        Signed = "signed",
        /// By thumb print.
        Thumbprint = "thumbprint",
    }

    /// A basis other than consent (UNHCR, Policy on the Protection of Personal Data of Persons of Concern, 2015, §2.2).
    Basis {
        /// The person's life or bodily integrity depends on it.
        VitalInterest = "vital_interest",
        /// It is in the best interest of a child, or of somebody who cannot decide.
        BestInterest = "best_interest",
        /// The safety of the person or of others depends on it.
        Safety = "safety",
    }

    /// Why a service does not take somebody.
    Decline {
        /// No place or no time left.
        Full = "full",
        /// The service is for others.
        NotEligible = "not_eligible",
        /// The service does not give this help.
        WrongService = "wrong_service",
        /// The person cannot get there.
        OutOfReach = "out_of_reach",
        /// Too little is known to help.
        TooLittleKnown = "too_little_known",
        /// The person did not want it.
        PersonDeclined = "person_declined",
        /// The person was not found.
        NotFound = "not_found",
        /// Another reason, in words.
        Other = "other",
    }

    /// How work on a referral ended.
    Outcome {
        /// The help was given.
        Helped = "helped",
        /// A part of it was given.
        PartlyHelped = "partly_helped",
        /// The person did not come.
        DidNotCome = "did_not_come",
        /// The person did not want it any more.
        PersonDeclined = "person_declined",
        /// It could not be given.
        NotHelped = "not_helped",
    }

    /// Why a referral is taken back.
    Revoke {
        /// It was sent by mistake.
        Mistake = "mistake",
        /// Help is not needed any more.
        NotNeeded = "not_needed",
        /// Nobody answered: it goes elsewhere.
        NoAnswer = "no_answer",
        /// The person withdrew the consent.
        Withdrawn = "withdrawn",
    }

    /// How the person was told what became of the referral.
    Telling {
        /// Face to face.
        InPerson = "in_person",
        /// By telephone or message.
        Phone = "phone",
        /// Through whoever cares for the person.
        Guardian = "guardian",
    }

    /// How far a sent referral is. Each is in exactly one.
    Stage {
        /// Written, not sent.
        Draft = "draft",
        /// Sent.
        Sent = "sent",
        /// The organisation has seen it.
        Acknowledged = "acknowledged",
        /// The organisation takes the person.
        Accepted = "accepted",
        /// The organisation does not.
        Declined = "declined",
        /// Help has begun.
        InProgress = "in_progress",
        /// It is over, with its outcome.
        Done = "done",
        /// It was taken back.
        Revoked = "revoked",
    }

    /// What an organisation owes by a time.
    Clock {
        /// To say whether it takes the person.
        Answer = "answer",
        /// To say what became of it.
        Outcome = "outcome",
    }

    /// Where a person goes to reach a service, or how it is given.
    Sexes {
        /// For everybody.
        All = "all",
        /// For women and girls.
        Female = "female",
        /// For men and boys.
        Male = "male",
    }

    /// In what capacity is counted.
    CapacityUnit {
        /// People a week.
        Week = "week",
        /// Places at the same time.
        Places = "places",
    }
}

impl Priority {
    /// Seconds within which the organisation answers.
    #[must_use]
    pub const fn answer_within_s(self) -> i64 {
        match self {
            Priority::Emergency => 24 * 3600,
            Priority::Urgent => 72 * 3600,
            Priority::Normal => 14 * 24 * 3600,
        }
    }
}

impl Field {
    /// What the register says; everything else the social worker writes for this referral.
    #[must_use]
    pub const fn is_of_register(self) -> bool {
        !matches!(self, Field::SafeContact | Field::Reason | Field::Help | Field::Given | Field::Needs)
    }
}

impl Stage {
    /// Whether the organisation still sees what was sent.
    #[must_use]
    pub const fn is_readable(self) -> bool {
        !matches!(self, Stage::Draft | Stage::Declined | Stage::Revoked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_survives_its_name_and_its_json() {
        for field in Field::ALL {
            assert_eq!(field.name().parse(), Ok(*field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.name());
        }
        assert_eq!("king".parse::<Stage>(), Err(NoSuchWord));
    }
}
