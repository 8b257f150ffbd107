//! The few-word answers of forms and facts as they stand in data.

/// Enums of words: each value has a name in data, in `snake_case`; `ALL` and `NAMES` give all of them in the order of forms, and
/// `named` finds one by its name. The crate that uses it depends on `serde` and `schemars`.
///
/// ```
/// kernel::code_words! {
///     /// How the sky looks.
///     Sky {
///         /// No cloud.
///         Clear = "clear",
///         /// Clouds.
///         Grey = "grey",
///     }
/// }
/// assert_eq!((Sky::Clear.name(), Sky::NAMES), ("clear", ["clear", "grey"].as_slice()));
/// assert_eq!((Sky::ALL.len(), Sky::named("grey"), Sky::named("Grey")), (2, Some(Sky::Grey), None));
/// ```
#[macro_export]
macro_rules! code_words {
    ($($(#[$doc:meta])* $type:ident { $($(#[$word_doc:meta])* $name:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
            ::schemars::JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$word_doc])* $name),+ }

        #[allow(dead_code)] // of a private type not each is used
        impl $type {
            /// Every value, in the order of forms.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// Every value's name in data, in the order of forms.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// Its name in data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The value with this name in data.
            #[must_use]
            pub fn named(name: &str) -> ::core::option::Option<Self> {
                match name {
                    $($text => ::core::option::Option::Some(Self::$name),)+
                    _ => ::core::option::Option::None,
                }
            }
        }
    )+};
}
