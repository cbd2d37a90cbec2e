//! Titles (职务) as bulletins print them before or after a name: 区委副书记, 常务副县长, 局长.

use std::sync::LazyLock;

use regex::Regex;

/// Endings of titles. Words for what anybody may be (组长, 队长, 会长) are no titles here.
pub(crate) const HEADS: &str = "书记|省长|州长|市长|区长|县长|旗长|镇长|乡长|部长|厅长|局长|处长|科长|司长|主任|主席|\
    校长|院长|所长|站长|馆长|园长|台长|社长|行长|检察长|秘书长|董事长|总经理";

/// A title with its committee, but without its unit: 县委书记 of 松岭县委书记, 局长 of 县教育局局长.
pub(crate) static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    let committee = "[省州市区县旗]委|党委|党组|党工委|党总支|党支部|纪委";
    Regex::new(&format!("(?:{committee})?(?:常务|第一)?副?(?:{HEADS})(?:助理)?")).expect("a constant")
});

/// The one of a person's titles that is `printed`, in full or in short: 局长 for 县教育局局长, but not for 副局长.
pub(crate) fn meant<'t>(titles: &'t [String], printed: &str) -> Option<&'t str> {
    let is_meant = |title: &&String| ends(title, printed) || ends(printed, title);
    titles.iter().find(is_meant).map(String::as_str)
}

/// Whether a title ends in a shorter one of the same rank.
fn ends(title: &str, shorter: &str) -> bool {
    title.strip_suffix(shorter).is_some_and(|unit| !unit.ends_with('副'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_mean_the_full_title_and_deputies_are_others() {
        let titles = ["县教育局副局长".to_owned(), "县委书记".to_owned()];
        assert_eq!(meant(&titles, "副局长"), Some("县教育局副局长"));
        assert_eq!(meant(&titles, "书记"), Some("县委书记"));
        assert_eq!(meant(&titles, "松岭县委书记"), Some("县委书记"));
        assert_eq!(meant(&titles, "局长"), None);
        assert_eq!(meant(&titles, "县委副书记"), None);
    }
}
