//! Secrets: passwords and keys. They come from the environment or from the configuration of other tools, and are never printed.

use std::fmt;
use std::path::PathBuf;

use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};

/// The largest file of keys that is read, in bytes.
const LIMIT: u64 = 1 << 20;

/// A text that is never printed.
#[derive(Clone)]
pub(super) struct Secret(String);

impl Secret {
    /// Its text, to sign or to send.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    /// Line breaks and spaces around it come from copying.
    fn from(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("…")
    }
}

/// `text` without any of these secrets, for messages.
#[must_use]
pub(super) fn redacted<'s>(text: &str, secrets: impl IntoIterator<Item = &'s Secret>) -> String {
    let known = secrets.into_iter().filter(|secret| !secret.0.is_empty());
    known.fold(text.to_owned(), |text, secret| text.replace(&secret.0, "…"))
}

/// The secret in an environment variable; `None` if it is not set.
#[must_use]
pub(super) fn from_environment(variable: &str) -> Option<Secret> {
    let value = std::env::var(variable).ok()?;
    Some(Secret::from(value.as_str())).filter(|secret| !secret.0.is_empty())
}

/// The same; a fault if it is not set.
pub(super) fn needed(variable: &str) -> Result<Secret, Fault> {
    from_environment(variable).ok_or_else(|| Fault::refused(Action::FindSecret, variable))
}

/// The keys of an object storage.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub id: Secret,
    pub secret: Secret,
    /// The token of keys that expire.
    pub token: Option<Secret>,
}

impl Keys {
    /// The keys in the environment, else those of a profile in the file that the tools of AWS share. A profile that the paper
    /// names comes first.
    ///
    /// # Errors
    /// If there are none, or the file cannot be read.
    pub(super) fn find(profile: Option<&str>) -> Result<Self, Fault> {
        if profile.is_none() && from_environment("AWS_ACCESS_KEY_ID").is_some() {
            return Self::of_environment();
        }
        let chosen = std::env::var("AWS_PROFILE").ok();
        let name = profile.or(chosen.as_deref()).unwrap_or("default");
        match shared_file()?.and_then(|text| Self::of_profile(&text, name)) {
            Some(keys) => Ok(keys),
            None if profile.is_some() => Err(Fault::refused(Action::FindProfile, name)),
            None => Self::of_environment(),
        }
    }

    fn of_environment() -> Result<Self, Fault> {
        Ok(Self {
            id: needed("AWS_ACCESS_KEY_ID")?,
            secret: needed("AWS_SECRET_ACCESS_KEY")?,
            token: from_environment("AWS_SESSION_TOKEN"),
        })
    }

    /// The keys of a profile: the lines `key = value` after `[name]`.
    fn of_profile(text: &str, name: &str) -> Option<Self> {
        let is_head = |line: &str| line.starts_with('[');
        let lines = text.lines().map(str::trim);
        let after =
            lines.skip_while(|line| line.trim_matches(['[', ']']).trim() != name || !is_head(line)).skip(1);
        let entries: Vec<(&str, &str)> =
            after.take_while(|line| !is_head(line)).filter_map(|line| line.split_once('=')).collect();
        let value = |key: &str| {
            entries.iter().find(|(known, _)| known.trim() == key).map(|(_, value)| Secret::from(*value))
        };
        Some(Self {
            id: value("aws_access_key_id")?,
            secret: value("aws_secret_access_key")?,
            token: value("aws_session_token"),
        })
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Secret> {
        [Some(&self.id), Some(&self.secret), self.token.as_ref()].into_iter().flatten()
    }
}

/// The text of the file in which the tools of AWS keep keys; `None` if there is none.
fn shared_file() -> Result<Option<String>, Fault> {
    let named = std::env::var_os("AWS_SHARED_CREDENTIALS_FILE").map(PathBuf::from);
    let usual = || Some(std::env::home_dir()?.join(".aws").join("credentials"));
    let Some(path) = named.or_else(usual) else { return Ok(None) };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(None) };
    match OpenFolder::open(folder).and_then(|folder| folder.read(name, LIMIT)) {
        Err(error) if is_absent(&error) => Ok(None),
        read => {
            let bytes = read.map_err(Fault::on(Action::Read, &path))?;
            Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[default]\naws_access_key_id = ONE\naws_secret_access_key=first\n\n[ paper ]\n# ours\naws_access_key_id=TWO\naws_secret_access_key = sec=ond\naws_session_token = t\n[half]\naws_access_key_id = 3\n";

    #[test]
    fn the_keys_of_a_profile_stand_after_its_name() {
        let keys = |name| {
            Keys::of_profile(FILE, name).map(|keys| keys.all().map(|one| one.0.clone()).collect::<Vec<_>>())
        };
        assert_eq!(keys("default").unwrap(), ["ONE", "first"]);
        assert_eq!(keys("paper").unwrap(), ["TWO", "sec=ond", "t"]);
        assert_eq!((keys("half"), keys("nosuch"), keys("ONE")), (None, None, None));
    }

    #[test]
    fn a_secret_is_never_printed() {
        let keys = Keys::of_profile(FILE, "paper").unwrap();
        let printed = format!("{keys:?} {keys:#?}");
        assert!(!printed.contains("TWO") && !printed.contains("ond"), "{printed}");
        assert_eq!(redacted("key TWO is not known", keys.all()), "key … is no… known");
    }
}
