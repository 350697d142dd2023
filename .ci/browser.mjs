// Uses report.html as a reader does, and asserts what a reader may expect of it.
//
// usage: BROWSER=chromium [SHOTS=folder] node browser.mjs LARGE SMALL NONE HOSTILE   (folders of reports)
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [large, small, none, hostile] = process.argv.slice(2).map((folder) => `${folder}/report.html`);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.SHOTS;
const MOST_BYTES = 5_000_000, MOST_MILLISECONDS = 2_000;
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.BROWSER, args });
const told = [];
const say = (line) => { told.push(line); console.log(line); };

const VIEWS = [
  ["desk", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
  ["night", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["phone", { viewport: { width: 390, height: 844 }, colorScheme: "light", isMobile: true, hasTouch: true }],
];

// Opens a page that may fetch nothing but itself and may complain of nothing.
async function open(file, options) {
  const context = await browser.newContext(options), page = await context.newPage(), faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => request.url().replace(/#.*/, "") === `file://${file}` || request.url().startsWith("blob:") || faults.push(`fetched ${request.url()}`));
  const start = performance.now();
  await page.goto(`file://${file}`, { waitUntil: "commit" });
  return { context, page, faults, start };
}

const rows = (page) => page.locator("#rows tbody tr.row");
const state = (page) => page.locator("#state").textContent();

// Waits until the line above the table says something else than `before`.
async function changed(page, before) {
  await page.waitForFunction((old) => {
    const now = document.querySelector("#state").textContent;
    return now !== old && !now.includes("so far");
  }, before);
  return state(page);
}

async function accessible(page, name) {
  // The page's policy runs no script but its own: axe comes in by the debugger, not by an element.
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const faults = found.violations.map((v) => `${v.id}: ${v.nodes.length}x ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary ?? ""}`);
  assert.deepEqual(faults, [], `${name}: axe`);
  say(`${name}: axe finds nothing to mend (${found.passes.length} rules)`);
}

async function fits(page, name) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(inner <= outer, `${name}: ${inner} pixels on a screen of ${outer}`);
}

async function shot(page, name) {
  if (!shots) return;
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

// Filters, searches, sorts, opens.
async function use(page, name) {
  const all = await state(page);
  assert.match(all, /^[\d,]+ statements, 1 to 50 shown$/);
  const speaker = await rows(page).first().locator(".name").textContent();
  await page.fill("#f-speaker", speaker);
  const ofOne = await changed(page, all);
  const names = await rows(page).locator(".name").allTextContents();
  assert.ok(names.length > 0 && names.every((n) => n === speaker), `${name}: speaker`);
  await page.selectOption("#f-label", "3");
  await changed(page, ofOne);
  for (const row of await rows(page).all()) assert.match(await row.textContent(), /▲/, `${name}: label`);
  await page.locator("#filters button[type=reset]").click();
  await page.waitForFunction((old) => document.querySelector("#state").textContent === old, all);
  await page.fill("#f-text", "BRAVE");
  await changed(page, all);
  for (const text of await rows(page).locator(".toggle").allTextContents()) assert.match(text, /brave/i, `${name}: search`);
  await page.selectOption("#f-target", "1");
  await page.selectOption("#f-sort", "score-desc");
  await page.waitForFunction(() => document.querySelector('[data-sort="score"]').getAttribute("aria-sort") === "descending");
  await page.waitForTimeout(300);
  const scores = (await rows(page).locator(".chip").allTextContents()).filter((t) => t.includes("Ukraine")).map((t) => Number(t.match(/[−+]?\d\.\d\d$/)[0].replace("−", "-")));
  assert.ok(scores.length > 0 && scores.every((score, i) => i === 0 || scores[i - 1] >= score), `${name}: order ${scores}`);
  await opens(page, name);
}

// By keyboard: the row opens, its evidence is marked, and it closes.
async function opens(page, name) {
  const toggle = rows(page).first().locator(".toggle");
  await toggle.focus();
  await page.keyboard.press("Enter");
  assert.equal(await toggle.getAttribute("aria-expanded"), "true", `${name}: opens`);
  const detail = page.locator("#rows tr.detail");
  assert.ok((await detail.locator("blockquote mark").count()) > 0, `${name}: evidence is marked`);
  assert.match(await detail.textContent(), /\.csv:\d+/, `${name}: the lexicon row is named`);
  assert.match(await detail.locator("a[rel~=noreferrer]").getAttribute("href"), /^https:/);
  await page.keyboard.press("Space");
  assert.equal(await detail.count(), 0, `${name}: closes`);
  await page.keyboard.press("Enter");
}

// Names, titles and quotations that would run as script or markup stay text.
async function harmless() {
  const { context, page, faults } = await open(hostile, VIEWS[0][1]);
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  await page.locator("#rows .toggle").first().waitFor();
  for (const toggle of await page.locator("#rows .toggle").all()) await toggle.click();
  assert.match(await page.locator("#rows").textContent(), /<\/script><img src=x onerror=/);
  assert.equal(await page.locator("#rows img, #rows script, a[href^='javascript:' i]").count(), 0, "hostile text is text");
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual(faults, [], "hostile");
  await context.close();
  say("hostile text stays text");
}

try {
  const bytes = statSync(large).size;
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  for (const [name, options] of VIEWS) {
    const { context, page, faults, start } = await open(large, options);
    // First interaction: the first row that can be opened has opened.
    await page.locator("#rows .toggle").first().waitFor();
    await page.evaluate(() => document.querySelector("#rows .toggle").click());
    await page.locator("#rows tr.detail blockquote").waitFor();
    const took = Math.round(performance.now() - start);
    await page.evaluate(() => document.querySelector("#rows .toggle").click());
    say(`${name}: ${bytes} bytes, ${await state(page)}, first statement opened after ${took} ms`);
    assert.ok(took < MOST_MILLISECONDS, `${name}: ${took} ms`);
    await use(page, name);
    await fits(page, name);
    await accessible(page, name);
    await shot(page, `large-${name}`);
    if (name === "desk") {
      const pdf = await page.pdf({ path: shots ? `${shots}/large.pdf` : undefined, preferCSSPageSize: true, printBackground: true });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    }
    assert.deepEqual(faults, [], name);
    await context.close();
  }
  for (const [what, file] of [["small", small], ["none", none]]) for (const [name, options] of VIEWS) {
    const { context, page, faults } = await open(file, options);
    await page.waitForLoadState();
    if (what === "small") await page.locator("#rows .toggle").first().waitFor();
    await fits(page, `${what} ${name}`);
    await accessible(page, `${what} ${name}`);
    await shot(page, `${what}-${name}`);
    if (name === "desk" && shots) await page.pdf({ path: `${shots}/${what}.pdf`, preferCSSPageSize: true, printBackground: true });
    assert.deepEqual(faults, [], `${what} ${name}`);
    await context.close();
  }
  await harmless();
  const { context, page } = await open(small, { javaScriptEnabled: false });
  await page.waitForLoadState();
  assert.match(await page.locator("noscript").first().innerText(), /statements\.csv/);
  assert.ok(await page.locator("svg.chart-wide").first().isVisible());
  await context.close();
  say("the page holds what it promises");
} finally {
  await browser.close();
}
