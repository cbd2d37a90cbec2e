// Search: loads what a query needs of the index, finds the stories, and shows them with the passage marked. Nothing is asked of a
// server: the index is scripts, each of which calls `lanmuSearch`, so that a page opened by a double click can search, too.
"use strict";
(() => {
  const page = document.querySelector("[data-periods]");
  const form = document.querySelector(".search-form");
  const OF_PAGE = 10;
  /** How much of the index is loaded before the reader is asked whether to go on, in characters: some 110 kB as they are sent. */
  const MOST_LOADED = 90_000;
  /** How much is loaded though a page of results is there, so that a headline of long ago comes first; all of a small paper. */
  const LEAST_LOADED = 8_000;

  // ── files of the index ─────────────────────────────────────────────

  const waiting = new Map();
  const files = new Map();
  /** The characters loaded so far; those of lists, mostly digits, take half as much to send. */
  let loaded = 0;
  window.lanmuSearch = (part, period, number, texts) => {
    loaded += texts.reduce((sum, text) => sum + text.length, 0) / (part === "l" ? 2 : 1);
    waiting.get(`${period}-${part}${number}`)(texts);
  };

  /** The texts of a file: loaded once. */
  function load(name, path) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        waiting.set(name, done);
        const script = document.createElement("script");
        script.src = path;
        script.onerror = () => failed(new Error(path));
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  // ── texts and their pairs, as the program that wrote the index takes them ──

  const LETTER = /[\p{Alphabetic}\p{N}]/u;

  const HAN = /\p{Script=Han}/u;
  const SPACE = /[ \u3000]/;

  /** Text at half width and in lower case, without the spaces between 汉字, and for each of its units the place in `text`. */
  function plain(text) {
    let flat = "", at = 0, isAfterHan = false;
    const places = [];
    for (const character of text) {
      const isBetween = isAfterHan && SPACE.test(character) && HAN.test(String.fromCodePoint(text.codePointAt(at + 1) || 0));
      isAfterHan = HAN.test(character);
      const folded = isBetween ? "" : character.normalize("NFKC").toLowerCase();
      for (let unit = 0; unit < folded.length; unit += 1) places.push(at);
      flat += folded;
      at += character.length;
    }
    places.push(at);
    return { flat, places };
  }

  /** The pairs that tell where a term may stand: of a long run every second one is enough. */
  function pairs(term) {
    const found = [];
    for (const run of term.match(new RegExp(`(${LETTER.source})+`, "gu")) || []) {
      const letters = Array.from(run);
      const last = letters.length - 2;
      for (let at = 0; at <= last; at += 1) {
        if (letters.length < 5 || at % 2 === 0 || at === last) found.push(letters[at] + letters[at + 1]);
      }
    }
    return found;
  }

  /** A hash of a pair, without the sign of its field: a file has all fields of a pair. */
  function hash(key) {
    let value = 0x811c9dc5;
    for (let at = 0; at < key.length; at += 1) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193) >>> 0;
    value ^= value >>> 15;
    value = Math.imul(value, 0x85ebca77) >>> 0;
    return (value ^ (value >>> 13)) >>> 0;
  }

  /** The number that a character stands for. */
  function decoded(code) {
    if (code < 0x7f) return code - 0x20 - (code > 0x5c ? 1 : 0) - (code > 0x22 ? 1 : 0);
    return code - (code >= 0x202a ? 2 : 0) - 0xa1 + 93;
  }

  // ── a period of the index ──────────────────────────────────────────

  class Period {
    constructor([name, list, first, last]) {
      Object.assign(this, { name, list, first, last });
    }

    async open() {
      const [count, sizes, postings, titles, texts, days, columns, inColumns] = await load(`${this.name}-l0`, this.list);
      this.count = Number(count);
      [this.ofTitles, this.ofTexts] = sizes.split(" ").map(Number);
      const digests = (digits) => digits.match(/.{10}/g) || [];
      this.digests = { p: digests(postings), t: digests(titles), x: digests(texts) };
      this.days = new Array(this.count);
      const starts = days.trimEnd().split("\n").map((line) => line.split(" "));
      starts.forEach(([from, day], at) => {
        this.days.fill(day, Number(from), at + 1 < starts.length ? Number(starts[at + 1][0]) : this.count);
      });
      const names = columns.split("\n");
      this.columns = Array.from(inColumns, (letter) => names[decoded(letter.charCodeAt(0))]);
    }

    file(part, number) {
      const path = this.list.replace(/-l0\.[0-9a-f]{10}\.js$/, `-${part}${number}.${this.digests[part][number]}.js`);
      return load(`${this.name}-${part}${number}`, path);
    }

    /** The numbers of the stories with a pair. */
    async having(key) {
      const [lines] = await this.file("p", hash(key.replace(/^[!@]/, "")) & (this.digests.p.length - 1));
      const start = lines.indexOf(`\n${key}\t`);
      const numbers = new Set();
      if (start < 0) return numbers;
      let next = 0;
      for (let at = start + key.length + 2; at < lines.length && lines[at] !== "\n"; at += 1) {
        const number = next + decoded(lines.charCodeAt(at));
        numbers.add(number);
        next = number + 1;
      }
      return numbers;
    }

    /** The numbers of the stories with all of these. */
    async havingAll(keys) {
      const [first, ...others] = await Promise.all(keys.map((key) => this.having(key)));
      return [...first].filter((number) => others.every((other) => other.has(number)));
    }

    /** The address, headline and byline of a story. */
    async title(number) {
      const all = await this.file("t", Math.floor(number / this.ofTitles));
      const at = (number % this.ofTitles) * 3;
      return { path: all[at], title: all[at + 1], byline: all[at + 2] };
    }

    async text(number) {
      return (await this.file("x", Math.floor(number / this.ofTexts)))[number % this.ofTexts];
    }
  }

  // ── a query ────────────────────────────────────────────────────────

  class Query {
    constructor({ q = "", title = "", column = "", author = "", from = "", to = "" }) {
      const terms = (words) => words.normalize("NFC").split(/\s+/).filter(Boolean).map((term) => plain(term).flat);
      const keys = (of, sign = "") => [...new Set(of.flatMap(pairs))].map((pair) => sign + pair);
      Object.assign(this, { terms: terms(q), titles: terms(title), authors: terms(author), column, from, to });
      this.keys = keys(this.terms);
      this.allKeys = [...this.keys, ...keys(this.titles, "!"), ...keys(this.authors, "@")];
      const periods = JSON.parse(page.dataset.periods).map((period) => new Period(period));
      this.left = periods.filter((period) => this.isWithin(period.first, period.last));
      this.queue = [];
      this.steps = 0;
      this.opened = 0;
      this.cost = 0;
    }

    /** Whether there is something to look for. Terms without a pair, such as 5.3%, are looked for in the texts themselves. */
    get isReady() {
      const words = [...this.terms, ...this.titles, ...this.authors];
      return words.length > 0 ? words.some((term) => Array.from(term).length > 1) : Boolean(this.column || this.from || this.to);
    }

    isWithin(first, last) {
      return (!this.from || (last || "") >= this.from) && (!this.to || (first || "9") <= this.to);
    }

    /** How many periods are opened next for `count` stories: one, then two, then four, but no more than there is likely room for until
        `end` characters are loaded, unless there is nothing to show. */
    step(count, end) {
      const room = this.queue.length < count ? end - loaded : LEAST_LOADED - this.cost;
      const likely = Math.floor(room / (this.cost / this.opened || 1));
      const least = this.queue.length === 0 && room > 0 ? 1 : 0;
      return Math.min(2 ** this.steps, this.left.length, Math.max(least, likely));
    }

    /** Opens older periods. */
    async openMore(count) {
      const periods = this.left.splice(0, count);
      const before = loaded;
      this.steps += 1;
      const found = await Promise.all(periods.map(async (period) => {
        await period.open();
        const everyone = () => Array.from({ length: period.count }, (_, number) => number);
        const [numbers, titled] = await Promise.all([
          this.allKeys.length > 0 ? period.havingAll(this.allKeys) : everyone(),
          this.keys.length > 0 ? period.havingAll(this.keys.map((pair) => `!${pair}`)) : [],
        ]);
        const inTitle = new Set(titled);
        return numbers
          .map((number) => ({ period, number, day: period.days[number], inTitle: inTitle.has(number) }))
          .filter(({ number, day }) => (!this.column || period.columns[number] === this.column) && this.isWithin(day, day));
      }));
      this.opened += periods.length;
      this.cost += loaded - before;
      this.queue.push(...found.flat());
      this.sort();
    }

    sort() {
      const day = (one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : one.number - other.number);
      this.queue.sort((one, other) => other.inTitle - one.inTitle || day(one, other));
    }

    /** The next stories that may be results, with their titles. No more periods are opened once `end` characters are loaded. */
    async pick(count, end) {
      for (let step; (step = this.step(count, end)) > 0;) await this.openMore(step);
      for (;;) {
        const picked = this.queue.slice(0, count);
        await Promise.all(picked.map(async (story) => Object.assign(story, await story.period.title(story.number))));
        const wrong = picked.filter((story) => story.inTitle && !this.isSaidIn(story.title));
        if (wrong.length === 0) return this.queue.splice(0, count);
        for (const story of wrong) story.inTitle = false;
        this.sort();
      }
    }

    isSaidIn(text) {
      const { flat } = plain(text);
      return this.terms.every((term) => flat.includes(term));
    }

    /** Whether a story is a result; then it has its passage. */
    async check(story) {
      const text = await story.period.text(story.number);
      const byline = plain(story.byline).flat;
      const title = plain(story.title).flat;
      if (!this.authors.every((author) => byline.includes(author)) || !this.titles.every((term) => title.includes(term))) return false;
      if (!this.isSaidIn(`${story.title}\n${story.byline}\n${text}`)) return false;
      story.passage = this.passage(text);
      return true;
    }

    /** The part of a text around the first term in it. */
    passage(text) {
      const { flat, places } = plain(text);
      const found = this.terms.map((term) => flat.indexOf(term)).filter((at) => at >= 0);
      const at = found.length > 0 ? places[Math.min(...found)] : 0;
      const start = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 36);
      const end = [text.indexOf("\n", at), start + 110, text.length].filter((place) => place >= 0);
      const isCut = start > 0 && text[start - 1] !== "\n";
      return (isCut ? "…" : "") + text.slice(start, Math.min(...end)).replace(/[\ud800-\udbff]$|^[\udc00-\udfff]/g, "");
    }

    /** The next results, as far as `most` more characters lead. `show` gets a story before it is known to be a result, and returns what
        ends its showing. */
    async next(count, show, most = Infinity) {
      const found = [];
      const end = loaded + most;
      while (found.length < count && loaded < end) {
        const picked = await this.pick(count - found.length, end);
        if (picked.length === 0) break;
        const shown = picked.map(show);
        const checked = await Promise.all(picked.map((story) => this.check(story)));
        picked.forEach((story, at) => {
          shown[at](checked[at]);
          if (checked[at]) found.push(story);
        });
      }
      return found;
    }

    get isDone() {
      return this.queue.length === 0 && this.left.length === 0;
    }
  }

  window.lanmuSearch.find = (fields, count = OF_PAGE) => new Query(fields).next(count, () => () => {});

  // ── the page ───────────────────────────────────────────────────────

  /** A text with the terms marked. */
  function marked(text, terms) {
    const { flat, places } = plain(text);
    const pieces = document.createDocumentFragment();
    let at = 0;
    for (let from = 0; ;) {
      const hits = terms.map((term) => [flat.indexOf(term, from), term.length]).filter(([place]) => place >= 0);
      if (hits.length === 0) break;
      const [place, length] = hits.reduce((one, other) => (other[0] < one[0] ? other : one));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(places[place], places[place + length]);
      pieces.append(text.slice(at, places[place]), mark);
      at = places[place + length];
      from = place + length;
    }
    pieces.append(text.slice(at));
    return pieces;
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /** A day as the document writes it: 2025年11月20日. */
  function written(day) {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    return day ? format.format(new Date(`${day}T00:00:00Z`)) : "";
  }

  /** Shows a story by its title; the passage follows. */
  function shown(story, query, list) {
    const link = element("a", "", marked(story.title, query.terms));
    link.href = story.path;
    const meta = [written(story.day), story.period.columns[story.number], story.byline].filter(Boolean).join("　");
    const item = element("li", "", element("h2", "", link), element("p", "meta", meta));
    list.append(item);
    return (isResult) => {
      if (isResult) item.append(element("p", "passage", marked(story.passage, query.terms)));
      else item.remove();
    };
  }

  async function run(fields) {
    const [status, list, more] = [".search-status", ".search-results", ".search-more"].map((name) => page.querySelector(name));
    const query = new Query(fields);
    if (!query.isReady) {
      status.textContent = fields.q ? page.dataset.short : "";
      return;
    }
    const go = async () => {
      more.hidden = true;
      status.textContent = page.dataset.busy;
      try {
        await query.next(OF_PAGE, (story) => shown(story, query, list), MOST_LOADED);
        const count = list.children.length;
        const found = query.isDone ? page.dataset.found : page.dataset.sofar;
        status.textContent = count > 0 ? found.replace("#", count) : query.isDone ? page.dataset.none : page.dataset.yet;
        more.hidden = query.isDone;
      } catch (error) {
        status.textContent = page.dataset.failed;
        throw error;
      }
    };
    more.addEventListener("click", go);
    await go();
  }

  /** The arrow keys go from result to result; a slash goes to the box. */
  document.addEventListener("keydown", (event) => {
    const box = form.elements.namedItem("q");
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [box, ...page.querySelectorAll(".search-results a")];
    const at = stops.indexOf(document.activeElement);
    if (step && at >= 0 && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    }
  });

  const asked = Object.fromEntries(new URLSearchParams(location.search));
  for (const [name, value] of Object.entries(asked)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  run(asked);
})();
