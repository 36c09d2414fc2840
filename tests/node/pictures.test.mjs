import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { projectFolder } from '../../scripts/command.mjs';
import { DATA, demoPictures } from '../../scripts/pictures.mjs';
import { toSVG } from '../../www/headless.js';
import { enter } from '../../www/headless-wasm.js';
import * as engine from '../../www/pkg/headless/liquidation_widgets.js';

const PICTURES = join(projectFolder, 'tests', 'pictures');
const COMMAND = join(projectFolder, 'bin', 'liquidation-widgets.mjs');
const MARKET = join(PICTURES, 'market.json');
const market = await readFile(MARKET, 'utf8');
const cases = Object.entries(JSON.parse(await readFile(join(PICTURES, 'cases.json'), 'utf8')));

let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'pictures-')); });
after(() => rm(folder, { recursive: true, force: true }));

/** Runs the command; gives `{ code, stdout, stderr }`. */
async function command(...words) {
  return promisify(execFile)(process.execPath, [COMMAND, 'render', ...words], { maxBuffer: 2 ** 26 })
    .then((said) => ({ code: 0, ...said }), ({ code, stdout, stderr }) => ({ code, stdout, stderr }));
}

const asked = ['--widget', 'map', '--src', MARKET, '--height', '500'];
const shapes = (svg) => svg.replaceAll(/<text[\s\S]*?<\/text>/g, '');

for (const [name, request] of cases) {
  test(`${name} has in wasm the same bytes as natively`, async () => {
    const { svg } = enter(() => engine.drawPicture(market, JSON.stringify(request)));
    assert.equal(svg, await readFile(join(PICTURES, `${name}.svg`), 'utf8'));
  });
}

test('the pictures of the demo are what the command writes now, byte for byte', async () => {
  let bytes = 0;
  const names = [];
  for (const { name, options } of await demoPictures()) {
    const committed = await readFile(join(DATA, `${name}.svg`), 'utf8');
    bytes += Buffer.byteLength(committed);
    names.push(`${name}.svg`);
    assert.ok(toSVG(options) === committed, `${name}.svg differs: npm run pictures writes it anew`);
  }
  assert.deepEqual((await readdir(DATA)).filter((name) => name.endsWith('.svg')).sort(), names.sort());
  assert.equal(names.length, 62);
  assert.ok(bytes / names.length < 66 * 1024, `${bytes} bytes`);
});

test('every element of the demo holds its own picture, with its summary as alt text', async () => {
  for (const { name, page: path, options: { widget, width, height } } of await demoPictures()) {
    const page = await readFile(path, 'utf8');
    if (name.includes('card')) {
      assert.match(page, new RegExp(`<meta property="og:image" content="data/article-1-card`));
      continue;
    }
    const before = page.split(`<img src="data/${name}.svg"`)[0];
    assert.ok(before.lastIndexOf(`<liq-${widget} `) > before.lastIndexOf('</liq-'), name);
    const [, w, h, alt] = /^ width="(\d+)" height="(\d+)" loading="lazy" alt="([^"]+)">/.exec(page.slice(before.length + `<img src="data/${name}.svg"`.length));
    assert.deepEqual([Number(w), Number(h)], [width, height]);
    const [, title] = /<title>([^<]*)<\/title>/.exec(await readFile(join(DATA, `${name}.svg`), 'utf8'));
    assert.equal(alt, title);
  }
});

test('a social card is a PNG of 1200 by 630 pixels', async () => {
  for (const lang of ['en', 'zh-CN']) {
    const png = await readFile(join(DATA, `article-1-card.${lang}.png`));
    assert.deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 1200, 630]);
  }
});

test('the command writes what toSVG gives, and says what belongs into the alt text', async () => {
  const path = join(folder, 'map.svg');
  const { code, stderr } = await command(...asked, '--lang', 'zh-CN', '--theme=dark', '--window', '5%', '--no-table', '-o', path);
  assert.equal(code, 0, stderr);
  const svg = await readFile(path, 'utf8');
  assert.equal(svg, toSVG({ widget: 'map', snapshot: JSON.parse(market), height: 500, attributes: { lang: 'zh-CN', theme: 'dark', window: '5%' } }));
  assert.ok(svg.includes(`<title>${stderr.trim()}</title>`), stderr);
  assert.match(stderr, /模拟/);
  const { stdout } = await command(...asked, '--out', '-');
  assert.equal(stdout, toSVG({ widget: 'map', snapshot: market, height: 500 }));
});

test('every attribute that changes the element changes the picture', () => {
  const svg = (widget, attributes) => toSVG({ widget, snapshot: market, height: 700, attributes });
  const changing = {
    heatmap: {
      range: '24h', palette: 'cividis', direction: 'red-up', units: 'cjk', timezone: 'UTC+8', heading: 'Own', description: 'Own', 'source-name': 'Own', theme: 'dark',
      scale: 'log', threshold: '0.4', sides: 'long', candles: 'false', leverage: '10', rows: '40', 'row-scale': 'linear', lang: 'zh-TW',
    },
    map: { stack: 'none', window: '3%', cumulative: 'false', clusters: 'false', view: 'simple', rows: '20', 'row-scale': 'linear', leverage: '10' },
    cascade: { side: 'up', shock: '5%', flow: '50000000', 'depth-1pct': '9000000', 'depth-factor': '0.5', passthrough: '0.4', 'map-scale': '0.3', 'leverage-tilt': '1', beta: 'SOL:1.62', horizon: '3d', volatility: '0.9' },
    scenarios: { zones: '[{"name":"A","from":61500,"to":63000}]', range: '24h', horizon: '3d', volatility: '0.9', drift: 'logarithm', paths: '512', seed: '7' },
  };
  for (const [widget, attributes] of Object.entries(changing)) {
    const plain = svg(widget, {});
    for (const [name, value] of Object.entries(attributes)) assert.ok(svg(widget, { [name]: value }) !== plain, `${name} of ${widget}`);
  }
});

test('a named time zone is that of the place', () => {
  const svg = toSVG({ widget: 'map', snapshot: market, attributes: { timezone: 'Asia/Shanghai' } });
  assert.match(svg, /UTC\+8/);
  assert.throws(() => toSVG({ widget: 'map', snapshot: market, attributes: { timezone: 'Mars/Crater' } }), { name: 'LiqError', code: 'attribute-invalid', field: 'timezone' });
});

test('colours of the publisher, font and ground are those asked for', () => {
  const options = { widget: 'map', snapshot: market, height: 500 };
  assert.match(toSVG({ ...options, colors: { bg: '#fae', long: '#102030' } }), /fill="#FFAAEE"[\s\S]*fill="#102030"/);
  assert.match(toSVG({ ...options, font: 'Inter' }), /font-family="Inter, sans-serif"/);
  assert.match(toSVG({ ...options, font: 'Inter', attributes: { lang: 'zh-CN' } }), /font-family="Inter, &quot;PingFang SC&quot;/);
  assert.match(toSVG({ ...options, font: 'Inter', attributes: { lang: 'zh-TW' } }), /&quot;PingFang TC&quot;/);
  assert.doesNotMatch(toSVG({ ...options, transparent: true }), /<rect width=/);
  assert.throws(() => toSVG({ ...options, colors: { bg: 'teal' } }), { code: 'attribute-invalid', field: 'colors.bg' });
  assert.throws(() => toSVG({ ...options, colors: { bgg: '#fff' } }), { code: 'attribute-unknown' });
});

test('an unknown option is refused with the nearest name', async () => {
  for (const [words, near] of [[['--palete', 'magma'], 'palette'], [['--widht', '300'], 'width'], [['--row-scal', 'log'], 'row-scale']]) {
    const { code, stderr } = await command('--widget', 'heatmap', '--src', MARKET, '-o', '-', ...words);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`${words[0]} is no option of render --widget heatmap; did you mean --${near}\\?`));
  }
  assert.throws(() => toSVG({ widget: 'map', snapshot: market, attributes: { stak: 'none' } }), { code: 'attribute-unknown', field: 'stak', message: /did you mean stack\?/ });
});

test('a wrong command line is refused with what is allowed', async () => {
  const refusals = [
    [['--src', MARKET, '-o', '-'], /--widget must be given/],
    [['--widget', 'pie', '--src', MARKET, '-o', '-'], /widget must be/, 1],
    [['--widget', 'map', '-o', '-'], /--src must be given/],
    [[...asked], /--out must be given/],
    [[...asked, '-o', 'picture.gif'], /must end in \.svg or \.png, got picture\.gif/],
    [[...asked, '-o', '-', '--width', 'wide'], /--width must be a number, got wide/],
    [[...asked, '-o', '-', '--ratio', '2'], /--ratio is for PNG/],
    [[...asked, '-o', 'x.png', '--ratio', '99'], /--ratio must be a number in 0\.25\.\.8, got 99/],
    [[...asked, '-o', '-', '-o', '-'], /--out is given twice/],
    [[...asked, '-o', '-', '--transparent=yes'], /--transparent takes no value/],
    [[...asked, '-o', '-', '--stack', 'sideways'], /stack must be/, 1],
    [['--widget', 'map', '--src', MARKET, '-o', '-', '--height', '190'], /height must be \d+ or more/, 1],
    [['stray', ...asked, '-o', '-'], /expected an option, got stray/],
  ];
  for (const [words, says, expected = 2] of refusals) {
    const { code, stderr } = await command(...words);
    assert.match(stderr, says);
    assert.equal(code, expected, stderr);
  }
});

test('the hash of the snapshot is checked where one is given', async () => {
  const hash = `sha256-${createHash('sha256').update(market).digest('base64')}`;
  assert.equal((await command(...asked, '-o', '-', '--integrity', hash)).code, 0);
  const { code, stderr } = await command(...asked, '-o', '-', '--integrity', `sha256-${'A'.repeat(43)}=`);
  assert.equal(code, 1);
  assert.match(stderr, /integrity-mismatch/);
});

test('a PNG has the size asked for times the ratio', async () => {
  const path = join(folder, 'map.png');
  const { code, stderr } = await command(...asked, '--width', '400', '--ratio', '2', '-o', path);
  assert.equal(code, 0, stderr);
  const png = await readFile(path);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [800, 1000]);
});

test('words are no part of shapes: another font changes none of them', () => {
  const options = { widget: 'cascade', snapshot: market, height: 600, attributes: { shock: '4%' } };
  assert.equal(shapes(toSVG({ ...options, font: 'Inter' })).replaceAll('Inter, ', ''), shapes(toSVG(options)).replaceAll('Helvetica, Arial, &quot;Liberation Sans&quot;, ', ''));
});
