//! Lengths on a page, in thousandths of a character of the body's type.

/// A length, in thousandths of a character.
pub(crate) type Em = u32;
/// One character.
pub const EM: Em = 1000;
