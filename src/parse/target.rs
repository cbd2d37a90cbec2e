//! `publish:` in `site.yaml`: the targets of publishing.

use url::Url;

use super::destination;
use super::secrets::secrets;
use crate::fields::{Fields, KeyShape, KnownWord, Node};
use crate::finding::Notes;
use crate::model::target::{Bucket, PLACEHOLDER, PublishTarget, Server, TargetKind};
use crate::source::Place;
use crate::words::{publishing, reading};

/// How many earlier releases are kept if the paper does not say.
const KEPT: u32 = 3;

/// A kind of target, by its word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KindWord {
    Folder,
    Zip,
    Git,
    S3,
    Rsync,
    Sftp,
    WebDav,
    Pages,
}

const WORDS: [KnownWord<KindWord>; 8] = [
    KnownWord::new("folder", "文件夹、共享盘", KindWord::Folder),
    KnownWord::new("zip", "压缩包", KindWord::Zip),
    KnownWord::new("git", "", KindWord::Git),
    KnownWord::new("s3", "对象存储", KindWord::S3),
    KnownWord::new("rsync", "", KindWord::Rsync),
    KnownWord::new("sftp", "", KindWord::Sftp),
    KnownWord::new("webdav", "", KindWord::WebDav),
    KnownWord::new("pages", "托管", KindWord::Pages),
];

/// The targets: `publish: {NAME: {kind: …}}`, or a single one without a name.
pub(super) fn targets(fields: &Fields, notes: &mut Notes) -> Vec<PublishTarget> {
    fields.declare("publish", shape);
    let entries = fields.mapping("publish", notes);
    if entries.iter().any(|entry| entry.key == "kind") {
        return fields.get("publish").and_then(|node| read(None, node, notes)).into_iter().collect();
    }
    entries.iter().filter_map(|entry| read(Some(&entry.key), &entry.value, notes)).collect()
}

/// One target, or several by name.
fn shape() -> KeyShape {
    let of_kind = |known: KnownWord<KindWord>| {
        let ask = |fields: &Fields, notes: &mut Notes| target(None, fields, notes);
        KeyShape::mapping_with("publish", ("kind", known.word), ask)
    };
    let one = KeyShape::AnyOf(WORDS.map(of_kind).into());
    KeyShape::AnyOf(vec![one.clone(), KeyShape::free(one)])
}

/// A target. One with a secret in it is not read further, so that no other finding quotes the secret.
fn read(name: Option<&str>, node: &Node, notes: &mut Notes) -> Option<PublishTarget> {
    let secrets = secrets(node);
    for span in &secrets {
        notes.error(*span, publishing::secret_in_settings());
    }
    if !secrets.is_empty() {
        return None;
    }
    Fields::of(node, notes, |fields, notes| target(name, fields, notes)).flatten()
}

fn target(name: Option<&str>, fields: &Fields, notes: &mut Notes) -> Option<PublishTarget> {
    let at = Place::new(notes.path(), fields.span);
    fields.declare_needed("kind");
    if fields.get("kind").is_none() {
        notes.error(fields.span, reading::missing_key("kind"));
    }
    let word = fields.word("kind", &WORDS, notes);
    if word.is_none() {
        // If the kind is unknown, every key of any kind may be right.
        for known in WORDS {
            drop(kind(known.value, fields, &mut Notes::on(notes.path())));
        }
    }
    let kind = word.and_then(|word| kind(word, fields, notes));
    let url = destination::folder_address("url", fields, notes);
    let is_public = fields.boolean("public", notes).unwrap_or(true);
    let has_headers = fields.boolean("headers", notes).unwrap_or(false);
    // Nothing serves what is in a bundle.
    let is_bundle = matches!(kind, Some(TargetKind::Zip { .. }));
    let is_precompressed = !is_bundle && fields.boolean("precompress", notes).unwrap_or(false);
    let kind = kind?;
    let (is_named, name) = (name.is_some(), name.unwrap_or_else(|| kind.word()).to_owned());
    Some(PublishTarget { name, is_named, kind, url, is_public, has_headers, is_precompressed, at })
}

fn kind(word: KindWord, fields: &Fields, notes: &mut Notes) -> Option<TargetKind> {
    Some(match word {
        KindWord::Folder => {
            let path = fields.needed_text("path", notes);
            TargetKind::Folder { path: folder(path, fields, notes), keep: keep(fields, notes) }
        }
        KindWord::Zip => TargetKind::Zip {
            path: fields
                .text("path", notes)
                .map_or_else(|| "bundles".to_owned(), |path| folder(path, fields, notes)),
            is_proof: fields.boolean("proof", notes).unwrap_or(false),
        },
        KindWord::Git => TargetKind::Git {
            remote: fields.text("remote", notes).unwrap_or_else(|| "origin".to_owned()),
            branch: fields.text("branch", notes).unwrap_or_else(|| "gh-pages".to_owned()),
        },
        KindWord::S3 => TargetKind::S3(bucket(fields, notes)?),
        KindWord::Rsync => TargetKind::Rsync(server(fields, notes)),
        KindWord::Sftp => TargetKind::Sftp(server(fields, notes)),
        KindWord::WebDav => {
            let (url, path) = (needed_address("url", fields, notes), fields.text("path", notes));
            let path = format!("{}/", path.unwrap_or_default().trim_matches('/'));
            TargetKind::WebDav { url: url?.join(path.trim_start_matches('/')).ok()? }
        }
        KindWord::Pages => TargetKind::Pages { command: command(fields, notes) },
    })
}

/// A folder of this machine. No shell reads the path, so `~` is a name like any other.
fn folder(path: String, fields: &Fields, notes: &mut Notes) -> String {
    if let Some(node) = fields.get("path").filter(|_| path.starts_with('~')) {
        notes.error(node.span, publishing::unread_tilde(&path));
    }
    path
}

/// The command of a host, which must say where the folder stands.
fn command(fields: &Fields, notes: &mut Notes) -> String {
    let command = fields.needed_text("command", notes);
    if let Some(node) = fields.get("command").filter(|_| !command.contains(PLACEHOLDER)) {
        notes.warning(node.span, publishing::command_without_folder(PLACEHOLDER));
    }
    command
}

fn keep(fields: &Fields, notes: &mut Notes) -> u32 {
    fields.whole_number("keep", notes).unwrap_or(KEPT)
}

fn server(fields: &Fields, notes: &mut Notes) -> Server {
    let host = fields.needed_text("host", notes);
    if let Some(node) = fields.get("host").filter(|_| !host.is_empty() && !is_host(&host)) {
        notes.error(node.span, publishing::bad_host(&host));
    }
    let path = fields.needed_text("path", notes);
    let is_bad = |character: char| matches!(character, '"' | '\\' | ':') || character.is_control();
    if let Some(node) =
        fields.get("path").filter(|_| path.contains(is_bad) || path == "/" || path.starts_with('~'))
    {
        notes.error(node.span, publishing::bad_server_path(&path));
    }
    Server { host, path: path.trim_end_matches('/').to_owned(), keep: keep(fields, notes) }
}

/// Whether ssh takes this for a host, and not for an option, a path or a command.
fn is_host(host: &str) -> bool {
    let is_plain =
        |character: char| character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | '@');
    !host.starts_with('-') && host.chars().all(is_plain)
}

fn bucket(fields: &Fields, notes: &mut Notes) -> Option<Bucket> {
    let name = fields.needed_text("bucket", notes);
    let endpoint = needed_address("endpoint", fields, notes);
    let style = fields.word(
        "style",
        &[KnownWord::new("virtual", "", false), KnownWord::new("path", "", true)],
        notes,
    );
    let prefix = fields.text("prefix", notes).unwrap_or_default();
    let prefix = prefix.trim_matches('/');
    let region = fields.text("region", notes);
    let profile = fields.nonempty_text("profile", notes);
    Some(Bucket {
        name,
        endpoint: endpoint?,
        region: region.unwrap_or_else(|| "us-east-1".to_owned()),
        is_path_style: style.unwrap_or(false),
        profile,
        prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
    })
}

fn needed_address(key: &'static str, fields: &Fields, notes: &mut Notes) -> Option<Url> {
    fields.declare_needed(key);
    if fields.get(key).is_none() {
        notes.error(fields.span, reading::missing_key(key));
    }
    destination::folder_address(key, fields, notes)
}
