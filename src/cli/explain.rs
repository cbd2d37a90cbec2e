//! Explanations: why a document was rendered again, in words.

use serde_json::{Value, json};

use super::terminal::CommandOutput;
use crate::model::document::Route;
use crate::trace::{Fact, Reason};
use crate::words::Language;

/// A document that was rendered again, and why.
pub(crate) struct RenderedAgain<'r>(pub &'r Route, pub &'r Reason);

impl CommandOutput for RenderedAgain<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        vec![format!("  {} ← {}", self.0.as_str(), in_words(self.1, language))]
    }

    fn json(&self, language: Language) -> Value {
        json!({"document": self.0.as_str(), "reason": in_words(self.1, language)})
    }
}

fn in_words(reason: &Reason, language: Language) -> String {
    match (reason, language) {
        (Reason::New, Language::Chinese) => "新网页".to_owned(),
        (Reason::New, Language::English) => "a new document".to_owned(),
        (Reason::OtherSubject, Language::Chinese) => "这个网址换了内容".to_owned(),
        (Reason::OtherSubject, Language::English) => "the address now shows something else".to_owned(),
        (Reason::Changed(fact), _) => fact_in(fact, language),
    }
}

fn fact_in(fact: &Fact, language: Language) -> String {
    let (zh, en, of) = match fact {
        Fact::Paper => ("报纸的设置", "the paper's settings", String::new()),
        Fact::Imprint => ("报纸印在纸上的设置", "what is printed of the paper's settings", String::new()),
        Fact::Theme => ("主题", "the theme", String::new()),
        Fact::Chrome => ("页头页脚", "the navigation", String::new()),
        Fact::Story(path) => ("稿件", "the story", path.to_string()),
        Fact::Card(path) => ("稿件的题头和摘要", "the card of", path.to_string()),
        Fact::Headline(path) => ("标题", "the headline of", path.to_string()),
        Fact::Neighbours(path) => ("前后的稿件", "the stories before and after", path.to_string()),
        Fact::Edition(key) => ("这一期", "the edition", key.to_string()),
        Fact::Beside(key) => ("前后的期", "the editions before and after", key.to_string()),
        Fact::Editions => ("有哪些期", "the list of editions", String::new()),
        Fact::Month(month) => ("哪些期在", "the editions of", month.to_string()),
        Fact::Undated => ("哪些稿没有日期", "the list of undated stories", String::new()),
        Fact::Layout(key, page) => ("拼版", "the layout of", format!("{key} {}", page + 1)),
        Fact::Terms(key) => ("名词解释", "the terms explained in", key.to_string()),
        Fact::Pdf(key) => ("PDF", "the PDF of", key.to_string()),
        Fact::Columns => ("有哪些栏目", "the list of columns", String::new()),
        Fact::Column(slug) => ("栏目的稿件", "the stories of the column", slug.clone()),
        Fact::Newest(slug) => ("栏目最新的稿件", "the newest stories of the column", slug.clone()),
        Fact::Topics => ("有哪些专题", "the list of topics", String::new()),
        Fact::TopicCounts => ("各专题的篇数", "the sizes of the topics", String::new()),
        Fact::Topic(slug) => ("专题的稿件", "the stories of the topic", slug.clone()),
        Fact::Signers => ("有哪些署名", "the list of bylines", String::new()),
        Fact::Signer(slug) => ("署名的稿件", "the stories of the byline", slug.clone()),
        Fact::Ledgers => ("台账", "the ledgers", String::new()),
        Fact::Ledger(id) => ("台账", "the ledger", id.clone()),
        Fact::Figure(id, key) => ("数字", "the figure", format!("{id}:{key}")),
        Fact::Standing => ("有哪些固定网页", "the list of standing pages", String::new()),
        Fact::Carried(path) => ("文件", "the file", path.to_string()),
        Fact::Asset(name) => ("主题的文件", "the theme file", name.clone()),
        Fact::Face(name) => ("字体的字", "the letters of the font for", name.clone()),
        Fact::At(route) => ("网址", "the address", route.as_str().to_owned()),
        Fact::Nowhere(_) => ("原来没有的，现在有了", "something that did not exist before", String::new()),
        Fact::DocumentsOf(year) => {
            ("有哪些网页", "the list of documents", year.map(|year| year.to_string()).unwrap_or_default())
        }
        Fact::SearchIndex => ("检索资料", "the search index", String::new()),
        Fact::OldAddresses => ("旧网址", "the old addresses", String::new()),
        Fact::Documents => ("有哪些网页", "the list of documents", String::new()),
    };
    let what = match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    if of.is_empty() { what.to_owned() } else { format!("{what} {of}") }
}
