//! A small random generator: the same data on every machine.

/// Its state.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// One of `choices`.
    pub fn of<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}
