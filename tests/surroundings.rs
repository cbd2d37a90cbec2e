//! The words beside a printed figure: what the ledger prints already is not written again.

use crate::support::Paper;

const LEDGER: &str = "figures:\n  a: {label: 播种面积, value: 600, unit: 亩}\n  b: {label: 占比, value: 12.5, unit: '%'}\n  \
    c: {label: 参训, value: 600, unit: 人次, about: 余}\n  d: {label: 干部, value: 20, unit: 名}\n  e: {label: 农户, value: 30, unit: 户}\n  \
    f: {label: 人数, value: 80, unit: 人}\n  g: {label: 收入, value: 3, unit: 万元}\n  h: {label: 约数, value: 90, unit: 棵, about: 约}\n  \
    i: {label: 近数, value: 90, unit: 棵, about: 近}\n  j: {label: 结对, value: 12, unit: 对}\n  k: {label: 个数, value: 3, unit: 个}\n";

/// What the build says of a sentence, in a story of this ledger.
fn said(sentence: &str, language: &str, ledger: &str) -> (i32, String) {
    let story = format!("---\nheadline: 试稿\nledger: l\nlanguage: {language}\n---\n\n{sentence}\n");
    let paper =
        Paper::of(&[("content/editions/2025-11-20/a.md", &story), ("content/ledgers/l.yaml", ledger)]);
    let run = paper.build();
    (run.code, run.said)
}

#[test]
fn a_unit_or_a_qualifier_that_the_ledger_prints_is_not_written_again() {
    for (sentence, code, named) in [
        ("播种{{a}}亩。", "doubled-unit", "删掉后面的“亩”"),
        ("播种**{{a}}**亩。", "doubled-unit", "删掉后面的“亩”"),
        ("播种{{a}} 亩。", "doubled-unit", "删掉后面的“亩”"),
        ("播种{{a}}亩小麦。", "doubled-unit", "删掉后面的“亩”"),
        ("播种{{a}}余亩。", "doubled-unit", "删掉后面的“余亩”"),
        ("{{d}}多名。", "doubled-unit", "删掉后面的“多名”"),
        ("占{{b}}%。", "doubled-unit", "删掉后面的“%”"),
        ("占{{b}}％的地。", "doubled-unit", "删掉后面的“％”"),
        ("提高{{b}}个百分点。", "doubled-unit", "删掉后面的“个百分点”"),
        ("培训{{c}}人。", "doubled-unit", "删掉后面的“人”"),
        ("培训{{c}}人次。", "doubled-unit", "删掉后面的“人次”"),
        ("{{f}}人参加。", "doubled-unit", "删掉后面的“人”"),
        ("{{f}}人次。", "doubled-unit", "删掉后面的“人次”"),
        ("收入{{g}}元。", "doubled-unit", "删掉后面的“元”"),
        ("收入{{g}}万元。", "doubled-unit", "删掉后面的“万元”"),
        ("播种{{a | words}}亩。", "doubled-unit", "删掉后面的“亩”"),
        ("占{{a | share of f}}%。", "doubled-unit", "删掉后面的“%”"),
        ("约{{h}}。", "doubled-qualifier", "删掉前面的“约”"),
        ("大约{{h}}。", "doubled-qualifier", "删掉前面的“大约”"),
        ("栽树近{{i}}。", "doubled-qualifier", "删掉前面的“近”"),
        ("{{f}}次参加。", "joined-unit", "人次"),
        ("历时{{k}}月。", "joined-unit", "个月"),
    ] {
        let (exit, said) = said(sentence, "zh-Hans", LEDGER);
        assert!(said.contains(&format!("[{code}]")) && said.contains(named), "{sentence}\n{said}");
        assert_eq!(exit, i32::from(code != "joined-unit"), "{sentence}\n{said}");
    }
}

#[test]
fn what_only_begins_like_the_unit_and_what_prints_no_unit_is_right() {
    for sentence in [
        "播种{{a}}。",
        "播种{{a | value}}亩。",
        "播种{{a}}地。",
        "{{e}}人家。",
        "{{d}}名师。",
        "{{a}}亩均增收。",
        "{{f}}人才。",
        "{{f}}次日出发。",
        "{{j}}对困难户帮扶。",
        "附近{{i}}。",
        "占{{b}}的地。",
        "约{{c}}。",
        "{{a}}、{{e}}和{{f}}。",
        "| 面积 | 单位 |\n| --- | --- |\n| {{a}} | 亩 |",
    ] {
        let (_, said) = said(sentence, "zh-Hans", LEDGER);
        let told =
            ["doubled-unit", "doubled-qualifier", "joined-unit"].iter().find(|code| said.contains(**code));
        assert_eq!(told, None, "{sentence}\n{said}");
    }
}

#[test]
fn english_units_and_qualifiers_are_not_written_again_either() {
    let ledger = "figures:\n  t: {label: trees, value: 600, unit: {one: tree, other: trees}, about: about}\n  p: {label: share, value: 5, unit: '%'}\n";
    for (sentence, code) in [
        ("We planted {{t}} trees here.", "doubled-unit"),
        ("It is {{p}} per cent.", "doubled-unit"),
        ("It is {{p}}% now.", "doubled-unit"),
        ("We planted about {{t}}.", "doubled-qualifier"),
    ] {
        let (exit, said) = said(sentence, "en", ledger);
        assert!(exit == 1 && said.contains(code), "{sentence}\n{said}");
    }
    for sentence in ["We planted {{t}}.", "{{t}} in treeless hills.", "{{p}} of it.", "Roundabout {{t}}."] {
        assert!(!said(sentence, "en", ledger).1.contains("doubled"), "{sentence}");
    }
}
