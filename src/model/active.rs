//! Files that a browser or a server would run instead of showing: copied unchecked, they would act in the paper's name.

use super::draft::Carried;
use crate::words::files::Active;

/// Extensions of pages.
const PAGES: [&str; 13] =
    ["html", "htm", "xhtml", "xht", "mht", "mhtml", "hta", "htc", "shtml", "shtm", "stm", "xsl", "xslt"];
/// Extensions of what a browser runs; compressed drawings count, because their contents are not checked.
const SCRIPTS: [&str; 8] = ["js", "mjs", "cjs", "jsx", "wasm", "swf", "vbs", "svgz"];
/// Extensions of what servers run; some servers check every extension in a name.
const PROGRAMS: [&str; 31] = [
    "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "phar", "jsp", "jspx", "jspf",
    "jsw", "jsv", "asp", "aspx", "asa", "asax", "ascx", "ashx", "asmx", "cer", "cdx", "cshtml", "cfm", "cgi",
    "fcgi", "pl", "py", "rb",
];
/// Names of servers' configuration files.
const SETTINGS: [&str; 9] = [
    "web.config",
    "nginx.conf",
    "php.ini",
    "vercel.json",
    "netlify.toml",
    "wrangler.toml",
    "firebase.json",
    "_routes.json",
    "_worker.js",
];

impl Carried {
    /// The kind of active file, if a browser or a server would run it.
    #[must_use]
    pub fn active(&self) -> Option<Active> {
        let name = self.path.file_name().trim_end_matches(['.', ' ']).to_ascii_lowercase();
        if SETTINGS.contains(&&*name) || name.starts_with(".ht") || name == ".user.ini" {
            return Some(Active::Settings);
        }
        let (_, endings) = name.split_once('.')?;
        if endings.split(['.', ';']).any(|ending| PROGRAMS.contains(&ending)) {
            return Some(Active::Program);
        }
        match endings.rsplit('.').next().unwrap_or_default() {
            ending if PAGES.contains(&ending) => Some(Active::Page),
            ending if SCRIPTS.contains(&ending) => Some(Active::Script),
            _ => self.runs.then_some(Active::Drawing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::source::SourcePath;

    fn of(name: &str, runs: bool) -> Option<Active> {
        let path = SourcePath::new(&format!("content/{name}"));
        Carried::unread(path, runs, Digest::of(b"")).active()
    }

    #[test]
    fn what_runs_is_known_by_its_name_in_whatever_case() {
        for (name, active) in [
            ("a.html", Active::Page),
            ("A.HTM", Active::Page),
            ("a.html.", Active::Page),
            ("a.shtml", Active::Page),
            ("a.mjs", Active::Script),
            ("a.php", Active::Program),
            ("a.PhP.jpg", Active::Program),
            ("a.asp;.jpg", Active::Program),
            ("a.jsp", Active::Program),
            (".htaccess", Active::Settings),
            ("Web.Config", Active::Settings),
        ] {
            assert_eq!(of(name, false), Some(active), "{name}");
        }
        for name in
            ["a.pdf", "a.docx", "html", "a.html.pdf", "Vue.js.pdf", "a.svg", "CNAME", "a.csv", "php.png"]
        {
            assert_eq!(of(name, false), None, "{name}");
        }
        assert_eq!(of("a.svg", true), Some(Active::Drawing));
    }
}
