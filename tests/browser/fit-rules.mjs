// How a figure fits: rules for the frame and the chart of every element, as tests.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { drawn, figurePage, opened } from './figure-page.mjs';

/** Chinese first: then each differs from the one before it in every word. */
const LANGUAGES = ['zh-CN', 'en', 'zh-TW'];

/** Elements of the frame that stick out of it, and text that its own box cuts off. */
function misfits() {
  const frame = inside('.frame').getBoundingClientRect();
  const shown = allInside('.frame *').filter((element) => element.getClientRects().length > 0 && !element.closest('.spoken'));
  const scrolled = (element) => element.closest('.panel') !== null;
  const outside = shown.filter((element) => !scrolled(element)).filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < frame.left - 0.5 || right > frame.right + 0.5;
  });
  const cut = shown.filter((element) => !scrolled(element) && !['SELECT', 'INPUT', 'OPTION'].includes(element.tagName) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0);
  return {
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    outside: outside.map(({ tagName, className }) => `${tagName} ${className}`),
    cut: cut.map(({ tagName, className, scrollWidth, clientWidth }) => `${tagName} ${className} ${scrollWidth} in ${clientWidth}`),
  };
}

/** Opens every panel of the first figure, and the assumptions of a cascade. */
function openAll() {
  inside('[data-control="assumptions"][aria-expanded="false"]')?.click();
  for (const button of allInside('.footer [aria-expanded="false"]')) button.click();
}

function closeAll() {
  for (const button of allInside('[aria-expanded="true"]')) button.click();
}

/** Waits until what `openAll` opened is filled, in the language of the frame. */
async function filled(page) {
  await page.waitFor(() => {
    const words = inside('.panel h4')?.textContent;
    const isChinese = inside('.frame').lang.startsWith('zh');
    return inside('.panel table') && inside('.panel li') && inside('.panel dt') && /[\u4e00-\u9fff]/.test(words) === isChinese;
  });
  await page.evaluate(() => frames(2));
}

/** Shows the figure at a width in a language, and waits until it is drawn for that. */
async function shown(page, width, lang) {
  await page.setViewport({ width, height: 900 });
  await page.evaluate((tag) => figure().setAttribute('lang', tag), lang);
  await drawn(page);
  await page.waitFor((wide) => innerWidth === wide && allInside('canvas').every((canvas) => Math.abs(canvas.width - chartBox().width * devicePixelRatio) <= 1), width);
  await page.evaluate(() => frames(2));
}

/** What does not fit at a width in a language: at first, and with every panel open. A table scrolls within itself. */
async function misfitsAt(page, width, lang) {
  await shown(page, width, lang);
  const found = { closed: await page.evaluate(misfits) };
  await page.evaluate(openAll);
  await filled(page);
  assert.equal(await page.evaluate(() => allInside('.panel:not([hidden])').length === allInside('.footer [aria-expanded="true"]').length), true);
  found.open = await page.evaluate(misfits);
  await page.evaluate(closeAll);
  return found;
}

/** Tests that nothing of the frame of `body` leaves the page, at every width and in every language; on the narrowest in every engine. */
export function testFrames(body, options = {}) {
  const fits = { page: 0, outside: [], cut: [] };
  for (const [widths, langs, engines] of [[[320], LANGUAGES, undefined], [[360, 680, 1200], LANGUAGES.slice(0, 2), ['chromium']]]) {
    browserTest(`nothing of the frame leaves a page of ${widths.join(', ')} px in ${langs.join(', ')}`, { engines, viewport: { width: widths[0], height: 900 }, serve: figurePage(body, options) }, async (page) => {
      await opened(page);
      for (const width of widths) {
        for (const lang of langs) assert.deepEqual(await misfitsAt(page, width, lang), { closed: fits, open: fits }, `${width} px in ${lang}`);
      }
    });
  }
}

/** A test that targets and text are large enough, of which there are `least` targets or more. */
export function testTargets(body, least, options = {}) {
  browserTest('what can be pressed is at least 24 px each way, and text at least 12 px', { viewport: { width: 320, height: 900 }, serve: figurePage(body, options) }, async (page) => {
    await opened(page);
    await page.evaluate(openAll);
    await filled(page);
    const found = await page.evaluate(() => ({
      targets: allInside('button, select, input, .note a').map((element) => [element.textContent.slice(0, 20), element.getBoundingClientRect().width, element.getBoundingClientRect().height]),
      fonts: allInside('.frame *').filter((element) => element.childNodes.length > 0 && element.getClientRects().length > 0).map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
    }));
    assert.ok(found.targets.length >= least);
    assert.deepEqual(found.targets.filter(([, width, height]) => width < 24 || height < 24), []);
    assert.ok(Math.min(...found.fonts) >= 12, `${Math.min(...found.fonts)}`);
  });
}

/** Painted pixels on the outermost columns and rows of the chart's canvas: a label that leaves the picture crosses them. */
function edges() {
  const canvas = allInside('canvas')[1];
  const pixels = pixelsOf(canvas);
  const { width, height } = canvas;
  // The bar of a legend may end at the right edge; labels of the axis must not.
  const legendTop = Math.round(height * 0.8);
  const count = (length, at) => Array.from({ length }, (_, index) => Number(pixels[at(index)] >>> 24 > 128)).reduce((sum, one) => sum + one, 0);
  return { right: count(legendTop, (row) => row * width + width - 1), bottom: count(width, (column) => (height - 1) * width + column), top: count(width, (column) => column) };
}

/** A test that no label of the chart of `body` is cut off, at every width and in every language. */
export function testLabels(body, options = {}) {
  const widths = [320, 420, 680, 1200];
  browserTest(`no label of the chart runs out of the picture: ${body.slice(0, 80)}`, { engines: ['chromium'], deviceScaleFactor: 3, viewport: { width: widths[0], height: 900 }, serve: figurePage(body, options) }, async (page) => {
    await opened(page);
    for (const width of widths) {
      for (const lang of LANGUAGES) {
        await shown(page, width, lang);
        assert.deepEqual(await page.evaluate(edges), { right: 0, bottom: 0, top: 0 }, `${width} px in ${lang}`);
      }
    }
  });
}
