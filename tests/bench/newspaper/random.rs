//! Random numbers that are the same on every machine: a counter with good mixing (`SplitMix64`).

/// A source of numbers.
pub struct Random(u64);

impl Random {
    /// The source for a seed. The seed is mixed too: otherwise, nearby seeds would give overlapping sequences.
    pub fn new(seed: usize) -> Self {
        Self(Self(seed as u64).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let stirred = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let stirred = (stirred ^ (stirred >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        stirred ^ (stirred >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        let choices = (most - least + 1) as u64;
        least + usize::try_from(self.next() % choices).unwrap()
    }

    /// One of these.
    pub fn one_of<'t, T>(&mut self, these: &'t [T]) -> &'t T {
        &these[self.between(0, these.len() - 1)]
    }
}
