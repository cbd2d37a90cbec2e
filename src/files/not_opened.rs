//! Why a file is not opened although the system would open it.

use std::io;

/// Why a file is not opened although the system would open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is a link, or is reached through one.
    Link,
    /// It is a pipe, a socket, a device or a folder.
    NotAFile,
    /// It exceeds the size limit for such a file.
    TooLarge,
}

impl std::error::Error for NotOpened {}

impl NotOpened {
    /// The reason stored in an I/O error; `None` if the error is the system's.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<NotOpened> for io::Error {
    fn from(why: NotOpened) -> Self {
        Self::new(io::ErrorKind::InvalidInput, why)
    }
}
