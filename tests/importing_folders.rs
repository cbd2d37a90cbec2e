//! Import of folders of other programs: front matter by its meaning, links by their files, and what is not understood left as it is.

use crate::support::{PNG, Paper, Run};

fn imported(files: &[(&str, &str)]) -> (Paper, Run) {
    let paper = Paper::of(files);
    paper.put("old/static/img/灯.png", PNG);
    paper.put("old/content/post/lamp/near.png", PNG);
    let run = paper.run(&["import", paper.root().join("old").to_str().unwrap()]);
    (paper, run)
}

fn text(paper: &Paper, path: &str) -> String {
    std::fs::read_to_string(paper.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_folder_of_hugo_becomes_a_paper_that_builds() {
    let lamp = "---\ntitle: \"一盏灯\"\nauthor: [甲, 乙]\ndate: 2020-03-04T08:00:00+08:00\ntags: [灯, 夜]\ncategories: [随笔]\nlayout: wide\ncover: x.png\n---\n\n\
        ![近](near.png) 见[另一篇](../other.md)、[还有](/post/third/#part)、[没有](/gone/)，![远](/img/灯.png)\n\n{{< youtube abc >}}\n\n<!--more-->\n\n<video src=\"a.mp4\"></video>\n\n```\n{{< code >}}\n```\n";
    let third = "+++\ntitle = \"第三篇\"\ndate = 2020-03-05\ndraft = false\n[taxonomies]\ntags = [\"夜\"]\n+++\n\n正文。\n";
    let (paper, run) = imported(&[
        ("old/content/post/lamp/index.md", lamp),
        ("old/content/post/other.md", "---\ntitle: 另一篇\n---\n\n正文。\u{8}\n"),
        ("old/content/post/third.md", third),
        ("old/config.toml", "title = 'x'"),
        ("old/layouts/index.html", "x"),
    ]);
    assert_eq!(run.code, 0, "{}", run.said);
    let lamp = text(&paper, "content/post/lamp/lamp.md");
    assert!(
        lamp.starts_with(
            "---\nheadline: 一盏灯\nbyline: 甲、乙\ndate: 2020-03-04\ntopics:\n- 灯\n- 夜\n- 随笔\n---\n\n"
        ),
        "{lamp}"
    );
    for line in [
        "![近](<near.png>) 见[另一篇](<../other.md>)、[还有](<../third.md>)、没有，![远](<../../img/灯.png>)\n",
        "`` {{< youtube abc >}} ``",
        "\\<video",
        "```\n{{< code >}}\n```",
    ] {
        assert!(lamp.contains(line), "{line}\n{lamp}");
    }
    assert!(!lamp.contains("more"), "{lamp}");
    assert!(
        text(&paper, "content/post/third.md")
            .starts_with("---\ndate: 2020-03-05\ntopics:\n- 夜\nheadline: 第三篇\n---\n")
    );
    for listed in [
        "layout: wide；cover: x.png",
        "/gone/",
        "/post/third/#part",
        "layouts/",
        "config.toml",
        "{{< youtube abc >}}",
        "U+0008",
        "<video",
    ] {
        assert!(run.said.contains(listed), "{listed}\n{}", run.said);
    }
    let public = paper.built();
    assert!(public.keys().any(|path| path.ends_with("near.png")), "{:?}", public.keys());
}

#[test]
fn names_and_dates_of_jekyll_and_hexo_are_taken_from_the_files() {
    let (paper, run) = imported(&[
        (
            "old/_posts/2019-05-06-hello.md",
            "---\nlayout: post\ntitle: 你好\npublished: false\n---\n\n正文，见{% post_url 2019-05-06-hello %}。\n",
        ),
        ("old/notes/hello.md", "没有稿头的一篇。\n"),
    ]);
    assert_eq!(run.code, 0, "{}", run.said);
    let post = text(&paper, "content/hello.md");
    assert!(post.starts_with("---\nheadline: 你好\ndraft: true\ndate: 2019-05-06\n---\n"), "{post}");
    assert!(post.contains("见`` {% post_url 2019-05-06-hello %} ``。"), "{post}");
    assert!(text(&paper, "content/notes/hello-2.md").starts_with("没有稿头的一篇。"));
    paper.built();
    let (_, run) = imported(&[("old/a.txt", "不是稿")]);
    assert!(run.code == 1 && run.said.contains("没有 .md 文件"), "{}", run.said);
}
