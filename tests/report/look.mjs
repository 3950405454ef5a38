// SPDX-License-Identifier: Apache-2.0
// Renders reports in a headless Chromium and holds them against axe-core: what a reader on a desktop,
// on a phone, on paper and with a screen reader gets.
// usage: node look.mjs CHROMIUM MODULES FOLDER REPORT.html...
// Pictures and PDF go to FOLDER; whatever is wrong is named, and then the status is 1.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [chromium, modules, folder, ...reports] = process.argv.slice(2);
const load = createRequire(pathToFileURL(path.join(modules, 'package.json')));
const puppeteer = load('puppeteer-core');
const axe = fs.readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

const looks = [
  { name: 'desktop', width: 1280, height: 900, scheme: 'light' },
  { name: 'phone', width: 390, height: 844, scheme: 'light' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark' },
];
const faults = [];

// A4 in points, as PDF counts it, give or take a rounding.
function isA4(pdf) {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
  return boxes.length > 0 &&
    boxes.every((box) => Math.abs(box[1] - 595) < 2 && Math.abs(box[2] - 842) < 2);
}

// What sticks out of the page at the right, tables aside: those scroll on their own.
function wideThings() {
  const edge = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.closest('.scroll') === null || one.matches('.scroll'))
    .filter((one) => one.closest('.skip') === null)
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`);
}

// Text in a picture that lies on other text or reaches out of the picture.
function crowdedText() {
  const found = [];
  for (const picture of document.querySelectorAll('svg')) {
    const outer = picture.getBoundingClientRect();
    if (outer.width === 0) continue;
    const boxes = [...picture.querySelectorAll('text')].map((text) => {
      return { text: text.textContent, box: text.getBoundingClientRect() };
    });
    for (const [index, one] of boxes.entries()) {
      if (one.box.left < outer.left - 1 || one.box.right > outer.right + 1) {
        found.push(`'${one.text}' reaches out of its picture`);
      }
      for (const other of boxes.slice(index + 1)) {
        const apart = one.box.right <= other.box.left || other.box.right <= one.box.left ||
          one.box.bottom <= other.box.top + 2 || other.box.bottom <= one.box.top + 2;
        if (!apart) found.push(`'${one.text}' lies on '${other.text}'`);
      }
    }
  }
  return found;
}

async function look(browser, report, { name, width, height, scheme }) {
  const page = await browser.newPage();
  const title = `${path.basename(report)}, ${name}`;
  const fault = (what) => faults.push(`${title}: ${what}`);
  page.on('request', (request) => {
    const url = request.url();
    if (url !== pathToFileURL(report).href) fault(`asks for another file: ${url}`);
  });
  page.on('console', (message) => fault(`the browser says: ${message.text()}`));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(report).href);
  for (const thing of await page.evaluate(wideThings)) fault(`wider than the page: ${thing}`);
  for (const thing of await page.evaluate(crowdedText)) fault(thing);
  const base = path.join(folder, `${path.basename(report, '.html')}-${name}`);
  await page.screenshot({ path: `${base}.png`, fullPage: true });
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run());
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      fault(`axe: ${violation.id}: ${violation.help}: ${node.target} ${node.failureSummary}`);
    }
  }
  console.log(`${title}: ${result.passes.length} rules of axe-core hold`);
  await page.close();
}

async function print(browser, report) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(report).href);
  const file = path.join(folder, `${path.basename(report, '.html')}.pdf`);
  const pdf = Buffer.from(await page.pdf({ path: file, preferCSSPageSize: true, tagged: true }));
  if (!isA4(pdf)) faults.push(`${path.basename(report)}: does not print on A4`);
  console.log(`${path.basename(report)}: printed on ` +
    `${[...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length} pages`);
  await page.close();
}

const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
});
try {
  for (const report of reports) {
    for (const one of looks) await look(browser, report, one);
    await print(browser, report);
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
