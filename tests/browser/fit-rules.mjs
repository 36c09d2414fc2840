// How a figure fits: rules for the frame and the chart of every element, as tests.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { figurePage, opened } from './figure-page.mjs';

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'];

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

/** Waits until what `openAll` opened is filled. */
async function filled(page) {
  await page.waitFor(() => inside('.panel table') && inside('.panel li') && inside('.panel dt'));
  await page.evaluate(() => frames(2));
}

/** Tests that nothing of the frame of `body` leaves the page, at every width and in every language. */
export function testFrames(body, options = {}) {
  for (const width of [320, 360, 680, 1200]) {
    for (const lang of width === 320 ? LANGUAGES : ['en', 'zh-CN']) {
      browserTest(`nothing of the frame leaves a page of ${width} px in ${lang}`, { engines: width === 320 ? undefined : ['chromium'], viewport: { width, height: 900 }, serve: figurePage(body, { ...options, lang }) }, async (page) => {
        await opened(page);
        assert.deepEqual(await page.evaluate(misfits), { page: 0, outside: [], cut: [] });
        // With every panel open too: a table scrolls within itself.
        await page.evaluate(openAll);
        await filled(page);
        assert.equal(await page.evaluate(() => allInside('.panel:not([hidden])').length === allInside('.footer [aria-expanded="true"]').length), true);
        assert.deepEqual(await page.evaluate(misfits), { page: 0, outside: [], cut: [] });
      });
    }
  }
}

/** A test that targets and text are large enough, of which there are `least` targets or more. */
export function testTargets(body, least, options = {}) {
  browserTest('what can be pressed is at least 24 px each way, and text at least 12 px', { viewport: { width: 320, height: 900 }, serve: figurePage(body, options) }, async (page) => {
    await opened(page);
    await page.evaluate(openAll);
    await filled(page);
    const found = await page.evaluate(() => ({
      targets: allInside('button, select, input').map((element) => [element.textContent.slice(0, 20), element.getBoundingClientRect().width, element.getBoundingClientRect().height]),
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

/** Tests that no label of the chart of `body` is cut off. */
export function testLabels(body, options = {}) {
  for (const width of [320, 420, 680, 1200]) {
    for (const lang of LANGUAGES) {
      browserTest(`no label of the chart runs out of the picture at ${width} px in ${lang}`, { engines: ['chromium'], deviceScaleFactor: 3, viewport: { width, height: 900 }, serve: figurePage(body, { ...options, lang }) }, async (page) => {
        await opened(page);
        assert.deepEqual(await page.evaluate(edges), { right: 0, bottom: 0, top: 0 });
      });
    }
  }
}
