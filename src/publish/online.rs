//! Online: what a reader gets at the paper's address, compared with the manifest.

use std::sync::{Mutex, PoisonError};

use url::Url;

use super::headers::{self, ALWAYS, CACHE_CONTROL, CONTENT_TYPE, is_same, listed};
use super::host_settings::is_setting;
use super::manifest::{Encoding, LiveManifest};
use super::parallel;
use super::remote::HeaderValues;
use super::targets::http::{Client, HttpReply, encoded, patience};
use super::verify::{Difference, WrongHeader};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::target::PublishTarget;
use crate::plan::is_fingerprinted;

/// How many files are asked for at once.
const ASKED: usize = 4;
/// An address that no paper has.
const NOWHERE: &str = "lanmu-nothing-here.html";
/// How long a page may be kept without being asked for again, in seconds: as long as a reader's page may be old.
const LONGEST: u64 = 600;

/// What is looked at, besides the contents.
struct Online<'o> {
    client: Client,
    url: &'o Url,
    manifest: &'o LiveManifest,
    /// Whether the host was given the headers of the table.
    has_headers: bool,
}

/// Compares every file of a manifest with what a reader gets for it at `url`.
///
/// # Errors
/// If the host cannot be reached.
pub(crate) fn verify_online(
    url: &Url,
    manifest: &LiveManifest,
    target: &PublishTarget,
) -> Result<Vec<Difference>, Fault> {
    let online = Online { client: Client::of_reader()?, url, manifest, has_headers: target.has_headers };
    let found = Mutex::new(Vec::new());
    // Hosts read their settings and do not serve them; compressed forms are served in place of their originals.
    let is_served = |path: &&String| !is_setting(path) && manifest.files[*path].encoding.is_none();
    let paths: Vec<&String> = manifest.files.keys().filter(is_served).collect();
    parallel::each(&paths, ASKED, |path| {
        let differences = online.differences(path)?;
        found.lock().unwrap_or_else(PoisonError::into_inner).extend(differences);
        Ok(())
    })?;
    let mut differences = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    differences.sort_by(|a, b| a.path().cmp(b.path()));
    differences.extend(online.of_nowhere()?);
    differences.extend(online.uncompressed()?);
    Ok(differences)
}

impl Online<'_> {
    /// What the host answers; a compressed form only if one is asked for.
    fn ask(&self, path: &str, encoding: &str) -> Result<HttpReply, Fault> {
        let url = format!("{}{}", self.url, encoded(path));
        let headers = [("accept-encoding", encoding.to_owned())];
        let reply = patience().ask(|| {
            let reply = self.client.ask("GET", &url, &headers, None)?;
            if reply.status >= 500 { Err(self.client.refusal(&reply)) } else { Ok(reply) }
        });
        reply.map_err(Fault::on(Action::Verify, url.as_ref()))
    }

    fn differences(&self, path: &str) -> Result<Vec<Difference>, Fault> {
        let reply = self.ask(path, "identity")?;
        Ok(match reply.status {
            200 if Digest::of(&reply.body) == self.manifest.files[path].digest => {
                let wrong = wrong_headers(path, &reply.header_values(), self.has_headers);
                wrong.into_iter().map(Difference::WrongHeader).collect()
            }
            200 => vec![Difference::Changed(path.to_owned())],
            404 | 410 => vec![Difference::Missing(path.to_owned())],
            status => vec![Difference::WrongStatus { path: path.to_owned(), status, wanted: 200 }],
        })
    }

    /// Whether an address that the paper does not have is answered otherwise than with 404.
    fn of_nowhere(&self) -> Result<Option<Difference>, Fault> {
        let status = self.ask(NOWHERE, "identity")?.status;
        Ok((!matches!(status, 404 | 410)).then(|| Difference::WrongStatus {
            path: NOWHERE.to_owned(),
            status,
            wanted: 404,
        }))
    }

    /// A file that is not served in its compressed form, if there are such forms.
    fn uncompressed(&self) -> Result<Option<Difference>, Fault> {
        let coded = self.manifest.files.iter().find_map(|(path, file)| Some((path, file.encoding?)));
        let Some((path, encoding)) = coded else { return Ok(None) };
        let original = encoding.original(path);
        let words = Encoding::ALL.map(Encoding::word).join(", ");
        let is_coded = self.ask(original, &words)?.header_values().contains_key("content-encoding");
        Ok((!is_coded).then(|| Difference::NotCompressed(original.to_owned())))
    }
}

/// What is wrong with the headers of a file: of any host its type and how long pages are kept, of one that was told them all the
/// others of the table too.
fn wrong_headers(path: &str, found: &HeaderValues, has_headers: bool) -> Vec<WrongHeader> {
    let value = |name: &str| found.get(&name.to_ascii_lowercase()).map(String::as_str);
    let wrong = |name: &'static str, wanted: Option<&str>| WrongHeader {
        path: path.to_owned(),
        name,
        found: value(name).map(ToOwned::to_owned),
        wanted: wanted.map(ToOwned::to_owned),
    };
    let (kind, kept) = (headers::media_type(path), headers::cache_control(path));
    let mut all = Vec::new();
    if !value(CONTENT_TYPE).is_some_and(|found| is_same(CONTENT_TYPE, found, kind)) {
        all.push(wrong(CONTENT_TYPE, Some(kind)));
    }
    let is_kept_right = match value(CACHE_CONTROL) {
        Some(found) if has_headers => {
            is_same(CACHE_CONTROL, found, kept) || !is_fingerprinted(path) && is_asked_again(found)
        }
        None if has_headers => false,
        Some(found) => is_fingerprinted(path) || kept_for(found) <= LONGEST,
        None => true,
    };
    if !is_kept_right {
        all.push(wrong(CACHE_CONTROL, Some(kept)));
    }
    // The domains of some object storages make browsers save pages.
    if value("Content-Disposition").is_some_and(|found| found.starts_with("attachment")) {
        all.push(wrong("Content-Disposition", None));
    }
    let others = ALWAYS.into_iter().filter(|(name, wanted)| has_headers && value(name) != Some(wanted));
    all.extend(others.map(|(name, wanted)| wrong(name, Some(wanted))));
    all
}

/// For how many seconds a file may be shown without being asked for again.
fn kept_for(cache_control: &str) -> u64 {
    let words = listed(cache_control);
    if words.iter().any(|word| word == "no-cache" || word == "no-store") {
        return 0;
    }
    words.iter().filter_map(|word| word.strip_prefix("max-age=")?.parse().ok()).max().unwrap_or(0)
}

/// Whether a file is asked for again each time, in whichever words.
fn is_asked_again(cache_control: &str) -> bool {
    let says = ["no-cache", "no-store", "max-age=0"];
    listed(cache_control).iter().any(|word| says.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(path: &str, found: &[(&str, &str)], has_headers: bool) -> Vec<&'static str> {
        let found = found.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        wrong_headers(path, &found, has_headers).into_iter().map(|wrong| wrong.name).collect()
    }

    #[test]
    fn of_any_host_pages_may_not_be_kept_long() {
        let kept = |cache: &'static str| [("content-type", "text/html"), ("cache-control", cache)];
        for right in ["no-cache", "public, max-age=0, must-revalidate", "max-age=600"] {
            assert!(wrong("index.html", &kept(right), false).is_empty(), "{right}");
        }
        assert_eq!(wrong("index.html", &kept("max-age=86400"), false), [CACHE_CONTROL]);
        assert!(wrong("index.html", &[("content-type", "text/html")], false).is_empty());
        let sheet = [("content-type", "text/css"), ("cache-control", "max-age=86400")];
        assert!(wrong("assets/print.5d58fc977e.css", &sheet, false).is_empty());
        let saved = [("content-type", "text/html"), ("content-disposition", "attachment")];
        assert_eq!(wrong("index.html", &saved, false), ["Content-Disposition"]);
    }

    #[test]
    fn a_host_that_was_told_the_headers_must_have_them_all() {
        let names: Vec<String> = ALWAYS.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        let mut all: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(ALWAYS.map(|(_, value)| value)).collect();
        all.extend([("content-type", "text/html"), ("cache-control", "public, max-age=0, must-revalidate")]);
        assert!(wrong("index.html", &all, true).is_empty());
        all.retain(|(name, _)| *name != "x-content-type-options" && *name != "cache-control");
        assert_eq!(wrong("index.html", &all, true), [CACHE_CONTROL, "X-Content-Type-Options"]);
    }
}
