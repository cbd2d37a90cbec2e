// The desk in the page: events from the program, errors on top of the page, and the proof margin next to it. It shows only text,
// never markup, in a shadow root of its own, and does not change the page.
(() => {
  "use strict";
  const { patch, rangeOf } = NODES;
  const me = document.currentScript.dataset;
  const base = me.base;
  let page = me.page, revision = me.revision, run = me.run;

  const host = document.createElement("lanmu-desk");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: absolute; left: 0; top: 0; width: 0; height: 0; z-index: 2147483000; }
    * { box-sizing: border-box; font-family: system-ui, sans-serif; }
    .trouble, .list { position: fixed; z-index: 2; inset: auto 0 0 0; max-height: 60vh; overflow: auto; background: #fffdf8; color: #222;
      border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px #0004; padding: 12px 20px; font-size: 14px; line-height: 1.6; }
    .list { max-height: 40vh; border-color: #555; }
    :is(.trouble, .list) h2 { margin: 0 0 8px; font-size: 16px; color: #b3261e; }
    .list h2 { color: #222; }
    .list ol { margin: 0; padding: 0; list-style: none; }
    .list li { border-top: 1px solid #ddd; padding: 4px 0; }
    .list .name { display: inline-block; min-width: 3em; margin-right: 6px; font-weight: 700; color: #555; }
    .list .error .name { color: #b3261e; } .list .warning .name { color: #8a6000; }
    .list .place { margin-left: 8px; color: #555; font: 12px ui-monospace, monospace; }
    .trouble article { border-top: 1px solid #ddd; padding: 8px 0; }
    .trouble p { margin: 2px 0; }
    .trouble pre { margin: 4px 0; padding: 4px 8px; background: #f2efe8; overflow: auto; font: 13px/1.7 ui-monospace, monospace; }
    .trouble mark { background: #f9d7d4; text-decoration: underline wavy #b3261e; font: inherit; }
    .trouble .place { user-select: all; font: 13px ui-monospace, monospace; }
    .trouble .help::before { content: "→ "; }
    .tools { float: right; }
    button, a { font-size: 13px; color: #0b57d0; }
    .bar { position: fixed; z-index: 3; right: 8px; bottom: 8px; margin: 0; padding: 3px 12px; border: 0; border-radius: 12px; background: #222d; color: #fff;
      font-size: 12px; line-height: 1.6; }
    button.bar { cursor: pointer; }
    .bar a { color: #fff; font-size: 12px; margin-left: .8em; }
    .note { position: absolute; width: 15em; padding: 4px 8px; background: #fff8e1; color: #222; border-left: 3px solid #e09f00;
      font-size: 12px; line-height: 1.5; box-shadow: 0 1px 4px #0003; }
    .note.error { border-color: #b3261e; background: #fdecea; }
    .note.info { border-color: #0b57d0; background: #eef4ff; }
    .note.here { outline: 2px solid #222; }
    /* Where there is no room beside the text, a note is a mark in the margin, and its words are in the list. */
    .note.small { width: 18px; height: 18px; padding: 0; border: 0; border-radius: 9px; text-align: center; font: 700 12px/18px system-ui, sans-serif; cursor: pointer;
      background: #e09f00; color: #fff; }
    .note.small.error { background: #b3261e; } .note.small.info { background: #0b57d0; }
    .count { position: absolute; padding: 0 6px; background: #fffc; color: #555; font-size: 11px; line-height: 1.6;
      transform: translate(-100%, 0); white-space: nowrap; pointer-events: none; }
    .count.over { color: #b3261e; }
    .tip { position: absolute; max-width: 22em; padding: 6px 10px; background: #222; color: #fff; border-radius: 4px;
      font-size: 12px; line-height: 1.6; pointer-events: none; }
    @media print { :host { display: none; } }
  `);
  shadow.adoptedStyleSheets = [sheet];
  document.documentElement.append(host);

  // Names and values that are safe to show: invisible characters, and those that reorder the text, are spelled out.
  const UNSEEN = /[^\P{Cc}\n]|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
  const seen = (text) => String(text).replace(UNSEEN, (letter) => `<U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
  const make = (name, kind, text) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    if (text !== undefined && text !== null) element.textContent = seen(text);
    return element;
  };
  // An emptied element in the shadow root.
  const slot = (name) => {
    let place = shadow.getElementById(name);
    if (!place) {
      place = make("div");
      place.id = name;
      shadow.append(place);
    }
    place.replaceChildren();
    return place;
  };
  const put = (element, x, y) => {
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
    return element;
  };

  // ---- Errors on top of the page.
  const spelled = (one) => [one.place, `${one.message} [${one.code}]`, one.text, one.help].filter(Boolean).join("\n");
  const shownText = (one) => {
    const pre = make("pre"), letters = [...one.text], [from, to] = one.mark;
    pre.append(letters.slice(0, from).join(""), make("mark", "", letters.slice(from, Math.max(to, from + 1)).join("") || " "),
      letters.slice(Math.max(to, from + 1)).join(""));
    return pre;
  };
  const article = (one) => {
    const article = make("article");
    article.append(make("p", "", `${one.message} [${one.code}]`));
    if (one.place) {
      const line = make("p");
      line.append(make("span", "place", one.place));
      if (one.editor) {
        const link = make("a", "", ` ${WORDS.open}`);
        link.href = one.editor;
        line.append(link);
      }
      article.append(line, shownText(one));
    }
    if (one.help) article.append(make("p", "help", one.help));
    return article;
  };
  const showTrouble = (news) => {
    const place = slot("trouble");
    if (!news.fault && !news.errors.length) return;
    const box = make("section", "trouble");
    box.setAttribute("role", "alert");
    const tools = make("span", "tools"), copy = make("button", "", WORDS.copy), hide = make("button", "", WORDS.hide);
    copy.hidden = !navigator.clipboard; // Browsers provide it only on localhost and over https.
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText([news.fault, ...news.errors.map(spelled)].filter(Boolean).join("\n\n"));
      copy.textContent = WORDS.copied;
    });
    hide.addEventListener("click", () => place.replaceChildren());
    tools.append(copy, " ", hide);
    box.append(tools, make("h2", "", news.errors.length ? `${news.errors.length} ${document.body.classList.contains("lanmu-page") ? WORDS.unmade : WORDS.errors}` : news.fault));
    if (news.fault && news.errors.length) box.append(make("p", "", news.fault));
    box.append(...news.errors.map(article));
    place.append(box);
  };
  const say = (text) => {
    const place = slot("bar");
    if (text) place.append(make("p", "bar", text));
  };
  // What there is besides errors that prevent printing, in the words of the terminal; the list is a click away.
  const count = (news) => ["mistakes", "warnings", "hints"].filter((kind) => news[kind]).map((kind) => `${news[kind]} ${WORDS[kind]}`).join(" · ");
  const offerList = (news) => {
    const place = slot("bar"), words = count(news);
    if (!words) {
      slot("list");
      return;
    }
    const button = make("button", "bar", words);
    button.addEventListener("click", () => (shadow.querySelector(".list") ? slot("list") : showList()));
    place.append(button);
  };
  const sayGone = (similar) => {
    say(WORDS.gone);
    const bar = shadow.querySelector(".bar");
    const way = (path, name) => {
      const link = make("a", "", name);
      link.href = base + path.split("/").map(encodeURIComponent).join("/");
      bar.append(link);
    };
    if (similar.length) bar.append(` · ${WORDS.also}`);
    similar.slice(0, 3).forEach((path) => way(path, path));
    way("", WORDS.front);
  };

  // ---- The list of findings. Each leads to its words on this page, or to the document that shows it.
  const showList = async () => {
    const place = slot("list");
    const answer = await fetch(`${base}~lanmu/findings.json`).catch(() => null);
    if (!answer || !answer.ok) return;
    const findings = await answer.json();
    const box = make("section", "list"), hide = make("button", "", WORDS.hide), tools = make("span", "tools"), list = make("ol");
    box.setAttribute("aria-label", WORDS.list);
    hide.addEventListener("click", () => place.replaceChildren());
    tools.append(hide);
    for (const one of findings) {
      const item = make("li", one.severity);
      item.append(make("span", "name", one.name), make("span", "", [one.message, one.help].filter(Boolean).join(" → ")));
      if (one.place) item.append(make("span", "place", one.place));
      if (one.page && (one.page !== page || marks.has(one.place))) {
        const link = make("a", "", ` ${WORDS.go}`);
        link.href = `${base}${one.page}#~${encodeURIComponent(one.place)}`;
        link.addEventListener("click", (event) => {
          if (goTo(one.place)) event.preventDefault();
        });
        item.append(link);
      }
      if (one.editor) {
        const link = make("a", "", ` ${WORDS.open}`);
        link.href = one.editor;
        item.append(link);
      }
      list.append(item);
    }
    box.append(tools, make("h2", "", WORDS.list), list);
    place.append(box);
  };

  // ---- The words that notes are about.
  const marks = new Map();
  const highlight = (name, ranges) => {
    if (!globalThis.CSS || !CSS.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges)); else CSS.highlights.delete(name);
  };
  const goTo = (place) => {
    const mark = marks.get(place);
    if (!mark) return false;
    const { top, height } = (mark.range || mark.element).getBoundingClientRect();
    scrollTo({ top: scrollY + top + height / 2 - innerHeight * .3, behavior: "instant" });
    highlight("lanmu-here", mark.range ? [mark.range] : []);
    shadow.querySelectorAll(".note.here").forEach((note) => note.classList.remove("here"));
    mark.note.classList.add("here");
    return true;
  };

  // ---- The proof margin.
  let proof = null;
  const showMargin = () => {
    const place = slot("margin");
    marks.clear();
    ["error", "warning", "info"].forEach((severity) => highlight(`lanmu-${severity}`, []));
    if (!proof || innerWidth < 700) return;
    const over = (element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY };
    };
    const body = document.querySelector("article.full > .body");
    const blocks = proof.blocks || [];
    if (body && blocks.length) {
      const elements = [...body.children].slice(-blocks.length);
      const ranges = { error: [], warning: [], info: [] };
      const width = document.documentElement.clientWidth;
      let free = 0;
      blocks.forEach((notes, index) => {
        if (!elements[index] || elements.length !== blocks.length) return;
        const box = over(elements[index]);
        for (const note of notes) {
          const range = rangeOf(elements[index], note.words);
          const at = range ? range.getBoundingClientRect().top + scrollY : box.top;
          const words = [note.message, note.help].filter(Boolean).join(" → ");
          const hasRoom = scrollX + width - box.right >= 210;
          const element = make(hasRoom ? "aside" : "button", `note ${note.severity}`, hasRoom ? words : "!");
          if (!hasRoom) {
            element.classList.add("small");
            element.setAttribute("aria-label", words);
            element.title = words;
            element.addEventListener("click", () => (goTo(note.place), showList()));
          }
          const top = Math.max(at, free);
          place.append(put(element, hasRoom ? box.right + 12 : Math.min(box.right + 2, scrollX + width - 19), top));
          free = top + element.offsetHeight + 4;
          if (range && ranges[note.severity]) ranges[note.severity].push(range);
          if (note.place) marks.set(note.place, { range, element: elements[index], note: element });
        }
      });
      Object.entries(ranges).forEach(([severity, found]) => highlight(`lanmu-${severity}`, found));
    }
    for (const count of proof.slots || []) {
      const element = blocks.length ? document.querySelector("article.full") : document.querySelector(`article.story-${count.place}`);
      if (!element) continue;
      const box = over(element);
      const words = [`${count.characters} ${WORDS.characters}`, `${WORDS.holds} ${count.columns}×${count.lines}×${count.measure} = ${count.holds}`];
      if (count.over) words.push(`${WORDS.over} ${count.over}`);
      place.append(put(make("p", count.over ? "count over" : "count", words.join(" · ")), box.right, box.bottom));
    }
  };
  const readMargin = async () => {
    if (!page) return;
    try {
      const answer = await fetch(`${base}~lanmu/proof.json?page=${encodeURIComponent(page)}`);
      proof = await answer.json();
      showMargin();
    } catch { /* The program has stopped; the stream reports it. */ }
  };
  const figureOf = (link) => {
    const address = new URL(link.href, location.href);
    const figures = (proof && proof.figures) || {}, hash = decodeURIComponent(address.hash);
    return figures[address.pathname.slice(base.length) + hash] || figures[hash];
  };
  document.addEventListener("mouseover", (event) => {
    const place = slot("tip");
    const link = event.target.closest && event.target.closest('a[href*="#f-"]');
    const figure = link && figureOf(link);
    if (!figure) return;
    const tip = make("div", "tip");
    const rows = [[figure.label, ""], [WORDS.value, figure.value], [WORDS.window, figure.window], [WORDS.ledger, figure.ledger], [WORDS.source, figure.source], ["", figure.file]];
    for (const [name, value] of rows) {
      if (value || name === figure.label) tip.append(make("div", "", [name, value].filter(Boolean).join("：")));
    }
    const box = link.getBoundingClientRect();
    place.append(put(tip, box.left + scrollX, box.bottom + scrollY + 4));
  });

  // ---- Updating a changed page.
  const isSheet = (element) => element.matches && element.matches('link[rel~="stylesheet"]') && !element.href.includes("~lanmu/");
  const sheets = (root) => [...root.querySelectorAll("head link")].filter(isSheet);
  // The rest of a head: descriptions, data, styles. Scripts only run when the page is loaded again.
  const headOf = (root) => [...root.head.children].filter((element) => !isSheet(element) && !element.matches("title, [data-run], [href*='~lanmu/']"));
  const spelledHead = (root) => headOf(root).map((element) => element.outerHTML).join("");
  // A script that stays listens to the whole document, and need not run again.
  const isPlain = (root) => !root.querySelector("script:not([data-run], [data-stays], [type='application/ld+json'])") && !root.body.classList.contains("lanmu-page");
  const loaded = (link) => new Promise((done) => {
    link.addEventListener("load", done, { once: true });
    link.addEventListener("error", done, { once: true });
    setTimeout(done, 2000);
  });
  // New style sheets are loaded before the old ones are removed, and unchanged ones are kept, so that the page is never unstyled.
  const swapSheets = async (wanted) => {
    const old = sheets(document);
    const known = new Map(old.map((link) => [link.getAttribute("href"), link]));
    const kept = new Set(), coming = [];
    let last = null;
    for (const link of wanted) {
      let mine = known.get(link.getAttribute("href"));
      if (!mine) {
        mine = document.importNode(link);
        coming.push(loaded(mine));
        if (last) last.after(mine); else if (old[0]) old[0].before(mine); else document.head.append(mine);
      }
      kept.add(mine);
      last = mine;
    }
    await Promise.all(coming);
    old.filter((link) => !kept.has(link)).forEach((link) => link.remove());
  };
  const BLOCKS = "main p, main h1, main h2, main h3, main h4, main li, main td, main figcaption, main dd, main dt";
  const texts = (root) => [...root.querySelectorAll(BLOCKS)].map((element) => [element, element.innerHTML]);
  const showChanged = (before) => {
    const known = new Set(before.map(([, text]) => text));
    const changed = texts(document).map(([element, text]) => (known.has(text) ? null : element)).filter(Boolean);
    const first = changed.find((element) => element.getClientRects().length);
    if (!first) return;
    const box = first.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) first.scrollIntoView({ block: "center", behavior: "instant" });
    first.animate([{ background: "#ffe9a8" }, { background: "transparent" }], { duration: 1600 });
  };
  const adopt = async (next) => {
    await swapSheets(sheets(next));
    document.title = next.title;
    if (spelledHead(document) !== spelledHead(next)) {
      headOf(document).forEach((element) => element.remove());
      document.head.append(...headOf(next).map((element) => document.importNode(element, true)));
    }
    if (document.body.isEqualNode(next.body)) return;
    const before = texts(document);
    document.documentElement.lang = next.documentElement.lang;
    patch(document.body, next.body);
    showChanged(before);
  };
  const renew = async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer) return lose(); // The program has stopped meanwhile.
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = next.querySelector("script[data-run]");
    if (!script || !isPlain(document) || !isPlain(next)) {
      location.reload();
      return;
    }
    ({ page, revision, run } = script.dataset);
    await adopt(next);
  };
  const renewFiles = (files) => {
    const changed = new Set(files.map((file) => new URL(base + file, location.href).pathname));
    for (const picture of document.images) {
      const address = new URL(picture.src);
      if (changed.has(address.pathname)) {
        address.searchParams.set("revision", revision);
        picture.src = address.href;
      }
    }
  };

  // ---- Events, handled one after another.
  let queue = Promise.resolve();
  const take = async (news) => {
    if (news.page === "changed") await renew();
    if (news.files.length) renewFiles(news.files);
    revision = news.revision;
    showTrouble(news);
    if (news.page === "gone" && isPlain(document)) sayGone(news.similar); else offerList(news);
    await readMargin();
    if (shadow.querySelector(".list")) await showList();
    if (location.hash.startsWith("#~") && goTo(decodeURIComponent(location.hash.slice(2)))) history.replaceState(null, "", location.pathname + location.search);
    document.documentElement.dataset.lanmu = news.revision;
  };
  let stream = null;
  // A browser opens at most six connections to a server, and a hidden page needs none: it connects when it is visible again.
  const listen = () => {
    if (stream || document.hidden) return;
    const query = new URLSearchParams({ page, revision, run });
    stream = new EventSource(`${base}~lanmu/news?${query}`);
    stream.addEventListener("message", (event) => {
      const news = JSON.parse(event.data);
      queue = queue.then(() => take(news)).catch(() => location.reload());
    });
    stream.addEventListener("error", lose);
  };
  const lose = () => {
    rest();
    say(WORDS.lost);
    setTimeout(listen, 1000);
  };
  const rest = () => {
    if (stream) stream.close();
    stream = null;
  };
  listen();
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("resize", showMargin);
})();
