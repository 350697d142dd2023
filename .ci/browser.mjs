// Uses report.html as a reader does, and asserts what a reader may expect of it.
//
// usage: BROWSER=chromium [SHOTS=folder] node browser.mjs LARGE SMALL NONE HOSTILE NOISE SILENT   (folders of reports)
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [large, small, none, hostile, noise, silent] = process.argv.slice(2).map((folder) => `${folder}/report.html`);
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
  ["narrow", { viewport: { width: 320, height: 640 }, colorScheme: "light", isMobile: true, hasTouch: true }],
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

// Turns pages quickly and slowly: the rows are those that the line above them names.
async function turns(page, name) {
  const press = (...where) => page.evaluate((all) => all.forEach((one) => document.querySelector(`[data-page=${one}]`).click()), where);
  const first = await state(page), top = await rows(page).first().textContent();
  await press("last", "first", "next", "last");
  const last = await changed(page, first);
  assert.match(last, /^([\d,]+) statements, [\d,]+ to \1 shown$/, `${name}: last page`);
  assert.notEqual(await rows(page).first().textContent(), top);
  await press("first", "last", "first");
  await page.waitForFunction((old) => document.querySelector("#state").textContent === old, first);
  assert.equal(await rows(page).first().textContent(), top, `${name}: first page`);
  await page.focus("[data-page=last]");
  await page.keyboard.press("Enter");
  await changed(page, first);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.page), "last", `${name}: focus stays`);
  await press("first");
  await page.waitForFunction((old) => document.querySelector("#state").textContent === old, first);
}

// Words marked anywhere keep no row shut; marking words of a row does not open it.
async function selects(page, name) {
  const details = page.locator("#rows tr.detail"), toggle = rows(page).first().locator(".toggle");
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("h1")));
  await toggle.click();
  assert.equal(await details.count(), 1, `${name}: opens beside marked words`);
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("#rows tr.row .name")));
  await page.evaluate(() => document.querySelector("#rows tr.row td").click());
  assert.equal(await details.count(), 1, `${name}: stays while its words are marked`);
  await toggle.click();
  assert.equal(await details.count(), 0, `${name}: the button closes all the same`);
  await page.evaluate(() => getSelection().removeAllRanges());
}

// A quotation that is copied has its own words and nothing else.
async function copies(page, name) {
  const quote = page.locator("#rows tr.detail blockquote").first();
  const [copied, whole] = await quote.evaluate((node) => { getSelection().selectAllChildren(node); const text = String(getSelection()); getSelection().removeAllRanges(); return [text.trim(), node.textContent.trim()]; });
  assert.equal(copied, whole, `${name}: copied`);
  assert.doesNotMatch(copied, /[+−±]/, `${name}: no signs of evidence among the words`);
}

// All that can be unfolded is, and three rows are open.
async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  for (const place of [1, 2]) await page.evaluate((at) => document.querySelectorAll("#rows .toggle")[at]?.click(), place);
}

// A page whose blocks were damaged on the way says so, whenever it finds out.
async function damaged() {
  const whole = readFileSync(large, "utf8"), parts = whole.split('class="block">');
  parts[parts.length - 1] = parts.at(-1).replace(/^[^<]{200}/, (start) => "A".repeat(start.length));
  const file = `${large.slice(0, -5)}-damaged.html`;
  writeFileSync(file, parts.join('class="block">'));
  const { context, page } = await open(file, VIEWS[0][1]);
  await page.locator("#rows .toggle").first().waitFor();
  await page.locator("[data-page=last]").click();
  await page.locator("#broken").waitFor();
  assert.match(await page.locator("#broken").textContent(), /cannot be unpacked/);
  await context.close();
  say("a damaged block is told");
}

// Filters, searches, sorts, opens.
async function use(page, name) {
  const all = await state(page);
  assert.match(all, /^[\d,]+ statements, 1 to 50 shown$/);
  await turns(page, name);
  await selects(page, name);
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
  await page.fill("#f-text", "brave \u00a0 ally");
  assert.doesNotMatch(await changed(page, all), /^No/, `${name}: white space`);
  await page.fill("#f-text", "BRAVE");
  await page.waitForTimeout(900);
  await page.waitForFunction(() => document.querySelector("#sofar").hidden);
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
  assert.match(await detail.locator("tfoot").textContent(), /sum [−+]?\d\.\d\d, bent .* score/, `${name}: the sum is told`);
  await copies(page, name);
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
    await unfold(page);
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
  for (const [what, file] of [["small", small], ["none", none], ["silent", silent]]) for (const [name, options] of VIEWS) {
    const { context, page, faults } = await open(file, options);
    await page.waitForLoadState();
    if (what !== "none") await page.locator("#rows .toggle").first().waitFor();
    await unfold(page);
    await fits(page, `${what} ${name}`);
    await accessible(page, `${what} ${name}`);
    await shot(page, `${what}-${name}`);
    if (name === "desk" && shots) await page.pdf({ path: `${shots}/${what}.pdf`, preferCSSPageSize: true, printBackground: true });
    assert.deepEqual(faults, [], `${what} ${name}`);
    await context.close();
  }
  await harmless();
  await damaged();
  const noisy = statSync(noise).size;
  assert.ok(noisy < MOST_BYTES, `noise: ${noisy} bytes`);
  const full = await open(noise, VIEWS[0][1]);
  await full.page.locator("#rows .toggle").first().waitFor();
  assert.match(await full.page.locator("#statements").textContent(), /left out|are cut to/);
  say(`noise: ${noisy} bytes, ${await state(full.page)}`);
  await shot(full.page, "noise-desk");
  await full.context.close();
  const { context, page } = await open(small, { javaScriptEnabled: false });
  await page.waitForLoadState();
  assert.match(await page.locator("#plain").innerText(), /statements\.csv/);
  assert.ok(await page.locator("svg.chart-wide").first().isVisible());
  await context.close();
  say("the page holds what it promises");
} finally {
  await browser.close();
}
