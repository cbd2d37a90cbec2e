//! Host settings: the table of headers as files in which the usual hosts look for them.

use std::collections::BTreeMap;

use super::headers::{ALWAYS, ASKED_AGAIN, FEED, FOREVER, TYPES, is_compressible, media_type};
use super::manifest::LiveFile;
use crate::plan::{EDITION_SHEETS, FONTS, PRINTS, SEARCH_FILES, SHARE_PICTURES, is_fingerprinted};
use crate::words::{Language, publishing};

/// What the files say that differs from paper to paper.
struct HostFacts<'f> {
    /// The fingerprinted files of the theme; those of editions, photographs and the search index are in folders of their own.
    forever: Vec<&'f str>,
    /// The feeds: that of the paper, and those of its columns.
    feeds: Vec<&'f str>,
    /// Whether compressed forms lie beside the files.
    is_precompressed: bool,
    /// The language of comments.
    language: Language,
}

/// The settings for a paper of these files: for Netlify and Cloudflare, Apache, IIS; and a piece of configuration for nginx.
#[must_use]
pub(crate) fn settings(
    files: &BTreeMap<String, LiveFile>,
    language: Language,
) -> [(&'static str, String); 4] {
    let is_of_theme =
        |path: &str| is_fingerprinted(path) && !FOLDERS.iter().any(|folder| path.starts_with(folder));
    let originals = files.iter().filter(|(_, file)| file.encoding.is_none());
    let is_feed = |path: &str| media_type(path) == FEED.1;
    let facts = HostFacts {
        feeds: originals.clone().map(|(path, _)| path.as_str()).filter(|path| is_feed(path)).collect(),
        forever: originals.map(|(path, _)| path.as_str()).filter(|path| is_of_theme(path)).collect(),
        is_precompressed: files.values().any(|file| file.encoding.is_some()),
        language,
    };
    [
        ("_headers", netlify(&facts)),
        (".htaccess", apache(&facts)),
        ("web.config", iis(&facts)),
        ("nginx.conf.txt", nginx(&facts)),
    ]
}

/// The folders in which every file is fingerprinted.
const FOLDERS: [&str; 5] = [EDITION_SHEETS, FONTS, PRINTS, SEARCH_FILES, SHARE_PICTURES];

/// Whether a file is one of these, which hosts read and do not serve.
#[must_use]
pub(crate) fn is_setting(path: &str) -> bool {
    ["_headers", "_redirects", ".htaccess", "web.config", "nginx.conf.txt", ".nojekyll"].contains(&path)
}

/// A line for each item.
fn lines<T>(items: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    items.into_iter().map(line).collect::<Vec<_>>().concat()
}

/// A type without its parameters.
fn bare(kind: &str) -> &str {
    kind.split(';').next().unwrap_or(kind)
}

/// Two rules that match a file add up, so the rule for all files leaves `Cache-Control` to the host, which asks again as a rule:
/// `max-age=0, must-revalidate` is the same as `no-cache`.
fn netlify(facts: &HostFacts) -> String {
    let always = lines(ALWAYS, |(name, value)| format!("  {name}: {value}\n"));
    let folders = FOLDERS.map(|folder| format!("{folder}*"));
    let forever = facts.forever.iter().copied().chain(folders.iter().map(String::as_str));
    let forever = lines(forever, |path| format!("\n/{path}\n  Cache-Control: {FOREVER}\n"));
    // Those of columns lie two folders deep. Such a host limits the number of rules.
    let feeds = [FEED.0.to_owned(), format!(":folder/:column/{}", FEED.0)];
    let feeds = lines(feeds, |path| format!("\n/{path}\n  Content-Type: {}\n", FEED.1));
    format!("/*\n{always}{feeds}{forever}")
}

fn apache(facts: &HostFacts) -> String {
    let types = lines(TYPES, |(ending, kind)| format!("AddType '{}' .{ending}\n", bare(kind)));
    let always = lines(ALWAYS, |(name, value)| format!("  Header always set {name} \"{value}\"\n"));
    let precompressed = if facts.is_precompressed { apache_precompressed() } else { String::new() };
    let (feed, kind) = FEED;
    format!(
        r#"AddDefaultCharset utf-8
AddCharset utf-8 .css .js .json .xml .csv .txt
{types}<Files "{feed}">
  ForceType '{kind}'
</Files>
ErrorDocument 404 /404.html
<IfModule mod_headers.c>
{always}  Header always set Cache-Control "{ASKED_AGAIN}"
  <If "%{{REQUEST_URI}} =~ m#/assets/(.+/)?[^/]+\.[0-9a-f]{{10}}\.[a-z0-9]+(\.gz|\.br)?$#">
    Header always set Cache-Control "{FOREVER}"
  </If>
</IfModule>
{precompressed}"#
    )
}

/// How Apache finds the compressed form of a file, and tells what it is.
fn apache_precompressed() -> String {
    let compressible = TYPES.iter().filter(|(ending, _)| is_compressible(&format!("a.{ending}")));
    let types = lines(compressible, |(ending, kind)| {
        format!("<FilesMatch \"\\.{ending}\\.(gz|br)$\">\n  ForceType '{kind}'\n</FilesMatch>\n")
    });
    let rules = lines([("br", "br"), ("gzip", "gz")], |(word, ending)| {
        format!(
            r"  RewriteCond %{{HTTP:Accept-Encoding}} \b{word}\b
  RewriteCond %{{REQUEST_FILENAME}}.{ending} -f
  RewriteRule ^(.*)$ $1.{ending} [E=lanmu_{ending}:1,E=no-gzip:1,E=no-brotli:1,L]
"
        )
    });
    format!(
        r"<IfModule mod_rewrite.c>
  RewriteEngine On
{rules}</IfModule>
{types}<IfModule mod_headers.c>
  Header set Content-Encoding br env=REDIRECT_lanmu_br
  Header set Content-Encoding gzip env=REDIRECT_lanmu_gz
  Header merge Vary Accept-Encoding env=REDIRECT_lanmu_br
  Header merge Vary Accept-Encoding env=REDIRECT_lanmu_gz
</IfModule>
"
    )
}

fn iis(facts: &HostFacts) -> String {
    let map = |ending: &str, kind: &str| {
        format!(
            "<remove fileExtension=\".{ending}\" /><mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />"
        )
    };
    let types = lines(TYPES, |(ending, kind)| format!("      {}\n", map(ending, kind)));
    let always =
        lines(ALWAYS, |(name, value)| format!("        <add name=\"{name}\" value=\"{value}\" />\n"));
    let folders = FOLDERS.map(|folder| folder.trim_end_matches('/'));
    let forever = lines(facts.forever.iter().copied().chain(folders), |path| {
        format!(
            r#"  <location path="{path}"><system.webServer><httpProtocol><customHeaders>
    <remove name="Cache-Control" /><add name="Cache-Control" value="{FOREVER}" />
  </customHeaders></httpProtocol></system.webServer></location>
"#
        )
    });
    let feed_map = map("xml", FEED.1);
    let feeds = lines(&facts.feeds, |path| {
        format!(
            r#"  <location path="{path}"><system.webServer><staticContent>
    {feed_map}
  </staticContent></system.webServer></location>
"#
        )
    });
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <staticContent>
      <clientCache cacheControlMode="NoControl" />
{types}    </staticContent>
    <httpErrors errorMode="Custom"><remove statusCode="404" /><error statusCode="404" path="404.html" responseMode="File" /></httpErrors>
    <httpProtocol>
      <customHeaders>
{always}        <add name="Cache-Control" value="{ASKED_AGAIN}" />
      </customHeaders>
    </httpProtocol>
  </system.webServer>
{forever}{feeds}</configuration>
"#
    )
}

fn nginx(facts: &HostFacts) -> String {
    let types = lines(TYPES, |(ending, kind)| format!("  {} {ending};\n", bare(kind)));
    let always = lines(ALWAYS, |(name, value)| format!("  add_header {name} \"{value}\" always;\n"));
    let (feed, kind) = (FEED.0.replace('.', "\\."), bare(FEED.1));
    let (place, brotli) = publishing::nginx_comments(facts.language);
    let precompressed = if facts.is_precompressed {
        format!("gzip_static on;\ngzip_vary on;\n# {brotli}: brotli_static on;\n")
    } else {
        String::new()
    };
    format!(
        r#"# {place}
charset utf-8;
charset_types text/css text/javascript application/json application/xml application/atom+xml text/csv text/plain;
default_type application/octet-stream;
{precompressed}types {{
{types}}}
error_page 404 /404.html;
location ~ "^/(\.lanmu\.json|\.htaccess|web\.config|nginx\.conf\.txt|_headers|_redirects)$" {{ return 404; }}
location ~ "/{feed}$" {{
  types {{ }}
  default_type "{kind}";
{always}  add_header Cache-Control "{ASKED_AGAIN}" always;
}}
location ~ "/assets/(.+/)?[^/]+\.[0-9a-f]{{10}}\.[a-z0-9]+$" {{
{always}  add_header Cache-Control "{FOREVER}" always;
}}
location / {{
{always}  add_header Cache-Control "{ASKED_AGAIN}" always;
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::publish::manifest::Encoding;

    fn files() -> BTreeMap<String, LiveFile> {
        let file = |encoding| LiveFile { digest: Digest::of(b""), size: 0, story: None, encoding };
        BTreeMap::from([
            ("assets/print.5d58fc977e.css".to_owned(), file(None)),
            ("assets/editions/2025-11-20.5d58fc977e.css".to_owned(), file(None)),
            ("assets/search/2025-p0.5d58fc977e.js".to_owned(), file(None)),
            ("assets/print.5d58fc977e.css.br".to_owned(), file(Some(Encoding::Brotli))),
            ("feed.xml".to_owned(), file(None)),
            ("lists/yaowen/feed.xml".to_owned(), file(None)),
            ("index.html".to_owned(), file(None)),
        ])
    }

    #[test]
    fn every_host_gets_every_header_and_type_of_the_table() {
        for (name, text) in settings(&files(), Language::Chinese) {
            for (header, value) in ALWAYS {
                assert!(text.contains(header) && text.contains(value), "{name} lacks {header}");
            }
            assert!(text.contains(FOREVER) && text.contains(bare(FEED.1)), "{name}");
            if name != "_headers" {
                // These hosts know the types themselves, and ask again.
                assert!(TYPES.iter().all(|(ending, _)| text.contains(ending)), "{name}");
                assert!(text.contains(ASKED_AGAIN), "{name}");
            }
        }
    }

    #[test]
    fn every_host_knows_the_feeds_of_columns() {
        let all = settings(&files(), Language::Chinese);
        let of = |wanted: &str| all.iter().find(|(name, _)| *name == wanted).map(|(_, text)| text).unwrap();
        let after = |text: &str, rule: &str| {
            let rest = text.split_once(rule).unwrap_or_else(|| panic!("{rule} is not in {text}")).1;
            rest.lines().skip(1).take(2).any(|line| line.contains("application/atom+xml"))
        };
        for rule in ["\n/feed.xml", "\n/:folder/:column/feed.xml"] {
            assert!(after(of("_headers"), rule), "{rule}");
        }
        for path in ["feed.xml", "lists/yaowen/feed.xml"] {
            assert!(after(of("web.config"), &format!("<location path=\"{path}\">")), "{path}");
        }
        // These match a name in every folder.
        assert!(of(".htaccess").contains("<Files \"feed.xml\">\n  ForceType 'application/atom+xml"));
        assert!(of("nginx.conf.txt").contains("location ~ \"/feed\\.xml$\""));
    }

    #[test]
    fn what_never_changes_is_named_where_a_pattern_cannot_say_it() {
        let all = settings(&files(), Language::Chinese);
        for (name, text) in all.iter().filter(|(name, _)| ["_headers", "web.config"].contains(name)) {
            assert!(text.contains("assets/print.5d58fc977e.css"), "{name}");
            assert!(text.contains("assets/editions") && !text.contains("2025-11-20"), "{name}");
            assert!(text.contains("assets/search") && !text.contains("2025-p0"), "{name}");
            assert!(!text.contains(".css.br"), "{name}");
        }
        assert!(all.iter().any(|(_, text)| text.contains("gzip_static on")));
        let plain = BTreeMap::from([("index.html".to_owned(), files()["index.html"].clone())]);
        assert!(!settings(&plain, Language::Chinese).iter().any(|(_, text)| text.contains("gzip")));
    }
}
