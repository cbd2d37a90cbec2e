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
        "layout: wide",
        "x.png",
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
    let (_, run) = imported(&[("old/a.bin", "不是稿")]);
    assert!(run.code == 1 && run.said.contains("文件夹里没有能收的文件"), "{}", run.said);
}

#[test]
fn a_cover_in_front_matter_becomes_a_picture_of_the_story() {
    let page = |front: &str| format!("---\ntitle: 题\n{front}\n---\n\n正文。\n");
    let (paper, run) = imported(&[
        ("old/content/a.md", &page("cover: /img/灯.png")),
        (
            "old/content/b.md",
            &page("cover: {image: img/灯.png, alt: 灯, caption: 夜里}\nfeatured_image: img/灯.png"),
        ),
        ("old/content/c.md", &page("header: {teaser: https://example.org/far.jpg}")),
        ("old/content/d.md", &page("banner: gone.png")),
        ("old/content/e.md", "+++\ntitle = \"题\"\n[extra]\nimage = \"/img/灯.png\"\n+++\n正文。\n"),
    ]);
    assert_eq!(run.code, 0, "{}", run.said);
    for name in ["a", "e"] {
        let story = text(&paper, &format!("content/{name}.md"));
        assert!(story.contains("images:\n- src: img/灯.png\n  alt: 题\n---\n"), "{story}");
    }
    let story = text(&paper, "content/b.md");
    assert!(story.contains("images:\n- src: img/灯.png\n  alt: 灯\n  caption: 夜里\n---\n"), "{story}");
    assert!(text(&paper, "content/c.md").contains("- src: https://example.org/far.jpg\n"));
    assert!(!text(&paper, "content/d.md").contains("images"));
    assert!(run.said.contains("gone.png") && run.said.contains("images 里的 alt"), "{}", run.said);
    assert_eq!(std::fs::read(paper.root().join("content/img/灯.png")).unwrap(), PNG);
}

#[test]
fn a_single_markdown_file_is_read_as_markdown_with_the_pictures_beside_it() {
    let page = "---\ntitle: 一盏灯\ndate: 2020-03-04\ntags: [灯]\ncover: a.png\n---\n\n## 小标题\n\n- 一\n- **二**\n\n![近](pics/near.png) 见[别处](other.md)\n";
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\n"),
        ("old/2020-03-04-lamp.md", page),
        ("old/plain.md", "# 题\n\n正文*一句*。\n"),
    ]);
    paper.put("old/a.png", PNG);
    paper.put("old/pics/near.png", PNG);
    paper.put("old/unused.png", PNG);
    let path = |name: &str| paper.root().join(name).to_str().unwrap().to_owned();
    let run = paper.run(&["import", &path("old/2020-03-04-lamp.md"), &path("old/plain.md")]);
    assert_eq!(run.code, 0, "{}", run.said);
    let story = text(&paper, "content/lamp.md");
    assert_eq!(
        story,
        "---\nheadline: 一盏灯\ndate: 2020-03-04\ntopics:\n- 灯\nimages:\n- src: a.png\n  alt: 一盏灯\n---\n\n## 小标题\n\n- 一\n- **二**\n\n![近](<near.png>) 见别处\n"
    );
    assert!(run.said.contains("other.md"), "{}", run.said);
    assert_eq!(text(&paper, "content/plain.md"), "# 题\n\n正文*一句*。\n");
    assert!(!paper.root().join("content/unused.png").exists());
    paper.built();
    let run = paper.run(&["import", "--edition", "2025-11-20", &path("old/2020-03-04-lamp.md")]);
    assert_eq!(run.code, 0, "{}", run.said);
    let story = text(&paper, "content/editions/2025-11-20/lamp.md");
    assert!(!story.contains("date:"), "the edition has the day: {story}");
    assert!(paper.root().join("content/editions/2025-11-20/near.png").exists());
}
