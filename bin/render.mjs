// `liquidation-widgets render`: a figure of a snapshot as a picture, without a browser.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import '../www/headless.js';
import { liqError } from '../www/liq-error.js';
import { attributesOf, drawPicture, nearestWord } from '../www/node-picture.js';
import { pngOf } from './png-of.mjs';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets render --widget heatmap|map|cascade|tape|regime|signals|scenarios|compare --src FILE --out FILE.svg|FILE.png [OPTION…]

Draws the figure that the element of this name shows, from the same engine and the same scene, and prints the sentences that
belong into the picture's alt text. Every attribute of the element is an option of the same name (--range 14d --palette
cividis --heading "…" --lang zh-CN --theme dark --timezone Asia/Shanghai); one that belongs to a live page only (load, static,
group, no-controls, no-table) changes nothing. A wrong value is refused.

  --widget WORD       heatmap, map, cascade, tape, regime, signals, scenarios or compare
  --src FILE          a liq-snapshot/1 document; - reads standard input
  --out FILE, -o      .svg or .png; - writes SVG to standard output
  --width PX          1200 when left out
  --height PX         675 when left out
  --no-frame          the chart alone, without heading, notes and source
  --padding PX        between edge and words; 16 when left out, 0 without a frame
  --transparent       no ground behind the picture
  --color NAME=#HEX   a colour of the page: bg, ink, muted, grid, long, short, accent, focus, legend; may be repeated
  --font-family LIST  families of the words in SVG
  --font FILE         PNG: the words are set in this font and no other; may be repeated, for instance with one for Chinese
  --ratio NUMBER      PNG: pixels per CSS pixel, 0.25 to 8; 1 when left out

PNG needs the package @resvg/resvg-js: npm install @resvg/resvg-js
`;

/** Options of the command itself: whether each takes a value, and whether it may be repeated. */
const OWN = {
  widget: {}, out: {}, width: {}, height: {}, padding: {}, ratio: {}, 'font-family': {},
  font: { list: true }, color: { list: true },
  frame: { flag: true }, 'no-frame': { flag: true }, transparent: { flag: true },
};
const RATIOS = [0.25, 8];

/** Runs the command with the words after its name. */
export async function run(words) {
  const { own, attributes } = optionsIn(words);
  const out = own.out ?? missing('out');
  const form = out === '-' ? 'svg' : /\.(svg|png)$/i.exec(out)?.[1].toLowerCase();
  if (form === undefined) throw new UsageError(`--out must end in .svg or .png, got ${out}`);
  for (const name of ['font', 'ratio']) if (form === 'svg' && own[name] !== undefined) throw new UsageError(`--${name} is for PNG`);
  const ratio = numberOf(own, 'ratio') ?? 1;
  if (!(ratio >= RATIOS[0] && ratio <= RATIOS[1])) throw new UsageError(`--ratio must be a number in ${RATIOS.join('..')}, got ${own.ratio}`);
  const snapshot = await textOf(attributes.src ?? missing('src'), attributes.integrity);
  const { svg, summary } = drawPicture({
    widget: own.widget, snapshot, attributes, frame: own['no-frame'] === undefined, transparent: own.transparent !== undefined,
    width: numberOf(own, 'width'), height: numberOf(own, 'height'), padding: numberOf(own, 'padding'),
    font: own['font-family'], colors: colorsOf(own.color),
  });
  if (out === '-') process.stdout.write(svg);
  else await writeFile(out, form === 'svg' ? svg : await pngOf(svg, { ratio, fonts: own.font }));
  process.stderr.write(`${summary}\n`);
  return 0;
}

/** Options of the command, and attributes by name. An attribute without a value is there. */
function optionsIn(words) {
  const given = pairsIn(words);
  const widget = given.find(([name]) => name === 'widget')?.[1] ?? missing('widget');
  const known = attributesOf(widget);
  const [own, attributes] = [{}, {}];
  for (const [name, value] of given) {
    if (Object.hasOwn(OWN, name)) own[name] = ownValue(name, value, own[name]);
    else if (known.includes(name)) attributes[name] = once(name, value ?? '', attributes[name]);
    else throw unknown(name, [...Object.keys(OWN), ...known], widget);
  }
  return { own, attributes };
}

/** `--name value`, `--name=value` or `--name` alone, as pairs. */
function pairsIn(words) {
  const pairs = [];
  for (let at = 0; at < words.length; at += 1) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(words[at] === '-o' ? '--out' : words[at]) ?? [];
    if (name === undefined) throw new UsageError(`expected an option, got ${words[at]}`);
    const next = words[at + 1];
    const isFlag = OWN[name]?.flag === true;
    const takesNext = value === undefined && !isFlag && next !== undefined && !next.startsWith('--') && next !== '-o';
    pairs.push([name, takesNext ? next : value]);
    if (takesNext) at += 1;
  }
  return pairs;
}

function ownValue(name, value, before) {
  const { flag, list } = OWN[name];
  if (flag) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value, got ${value}`);
    return true;
  }
  if (value === undefined || value === '') throw new UsageError(`--${name} needs a value`);
  return list ? [...before ?? [], value] : once(name, value, before);
}

function once(name, value, before) {
  if (before !== undefined) throw new UsageError(`--${name} is given twice`);
  return value;
}

function unknown(name, names, widget) {
  const near = nearestWord(name, names);
  return new UsageError(`--${name} is no option of render --widget ${widget}${near === undefined ? '' : `; did you mean --${near}?`}`);
}

function missing(name) {
  throw new UsageError(`--${name} must be given`);
}

function numberOf(own, name) {
  if (own[name] === undefined) return undefined;
  const value = Number(own[name]);
  if (!Number.isFinite(value)) throw new UsageError(`--${name} must be a number, got ${own[name]}`);
  return value;
}

function colorsOf(words = []) {
  return Object.fromEntries(words.map((word) => {
    const [, name, color] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    if (name === undefined) throw new UsageError(`--color must be NAME=#HEX, got ${word}`);
    return [name, color];
  }));
}

/** The text of a file, whose hash is checked where one is given. */
async function textOf(path, integrity) {
  const bytes = path === '-' ? await standardInput() : await readFile(path);
  if (integrity) checkIntegrity(path, bytes, integrity);
  return bytes.toString('utf8');
}

async function standardInput() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts);
}

function checkIntegrity(path, bytes, integrity) {
  const wanted = integrity.trim().split(/\s+/);
  const found = wanted.map((hash) => /^(sha(?:256|384|512))-/.exec(hash)?.[1]).filter(Boolean)
    .map((name) => `${name}-${createHash(name).update(bytes).digest('base64')}`);
  if (found.length === 0) throw new UsageError(`--integrity must be sha256-, sha384- or sha512- and a hash in base64, got ${integrity}`);
  if (!found.some((hash) => wanted.includes(hash))) throw liqError({ code: 'integrity-mismatch', field: path, value: found[0], allowed: integrity });
}
