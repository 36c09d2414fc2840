import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { cascade, compare, figurePage, heatmap, map, opened, regime, scenarios, signals, tape } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { regimeSnapshot, tapeSnapshot } from './instrument-snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const GROUND = { light: '#ffffff', dark: '#12161b' };
const axe = await readFile(join(projectFolder, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const files = { '/axe.js': { headers: { 'content-type': 'text/javascript' }, body: axe } };
const style = (scheme) => `:root { color-scheme: ${scheme}; } body { background: ${GROUND[scheme]}; color: ${scheme === 'dark' ? '#eef1f4' : '#14171a'}; }`;
const ZONES = '<liq-scenario name="A" from="61500" to="63500">Upward<liq-trigger signal="oi" op="rising" window="3">Positions grow</liq-trigger><liq-trigger signal="rr25" op="rising" window="3"></liq-trigger></liq-scenario><liq-scenario name="B" from="56000" to="57500"></liq-scenario>';
const all = `<script src="/axe.js"></script><main><h1>An article</h1><h2>Where it may go</h2>${heatmap()}${map()}${cascade('src="/snapshot.json" shock="5%"')}${tape()}${regime()}${signals()}${scenarios('src="/snapshot.json" paths="256"', ZONES)}${compare()}</main>`;

/** Opens every panel and the assumptions. */
function openAll() {
  for (const element of figures()) {
    inside('[data-control="assumptions"]', element)?.click();
    for (const button of allInside('.footer button', element)) button.click();
  }
}

for (const scheme of ['light', 'dark']) {
  for (const lang of ['en', 'zh-CN']) {
    browserTest(`axe finds no fault of WCAG A or AA on a ${scheme} page with all elements and every panel open, in ${lang}`, { ...CHROMIUM, colorScheme: scheme, serve: figurePage(all, { lang, files, style: style(scheme) }) }, async (page) => {
      await opened(page);
      await page.evaluate(openAll);
      await page.waitFor(() => figures().every((element) => inside('.panel table', element) && inside('.panel li', element)));
      await page.evaluate(() => frames(2));
      const faults = await page.evaluate(async (tags) => {
        const { violations, passes } = await axe.run(document, { runOnly: tags });
        if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe saw no text');
        return violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].target.flat().join(' '), nodes[0].failureSummary]);
      }, WCAG);
      assert.deepEqual(faults, []);
    });
  }
}

/** What a screen reader is given: role and name of everything that can be used, in the order of the page. */
async function tree(page) {
  const cdp = await page.raw.context().newCDPSession(page.raw);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const wanted = ['button', 'slider', 'combobox', 'application', 'image', 'img', 'link', 'group'];
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node) => [node, ...node.childIds.map((id) => byId.get(id)).filter(Boolean).flatMap(inOrder)];
  const found = inOrder(nodes[0]).filter(({ ignored, role }) => !ignored && wanted.includes(role?.value));
  return found.map(({ role, name, value, properties = [] }) => {
    const text = properties.find((one) => one.name === 'valuetext')?.value.value;
    return { role: role.value, name: name?.value ?? '', value: text ?? value?.value };
  });
}

/** Role and name of each control of each element, in both languages. */
const NAMES = {
  'liq-map': {
    en: ['group BTC liquidation map', 'group View', 'button Detailed', 'button Simple', 'combobox Range', 'combobox Stack', 'application *', 'link Made market', 'button Method', 'button Table', 'button Save', 'button Keys'],
    'zh-CN': ['group BTC 清算图', 'group 视图', 'button 详细', 'button 简明', 'combobox 范围', 'combobox 堆叠', 'application *', 'link Made market', 'button 方法', 'button 表格', 'button 保存', 'button 按键说明'],
  },
  'liq-cascade': {
    en: [
      'group BTC liquidation cascade', 'slider Shock', 'group Direction', 'button Down', 'button Up', 'group Rounds', 'button Round back', 'button Play', 'button Next round', 'button Assumptions',
      'group *', 'slider Order book within 1% of the price', 'slider Share of the visible book that absorbs', 'slider Share of liquidations that reach the book',
      'slider Share of the map that is believed', 'slider Leverage: lower to higher', 'application *', 'link Made market', 'button Method', 'button Table', 'button Save', 'button Keys',
    ],
    'zh-CN': [
      'group BTC 清算级联推演', 'slider 冲击', 'group 方向', 'button 下跌', 'button 上涨', 'group 各轮', 'button 上一轮', 'button 播放', 'button 下一轮', 'button 假设', 'group *',
      'slider 价格1%以内的盘口深度', 'slider 可见盘口的有效比例', 'slider 进入盘口的强平比例', 'slider 清算图采信比例', 'slider 杠杆：偏低至偏高', 'application *', 'link Made market',
      'button 方法', 'button 表格', 'button 保存', 'button 按键说明',
    ],
  },
  'liq-tape': {
    en: ['group BTC, ETH liquidations, longs against shorts', 'group Sides', 'button Both', 'button Longs', 'button Shorts', 'application *', 'link Made market', 'button Method', 'button Table', 'button Save', 'button Keys'],
    'zh-CN': ['group BTC、ETH爆仓：多单与空单', 'group 方向', 'button 全部', 'button 多头', 'button 空头', 'application *', 'link Made market', 'button 方法', 'button 表格', 'button 保存', 'button 按键说明'],
  },
  'liq-regime': {
    en: ['group BTC: price, open interest and funding', 'combobox Changes over', 'application *', 'link Made market', 'button Method', 'button Table', 'button Save', 'button Keys'],
    'zh-CN': ['group BTC：价格、持仓量与资金费率', 'combobox 变化区间', 'application *', 'link Made market', 'button 方法', 'button 表格', 'button 保存', 'button 按键说明'],
  },
};

for (const [tag, markup, snapshot] of [['liq-map', map], ['liq-cascade', cascade], ['liq-tape', tape, tapeSnapshot()], ['liq-regime', regime, regimeSnapshot()]]) {
  for (const [lang, wanted] of Object.entries(NAMES[tag])) {
    browserTest(`a screen reader gets role and name of every control of ${tag}, in ${lang}`, { ...CHROMIUM, serve: figurePage(markup(), { lang, snapshot }) }, async (page) => {
      await opened(page);
      await page.evaluate(() => { inside('[data-control="assumptions"]')?.click(); return frames(2); });
      const found = await tree(page);
      const summary = await page.evaluate(() => figure().summary());
      const legend = await page.evaluate(() => inside('legend')?.textContent);
      const named = found.map(({ role, name }) => `${role} ${name === summary || name === legend ? '*' : name}`);
      assert.deepEqual(named, wanted);
      for (const { name, value } of found.filter(({ role }) => role === 'slider')) assert.ok(value !== undefined && `${value}`.length > 0, name);
    });
  }
}

browserTest('the chart of a cascade is announced as one whose arrows change the shock, that of a map as one whose arrows read', { serve: figurePage(map() + cascade()) }, async (page) => {
  await opened(page);
  const hints = await page.evaluate(() => figures().map((element) => inside('.chart', element).getAttribute('aria-roledescription')));
  assert.match(hints[0], /Arrow keys read its values/);
  assert.match(hints[1], /Arrow keys change the shock/);
});

/** What has the focus after each Tab, by control, part or words. */
async function order(page, count) {
  const found = [];
  for (let press = 0; press < count; press += 1) {
    await page.key('Tab');
    found.push(await page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return element.dataset.control ?? element.getAttribute('part') ?? (element.textContent.trim() || element.id);
    }));
  }
  return found;
}

const between = (inner) => figurePage(`<button id="before">Before</button>${inner}<button id="after">After</button>`);

// WebKit's window is never the active one on a screen without a window manager, so nothing matches :focus there.
for (const [what, inner, wanted] of [
  ['map', map(), ['view-detailed', 'view-simple', 'window', 'stack', 'chart', 'Made market', 'Method', 'Table', 'Save', 'Keys', 'After']],
  ['cascade', cascade(), ['shock', 'side-down', 'side-up', 'back', 'play', 'forward', 'assumptions', 'chart', 'Made market', 'Method', 'Table', 'Save', 'Keys', 'After']],
]) {
  browserTest(`Tab goes through a ${what} as it is read, shows where it is, and leaves it again`, { engines: ['chromium', 'firefox'], serve: between(inner) }, async (page) => {
    await opened(page);
    await page.evaluate(() => document.querySelector('#before').focus());
    assert.deepEqual(await order(page, wanted.length), wanted);
    await page.key('Shift+Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(figure().shadowRoot.activeElement);
      return [outlineStyle, outlineWidth];
    });
    assert.deepEqual(outline, ['solid', '2px']);
  });
}

browserTest('on a phone the focus goes as the eye does: what stands below comes later', { viewport: { width: 360, height: 800 }, serve: between(map() + cascade() + heatmap()) }, async (page) => {
  await opened(page);
  const tops = await page.evaluate(() => figures().map((element) => allInside('button, select, input, a, .chart', element).filter((one) => one.tabIndex >= 0).map((one) => [one.dataset.control ?? one.className ?? one.textContent, Math.round(one.getBoundingClientRect().top)])));
  for (const list of tops) {
    const back = list.filter(([, top], index) => index > 0 && top < list[index - 1][1] - 20);
    assert.deepEqual(back, [], JSON.stringify(list));
  }
});

/** Pixels of the chart that are painted, and how many of these stand out from the ground by 3 to 1 or more. */
function contrasts() {
  const luminance = (parts) => {
    const [red, green, blue] = parts.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = luminance(getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
  let [painted, clear] = [0, 0];
  for (const pixel of pixelsOf(allInside('canvas')[1])) {
    if (pixel >>> 24 < 250) continue;
    painted += 1;
    const own = luminance([pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255]);
    if ((Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) >= 3) clear += 1;
  }
  return [painted, clear];
}

for (const scheme of ['light', 'dark']) {
  for (const [what, markup] of [['heatmap', heatmap], ['map', map], ['cascade', cascade], ['tape', tape]]) {
    browserTest(`forced colours on a ${scheme} system leave the ${what} to be seen`, { ...CHROMIUM, colorScheme: scheme, serve: figurePage(markup(), { style: 'body { background: Canvas; color: CanvasText; } :root { color-scheme: light dark; }' }) }, async (page) => {
      await opened(page);
      await page.raw.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
      await page.evaluate(() => frames(4));
      const [painted, clear] = await page.evaluate(contrasts);
      assert.ok(painted > 2000 && clear > 2000, `${painted} painted, ${clear} clear`);
      assert.deepEqual(await page.evaluate(() => [getComputedStyle(inside('.chart canvas')).forcedColorAdjust, getComputedStyle(inside('.chart canvas')).visibility]), ['none', 'visible']);
      assert.notEqual(...await page.evaluate(() => allInside('[aria-pressed]').slice(0, 2).map((button) => getComputedStyle(button).backgroundColor)));
    });
  }
}

browserTest('print leaves sentences, chart and notes, and hides what only a hand can use', { ...CHROMIUM, serve: figurePage(heatmap() + map() + cascade()) }, async (page) => {
  await opened(page);
  await page.raw.emulateMedia({ media: 'print' });
  const shown = (selector) => page.evaluate((which) => figures().map((element) => allInside(which, element).filter((one) => one.getClientRects().length > 0).length), selector);
  for (const viewport of [{ width: 360, height: 800 }, { width: 1000, height: 800 }]) {
    await page.setViewport(viewport);
    assert.deepEqual(await shown('.controls, .footer'), [0, 0, 0], `${viewport.width}`);
    assert.deepEqual(await shown('.chart'), [1, 1, 1]);
    assert.deepEqual(await shown('.note'), [1, 1, 1]);
    assert.deepEqual(await shown('.sentence, .disclaimer'), [0, 0, 2]);
  }
});

browserTest('what is dark on the screen is printed as on a light page, at once, and dark again after', { serve: figurePage(heatmap() + cascade('src="/snapshot.json"'), { style: 'body.night { background: #12161b; color: #eef1f4; } .night liq-cascade { --liq-bg: #101418; --liq-ink: #ffffff; --liq-muted: #c0c8d0; --liq-long: #00ff00; }' }) }, async (page) => {
  await opened(page);
  // No frame passes between what a browser tells of printing and the picture that it takes.
  const painted = () => figures().map((element) => ({
    layers: allInside('canvas', element).map((canvas) => pixelsOf(canvas).reduce((hash, pixel) => Math.imul(hash ^ pixel, 16777619), 2166136261)),
    words: ['heading', 'note'].map((part) => getComputedStyle(inside(`.${part}`, element)).color),
  }));
  const light = await page.evaluate(painted);
  await page.evaluate(() => { document.body.className = 'night'; });
  await page.waitFor((color) => figures().every((element) => getComputedStyle(inside('.heading', element)).color !== color), light[0].words[0]);
  await page.evaluate(() => frames(3));
  const dark = await page.evaluate(painted);
  for (const [index, { layers, words }] of dark.entries()) assert.ok(layers[1] !== light[index].layers[1] && words[0] !== light[index].words[0], `${index}`);
  const printed = await page.evaluate(`(() => { dispatchEvent(new Event('beforeprint')); return (${painted})(); })()`);
  assert.deepEqual(printed, light);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.evaluate(() => frames(2));
  assert.deepEqual(await page.evaluate(painted), dark);
});

browserTest('a figure that goes, or is given other data, while it is printed is dark again after', { ...CHROMIUM, serve: figurePage(heatmap(), { style: 'body { background: #12161b; color: #eef1f4; }' }) }, async (page) => {
  await opened(page);
  const ink = () => page.evaluate(async () => {
    await figure().ready;
    await frames(3);
    return [getComputedStyle(inside('.heading')).color, figure().className];
  });
  const before = await ink();
  await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); figure().data = figure().snapshotText; dispatchEvent(new Event('afterprint')); });
  assert.deepEqual(await ink(), before);
  await page.evaluate(async () => {
    const element = figure();
    dispatchEvent(new Event('beforeprint'));
    element.remove();
    await Promise.resolve();
    dispatchEvent(new Event('afterprint'));
    document.body.append(element);
  });
  assert.deepEqual(await ink(), before);
});

// A window of 1,280 px at 200 %, one of 640 px at 200 %, one of 1,280 px at 400 %: a browser's zoom makes CSS pixels larger.
for (const [viewport, deviceScaleFactor] of [[{ width: 640, height: 400 }, 2], [{ width: 320, height: 400 }, 2], [{ width: 320, height: 256 }, 4]]) {
  browserTest(`zoomed in to ${viewport.width} px at ratio ${deviceScaleFactor}, nothing lies beside the page, texts and targets keep their size, the picture is sharp`, { viewport, deviceScaleFactor, serve: figurePage(heatmap() + map() + cascade()) }, async (page) => {
    await opened(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const small = await page.evaluate(() => figures().flatMap((element) => allInside('*', element).filter((one) => one.getClientRects().length > 0).flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      return [
        hasText && parseFloat(getComputedStyle(one).fontSize) < 12 && `text of ${one.className || one.localName}`,
        one.matches('button, select, input') && Math.min(width, height) < 24 && `target ${one.dataset.control ?? one.textContent}`,
      ].filter(Boolean);
    })));
    assert.deepEqual(small, []);
    const ratios = await page.evaluate(() => figures().map((element) => Math.round(inside('canvas', element).width / chartBox(element).width)));
    assert.deepEqual(ratios, Array(3).fill(deviceScaleFactor));
  });
}
