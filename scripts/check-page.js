// What scripts/check-page does in the browser: node scripts/check-page.js SCRATCH SHOTS HOSTILE PAGE...
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const [, , , shots, hostile, ...pages] = process.argv;
const url = (file) => pathToFileURL(path.resolve(file)).href;

// A tab whose console, failures and requests are watched.
async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, offline: true, ...options });
  const tab = await context.newPage();
  tab.said = [];
  tab.on("console", (message) => tab.said.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => tab.said.push(`error: ${error}`));
  tab.on("request", (request) => {
    if (!request.url().startsWith("file:")) tab.said.push(`request: ${request.url()}`);
  });
  await tab.goto(url(file));
  return tab;
}

async function shoot(tab, file, name, fullPage = false) {
  if (!shots) return;
  await tab.screenshot({ path: path.join(shots, `${path.basename(file, ".html")}-${name}.png`), fullPage });
}

async function quiet(tab) {
  assert.deepEqual(tab.said, [], "the console says nothing and nothing is asked of the network");
  await tab.context().close();
}

const inView = (tab, selector) => tab.$eval(selector, (it) => {
  const box = it.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0 && box.width > 0;
});
// The place that the address leads to.
const target = (tab) => tab.evaluate(() => {
  const it = document.getElementById(location.hash.slice(1));
  const box = it.getBoundingClientRect();
  return { id: it.id, text: it.textContent, shown: box.top < innerHeight && box.bottom > 0 && box.width > 0,
    marked: getComputedStyle(it).outlineStyle !== "none", inText: Boolean(it.closest("main")) };
});
const settle = (tab) => tab.waitForTimeout(150);

async function desktop(browser, file) {
  const tab = await open(browser, file, { reducedMotion: "reduce" });
  await shoot(tab, file, "desktop");
  // Every fact shows its place: the first, one in the middle, the last.
  const facts = await tab.$$("a[id^='dato-']");
  assert.ok(facts.length > 3, "there are facts");
  for (const fact of [facts[0], facts[facts.length >> 1], facts.at(-1)]) {
    await fact.click();
    const place = await target(tab);
    assert.ok(place.shown && place.marked && place.inText, `a fact shows its place: ${JSON.stringify(place)}`);
    const value = await fact.$("b");
    const digits = (text) => text.replace(/\D/g, "").replace(/0+$/, "");
    if (value && /^[\d.,]+( USD| %)?$/.test(await value.textContent())) {
      assert.ok(digits(place.text).includes(digits(await value.textContent())), "the place has the value of the fact");
    }
  }
  // Every finding and diagnostic too.
  for (const link of await tab.$$("#hallazgos .card a")) {
    await link.click();
    assert.ok((await target(tab)).shown, "a finding shows its place");
  }
  const groups = await tab.$$("#avisos summary");
  for (const group of groups) await group.click();
  assert.equal(await tab.$$eval("#avisos [lang]", (all) => all.length), 0, "diagnostics are in Spanish");
  const diagnostic = await tab.$("#avisos .card a");
  if (diagnostic) {
    await diagnostic.click();
    assert.ok((await target(tab)).shown, "a diagnostic shows its place");
  }
  await shoot(tab, file, "place");
  // What is marked leads back.
  await tab.click("main mark.fact");
  assert.ok(await inView(tab, ".card.shown"), "a marked value shows its fact");
  // The filter.
  const count = () => tab.$$eval(".card", (all) => all.filter((it) => it.getClientRects().length).length);
  const all = await count();
  const word = await tab.$eval("#datos .card .who", (it) => it.textContent.trim().split(/\s+/)[0]);
  await tab.fill("#buscar", word.toUpperCase());
  await settle(tab);
  const some = await count();
  assert.ok(some > 0 && some < all, `the filter leaves some of ${all}: ${some}`);
  assert.match(await tab.textContent("#cuenta"), new RegExp(`^${some} de \\d+$`));
  await shoot(tab, file, "filter");
  await tab.fill("#buscar", "zzzz nada");
  await settle(tab);
  assert.equal(await count(), 0);
  await tab.fill("#buscar", "");
  await settle(tab);
  // What is marked can be hidden.
  const background = () => tab.$eval("main mark.fact", (it) => getComputedStyle(it).borderBottomStyle);
  assert.equal(await background(), "solid");
  await tab.uncheck("#ver-datos");
  assert.equal(await background(), "none");
  await quiet(tab);
}

async function keyboard(browser, file) {
  const tab = await open(browser, file, { reducedMotion: "reduce" });
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Ir al texto");
  assert.ok(await inView(tab, ".skip:focus"), "what has the focus is seen");
  await tab.keyboard.press("/");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "buscar");
  await tab.focus("#dato-0");
  await tab.keyboard.press("Enter");
  assert.ok((await target(tab)).shown, "Enter shows the place of a fact");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "dato-0", "Escape leads back");
  // What is marked in the text, the same.
  await tab.focus("main mark.fact");
  await tab.keyboard.press("Shift+Tab");
  await tab.keyboard.press("Tab");
  const stop = () => tab.evaluate(() => [document.activeElement.dataset.entries, getComputedStyle(document.activeElement).outlineStyle]);
  const [entries, outline] = await stop();
  assert.ok(entries && outline !== "none", "a mark is a stop, and its focus is seen");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), entries.split(" ")[0], "Enter shows the fact of a mark");
  assert.ok(await inView(tab, ".card.shown"));
  await tab.keyboard.press("Escape");
  assert.deepEqual(await stop(), [entries, outline], "Escape leads back to the mark");
  await quiet(tab);
}

// Contrast of every text with what is behind it, 4.5 at the least.
const faint = (tab) => tab.evaluate(() => {
  const parse = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (it) => {
    for (; it; it = it.parentElement) {
      const color = parse(getComputedStyle(it).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const out = [];
  for (const it of document.querySelectorAll("body *")) {
    if (!it.getClientRects().length || ![...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (it.matches("script, style")) continue;
    const [a, b] = [light(parse(getComputedStyle(it).color)), light(behind(it))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) out.push(`${it.tagName}.${it.className}: ${contrast.toFixed(2)}`);
  }
  return [...new Set(out)];
});

async function themes(browser, file) {
  for (const colorScheme of ["light", "dark"]) {
    const tab = await open(browser, file, { colorScheme });
    assert.deepEqual(await faint(tab), [], `every text is readable, ${colorScheme}`);
    if (colorScheme === "dark") await shoot(tab, file, "dark");
    await quiet(tab);
  }
}

async function phone(browser, file) {
  for (const width of [320, 390]) {
    const tab = await open(browser, file, { viewport: { width, height: 760 }, isMobile: true, hasTouch: true, reducedMotion: "reduce" });
    const wide = () => tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await wide()) <= 0, `${width} px: the text does not scroll sideways`);
    if (width === 390) await shoot(tab, file, "phone-text");
    await tab.tap("button[data-view='datos']");
    assert.ok((await wide()) <= 0, `${width} px: the panel does not scroll sideways`);
    assert.ok(await inView(tab, "#buscar"));
    if (width === 390) await shoot(tab, file, "phone-panel");
    await tab.tap("#dato-0");
    assert.ok((await target(tab)).shown, `${width} px: a fact shows its place`);
    if (width === 390) await shoot(tab, file, "phone-place");
    await quiet(tab);
  }
}

async function print(browser, file) {
  const tab = await open(browser, file);
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector(".tools")).display), "none");
  for (const part of ["main", "aside"]) assert.ok(await tab.$eval(part, (it) => it.getClientRects().length > 0), `${part} is printed`);
  if (shots) await tab.pdf({ path: path.join(shots, `${path.basename(file, ".html")}-print.pdf`), format: "A4" });
  await quiet(tab);
}

// Without scripts the text, the panel and the links are all there.
async function plain(browser, file) {
  const tab = await open(browser, file, { javaScriptEnabled: false });
  await tab.click("#dato-0");
  assert.match(tab.url(), /#s\d+-\d+$/);
  await tab.context().close();
}

async function landmarks(browser, file) {
  const tab = await open(browser, file);
  const count = (selector) => tab.$$eval(selector, (all) => all.length);
  assert.equal(await tab.getAttribute("html", "lang"), "es");
  for (const one of ["main", "aside[aria-label]", "body > header", "h1", "[role=search]", "output[aria-live]"]) {
    assert.equal(await count(one), 1, one);
  }
  assert.equal(await count("nav:not([aria-label])"), 0, "every nav has a name");
  assert.equal(await count("input:not([id])"), 0);
  const unnamed = await tab.$$eval("a, button, input", (all) => all.filter((it) => !(it.textContent.trim() || it.labels?.length)).length);
  assert.equal(unnamed, 0, "whatever can be pressed has a name");
  await quiet(tab);
}

async function unharmed(browser) {
  const tab = await open(browser, hostile);
  await settle(tab);
  assert.match(await tab.title(), /rendición de cuentas$/);
  assert.equal(await tab.$$eval("script", (all) => all.length), 1);
  assert.equal(await tab.$$eval("img, iframe, [onclick], [onerror]", (all) => all.length), 0);
  assert.ok((await tab.textContent("main")).includes("<script>document.title"), "it is shown as text");
  await quiet(tab);
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  try {
    for (const file of pages) {
      for (const check of [desktop, keyboard, themes, phone, print, plain, landmarks]) {
        await check(browser, file);
        console.log(`${path.basename(file)}: ${check.name}`);
      }
    }
    await unharmed(browser);
    console.log("a hostile report: nothing of it is run");
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
