//! The texts of a bundle, in the language of the paper.

use crate::language::TextLanguage;

/// The names of the page that opens the paper. It tells what to do.
pub(crate) const WAYS_IN: [&str; 3] = ["打开.html", "打開.html", "open.html"];
/// The names of the text that explains the bundle.
pub(crate) const READMES: [&str; 3] = ["使用说明.txt", "使用說明.txt", "README.txt"];

/// That of these which is in the language of the paper.
#[must_use]
pub(crate) fn in_language(language: TextLanguage, [hans, hant, en]: [&str; 3]) -> &str {
    match language {
        TextLanguage::SimplifiedChinese => hans,
        TextLanguage::TraditionalChinese => hant,
        TextLanguage::English => en,
    }
}

/// What a proof for approval is called, in the name of its bundle and on its way in.
#[must_use]
pub(crate) fn proof(language: TextLanguage) -> &'static str {
    in_language(language, ["送审稿", "送審稿", "proof"])
}

/// What the page that opens the paper says.
#[must_use]
pub(crate) fn way_in(language: TextLanguage, is_proof: bool) -> String {
    let open = in_language(language, ["打开", "打開", "Open "]);
    let what =
        if is_proof { proof(language) } else { in_language(language, ["报纸", "報紙", "the paper"]) };
    format!("{open}{what}")
}

/// What stands in the text that explains a bundle, line by line. `sums` is the name of the list of checksums.
#[must_use]
pub(crate) fn readme(language: TextLanguage, is_proof: bool, sums: &str) -> Vec<String> {
    let open = in_language(language, WAYS_IN);
    let say = |texts: [&str; 3]| in_language(language, texts).replace("{open}", open).replace("{sums}", sums);
    let proof = is_proof.then(|| {
        say([
            "这是送审稿，只供审阅，还不是见报的报纸。",
            "這是送審稿，只供審閱，還不是見報的報紙。",
            "This is a proof for approval. It is not the published paper.",
        ])
    });
    let lines = [
        say([
            "先把整个文件夹解压出来，再双击“{open}”，用浏览器看，不用联网。",
            "先把整個資料夾解壓縮出來，再按兩下「{open}」，用瀏覽器看，不用連網。",
            "Unpack the whole folder first, then double-click {open}. It opens in a browser and needs no network.",
        ]),
        say([
            "不要在压缩包里面直接点开。",
            "不要在壓縮檔裡面直接點開。",
            "Do not open it inside the zip file.",
        ]),
        String::new(),
        say([
            "文件有没有变过，可以核对，{sums} 里是各文件的校验码（SHA-256）：",
            "檔案有沒有變過，可以核對，{sums} 裡是各檔案的校驗碼（SHA-256）：",
            "To check that no file has changed: {sums} has the SHA-256 checksum of each.",
        ]),
        say([
            "　　Windows：在这个文件夹里运行 certutil -hashfile 文件名 SHA256，和那一行比",
            "　　Windows：在這個資料夾裡執行 certutil -hashfile 檔名 SHA256，和那一行比",
            "  Windows: run certutil -hashfile FILE SHA256 in this folder and compare with its line",
        ]),
        say([
            "　　Linux：在这个文件夹里运行 sha256sum -c {sums}",
            "　　Linux：在這個資料夾裡執行 sha256sum -c {sums}",
            "  Linux: run sha256sum -c {sums} in this folder",
        ]),
        say([
            "　　macOS：在这个文件夹里运行 shasum -a 256 -c {sums}",
            "　　macOS：在這個資料夾裡執行 shasum -a 256 -c {sums}",
            "  macOS: run shasum -a 256 -c {sums} in this folder",
        ]),
    ];
    proof.into_iter().chain(lines).collect()
}
