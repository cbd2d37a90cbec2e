//! Retries: what fails in passing is tried again, after a growing pause.

use std::io;
use std::thread;
use std::time::Duration;

use super::remote::Failure;

/// How often something is tried, and how long the first pause is; each further pause is twice as long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub tries: u32,
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 5, pause: Duration::from_millis(500) }
    }
}

impl Patience {
    /// The result of `attempt`, which is repeated while it fails in passing.
    ///
    /// # Errors
    /// With the last error, if it never succeeds.
    pub(crate) fn ask<T>(self, attempt: impl Fn() -> Result<T, Failure>) -> io::Result<T> {
        let mut pause = self.pause;
        for left in (0..self.tries).rev() {
            match attempt() {
                Ok(value) => return Ok(value),
                Err(Failure::Passing(_, after)) if left > 0 => {
                    thread::sleep(after.unwrap_or_default().max(pause));
                    pause *= 2;
                }
                Err(failure) => return Err(failure.into_error()),
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const QUICK: Patience = Patience { tries: 3, pause: Duration::ZERO };

    fn reset() -> Failure {
        io::Error::from(io::ErrorKind::ConnectionReset).into()
    }

    #[test]
    fn what_fails_in_passing_is_tried_again_and_what_lasts_is_not() {
        let tried = Cell::new(0);
        let attempt = |good: u32, failure: &dyn Fn() -> Failure| {
            tried.set(0);
            QUICK.ask(|| {
                tried.set(tried.get() + 1);
                if tried.get() == good { Ok(()) } else { Err(failure()) }
            })
        };
        assert!(attempt(3, &reset).is_ok());
        assert!(attempt(4, &reset).is_err() && tried.get() == 3);
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied).into();
        assert!(attempt(2, &denied).is_err() && tried.get() == 1);
    }
}
