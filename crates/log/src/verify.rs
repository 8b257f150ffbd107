//! Walks every chain and every signature and names the first bad fact.
