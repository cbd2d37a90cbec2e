// Every document of a built paper through axe-core, in seven modes at two widths. Usage: node axe.mjs FOLDER [PART OF A PATH]...
// CHROME_PATH names the browser. Exit code 1 if anything is found.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2]);
const parts = process.argv.slice(3);

const feature = (name, value) => ({ features: [{ name, value }] });
// Chromium tells pages in forced colours the colours that the style sheet asked for, not those that are shown: axe then compares
// colours that nobody sees, so contrast is left out there.
const MODES = {
  light: feature("prefers-color-scheme", "light"),
  dark: feature("prefers-color-scheme", "dark"),
  "forced colours": { ...feature("forced-colors", "active"), without: ["color-contrast"] },
  "high contrast": feature("prefers-contrast", "more"),
  "large type": { features: [], before: () => { document.querySelector("#type-huge")?.click(); } },
  print: { media: "print", features: [] },
  "no script": { features: [], noScript: true },
};
const WIDTHS = [1440, 390];

// 404.html is served at any depth, so its addresses begin with the path of the paper: they are answered from the folder.
const canonical = readFileSync(join(folder, "index.html"), "utf8").match(/rel="canonical" href="([^"]+)"/);
const base = canonical ? new URL(canonical[1]).pathname : "/";
const here = pathToFileURL(folder).href;

const documents = (of) => readdirSync(of, { withFileTypes: true }).flatMap((entry) => {
  const path = join(of, entry.name);
  return entry.isDirectory() ? documents(path) : path.endsWith(".html") ? [path] : [];
});
const paths = documents(folder).filter((path) => parts.length === 0 || parts.some((part) => path.includes(part))).sort();

const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH || "chromium", args: ["--no-sandbox", "--disable-gpu"] });
const found = new Map();
let checked = 0;

/** What axe finds in a document that is shown in a mode. */
const check = async (page, tools, path, name, mode, width) => {
  await page.setViewport({ width, height: 900 });
  await tools.send("Emulation.setEmulatedMedia", { media: mode.media || "", features: mode.features });
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  if (mode.before) await page.evaluate(mode.before);
  await page.evaluate(axe);
  const rules = Object.fromEntries((mode.without || []).map((rule) => [rule, { enabled: false }]));
  const result = await page.evaluate((rules) => axe.run({ rules, resultTypes: ["violations"] }), rules);
  checked += 1;
  for (const { id, help, nodes } of result.violations) {
    for (const node of nodes) {
      const key = `${id}: ${help}\n    ${node.html.slice(0, 160)}`;
      const places = found.get(key) || found.set(key, []).get(key);
      places.push(`${relative(folder, path)} (${name}, ${width})`);
    }
  }
};

const queue = paths.flatMap((path) => Object.entries(MODES).flatMap(([name, mode]) => WIDTHS.map((width) => [path, name, mode, width])));
const work = async () => {
  const page = await browser.newPage();
  const tools = await page.createCDPSession();
  let noScript = false;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (noScript && request.resourceType() === "script") return request.abort();
    if (!request.url().startsWith("file:") || request.url().startsWith(here)) return request.continue();
    const path = join(folder, decodeURIComponent(new URL(request.url()).pathname).replace(base, ""));
    return request.respond({ body: readFileSync(path), contentType: path.endsWith(".css") ? "text/css" : undefined });
  });
  for (let job; (job = queue.shift());) {
    noScript = Boolean(job[2].noScript);
    await check(page, tools, ...job);
  }
};
await Promise.all([work(), work()]);
await browser.close();

for (const [what, places] of found) console.log(`${what}\n    ${places.length} times: ${places.slice(0, 3).join("; ")}`);
console.log(`axe: ${paths.length} documents, ${checked} checks, ${found.size} kinds of findings`);
process.exit(found.size > 0 || checked === 0 ? 1 : 0);
