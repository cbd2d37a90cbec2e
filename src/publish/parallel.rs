//! Work on several things at once that ends with the first failure.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does `work` with each item, by at most so many threads. After the first failure nothing further is begun.
///
/// # Errors
/// With the first failure.
pub(crate) fn each<T: Sync, E: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let run = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = work(item) {
                next.store(items.len(), Ordering::Relaxed);
                failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(run);
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_or_the_first_failure_is_told() {
        let (numbers, sum): (Vec<usize>, _) = ((1..=100).collect(), AtomicUsize::new(0));
        let add = |number: &usize| {
            sum.fetch_add(*number, Ordering::Relaxed);
            if *number < 1000 { Ok(()) } else { Err(*number) }
        };
        assert_eq!((each(&numbers, 4, add), sum.load(Ordering::Relaxed)), (Ok(()), 5050));
        assert_eq!(each(&[1, 2000, 3], 1, add), Err(2000));
        assert_eq!(sum.load(Ordering::Relaxed), 5050 + 2001, "nothing is begun after it");
    }
}
