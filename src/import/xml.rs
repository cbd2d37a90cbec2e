//! XML → a tree of elements, for the parts of office files. Nothing outside the text is ever read.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion::Implicit1_0;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may be nested.
const DEEPEST: usize = 256;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct XmlElement {
    /// With its prefix: `w:p`.
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<XmlNode>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(super) enum XmlNode {
    Element(XmlElement),
    Text(String),
}

impl XmlElement {
    /// The root of a document; `None` if it is not well-formed, or nested too deep.
    #[must_use]
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => open.push(Self::of(&start)?),
                Event::Empty(start) => open.last_mut()?.children.push(XmlNode::Element(Self::of(&start)?)),
                Event::End(_) => {
                    let closed = open.pop()?;
                    open.last_mut()?.children.push(XmlNode::Element(closed));
                }
                Event::Text(text) => open.last_mut()?.add_text(&text.xml_content(Implicit1_0)),
                Event::CData(text) => open.last_mut()?.add_text(&text.xml_content(Implicit1_0)),
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref().ok()? {
                        Some(character) => Cow::Owned(character.to_string()),
                        None => Cow::Borrowed(named(&reference.xml_content(Implicit1_0))?),
                    };
                    open.last_mut()?.add_text(&character);
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if open.len() > DEEPEST {
                return None;
            }
        }
        let [root] = &mut open[..] else { return None };
        root.children.drain(..).find_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The wanted elements with certain names, without their contents: for parts that are too large for a tree. Reading stops at the
    /// first error.
    #[must_use]
    pub(super) fn tags(bytes: &[u8], names: &[&str], is_wanted: &dyn Fn(&Self) -> bool) -> Vec<Self> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        let mut found = Vec::new();
        while let Ok(event) = reader.read_event() {
            let (Event::Start(start) | Event::Empty(start)) = &event else {
                if event == Event::Eof {
                    break;
                }
                continue;
            };
            if names.contains(&start.name().as_ref()) {
                found.extend(Self::of(start).filter(is_wanted));
            }
        }
        found
    }

    fn of(start: &BytesStart) -> Option<Self> {
        let attribute = |attribute: Result<quick_xml::events::attributes::Attribute, _>| {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(Implicit1_0).ok()?.into_owned();
            Some((attribute.key.as_ref().to_owned(), value))
        };
        let attributes = start.attributes().map(attribute).collect::<Option<Vec<_>>>()?;
        Some(Self { name: start.name().as_ref().to_owned(), attributes, children: Vec::new() })
    }

    fn add_text(&mut self, more: &str) {
        match self.children.last_mut() {
            Some(XmlNode::Text(text)) => text.push_str(more),
            _ => self.children.push(XmlNode::Text(more.to_owned())),
        }
    }

    /// The value of an attribute, by its name with prefix.
    #[must_use]
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// Its first element of a name.
    #[must_use]
    pub(super) fn element(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Every element of a name below it, in order; not those within another one.
    #[must_use]
    pub(super) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                found.extend(element.all(name));
            }
        }
        found
    }

    /// The text of the elements of a name below it.
    #[must_use]
    pub(super) fn text_of(&self, name: &str) -> String {
        self.all(name).into_iter().map(Self::text).collect()
    }

    /// Its own text.
    #[must_use]
    pub(super) fn text(&self) -> String {
        let own = self.children.iter().filter_map(|node| match node {
            XmlNode::Text(text) => Some(text.as_str()),
            XmlNode::Element(_) => None,
        });
        own.collect()
    }
}

/// The character of an entity that every document has; others would have to be declared, which office files do not.
fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_tree_and_a_strange_one_is_refused() {
        let root = XmlElement::parse(b"<a x=\"1 &amp; 2\"><b>&#x4E00;&lt;</b><c/><b>2</b></a>").unwrap();
        assert_eq!(root.attribute("x"), Some("1 & 2"));
        assert_eq!(root.text_of("b"), "一<2");
        for wrong in ["<a>", "<a></b>", "<a>&unknown;</a>", "", &"<a>".repeat(9999)] {
            assert!(XmlElement::parse(wrong.as_bytes()).is_none());
        }
    }
}
