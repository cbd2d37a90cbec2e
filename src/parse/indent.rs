//! Indents: the wide spaces with which Chinese authors begin a paragraph, as characters or as character references.

/// The white space at the start of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Indent {
    /// Its bytes.
    pub length: usize,
    /// Its width in halves of a Chinese character, without plain spaces.
    width: usize,
    /// Its width with them.
    columns: usize,
}

/// The spaces of an indent, with their widths in halves of a Chinese character.
const SPACES: [(&[&str], usize); 4] = [
    (&["\u{3000}", "&#12288;", "&#x3000;", "&#X3000;"], 2),
    (&["\u{2003}", "&emsp;", "&#8195;", "&#x2003;"], 2),
    (&["\u{2002}", "&ensp;", "&#8194;", "&#x2002;"], 1),
    (&["\u{A0}", "&nbsp;", "&#160;", "&#xA0;", "&#xa0;"], 1),
];

/// The indent of a text.
#[must_use]
pub(crate) fn of(text: &str) -> Indent {
    let mut indent = Indent::default();
    loop {
        let rest = &text[indent.length..];
        let spaces = SPACES.iter().flat_map(|(spaces, width)| spaces.iter().map(|space| (*space, *width)));
        let found = spaces.chain([(" ", 0), ("\t", 0)]).find(|(space, _)| rest.starts_with(space));
        let Some((space, width)) = found else { return indent };
        indent.length += space.len();
        indent.width += width;
        indent.columns += match space {
            "\t" => 4,
            _ => width.max(1),
        };
    }
}

/// Whether a character may be part of an indent.
#[must_use]
pub(crate) fn is_part(character: char) -> bool {
    matches!(character, '\u{3000}' | '\u{2003}' | '\u{2002}' | '\u{A0}' | ' ' | '\t')
}

impl Indent {
    /// Whether it begins a paragraph: it is at least as wide as two Chinese characters.
    #[must_use]
    pub(crate) fn is_of_paragraph(self) -> bool {
        self.width >= 4
    }

    /// Whether it moves a line to the middle or to the right: it is as wide as four Chinese characters.
    #[must_use]
    pub(crate) fn is_of_moved_line(self) -> bool {
        self.columns >= 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_characters_of_any_white_space_begin_a_paragraph() {
        for wide in [
            "\u{3000}\u{3000}文",
            "&emsp;&emsp;文",
            "\u{2003}\u{2003}文",
            "\u{A0}\u{A0}\u{A0}\u{A0}文",
            " &#12288;\u{3000}文",
        ] {
            assert!(of(wide).is_of_paragraph(), "{wide:?}");
            assert_eq!(&wide[of(wide).length..], "文");
        }
        assert!(of("\u{3000} \u{3000} \u{3000} 文").is_of_moved_line() && of("\t\t文").is_of_moved_line());
        assert!(!of("\u{3000}\u{3000}\u{3000}文").is_of_moved_line());
        for narrow in ["文", "    文", "\u{3000}文", "&nbsp;文"] {
            assert!(!of(narrow).is_of_paragraph(), "{narrow:?}");
        }
    }
}
