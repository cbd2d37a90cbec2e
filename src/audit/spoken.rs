//! The language of each text of a page, by the `lang` of the elements that contain it.

use crate::language::TextLanguage;

/// The languages of the open elements.
#[derive(Debug, Default)]
pub(crate) struct SpokenLanguages {
    /// The open elements that name a language, from the outermost.
    open: Vec<SpokenElement>,
    /// The language tag in the element being read.
    named: Option<String>,
}

#[derive(Debug)]
struct SpokenElement {
    tag: Vec<u8>,
    language: Option<TextLanguage>,
    /// How many elements with the same tag are open within it.
    nested: usize,
}

impl SpokenLanguages {
    /// The value of `lang` in the tag being read.
    pub(crate) fn name(&mut self, tag: &str) {
        self.named = Some(tag.to_owned());
    }

    /// An element opens.
    pub(crate) fn open(&mut self, tag: &[u8]) {
        match (self.named.take(), self.open.last_mut()) {
            (Some(named), _) => {
                let language = TextLanguage::of_tag(&named);
                self.open.push(SpokenElement { tag: tag.to_vec(), language, nested: 0 });
            }
            (None, Some(last)) if last.tag == tag => last.nested += 1,
            (None, _) => {}
        }
    }

    /// An element closes.
    pub(crate) fn close(&mut self, tag: &[u8]) {
        match self.open.last_mut().filter(|last| last.tag == tag) {
            Some(last) if last.nested > 0 => last.nested -= 1,
            Some(_) => drop(self.open.pop()),
            None => {}
        }
    }

    /// The language of the text here; `None` if it is unknown.
    pub(crate) fn current(&self) -> Option<TextLanguage> {
        self.open.last().and_then(|element| element.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_ends_with_its_element() {
        let mut languages = SpokenLanguages::default();
        languages.name("zh-Hans");
        languages.open(b"html");
        languages.name("en");
        languages.open(b"p");
        languages.open(b"p");
        languages.close(b"p");
        assert_eq!(languages.current(), Some(TextLanguage::English));
        languages.close(b"p");
        assert_eq!(languages.current(), Some(TextLanguage::SimplifiedChinese));
    }
}
