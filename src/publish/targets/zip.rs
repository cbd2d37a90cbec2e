//! A bundle for a USB stick or a content management system: one zip file that opens by double click.
//!
//! The same release gives the same bytes. Names inside are ASCII, because old programs read others wrongly; two names for
//! people are the exception.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Live, Shipment};
use crate::publish::manifest::LiveManifest;
use crate::publish::release::Release;
use crate::publish::remote::LiveCopy;

/// A folder of bundles.
pub(super) struct ZipTarget {
    folder: PathBuf,
}

/// The page that opens the paper, by a name that tells what to do.
const OPEN: &str = "打开.html";
const README: &str = "使用说明.txt";
/// In the name of a bundle that is a proof for approval.
const PROOF: &str = "送审稿";
const SUMS: &str = "SHA256SUMS";

impl ZipTarget {
    /// Bundles in the folder at `path`, which is relative to the paper's root.
    pub(super) fn new(project: &Project, path: &str) -> Self {
        Self { folder: project.root.join(path) }
    }
}

/// Writes a bundle: one folder with the release, a way in, and checksums.
fn bundle(release: &Release, top: &str, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sums = String::new();
    let mut add = |path: &str, contents: &[u8]| -> io::Result<()> {
        zip.start_file(format!("{top}/{path}"), options)?;
        zip.write_all(contents)?;
        let sum =
            Sha256::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let _ = writeln!(sums, "{sum}  {path}");
        Ok(())
    };
    for (sent, path) in release.files.keys().enumerate() {
        add(path, &release.read(path)?)?;
        progress(sent + 1, release.files.len());
    }
    add(OPEN, opening().as_bytes())?;
    add(README, readme(release).as_bytes())?;
    zip.start_file(format!("{top}/{SUMS}"), options)?;
    zip.write_all(sums.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn opening() -> &'static str {
    "<!doctype html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n<title>打开</title>\n<meta http-equiv=\"refresh\" content=\"0; url=index.html\">\n</head>\n<body><p><a href=\"index.html\">打开</a></p></body>\n</html>\n"
}

fn readme(release: &Release) -> String {
    let edition = release.edition.as_deref().unwrap_or_default();
    format!(
        "{}　{edition}\r\n\r\n先把整个文件夹解压出来，再双击“{OPEN}”，用浏览器看，不用联网。\r\n不要在压缩包里面直接点开。\r\n{SUMS} 是各文件的校验码，用 sha256sum -c {SUMS} 核对。\r\n",
        release.paper
    )
}

impl Carrier for ZipTarget {
    fn live(&self) -> Result<Live, Fault> {
        Ok(Live::Empty) // Each bundle is whole.
    }

    fn carry_out(&self, Shipment { release, progress, .. }: &Shipment) -> Result<Delivery, Fault> {
        let edition = release.edition.as_deref();
        let proof = release.is_proof.then(|| PROOF.to_owned());
        let named = [Some(file_name(&release.paper)), edition.map(ToOwned::to_owned), proof];
        let name = format!("{}.zip", named.into_iter().flatten().collect::<Vec<_>>().join("-"));
        let path = self.folder.join(&name);
        let top = edition.map_or_else(|| "paper".to_owned(), |edition| format!("paper-{edition}"));
        let write = || {
            let bytes = bundle(release, &top, progress)?;
            OpenFolder::open_or_create(&self.folder)?.replace_with(&name, &bytes)
        };
        write().map_err(Fault::on(Action::Publish, &path))?;
        Ok(Delivery { place: path.display().to_string(), ..Delivery::default() })
    }

    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault> {
        Ok(None)
    }

    fn fetch(&self, _: &str) -> Result<Option<LiveCopy>, Fault> {
        Ok(None)
    }

    fn list(&self) -> Result<Option<BTreeSet<String>>, Fault> {
        Ok(None)
    }
}

/// A name without the characters that a file system refuses.
fn file_name(name: &str) -> String {
    name.chars().map(|character| if r#"/\:*?"<>|"#.contains(character) { '_' } else { character }).collect()
}
