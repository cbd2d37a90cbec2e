//! Memo: values of one kind, each kept with the digest of the inputs that it was computed from.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// Values by the digest of their inputs. A stage asks for a value and gets it, from an earlier run or computed now; it cannot tell
/// which. An empty memo is always right, only slower.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
pub struct Memo<V> {
    /// From earlier runs.
    kept: FxHashMap<Digest, KeptValue<V>>,
    /// Computed in this run.
    #[serde(skip)]
    new: Mutex<FxHashMap<Digest, V>>,
}

/// A value from an earlier run.
#[derive(Debug, Serialize, Deserialize)]
struct KeptValue<V> {
    value: V,
    /// Whether this run asked for it.
    #[serde(skip)]
    is_used: AtomicBool,
}

impl<V> KeptValue<V> {
    fn new(value: V) -> Self {
        Self { value, is_used: AtomicBool::new(false) }
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { kept: FxHashMap::default(), new: Mutex::default() }
    }
}

impl<V: Clone> Memo<V> {
    /// The value computed from `inputs`, if it is known.
    pub(crate) fn get(&self, inputs: Digest) -> Option<V> {
        self.get_if(inputs, |_| true)
    }

    /// The value computed from `inputs`: computed now unless it is known.
    pub(crate) fn get_or(&self, inputs: Digest, compute: impl FnOnce() -> V) -> V {
        self.get_if_or(inputs, |_| true, compute)
    }

    /// The same for values that depend on more than `inputs`: one that is not `current` is computed again.
    pub(crate) fn get_if_or(
        &self,
        inputs: Digest,
        is_current: impl Fn(&V) -> bool,
        compute: impl FnOnce() -> V,
    ) -> V {
        self.get_if(inputs, is_current).unwrap_or_else(|| self.insert(inputs, compute()))
    }

    /// The value computed from `inputs`: computed now unless it is known. A failure is not kept.
    ///
    /// # Errors
    /// With what `compute` fails in.
    pub(crate) fn try_get_or<E>(
        &self,
        inputs: Digest,
        compute: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        self.get(inputs).map_or_else(|| Ok(self.insert(inputs, compute()?)), Ok)
    }

    /// Keeps a value.
    pub(crate) fn insert(&self, inputs: Digest, value: V) -> V {
        self.new_values().insert(inputs, value.clone());
        value
    }

    fn get_if(&self, inputs: Digest, is_current: impl Fn(&V) -> bool) -> Option<V> {
        if let Some(kept) = self.kept.get(&inputs).filter(|kept| is_current(&kept.value)) {
            kept.is_used.store(true, Ordering::Relaxed);
            return Some(kept.value.clone());
        }
        self.new_values().get(&inputs).filter(|value| is_current(value)).cloned()
    }

    fn new_values(&self) -> MutexGuard<'_, FxHashMap<Digest, V>> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether no earlier run has left anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many values this run has computed.
    pub(crate) fn computed(&self) -> usize {
        self.new_values().len()
    }

    /// Ends a run: the values that it did not ask for are dropped and returned.
    pub(crate) fn sweep(&mut self) -> Vec<V> {
        let new = std::mem::take(self.new.get_mut().unwrap_or_else(PoisonError::into_inner));
        let unused = self.kept.extract_if(|_, kept| !std::mem::take(kept.is_used.get_mut()));
        let mut dropped: Vec<V> = unused.map(|(_, kept)| kept.value).collect();
        let replaced =
            new.into_iter().filter_map(|(inputs, value)| self.kept.insert(inputs, KeptValue::new(value)));
        dropped.extend(replaced.map(|kept| kept.value));
        dropped
    }

    /// The values that were kept when the last run ended.
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.kept.values().map(|kept| &kept.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_once_and_dropped_after_a_run_without_it() {
        let (mut memo, of) = (Memo::default(), |text: &str| Digest::of(text.as_bytes()));
        assert_eq!(memo.get_or(of("a"), || 1), 1);
        assert_eq!(memo.get_or(of("a"), || panic!("it is known")), 1);
        assert!(memo.sweep().is_empty());
        assert_eq!(memo.get_or(of("a"), || panic!("it is kept")), 1);
        assert_eq!(memo.get_if_or(of("a"), |value| *value > 1, || 2), 2);
        assert_eq!(memo.get_if_or(of("a"), |value| *value > 1, || panic!("it was computed again")), 2);
        assert_eq!(memo.sweep(), vec![1], "another value took its place");
        assert_eq!(memo.try_get_or(of("b"), || Err(())), Err(()));
        assert_eq!((memo.sweep(), memo.get(of("a"))), (vec![2], None));
    }
}
