//! One picture: fetched, known by its bytes, and written beside a story.

use std::io::Cursor;

use imagesize::ImageType;
use url::Url;

use super::network::Network;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder};
use crate::scan::{drawing, picture};
use crate::source::SourcePath;
use crate::words::links::NotFetched;

/// The endings of pictures.
const ENDINGS: [&str; 8] = ["png", "jpg", "gif", "webp", "avif", "bmp", "ico", "svg"];
/// How much of a name is kept.
const STEM: usize = 40;

/// A picture that lies beside the stories of a folder, under this name.
#[derive(Clone, Debug)]
pub(super) enum Brought {
    Now(String),
    /// An earlier run had brought it.
    Before(String),
}

/// Brings a picture into a folder, unless it is there.
///
/// # Errors
/// A fault of the disk; with the reason inside, if the picture cannot be had.
pub(super) fn bring(
    root: &OpenFolder,
    network: &Network,
    folder: &str,
    address: &str,
) -> Result<Result<Brought, NotFetched>, Fault> {
    let failed = |error| Fault::new(Action::Write, root.path_of(folder), error);
    let folder = root.folder(folder).map_err(failed)?;
    let Some(url) = url(address) else { return Ok(Err(NotFetched::Refused)) };
    let stem = stem(&url);
    for ending in ENDINGS {
        let name = format!("{stem}.{ending}");
        if folder.kind_of(&name).map_err(failed)? == Some(EntryKind::File) {
            return Ok(Ok(Brought::Before(name)));
        }
    }
    let bytes = match network.get(&url) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(Err(why)),
    };
    match ending(&bytes) {
        Ok(ending) => {
            let name = format!("{stem}.{ending}");
            folder.replace_with(&name, &bytes).map_err(failed)?;
            Ok(Ok(Brought::Now(name)))
        }
        Err(why) => Ok(Err(why)),
    }
}

/// An address as it is asked for: over https.
fn url(address: &str) -> Option<Url> {
    let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let mut url = Url::parse(&whole).ok()?;
    if url.scheme() == "http" {
        url.set_scheme("https").ok()?;
    }
    url.set_fragment(None);
    Some(url)
}

/// The name, without an ending, of the picture at an address; `None` if it is no address.
pub(super) fn name_of(address: &str) -> Option<String> {
    url(address).map(|url| stem(&url))
}

/// A name for the picture at an address: what of its own name is fit for a file, and a digest of the whole, so that it is unique.
fn stem(url: &Url) -> String {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    let own = last.rsplit_once('.').map_or(last, |(own, _)| own);
    let fits = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let own: String = own.chars().filter(|character| fits(*character)).take(STEM).collect();
    let own = own.trim_matches(['-', '_']).to_ascii_lowercase();
    let digest = Digest::of(url.as_str().as_bytes()).short();
    if own.is_empty() { format!("picture-{digest}") } else { format!("{own}-{digest}") }
}

/// The ending for a picture of these bytes.
fn ending(bytes: &[u8]) -> Result<&'static str, NotFetched> {
    if drawing::look(bytes).0 {
        let path = SourcePath::new("content/a.svg");
        return if drawing::runs(&path, bytes) { Err(NotFetched::RunsScript) } else { Ok("svg") };
    }
    let head = &bytes[..bytes.len().min(512)];
    if let (_, Some(unfit)) = picture::of(head, &mut Cursor::new(bytes)) {
        return Err(NotFetched::Unfit(unfit));
    }
    Ok(match imagesize::image_type(head) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Heif(_)) => "avif",
        Ok(ImageType::Bmp) => "bmp",
        Ok(ImageType::Ico) => "ico",
        _ => "jpg",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe_and_unique() {
        let name = |address: &str| stem(&url(address).unwrap());
        let plain = name("https://a.b/x/Photo_1.JPG?v=2");
        assert!(plain.starts_with("photo_1-") && plain.is_ascii(), "{plain}");
        assert_ne!(plain, name("https://a.b/x/Photo_1.JPG?v=3"));
        assert_eq!(name("http://a.b/p.png"), name("https://a.b/p.png"));
        for address in [
            "https://a.b/",
            "https://a.b/%E5%9B%BE.png",
            "https://a.b/..%2F..%2Fetc",
            "https://a.b/.htaccess",
        ] {
            let name = name(address);
            assert!(!name.contains(['/', '.', '%']) && !name.starts_with('-'), "{name}");
        }
    }
}
