//! The PDFs of editions in `.cache/pdf/`, each beside a record of what it shows.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::files::{OpenFolder, now};
use crate::model::edition::{EditionKey, EditionPdf};
use crate::source::SourcePath;
use crate::trace::Fact;

/// The folder, below the root of the paper.
const FOLDER: &str = ".cache/pdf";
/// The largest record, in bytes.
const LIMIT: u64 = 16 << 20;

/// The PDFs of editions.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeptPdfs(BTreeMap<EditionKey, KeptPdf>);

/// A PDF, and what it shows.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub(crate) struct KeptPdf {
    /// The version of the program that made its pages.
    program: String,
    /// The digest of the file.
    version: Digest,
    /// The size of the file, in bytes.
    size: u64,
    /// What its pages show: facts, with the digests of the answers.
    shown: Vec<(Fact, Digest)>,
}

impl KeptPdf {
    /// Whether its pages show what they would show now.
    #[must_use]
    pub(crate) fn shows(&self, answer: impl Fn(&Fact) -> Digest) -> bool {
        self.program == env!("CARGO_PKG_VERSION") && self.shown.iter().all(|(fact, was)| answer(fact) == *was)
    }

    /// The file, for the edition of this key.
    #[must_use]
    pub(crate) fn file(&self, key: &EditionKey) -> EditionPdf {
        EditionPdf { path: SourcePath::new(&KeptPdfs::path(key)), version: self.version }
    }
}

impl KeptPdfs {
    /// The PDFs of the paper at `root`. One without a record, or of another size than it had, is not among them.
    #[must_use]
    pub(super) fn of(root: &OpenFolder) -> Self {
        let Ok(folder) = root.folder(FOLDER) else { return Self::default() };
        let entries = folder.entries().unwrap_or_default().into_iter();
        let kept = |name: &str| {
            let key = EditionKey::parse(name.strip_suffix(".pdf")?)?;
            let record = folder.read(record_name(&key), LIMIT).ok()?;
            let kept: KeptPdf = postcard::from_bytes(&record).ok()?;
            (folder.stamp_of(name, now()).ok()?.size == kept.size).then_some((key, kept))
        };
        Self(entries.filter_map(|entry| kept(entry.name.to_str()?)).collect())
    }

    /// The PDF of an edition, whether it is current or not.
    #[must_use]
    pub(crate) fn get(&self, key: &EditionKey) -> Option<&KeptPdf> {
        self.0.get(key)
    }

    /// The path of an edition's PDF below the root, whether there is one or not.
    #[must_use]
    pub(crate) fn path(key: &EditionKey) -> String {
        format!("{FOLDER}/{}", file_name(key))
    }

    /// Whether there are none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The digest of which PDFs there are, and of what they show.
    #[must_use]
    pub(crate) fn digest(&self) -> Digest {
        Digest::of_value(&self.0)
    }

    /// Keeps a PDF of the edition, whose pages show these facts.
    ///
    /// # Errors
    /// If a file cannot be written. There is then no PDF of the edition.
    pub(crate) fn keep(
        &mut self,
        root: &OpenFolder,
        key: &EditionKey,
        (pdf, shown): (&[u8], Vec<(Fact, Digest)>),
    ) -> io::Result<()> {
        let kept = KeptPdf {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            version: Digest::of(pdf),
            size: pdf.len() as u64,
            shown,
        };
        let record = postcard::to_stdvec(&kept).map_err(io::Error::other)?;
        self.0.remove(key);
        let folder = root.folder_or_new(FOLDER)?;
        // Without its record a PDF is not used, so the two never disagree.
        let _ = folder.remove_file(record_name(key));
        folder.replace(file_name(key), |file| file.write_all(pdf))?;
        folder.replace(record_name(key), |file| file.write_all(&record))?;
        self.0.insert(key.clone(), kept);
        Ok(())
    }

    /// Removes the PDFs of editions that are not among these.
    pub(crate) fn retain(&mut self, root: &OpenFolder, keys: &BTreeSet<EditionKey>) {
        let Ok(folder) = root.folder(FOLDER) else { return };
        for (key, _) in self.0.extract_if(.., |key, _| !keys.contains(key)) {
            let _ = folder.remove_file(record_name(&key));
            let _ = folder.remove_file(file_name(&key));
        }
    }
}

fn file_name(key: &EditionKey) -> String {
    format!("{key}.pdf")
}

fn record_name(key: &EditionKey) -> String {
    format!("{key}.shown")
}
