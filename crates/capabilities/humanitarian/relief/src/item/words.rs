//! In what items are counted.

kernel::code_words! {
    /// In what an item is counted. Always whole: a sack is handed out, not a part of it.
    Unit {
        /// Single things.
        Piece = "piece",
        /// Kits: several things in one parcel.
        Kit = "kit",
        /// Meals.
        Meal = "meal",
        /// Packets, sacks, bottles.
        Packet = "packet",
        /// Kilograms.
        Kilogram = "kilogram",
        /// Litres.
        Litre = "litre",
    }
}
