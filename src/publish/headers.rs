//! The type and the headers of each file, in one table: for object storage, and as settings of the usual hosts.

use super::order::is_fingerprinted;

/// The media type of each ending. Text is UTF-8.
const TYPES: [(&str, &str); 25] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("pdf", "application/pdf"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("zip", "application/zip"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("webmanifest", "application/manifest+json"),
];

/// What a feed is; its ending says only that it is XML.
const FEED: (&str, &str) = ("feed.xml", "application/atom+xml; charset=utf-8");

/// Headers of every file. There is no inline script or style, so none is allowed.
const ALWAYS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
];

/// A file whose name contains its digest never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, and is cheap if it has not changed.
const ASKED_AGAIN: &str = "no-cache";

/// The media type of a file.
#[must_use]
pub(crate) fn media_type(path: &str) -> &'static str {
    if path == FEED.0 || path.ends_with("/feed.xml") {
        return FEED.1;
    }
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// How long a file may be kept by browsers.
#[must_use]
pub(crate) fn cache_control(path: &str) -> &'static str {
    if is_fingerprinted(path) { FOREVER } else { ASKED_AGAIN }
}

/// The headers that an object storage keeps with a file.
#[must_use]
pub(crate) fn of(path: &str) -> Vec<(&'static str, String)> {
    vec![("Content-Type", media_type(path).to_owned()), ("Cache-Control", cache_control(path).to_owned())]
}

/// The files in which hosts look for headers: Netlify and Cloudflare, Apache, IIS; and a piece of configuration for nginx.
#[must_use]
pub(crate) fn files() -> [(&'static str, String); 4] {
    [("_headers", netlify()), (".htaccess", apache()), ("web.config", iis()), ("nginx.conf.txt", nginx())]
}

/// Whether a file is one of these.
#[must_use]
pub(crate) fn is_setting(path: &str) -> bool {
    ["_headers", ".htaccess", "web.config", "nginx.conf.txt", ".nojekyll"].contains(&path)
}

fn netlify() -> String {
    let always =
        ALWAYS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect::<Vec<_>>().concat();
    format!(
        "/*\n{always}  Cache-Control: {ASKED_AGAIN}\n\n/assets/*\n  ! Cache-Control\n  Cache-Control: {FOREVER}\n\n/{}\n  Content-Type: {}\n",
        FEED.0, FEED.1
    )
}

fn apache() -> String {
    let types = TYPES
        .iter()
        .map(|(ending, kind)| format!("AddType '{}' .{ending}\n", kind.split(';').next().unwrap_or(kind)))
        .collect::<Vec<_>>()
        .concat();
    let always = ALWAYS
        .iter()
        .map(|(name, value)| format!("  Header set {name} \"{value}\"\n"))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "AddDefaultCharset utf-8\nAddCharset utf-8 .css .js .json .xml .csv .txt\n{types}<Files \"{}\">\n  ForceType '{}'\n</Files>\nErrorDocument 404 /404.html\n<IfModule mod_headers.c>\n{always}  Header set Cache-Control \"{ASKED_AGAIN}\"\n  <FilesMatch \"\\.[0-9a-f]{{10}}\\.[a-z0-9]+$\">\n    Header set Cache-Control \"{FOREVER}\"\n  </FilesMatch>\n</IfModule>\n",
        FEED.0, FEED.1
    )
}

fn iis() -> String {
    let types = TYPES
        .iter()
        .map(|(ending, kind)| {
            format!(
                "      <remove fileExtension=\".{ending}\" /><mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />\n"
            )
        })
        .collect::<Vec<_>>().concat();
    let always = ALWAYS
        .iter()
        .map(|(name, value)| {
            format!("        <add name=\"{name}\" value=\"{}\" />\n", value.replace('&', "&amp;"))
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    <staticContent>\n      <clientCache cacheControlMode=\"NoControl\" />\n{types}    </staticContent>\n    <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\" /><error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" /></httpErrors>\n    <httpProtocol>\n      <customHeaders>\n{always}        <add name=\"Cache-Control\" value=\"{ASKED_AGAIN}\" />\n      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>\n"
    )
}

fn nginx() -> String {
    let types = TYPES
        .iter()
        .map(|(ending, kind)| format!("  {} {ending};\n", kind.split(';').next().unwrap_or(kind)))
        .collect::<Vec<_>>()
        .concat();
    let always = ALWAYS
        .iter()
        .map(|(name, value)| format!("  add_header {name} \"{value}\" always;\n"))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "# In the server {{ … }} of the paper. The local mark of a build is never served.\ncharset utf-8;\ncharset_types text/css text/javascript application/json application/xml application/atom+xml text/csv text/plain;\ntypes {{\n{types}}}\nerror_page 404 /404.html;\nlocation = /.lanmu.json {{ return 404; }}\nlocation = /{} {{\n  types {{ }}\n  default_type \"{}\";\n{always}  add_header Cache-Control \"{ASKED_AGAIN}\" always;\n}}\nlocation ~ \"\\.[0-9a-f]{{10}}\\.[a-z0-9]+$\" {{\n{always}  add_header Cache-Control \"{FOREVER}\" always;\n}}\nlocation / {{\n{always}  add_header Cache-Control \"{ASKED_AGAIN}\" always;\n}}\n",
        FEED.0,
        FEED.1.split(';').next().unwrap_or(FEED.1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_gets_every_header_and_type_of_the_table() {
        for (name, text) in files() {
            for (header, value) in ALWAYS {
                assert!(text.contains(header) && text.contains(value), "{name} lacks {header}");
            }
            assert!(text.contains(ASKED_AGAIN), "{name}");
            assert!(name == "web.config" || text.contains(FOREVER), "{name}");
            let has_types = name != "_headers"; // These hosts know the types themselves.
            assert!(!has_types || TYPES.iter().all(|(ending, _)| text.contains(ending)), "{name}");
        }
    }

    #[test]
    fn the_type_is_that_of_the_ending_and_only_named_contents_are_kept_forever() {
        assert_eq!(media_type("2025-11-20/a.html"), "text/html; charset=utf-8");
        assert_eq!(media_type("feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(media_type("a.JPG"), "image/jpeg");
        assert_eq!(media_type("CNAME"), "application/octet-stream");
        assert_eq!(cache_control("assets/a.5d58fc977e.css"), FOREVER);
        assert_eq!(cache_control("index.html"), ASKED_AGAIN);
    }
}
