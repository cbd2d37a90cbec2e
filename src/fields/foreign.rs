//! Keys that other programs (Hugo, Hexo, Jekyll), or editors who write Chinese, use for what has another name here.

/// Our keys, each with its other names, in half width and lower case and without `_`, `-` and spaces. Of several keys with one
/// other name, the first that the mapping knows is meant.
const NAMES: [(&str, &[&str]); 50] = [
    ("headline", &["title", "heading", "posttitle", "标题", "主题", "主标题", "题目", "题", "题名"]),
    ("kicker", &["eyebrow", "overline", "引题", "肩题", "眉题"]),
    ("deck", &["subtitle", "subheading", "subheadline", "subhead", "tagline", "副题", "副标题"]),
    ("lead", &["lede", "intro", "introduction", "提要", "导语", "导读"]),
    (
        "summary",
        &[
            "description",
            "desc",
            "excerpt",
            "abstract",
            "metadescription",
            "seodescription",
            "摘要",
            "简介",
            "描述",
        ],
    ),
    ("topics", &["tags", "tag", "series", "topic", "专题", "标签", "话题"]),
    ("column", &["categories", "category", "section", "columns", "栏目", "分类", "类别"]),
    ("byline", &["author", "authors", "writer", "by", "contributors", "作者", "署名", "记者", "文"]),
    ("dateline", &["location", "place", "电头"]),
    ("form", &["genre", "体裁", "文体"]),
    (
        "images",
        &[
            "cover",
            "image",
            "thumbnail",
            "thumb",
            "thumbnailimage",
            "featuredimage",
            "featureimage",
            "featured",
            "banner",
            "hero",
            "heroimage",
            "topimg",
            "indeximg",
            "coverimage",
            "teaser",
            "photos",
            "photo",
            "gallery",
            "picture",
            "pictures",
            "图片",
            "配图",
            "图",
            "封面",
        ],
    ),
    (
        "rank",
        &[
            "weight", "order", "navorder", "sticky", "top", "pin", "pinned", "priority", "次序", "排序",
            "权重",
        ],
    ),
    ("page", &["版", "版次"]),
    ("box", &["boxed", "加框"]),
    ("ledger", &["台账"]),
    ("draft", &["草稿"]),
    ("publish_at", &["publishdate", "publishat", "releasedate", "发布时间"]),
    (
        "date",
        &[
            "pubdate",
            "publisheddate",
            "publishedat",
            "created",
            "createdat",
            "datetime",
            "time",
            "day",
            "日期",
            "时间",
            "发布日期",
        ],
    ),
    ("expire_at", &["expirydate", "expiredate", "expires", "unpublishdate", "过期", "到期"]),
    ("slug", &["permalink", "url", "path", "linkname", "abbrlink", "网址"]),
    ("aliases", &["alias", "redirectfrom", "redirects", "旧网址"]),
    ("source", &["from", "publication", "来源", "出处"]),
    (
        "source_url",
        &[
            "link",
            "externallink",
            "externalurl",
            "originalurl",
            "original",
            "canonicalurl",
            "canonical",
            "sourcelink",
            "原文",
            "链接",
            "原文网址",
        ],
    ),
    ("keywords", &["keyword", "关键词", "关键字"]),
    ("editors", &["editor", "编辑", "责任编辑"]),
    ("files", &["attachments", "attachment", "附件"]),
    ("withdrawn", &["retracted", "撤回", "撤稿"]),
    ("figures", &["数字", "数据"]),
    ("columns", &["categories", "sections", "栏目"]),
    ("label", &["name", "title", "名称", "名字"]),
    ("name", &["title", "sitetitle", "sitename", "label", "报名", "刊名", "名称", "姓名", "版名"]),
    ("url", &["baseurl", "siteurl", "root", "domain", "网址"]),
    ("language", &["languagecode", "lang", "locale", "defaultcontentlanguage", "语言"]),
    ("timezone", &["tz", "时区"]),
    ("publisher", &["author", "authors", "owner", "organization", "出版", "出版单位", "主办"]),
    ("masthead", &["description", "subtitle", "tagline", "slogan", "口号"]),
    ("copyright", &["license", "rights", "版权"]),
    ("number", &["issue", "no", "期号", "期数"]),
    ("total", &["totalissue", "总期号", "总期数", "合计"]),
    ("stories", &["articles", "posts", "items", "稿件", "稿", "文章"]),
    ("pages", &["版面", "各版"]),
    ("notice", &["announcement", "通知", "启事"]),
    ("value", &["amount", "number", "count", "val", "值", "数值", "数量", "数"]),
    ("unit", &["units", "单位"]),
    ("window", &["period", "时段", "期间"]),
    ("parts", &["items", "children", "分项"]),
    ("note", &["remark", "comment", "description", "备注", "说明", "注"]),
    ("src", &["url", "path", "file", "image", "href", "图片", "文件"]),
    ("alt", &["title", "description", "替代文字"]),
    ("caption", &["text", "图说", "说明"]),
];

/// Keys of other programs that decide what this one decides by itself, or does not have.
const NOT_HERE: [&str; 62] = [
    "layout",
    "template",
    "type",
    "kind",
    "comments",
    "comment",
    "disqus",
    "toc",
    "showtoc",
    "disabletoc",
    "math",
    "mathjax",
    "katex",
    "mermaid",
    "highlight",
    "menu",
    "menus",
    "sidebar",
    "nav",
    "navbar",
    "linktitle",
    "outputs",
    "markup",
    "cascade",
    "resources",
    "params",
    "hidden",
    "share",
    "readingtime",
    "showreadingtime",
    "password",
    "sitemap",
    "robots",
    "noindex",
    "lastmod",
    "lastmodified",
    "lastmodifiedat",
    "updated",
    "updatedat",
    "modified",
    "mtime",
    "updatedate",
    "lang",
    "language",
    "locale",
    "id",
    "uuid",
    "guid",
    "mathml",
    "plugins",
    "taxonomies",
    "paginate",
    "pagination",
    "permalinks",
    "deploy",
    "googleanalytics",
    "analytics",
    "gems",
    "enablerobotstxt",
    "buildfuture",
    "markdown",
    "excerptseparator",
];
/// A key that only front matter or only `site.yaml` has: other programs' keys are looked for in these two alone.
const MARKS: [&str; 2] = ["headline", "masthead"];

/// What is meant by a key that is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counterpart {
    /// This key of ours.
    Key(&'static str),
    /// `draft`, with the opposite value.
    Draft,
    /// Something that is not set here.
    NotHere,
}

/// What another program means by `key`, in a mapping that knows the keys `known`.
#[must_use]
pub(crate) fn meant(key: &str, known: &[&str]) -> Option<Counterpart> {
    let plain: String = super::half_width(key).to_lowercase().replace(['_', '-', ' '], "");
    let is_ours =
        |(ours, names): &&(&'static str, &[&str])| known.contains(ours) && names.contains(&plain.as_str());
    let is_marked = MARKS.iter().any(|mark| known.contains(mark));
    if plain == "published" && known.contains(&"draft") {
        return Some(Counterpart::Draft);
    }
    let not_here = || (is_marked && NOT_HERE.contains(&plain.as_str())).then_some(Counterpart::NotHere);
    NAMES.iter().find(is_ours).map(|(ours, _)| Counterpart::Key(ours)).or_else(not_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_another_program_is_known_where_its_counterpart_is() {
        let front = ["headline", "deck", "summary", "images", "slug", "draft", "rank"];
        assert_eq!(meant("Title", &front), Some(Counterpart::Key("headline")));
        assert_eq!(meant("featured_image", &front), Some(Counterpart::Key("images")));
        assert_eq!(meant("标题", &front), Some(Counterpart::Key("headline")));
        assert_eq!(meant("published", &front), Some(Counterpart::Draft));
        assert_eq!(meant("layout", &front), Some(Counterpart::NotHere));
        assert_eq!(meant("title", &["name", "url", "masthead"]), Some(Counterpart::Key("name")));
        assert_eq!(meant("title", &["label", "value"]), Some(Counterpart::Key("label")));
        assert_eq!(meant("layout", &["label", "value"]), None);
        assert_eq!(meant("headlin", &front), None);
    }
}
