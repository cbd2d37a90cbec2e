//! What the keys of settings, editions, stories, ledgers and house style are for.

purposes! {
    "site" {
        name: "报名，印在报头和每一页", "the paper's name, on the masthead and every page";
        kind: "报纸、内刊、简报还是网站", "a newspaper, an internal paper, a circular or a web paper";
        url: "报纸放在哪个网址；写了才有订阅源、站点地图", "where the paper is on the web; without it there is no feed and no sitemap";
        language: "整份报的文字", "the language of the paper";
        timezone: "“今天”按哪里的时间算，默认 Asia/Shanghai", "the time zone that determines the day (default: Asia/Shanghai)";
        theme: "用哪个版式，默认 broadsheet", "the theme (default: broadsheet)";
        theme_options: "版式的选项，如打印用纸 sheet", "settings of the theme, such as the paper size `sheet`";
        publisher: "出版单位等，印在报头和页脚", "the publisher's details, in the masthead and the footer";
        masthead: "报头：首期期号、口号、题字、拼音、报眼", "the masthead: the first number, the slogan, the picture of the name, its pinyin, the ear";
        columns: "栏目，按先后；写了，稿件就只能用这些", "the columns in their order; once listed, stories can use no others";
        tags: "gov：加政府网站的标签", "gov: adds the meta tags of government sites";
        search: "true 要检索，false 不要；不写，稿件不过 2000 篇就有", "whether the paper can be searched (default: up to 2,000 stories)";
        feed: "full 订阅源里放全文，默认只放摘要 summary", "full: feeds have the whole texts (default: summary)";
        icon: "浏览器标签上的图标，一个图片文件；不写就用报名的头一个字", "the picture in the browser's tab (default: drawn from the name)";
        fonts: "报头、标题用哪个字体文件；只把用到的字发给读者", "the font files in which the name and the headlines are set; readers get the letters that are used";
        share: "给哪些稿画分享图：leading 各期头条、all 全部、none 不要；要有 url 和标题的字体", "the stories whose headlines are drawn for those who share them: leading, all or none; needs url and a font of headlines";
        copyright: "页脚的版权说明", "the copyright line in the footer";
        files: "没有稿件链接、也要发布的文件", "files that are published although no story links to them";
        publish: "发布到哪里；有几处就各起一个名字", "where the paper is published; several places each have a name";
        distribution: "印发范围：报、送、发给谁，印多少份", "who gets each edition, and how many copies are printed";
        classification: "密级或阅读范围：内部资料、秘密★1年", "who may read it: 内部资料, 秘密★1年";
        approvals: "每期发布前要审几道：初审、复审、终审", "the approvals that each edition needs before it is published";
        proof: "全报照排的差错", "findings that are accepted in the whole paper";
    }
    "publisher" {
        name: "出版单位", "the publisher";
        sponsor: "主管单位", "the sponsor";
        organiser: "主办单位", "the organiser";
        icp: "ICP 备案号", "the ICP licence";
        police: "公安备案号", "the police registration";
        permit: "许可证号", "the permit";
        code: "刊号；政府网站标识码", "the serial number, or the code of a government site";
        hotline: "热线电话", "the hotline";
        address: "社址和邮编", "the address of the office";
        printer: "印刷单位", "the printer";
        mail_code: "邮发代号", "the code for subscriptions at the post office";
        price: "定价", "the price";
    }
    "masthead" {
        number_from: "第一期的期号，默认 1", "the number of the first edition (default: 1)";
        slogan: "报头的口号", "the slogan on the masthead";
        image: "报名的题字，content/ 下的一张图，代替排的字", "a picture of the name below content/, in place of its type";
        pinyin: "报名的拼音，印在报名下", "the name in Latin letters, below it";
        ear: "报眼里的话；这一期有 notice，就印 notice", "what stands beside the name, unless the edition has a notice";
    }
    "fonts" {
        nameplate: "报头的字体文件，如 fonts/a.ttf", "the font file of the nameplate, such as fonts/a.ttf";
        headline: "标题的字体文件", "the font file of the headlines";
    }
    "font" {
        file: "content/ 下的 .ttf、.otf、.ttc 文件", "a .ttf, .otf or .ttc file below content/";
        face: "一个文件里有几款时，用哪一款", "which face of a file that has several";
    }
    "columns" {
        name: "栏目名，稿头的 column 就写它", "the column's name, as stories give it";
        slug: "栏目页的网址，用英文", "the address of the column's page, in ASCII";
        about: "一句话介绍", "a line about the column";
        form: "栏目里稿件的默认体裁", "the form of its stories unless they say otherwise";
    }
    "proof" {
        allow: "照排：差错代码和理由", "accepted findings: the code and the reason";
    }
    "publish" {
        kind: "哪一种地方", "what kind of place";
        path: "放在哪个文件夹", "the folder";
        keep: "留几次旧的，默认 3", "how many earlier releases are kept (default: 3)";
        proof: "true：送审稿放在这里", "true: proofs for approval go here";
        remote: "git 仓库，默认 origin", "the git repository (default: origin)";
        branch: "git 分支，默认 gh-pages", "the git branch (default: gh-pages)";
        bucket: "存储桶", "the bucket";
        endpoint: "对象存储服务的地址", "the address of the storage service";
        region: "地域，默认 us-east-1", "the region (default: us-east-1)";
        style: "桶名写在域名里（virtual）还是路径里（path）", "whether the bucket stands in the host name (virtual) or the path (path)";
        prefix: "放在桶里的哪个文件夹", "the folder in the bucket";
        profile: "用 ~/.aws/credentials 里的哪一节密钥", "the section of ~/.aws/credentials";
        host: "服务器：用户@主机，或 ssh 设置里的名字", "the server: user@host, or a name from the ssh settings";
        precompress: "true：压缩好的 .gz、.br 一起发", "true: compressed forms (.gz, .br) go out too";
        command: "平台自己的命令，{folder} 换成排好的文件夹", "the host's own command; {folder} becomes the built folder";
        url: "读者看到的网址；webdav 是那个文件夹的地址", "the address that readers use; for webdav that of the folder";
        public: "false：只在内网", "false: within an internal network only";
        headers: "true：另带托管商要的缓存、安全设置", "true: adds cache and security settings for hosts";
    }
    "edition" {
        number: "第几期，不写则接上一期", "its number (default: the one after the previous edition's)";
        total: "总第几期", "its number counted over all years";
        name: "本期名称，如创刊号", "the name of this edition";
        date: "日期，要和文件夹一致", "its date, the same as the folder's";
        pages: "各版：版名、稿件、拼版", "its pages: their names, stories and make-up";
        editors: "值班、版式、校对", "who was on duty, made up the pages and read the proofs";
        lead: "哪一篇排在最前", "the story that leads";
        draft: "true：这一期先不出", "true: this edition is not published yet";
        notice: "一版报头旁的一句话；简报的按语", "a line beside the masthead; the opening note of a circular";
        distribution: "这一期的印发范围，不写照整份报的", "who gets this edition (default: as the paper says)";
        classification: "这一期的密级或阅读范围", "who may read this edition";
    }
    "distribution" {
        report: "报：上级", "those above the publisher";
        send: "送：平级", "those beside it";
        issue: "发：下级", "those below it";
        copies: "共印多少份", "how many copies are printed";
    }
    "pages" {
        name: "版名，如要闻", "the page's name";
        stories: "这一版的稿件，按次序，写文件名，不带 .md", "its stories in order, by file name without .md";
        makeup: "怎么拼：一张版样，或对单篇稿的要求", "its make-up: a sketch of the page, or wishes for single stories";
    }
    "makeup" {
        rank: "在版上排第几，小的在前", "its place on the page; the lowest comes first";
        box: "true 加框，false 不加", "whether it stands in a box";
        span: "占几栏，一版共 6 栏", "how many of the 6 columns it takes";
        picture: "图片通栏，或排在第一栏里", "whether the picture spans the story or stands in its first column";
    }
    "editors" {
        duty: "值班", "the editor on duty";
        page: "版式", "who made up the page";
        proof: "校对", "who read the proofs";
    }
    "story" {
        headline: "主题；空格断行", "the headline; a space between Chinese characters breaks the line";
        kicker: "引题", "the kicker";
        deck: "副题；写了 —— 就印破折号", "the deck";
        lead: "提要，印在这篇稿自己的网页上", "the lead, on the story's own page";
        column: "栏目，一个，要在 site.yaml 里有", "the column, one of those in site.yaml";
        topics: "专题，几个都行", "any number of topics";
        form: "体裁，不写则按署名、来源和长短定", "the form (default: by byline, source and length)";
        byline: "署名", "the byline";
        dateline: "电头", "the dateline";
        source: "转自哪里", "where it is reprinted from";
        source_url: "原文网址", "the address of the original";
        copyright: "这篇稿的版权声明", "the copyright line of this story";
        date: "不在某一期文件夹里的稿，是哪天的", "the date of a story that is in no edition's folder";
        page: "第几版", "the page it stands on";
        rank: "在版上排第几，小的在前", "its place on the page; the lowest comes first";
        box: "true 加框", "true: it stands in a box";
        span: "占几栏，一版共 6 栏", "how many of the 6 columns it takes";
        images: "图片：文件、替代文字、图说、署名", "pictures: the file, the text for those who cannot see it, the caption, the credit";
        ledger: "数字取自哪本台账", "the ledger that its figures come from";
        figures: "本文自带的数字；strict：每个数都要有出处", "figures of its own; strict: every number must come from a ledger";
        draft: "true：草稿，不出", "true: a draft, not published";
        publish_at: "到这天才出", "the day or moment from which it is published";
        embargo: "解禁的日子", "the day or moment until which it is under embargo";
        expire_at: "这天以后不再出", "the day or moment after which it is no longer published";
        withdrawn: "撤回：写缘由", "the reason why it was withdrawn";
        corrected: "刊出后改过：日子和更正", "a correction after publication: its date and what was wrong";
        aliases: "旧网址", "earlier addresses";
        slug: "网址，用英文", "its address, in ASCII";
        summary: "摘要，不写取开头", "a summary (default: how it begins)";
        keywords: "关键词，不写取专题", "keywords (default: its topics)";
        editors: "值班、版式、校对，印在文末", "who was on duty, made up the page and read the proofs";
        files: "随这篇稿发布、正文没有链接的文件", "files that are published with it although its text does not link to them";
        language: "这篇稿的文字", "the language of this story";
        translation_of: "是哪篇稿的译文", "the story of which this is a translation";
        proof: "这篇稿照排的差错", "findings that are accepted in this story";
    }
    "images" {
        src: "图片文件，放在稿旁", "the picture's file, beside the story";
        alt: "替代文字，给看不见图的读者，必写", "the text for readers who cannot see it; required";
        caption: "图说", "the caption";
        credit: "图片署名", "the credit";
    }
    "withdrawn" {
        date: "撤回的日子", "when it was withdrawn";
        reason: "撤回的缘由，印给读者看", "why it was withdrawn, for readers";
    }
    "corrected" {
        date: "更正的日子", "when it was corrected";
        note: "更正了什么，印在文末", "what was wrong, printed below the text";
    }
    "ledger" {
        title: "台账的名称", "the ledger's title";
        owner: "谁记的", "who keeps it";
        as_of: "截至哪天", "the day on which it was correct";
        source: "出处", "where it comes from";
        note: "说明", "what readers should know";
        groups: "键的第一截和它的组名", "the first part of keys, and the names of these groups";
        figures: "数字：键、名称、值、单位", "the figures: keys, labels, values, units";
        columns: "行的栏：键、名称、单位", "the columns of its rows: keys, labels, units";
        rows: "行：每一行的键、名称和各栏的数", "its rows: keys, labels, and a number for each column";
        relations: "每次出报都要成立的关系，如 甲 + 乙 == 丙", "what must hold in every build: a + b == c";
        programmes: "机制，汇入机制名录", "programmes, for the register of programmes";
        exhibits: "存在台账里的图表件", "exhibits that are kept in the ledger";
        public: "false：不出网页，数字照样可用", "false: no page of its own; its figures can still be used";
    }
    "source" { name: "出处的名称", "the name of the source"; url: "出处的网址", "its address"; date: "哪天的", "its date"; }
    "figure" {
        label: "名称：数的是什么", "what is counted";
        value: "值：数、区间、日期、代号或文字", "its value: a number, a range, a date, a code or words";
        unit: "单位；英文的单复数写 {one, other}", "its unit; {one, other} for singular and plural";
        measure: "口径：怎么数的", "how it is measured";
        about: "约数词：余、多、约、近……", "qualifiers: about, over, nearly …";
        window: "时段，如近三年", "the period that it covers";
        as_of: "截至哪天", "the day on which it was correct";
        parts: "分项，相加要等于总数", "its parts, which must add up to it";
        exhaustive: "false：分项没有列全", "false: not all parts are listed";
        series: "历年数，从早到晚", "its values by period, the oldest first";
        indicator: "几本台账写同一个词，就并排对照", "figures of several ledgers with the same word here are compared";
        source: "这个数自己的出处", "its own source";
        note: "说明", "what readers should know";
    }
    "unit" {
        one: "一个时用的单位", "the unit of one";
        other: "其余的数用的单位", "the unit of any other number";
        zh: "中文稿里的单位", "the unit in Chinese stories";
    }
    "range" {
        from: "从", "the lower end";
        to: "到", "the upper end";
    }
    "programmes" {
        name: "机制的名称", "the programme's name";
        kind: "机制、工程、活动……", "what kind of programme it is";
        owner: "谁的", "whose it is";
        since: "从什么时候起", "since when";
        parts: "几项，要和名称里说的一样多", "its parts, as many as its name says";
        figures: "相关的数字，写键", "the keys of its figures";
        expansion: "含义", "what it stands for";
        note: "说明", "what readers should know";
    }
    "style" {
        checked: "这张表哪天核对过", "when the table was checked";
        wrong: "易错词", "wrong words";
        avoid: "慎用词", "words to be careful with";
        terms: "固定提法", "fixed wordings";
        people: "人名和职务", "people and their titles";
        organisations: "单位名称", "organisations";
        letters: "汉字里可以夹的字母写法", "letters that may stand within Chinese words";
        hotlines: "可以公开的电话", "telephone numbers that may be printed";
    }
    "wrong" {
        word: "错的写法", "the wrong word";
        right: "对的写法", "the right word";
        unless: "出现在这些词里就不算错", "it is right within these words";
        severity: "算错误还是警告", "whether it is an error or a warning";
    }
    "avoid" {
        word: "慎用的词", "the word";
        r#use: "换成什么", "what to use instead";
        why: "为什么", "why";
        unless: "出现在这些词里就不提醒", "it is fine within these words";
    }
    "terms" {
        right: "对的提法", "the right wording";
        wrong: "错的提法", "wrong wordings";
        unless: "出现在这些词里就不算错", "they are right within these words";
        term: "要解释的词，和正文写得一样", "the term, as the text spells it";
        question: "设问", "the question it answers";
        meaning: "解释", "its explanation";
    }
    "people" {
        name: "姓名", "the person's name";
        titles: "职务", "the person's titles";
    }
    "organisations" {
        name: "全称", "the full name";
        short: "可用的简称", "short names that may be used";
    }
}
