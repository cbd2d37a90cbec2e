//! Proof before the press (送审稿): a bundle of the paper as it is to be, for those who approve it.

use std::path::PathBuf;

use super::log;
use crate::fault::{Action, Fault};
use crate::model::target::{PublishTarget, TargetKind};
use crate::project::{Audience, Project};
use crate::source::{Place, SourcePath, Span};

/// The folder for bundles if the paper does not name one.
const BUNDLES: &str = "bundles";

/// Where a proof goes, if one is wanted: `--proof` was given, or the target is one for proofs.
///
/// # Errors
/// If the target is not a bundle: a proof would replace the paper that is live there.
pub(crate) fn proof_target(
    targets: &[PublishTarget],
    name: Option<&str>,
    is_asked: bool,
) -> Result<Option<PublishTarget>, Fault> {
    let is_for_proofs =
        |target: &&PublishTarget| matches!(target.kind, TargetKind::Zip { is_proof: true, .. });
    let named = name.and_then(|name| targets.iter().find(|target| target.name == name));
    match (named, name) {
        (Some(target), _) if !is_asked && !is_for_proofs(&target) => Ok(None),
        (Some(PublishTarget { kind: TargetKind::Zip { .. }, .. }), _) => Ok(named.cloned()),
        (Some(target), _) => Err(Fault::refused(Action::PublishProof, &target.name)),
        (None, Some(_)) => Ok(None), // There is no such target.
        (None, None) if is_asked => {
            Ok(Some(targets.iter().find(is_for_proofs).cloned().unwrap_or_else(bundle)))
        }
        (None, None) => {
            Ok(if let [only] = targets { Some(only).filter(is_for_proofs).cloned() } else { None })
        }
    }
}

/// A bundle in the usual folder.
fn bundle() -> PublishTarget {
    PublishTarget {
        name: "proof".to_owned(),
        is_named: false,
        kind: TargetKind::Zip { path: BUNDLES.to_owned(), is_proof: true },
        url: None,
        is_public: false,
        has_headers: false,
        is_precompressed: false,
        at: Place::new(&SourcePath::new("content/site.yaml"), Span::default()),
    }
}

/// The paper as those see it who approve it, in a folder of its own.
#[must_use]
pub(crate) fn for_approvers(project: &Project) -> Project {
    let out: PathBuf = project.root.join(log::FOLDER).join("proof");
    Project { out, audience: Audience::Approvers, ..project.clone() }
}
