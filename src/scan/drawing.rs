//! Whether a drawing (SVG or other XML) runs script or loads anything from elsewhere.
//!
//! It is tokenized as HTML, which yields every tag that an XML reader sees, and more. Whatever is not certainly
//! harmless is refused: an editor can allow it, but a reader cannot take it back.

use html5gum::{StartTag, Token, Tokenizer};

use crate::source::SourcePath;

/// The largest drawing that is checked, in bytes.
pub(crate) const LIMIT: u64 = 16 << 20;
/// Elements that run script, embed pages, or link elsewhere.
const ACTIVE: [&str; 14] = [
    "script",
    "foreignobject",
    "iframe",
    "frame",
    "embed",
    "object",
    "applet",
    "audio",
    "video",
    "handler",
    "listener",
    "link",
    "meta",
    "base",
];
/// Attributes whose value is an address that is loaded or followed.
const NAMING: [&str; 10] =
    ["href", "src", "srcset", "imagesrcset", "data", "action", "formaction", "poster", "background", "base"];
/// Prefixes of the addresses that a drawing may load: its own parts and embedded pictures.
const EMBEDDED: [&str; 6] =
    ["#", "data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];
/// Prefixes of the addresses that a link may lead to.
const LINKS: [&str; 3] = ["https:", "http:", "mailto:"];
/// What loads something in a style sheet without `url(`, or can obscure words there.
const FETCHING: [&str; 6] = ["@import", "image-set(", "image(", "src(", "expression(", "\\"];
/// The namespaces that browsers render; tags in others mean nothing to them.
const SHOWN: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];
/// Declarations that change the meaning of tags and text.
const DECLARATIONS: [&str; 4] = ["<!entity", "<!attlist", "<!element", "<?xml-stylesheet"];

/// Whether a file name has an ending of XML, which includes drawings.
pub(crate) fn is_xml(path: &SourcePath) -> bool {
    is_drawing(path) || path.has_ending(&["xml", "rdf", "atom", "rss", "mathml"])
}

fn is_drawing(path: &SourcePath) -> bool {
    path.has_ending(&["svg"])
}

/// Whether an XML file runs script or loads anything from elsewhere. Any XML may contain parts of drawings or pages.
pub(crate) fn runs(path: &SourcePath, bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    if bytes.len() as u64 > LIMIT || is_disguised(text) {
        return true;
    }
    let (mut style, mut is_active, mut is_shown) = (None, false, is_drawing(path));
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::StartTag(tag) => {
                is_active |= style.take().is_some_and(|style: String| fetches(&style)) || acts(&tag);
                is_shown |= tag.attributes.values().any(|value| SHOWN.contains(&&*lowered(value)));
                style = (local(&tag.name) == "style" && !tag.self_closing).then(String::new);
            }
            Token::EndTag(_) => is_active |= style.take().is_some_and(|style| fetches(&style)),
            Token::String(words) => style.iter_mut().for_each(|style| style.push_str(&lowered(&words))),
            // XML's CDATA is text, but the HTML tokenizer reports it as a comment. In a style sheet, browsers join it
            // with the text around it and skip real comments. So does this.
            Token::Comment(words) => {
                let data = words.strip_prefix(b"[CDATA[").map(lowered);
                let data = data.as_deref().map(|data| data.strip_suffix("]]").unwrap_or(data));
                is_active |= data.is_some_and(fetches);
                style.iter_mut().zip(data).for_each(|(style, data)| style.push_str(data));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    is_active |= style.is_some_and(|style| fetches(&style));
    is_shown && is_active
}

/// Whether some bytes are a drawing, and its size if it has one: its width and height, or those of its box.
pub(crate) fn look(bytes: &[u8]) -> (bool, Option<(u32, u32)>) {
    root(bytes).map_or((false, None), |root| (true, size(&root)))
}

/// The first tag of a drawing.
fn root(bytes: &[u8]) -> Option<StartTag<()>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let tags = Tokenizer::new(text).flatten();
    let root =
        tags.into_iter().find_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None })?;
    (local(&root.name) == "svg").then_some(root)
}

fn size(root: &StartTag<()>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let found =
            root.attributes.iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| lowered(value))
    };
    let area: Vec<f64> = value("viewbox")
        .map(|area| area.split([' ', ',', '\t', '\n']).filter_map(|number| number.parse().ok()).collect())
        .unwrap_or_default();
    let (across, down) =
        if let [_, _, across, down] = area[..] { (Some(across), Some(down)) } else { (None, None) };
    let (width, height) =
        (value("width").and_then(|text| pixels(&text)), value("height").and_then(|text| pixels(&text)));
    let ratio = across
        .zip(down)
        .filter(|(across, down)| *across > 0.0 && *down > 0.0)
        .map(|(across, down)| across / down);
    let size = match (width, height) {
        (Some(width), Some(height)) => Some((width, height)),
        (Some(width), None) => ratio.map(|ratio| (width, width / ratio)),
        (None, Some(height)) => ratio.map(|ratio| (height * ratio, height)),
        (None, None) => across.zip(down),
    };
    let whole = |length: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the limits")]
        (0.5..=100_000.0).contains(&length).then(|| length.round() as u32)
    };
    size.and_then(|(width, height)| whole(width).zip(whole(height)))
}

/// A length in pixels; a percentage is none.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text
        .find(|character: char| !(character.is_ascii_digit() || ".+-".contains(character)))
        .unwrap_or(text.len());
    let per_unit = match text[end..].trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" | "em" | "rem" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    text[..end].parse::<f64>().ok().map(|length| length * per_unit)
}

/// Whether the text may mean something else to a browser: it declares another encoding, has declarations, or has tags
/// that HTML does not recognize.
fn is_disguised(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let encoding = lower.split_once("?>").and_then(|(declaration, _)| declaration.split_once("encoding"));
    let is_other = encoding.is_some_and(|(_, encoding)| {
        let encoding = encoding.trim_start_matches([' ', '\t', '\n', '\r', '=', '"', '\'']);
        !encoding.starts_with("utf-8") && !encoding.starts_with("us-ascii")
    });
    let is_tag = |next: Option<char>| {
        next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
    };
    is_other
        || DECLARATIONS.iter().any(|declaration| lower.contains(declaration))
        || lower.match_indices('<').any(|(at, _)| !is_tag(lower[at + 1..].chars().next()))
}

fn acts(tag: &StartTag<()>) -> bool {
    let name = local(&tag.name);
    ACTIVE.contains(&&*name)
        || tag.attributes.iter().any(|(attribute, value)| {
            let (attribute, value) = (local(attribute), lowered(value));
            let value = value.trim();
            let is_link = name == "a" && LINKS.iter().any(|link| value.starts_with(link));
            match &*attribute {
                handler if handler.starts_with("on") => true,
                "attributename" => value.starts_with("on") || NAMING.contains(&&*local(value.as_bytes())),
                naming if NAMING.contains(&naming) => !(value.is_empty() || is_held(value) || is_link),
                _ => fetches(value),
            }
        })
}

/// Whether the text of a style sheet loads anything that is not in the drawing.
fn fetches(style: &str) -> bool {
    let inside = style.match_indices("url(").map(|(at, call)| style[at + call.len()..].trim_start());
    let held = |named: &str| is_held(named.trim_start_matches(['"', '\'']).trim_start());
    !inside.into_iter().all(held) || FETCHING.iter().any(|word| style.contains(word))
}

fn is_held(named: &str) -> bool {
    EMBEDDED.iter().any(|held| named.starts_with(held))
}

/// A name without its namespace prefix, in lower case.
fn local(name: &[u8]) -> String {
    let name = lowered(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn lowered(text: &[u8]) -> String {
    String::from_utf8_lossy(text).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> bool {
        of(
            "svg",
            &format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inside}</svg>"
            ),
        )
    }

    fn of(ending: &str, text: &str) -> bool {
        runs(&SourcePath::new(&format!("content/a.{ending}")), text.as_bytes())
    }

    #[test]
    fn the_size_of_a_drawing_is_the_size_given() {
        for (attributes, shown) in [
            ("viewBox='0 0 600 900'", Some((600, 900))),
            ("viewBox='0,0,600.4,900'", Some((600, 900))),
            ("width='300' viewBox='0 0 600 900'", Some((300, 450))),
            ("height='2in' viewBox='0 0 600 600'", Some((192, 192))),
            ("width='100%' height='100%' viewBox='0 0 6 9'", Some((6, 9))),
            ("width='40px' height='30px'", Some((40, 30))),
            ("", None),
        ] {
            let text = format!(
                "<?xml version='1.0'?><!-- 图 --><svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"
            );
            assert_eq!(look(text.as_bytes()), (true, shown), "{attributes}");
        }
        assert!(!look(b"<html></html>").0);
        assert!(!look("文字".as_bytes()).0);
    }

    #[test]
    fn xml_is_checked_if_it_contains_parts_of_pages_or_drawings() {
        assert!(!of("xml", "<rss><channel><link>https://example.org/</link><script/></channel></rss>"));
        assert!(of("xml", "<a><h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script></a>"));
        assert!(of(
            "xml",
            "<a><h:script xmlns:h='http://www.w3.org/1999/&#120;html'>alert(1)</h:script></a>"
        ));
        assert!(of("xml", "<?xml version='1.0' encoding='GB2312'?><a/>"));
    }

    #[test]
    fn a_drawing_that_only_draws_is_harmless() {
        for inside in [
            "<title>图</title><path d='M0 0L9 9' fill='none'/>",
            "<defs><linearGradient id='a'/></defs><rect fill='url(#a)' style='stroke: url(\"#a\")'/>",
            "<use xlink:href='#a'/><image href='data:image/png;base64,AAAA'/>",
            "<a href='https://example.org/'><text>网址 C:\\a</text></a>",
            "<style>.a { fill: red }</style><style><![CDATA[ .a > .b { fill: url(#a) } ]]></style>",
            "<!-- 说明 --><text>1 &lt; 2</text>",
            "<animate attributeName='opacity' from='0' to='1'/>",
        ] {
            assert!(!drawing(inside), "{inside}");
        }
    }

    #[test]
    fn a_drawing_that_runs_or_fetches_is_not() {
        for inside in [
            "<script>alert(1)</script>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
            "<_:script xmlns:_='http://www.w3.org/2000/svg'>alert(1)</_:script>",
            "<rect onclick='alert(1)'/>",
            "<g OnLoad='alert(1)'/>",
            "<foreignObject><p>字</p></foreignObject>",
            "<image href='https://example.org/a.png'/>",
            "<image xlink:href='//example.org/a.png'/>",
            "<use href='other.svg#a'/>",
            "<a href='javascript:alert(1)'/>",
            "<a href='&#106;avascript:alert(1)'/>",
            "<image href='data:image/svg+xml;base64,AAAA'/>",
            "<set attributeName='onclick' to='alert(1)'/>",
            "<animate attributeName='xlink:href' to='javascript:alert(1)'/>",
            "<style>@import 'https://example.org/a.css';</style>",
            "<style><![CDATA[ a > b { fill: url(https://example.org/a) } ]]></style>",
            "<style>@im<!-- -->port 'https://example.org/a.css';</style>",
            "<style>.a { fill: u<![CDATA[rl(https://example.org/a)]]> }</style>",
            "<style>.a { fill: u<!-- a --><![CDATA[r]]>l(https://example.org/a) }</style>",
            "<style>.a { fill: u<?x y?>rl(https://example.org/a) }</style>",
            "<h:img xmlns:h='http://www.w3.org/1999/xhtml' srcset='https://example.org/a.png 2x'/>",
            "<h:source xmlns:h='http://www.w3.org/1999/xhtml' imagesrcset='a.png'/>",
            "<style>.a { fill: u\\72l(https://example.org/a) }</style>",
            "<rect style='fill: url( \"https://example.org/a#b\")'/>",
            "<rect fill='url(https://example.org/a#b)'/>",
        ] {
            assert!(drawing(inside), "{inside}");
        }
        for whole in [
            "<!DOCTYPE svg [<!ENTITY a '<script/>'>]><svg>&a;</svg>",
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]><svg/>",
            "<?xml-stylesheet href='a.xsl'?><svg/>",
            "<?xml version='1.0' encoding='utf-7'?><svg/>",
        ] {
            assert!(of("svg", whole), "{whole}");
        }
        assert!(runs(&SourcePath::new("content/a.svg"), b"\xff\xfe<\0s\0v\0g\0"));
    }
}
