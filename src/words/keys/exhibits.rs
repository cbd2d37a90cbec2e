//! What the keys of exhibits are for.

purposes! {
    "exhibit" {
        title: "题", "the title";
        note: "说明", "what readers should know";
        source: "来源，不写用台账的", "its source (default: the ledger's)";
        as_of: "截至，不写用台账的", "the day on which it was correct (default: the ledger's)";
        ledger: "数字取自哪本台账", "the ledger that its figures come from";
        kind: "哪一种图表件；图是哪一种图", "the kind of exhibit; of a chart, the kind of chart";
        declared: "说是几项，要和列出的一样多", "the declared number, to be equal to what is listed";
        pillars: "几根支柱", "the pillars";
        whole: "总数，每一项都不超过它", "the whole that no entry exceeds";
        entries: "各项", "the entries";
        code: "代号，如 112、1+3+N", "the code, such as 112 or 1+3+N";
        steps: "各步，首尾相接", "the steps, the last of which leads to the first";
        name: "名称", "the name";
        r#type: "机制、工程……", "what kind of programme it is";
        owner: "谁的", "whose it is";
        since: "从什么时候起", "since when";
        parts: "各项", "the parts";
        figures: "数字，写键", "figures, by key";
        courses: "各期培训", "the courses";
        shares: "比例，合计 100%", "shares, which add up to 100%";
        rows: "各行", "the rows";
        total: "合计，各行相加要等于它", "the total of the rows";
        left: "左边的数", "the number at the left";
        right: "右边的数，要和左边相等", "the number at the right, equal to the other";
        pairs: "一对一对的内容", "the pairs";
        stages: "各级，一级比一级少", "the stages, each smaller than the one before";
        terms: "词语和解释", "terms with their explanations";
        documents: "各份文件", "the documents";
        rounds: "各轮，人数一轮不多于一轮", "the rounds, none larger than the one before";
        results: "结果", "the results";
        show: "台账里的哪一件：台账:名称", "an exhibit in a ledger: LEDGER:NAME";
    }
    "exhibit table" {
        ledgers: "每行一本台账：台账的名字，或 district/* 这样的一批", "a row for each ledger: their ids, or a pattern such as district/*";
        periods: "每行一个时期；all 是全部", "a row for each period; `all` for all";
        columns: "栏：数字的键，或 key、label、scale、share_of、change_from 等", "the columns: keys of figures, or key, label, scale, share_of, change_from …";
        names: "行的名称，不写就用台账、数字自己的", "the names of rows, instead of those of ledgers and figures";
        sort: "按哪一栏排，大的在前；或 {by, order: ascending}", "the column to sort by, the largest first; or {by, order: ascending}";
        rank: "true：印名次", "true: print the ranks";
        top: "只印前几行，其余并作其他", "how many rows to print; the rest are summed";
        groups: "组名和组里的行，每组有小计", "groups of rows, each with a subtotal";
        totals: "写出的合计，逐栏核对", "totals that are given, and proved";
        missing: "缺的格为什么没有数", "why cells have no number";
    }
    "table column" {
        key: "数字的键", "the figure's key";
        indicator: "指标：各台账里 indicator 相同的数字", "the indicator that the figures of the ledgers share";
        period: "时期，如 2024", "the period, such as 2024";
        snapshot: "台账的哪一份，如 2025-06", "the dated copy of the ledger, such as 2025-06";
        label: "栏头", "the head of the column";
        share_of: "占什么的比重：total，或另一栏", "what it is a share of: `total`, or another column";
        change_from: "比哪一栏、哪个时期的增减", "the column or period from which the change is computed";
        percent: "true：增减写成百分数", "true: the change in per cent";
        scale: "万、亿", "the scale: thousand, million …";
        decimals: "几位小数", "how many decimals";
    }
    "table sort" { by: "按哪一栏", "the column"; order: "降序还是升序", "ascending or descending"; }
    "exhibit method" {
        parts: "每个数码是什么意思；没有公布就不写", "the meaning of each digit; leave it out if it is not known";
    }
    "exhibit chart" {
        parts: "画哪几个数的分项", "the figures whose parts are drawn";
        series: "画哪几个数的历年数", "the figures whose series are drawn";
        data: "直接写的数：{甲: 3, 乙: 5}", "numbers as written: {a: 3, b: 5}";
        unit: "直接写的数的单位", "the unit of the numbers as written";
    }
    "pillars" {
        name: "名称", "the name";
        about: "一句话说明", "a line about it";
        figures: "数字，写键", "figures, by key";
        items: "做法，一条一条写", "measures, in words";
    }
    "entries" {
        name: "名称", "the name";
        owner: "谁的", "whose it is";
        count: "数量", "the count of its records";
        status: "状态", "its status";
        date: "哪天更新的", "when it was updated";
        about: "做什么用", "its purpose";
    }
    "documents" {
        name: "文件名，带书名号", "the document's name, in 《》";
        owner: "谁发的", "who issued it";
        count: "数量", "a count";
        status: "施行、试行……必写", "in force, on trial …; required";
        date: "哪天发的", "when it was issued";
        about: "一句话说明", "a line about it";
    }
    "parts" {
        name: "名称", "the name";
        items: "有几条，数码是几就写几条", "its items, as many as its digit says";
    }
    "steps" { name: "这一步的名称", "the step's name"; about: "一句话说明", "a line about it"; next: "下一步是哪一步，不写就是后面那一步", "the step that follows (default: the next one)"; count: "数量", "a count"; }
    "rounds" {
        name: "这一轮的名称", "the round's name";
        about: "一句话说明", "a line about it";
        next: "下一轮", "the round that follows";
        count: "参加的人数", "how many take part";
    }
    "courses" {
        name: "名称", "the course's name";
        sessions: "期数", "the number of sessions";
        attendances: "人次，不少于期数", "the number of attendances, not below that of sessions";
        topics: "专题数", "the number of topics";
        bases: "基地数", "the number of bases";
        routes: "线路数", "the number of routes";
    }
    "pairs" { left: "左边", "the left side"; right: "右边", "the right side"; }
    "entry" { name: "名称，不写用台账里的", "the name (default: the figure's label)"; value: "键，或 60名、70% 这样的数", "the figure's key, or a number as written"; }
}
