//! Bylines: who signed stories or took their pictures finds them all in one list, and so does a reader.

use crate::rebuild::made_again_in;
use crate::support::Paper;

const SITE: &str = "name: 晨光周报\nurl: https://a.b/\n";

/// A story of each form of byline.
fn paper() -> Paper {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    let fronts = [
        (
            "2025-11-13/a",
            "byline: 本报记者 张三 通讯员 某县委组织部\nimages: [{src: lamp.png, alt: 灯, credit: 李四 摄}]",
        ),
        ("2025-11-13/b", "byline: （某县委组织部供稿）"),
        ("2025-11-20/c", "byline: （某县委组织部 张三）"),
        ("2025-11-20/d", "byline: 来源：每日晨报　记者 曾一"),
        ("2025-11-20/e", "byline: By Ann Lee and Tom Roe"),
        ("2025-11-20/f", "byline: 本报讯（记者 单二）\nwithdrawn: 有误"),
        ("2025-11-20/g", "byline: 本报记者 ×××"),
    ];
    for (path, front) in fronts {
        let text = format!("---\nheadline: 题{path}\n{front}\n---\n正文。\n");
        paper.put(&format!("content/editions/{path}.md"), text);
    }
    paper.put(
        "content/editions/2025-11-13/lamp.png",
        include_bytes!("../content/editions/2025-11-13/lamp.png"),
    );
    paper
}

/// The address of a name's list, as the index gives it.
fn list_of(index: &str, name: &str) -> String {
    let before = index.split(&format!("\">{name}</a>")).next().unwrap();
    before.rsplit("href=\"../").next().unwrap().to_owned()
}

#[test]
fn every_name_has_a_list_of_its_stories_and_stands_in_the_index_by_how_it_is_read() {
    let paper = paper();
    let public = paper.built();
    let index = paper.page("bylines/index.html");
    let main = index.split("</main>").next().unwrap();
    let letters: Vec<&str> = main.split("<section class=\"year letter\"><h2>").skip(1).collect();
    let said = |letter: &&str| -> String {
        let names = letter.split("\">").skip(1).map(|name| name.split("</span>").next().unwrap());
        format!(
            "{}: {}",
            &letter[..1],
            names.map(|name| name.replace("</a> <span>", " ")).collect::<Vec<_>>().join(", ")
        )
    };
    assert_eq!(
        letters.iter().map(said).collect::<Vec<_>>(),
        ["A: Ann Lee 1", "L: 李四 1", "M: 每日晨报 1, 某县委组织部 3", "T: Tom Roe 1", "Z: 曾一 1, 张三 2"],
        "neither who signed a story that was withdrawn nor a masked name"
    );
    assert_eq!(public.keys().filter(|path| path.starts_with("bylines/")).count(), 8);
    let path = list_of(&index, "某县委组织部");
    let list = paper.page(&path);
    let headlines: Vec<usize> = ["题2025-11-20/c", "题2025-11-13/a", "题2025-11-13/b"]
        .iter()
        .map(|headline| list.find(headline).unwrap_or_else(|| panic!("{headline}: {list}")))
        .collect();
    assert!(headlines[0] < headlines[1].min(headlines[2]), "newest first: {list}");
    for said in [
        "<a href=\"../bylines/index.html\">署名索引</a>",
        "href=\"../search.html?author=%E6%9F%90%E5%8E%BF",
        "{\"@type\":\"ListItem\",\"item\":\"https://a.b/bylines/index.html\",\"name\":\"署名索引\",\"position\":2}",
    ] {
        assert!(list.contains(said), "{said}: {list}");
    }
    assert!(paper.page("sitemap.xml").contains(&format!("https://a.b/{path}")));
}

#[test]
fn a_story_the_archive_and_the_search_page_lead_to_the_lists_of_bylines() {
    let paper = paper();
    for kind in ["newspaper", "internal", "circular", "web"] {
        paper.put("content/site.yaml", format!("{SITE}kind: {kind}\n"));
        paper.built();
        let index = paper.page("bylines/index.html");
        let story = paper.page("2025-11-13/a.html");
        for name in ["张三", "某县委组织部", "李四"] {
            assert!(
                story.contains(&format!("<a href=\"../{}\">{name}</a>", list_of(&index, name))),
                "{kind}: {story}"
            );
        }
        for path in ["archive.html", "search.html"] {
            assert!(paper.page(path).contains("href=\"bylines/index.html\""), "{kind}: {path}");
        }
    }
}

#[test]
fn a_new_story_touches_the_list_of_who_signed_it_and_the_index() {
    let story = "---\nheadline: 新稿\nbyline: 本报记者 曾一\n---\n正文。\n";
    let made = made_again_in(&paper(), |paper| paper.put("content/editions/2025-11-27/h.md", story));
    let mut made: Vec<String> =
        made.into_iter().map(|(path, _)| path).filter(|path| path.starts_with("bylines/")).collect();
    made.sort();
    assert_eq!(made.len(), 2, "{made:?}");
    assert!(made.contains(&"bylines/index.html".to_owned()), "{made:?}");
}

#[test]
fn a_long_list_of_one_name_is_divided() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for story in 0..25 {
        let text = format!("---\nheadline: 第{story}篇\nbyline: index\n---\n文。\n");
        paper.put(&format!("content/editions/2025-11-20/s{story:02}.md"), text);
    }
    let public = paper.built();
    let lists: Vec<&String> = public.keys().filter(|path| path.starts_with("bylines/")).collect();
    assert_eq!(lists.len(), 3, "two sheets and the index: {lists:?}");
    assert!(lists.iter().any(|path| path.ends_with("-2.html")), "{lists:?}");
}

#[test]
fn names_are_apart_however_they_are_separated() {
    for (byline, printed, names) in [
        ("本报记者 张三、李四", "本报记者 张三 李四", &["张三", "李四"][..]),
        ("本报记者 张三，李四 通讯员 王五", "本报记者 张三 李四 通讯员 王五", &["张三", "李四", "王五"]),
        ("记者：张三、李四", "记者：张三、李四", &["张三", "李四"]),
        ("本报记者张三 通讯员王小五", "本报记者 张三 通讯员 王小五", &["张三", "王小五"]),
        ("本报讯（记者 张三、李四）", "本报讯（记者 张三 李四）", &["张三", "李四"]),
        ("（县委组织部 张三、李四）", "（县委组织部 张三 李四）", &["张三", "李四"]),
        ("（张三、李四）", "（张三、李四）", &["张三", "李四"]),
        ("张三、李四", "张三、李四", &["张三", "李四"]),
        ("本报编辑部", "本报编辑部", &["本报编辑部"]),
    ] {
        let paper = Paper::of(&[
            ("content/site.yaml", SITE),
            (
                "content/editions/2025-11-20/a.md",
                &format!("---\nheadline: 题\nbyline: {byline}\n---\n文。\n"),
            ),
        ]);
        paper.built();
        let feed = paper.page("feed.xml");
        let authors: Vec<&str> =
            feed.split("<name>").skip(1).map(|name| name.split('<').next().unwrap()).collect();
        assert_eq!(authors, names, "{byline}");
        let story = paper.page("2025-11-20/a.html");
        let words = story.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
        let words = words.collect::<String>().replace('\u{3000}', " ");
        assert!(words.contains(printed), "{byline}: {printed}");
    }
}
