// Fills the tables of the replay page from data/replay.json. It formats and draws; every number is in the file.

const SVG = 'http://www.w3.org/2000/svg';
/** Width of a strip, and the powers of ten that it reaches to either side. */
const STRIP = { width: 120, height: 22, decades: 1.5 };

const WORDS = {
  en: {
    caption: 'Projected from stated inputs, beside what was published. Bitcoin; all assets where it says so.',
    event: 'Move', reached: 'Price reached', liquidated: 'Bitcoin liquidated', openInterest: 'Open interest',
    projected: 'projected', published: 'published', ratio: 'projected ÷ published', noData: 'no data',
    from: (price, gap) => `from ${price}, gap ${gap}`, allAssets: (sum) => `all assets ${sum}`, inCoins: (share) => `in BTC ${share}`,
    range: ' to ', shared: 'For all moves', believed: 'share of the map, from the other moves',
    kinds: { published: 'published', derived: 'derived', assumed: 'assumed' }, failed: 'The figures could not be read.',
    names: {
      amplification: 'Mean amplification of past events', depthFactor: 'Effective over visible depth, R', passthrough: 'Share of liquidations that reaches the book, φ',
      target: 'Branching aimed at', entrySpread: 'Spread of entries', defaultDepthUsd: 'Default depth within 1 %', defaultDepthOpenInterestUsd: 'Open interest it belongs to',
      venueShare: 'Share of one venue', kappa: 'Exponent of depth', price: 'Price before', openInterestUsd: 'Open interest before', depthUsd: 'Depth within 1 %', gap: 'Gap',
    },
  },
  zh: {
    caption: '由所列输入推演的结果，与公布数据并列。范围为比特币市场，注明“全部币种”者除外；金额为美元。',
    event: '行情', reached: '到达价位', liquidated: '比特币清算金额', openInterest: '未平仓合约变化',
    projected: '推演', published: '公布', ratio: '推演÷公布', noData: '无数据',
    from: (price, gap) => `自 ${price} 起，跳空 ${gap}`, allAssets: (sum) => `全部币种 ${sum}`, inCoins: (share) => `按 BTC 计 ${share}`,
    range: ' 至 ', shared: '各次行情共用', believed: '清算图采信比例（由其余行情得出）',
    kinds: { published: '公布', derived: '推算', assumed: '假设' }, failed: '无法读取数据。',
    names: {
      amplification: '历史事件平均放大倍数', depthFactor: '盘口有效比例 R', passthrough: '传导比例 φ', target: '校准目标（分支比）', entrySpread: '开仓价范围',
      defaultDepthUsd: '默认 1% 深度', defaultDepthOpenInterestUsd: '对应的未平仓合约', venueShare: '单一平台占比', kappa: '深度指数',
      price: '此前价格', openInterestUsd: '此前未平仓合约', depthUsd: '1% 深度', gap: '跳空',
    },
  },
};

fill();

async function fill() {
  const result = await fetch('data/replay.json').then((answer) => (answer.ok ? answer.json() : undefined), () => undefined);
  for (const place of document.querySelectorAll('.replay')) {
    const words = wordsOf(place);
    place.replaceChildren(result ? table(result, words) : element('p', words.failed));
  }
  if (!result) return;
  for (const place of document.querySelectorAll('.inputs')) place.replaceChildren(...inputs(result, wordsOf(place)));
}

const wordsOf = ({ lang }) => ({ ...WORDS[lang === 'en' ? 'en' : 'zh'], lang });

// Words of numbers --------------------------------------------------------------------------------------------------

const grouped = (value, digits, lang) => value.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const price = (value, { lang }) => (lang === 'en' ? `$${grouped(value, 0, lang)}` : grouped(value, 0, lang));
const share = (value, { lang }) => `${grouped(100 * value, 1, lang)}%`;
const signed = (value, words) => `${value < 0 ? '−' : '+'}${share(Math.abs(value), words)}`;
const times = (value, { lang }) => `${grouped(value, value < 0.995 ? 2 : 1, lang)}×`;

function money(value, { lang }) {
  if (lang !== 'en') return `${grouped(value / 1e8, value < 9.995e9 ? 2 : 0, lang)}亿`;
  return value < 999.5e6 ? `$${grouped(value / 1e6, 0, lang)}M` : `$${grouped(value / 1e9, value < 99.95e9 ? 1 : 0, lang)}bn`;
}

/** One figure, the least and the greatest, or that there is none. */
function range(figures, words, write) {
  if (figures === null) return words.noData;
  const [low, high] = [write(figures.low, words), write(figures.high, words)];
  return low === high ? low : `${low}${words.range}${high}`;
}

// The table ---------------------------------------------------------------------------------------------------------

function table({ events, readingFactor }, words) {
  const groups = [[words.event, 1], [words.reached, 2], [words.liquidated, 3], [words.openInterest, 2]];
  const first = row(groups.map(([text, span]) => heading(text, { colSpan: span, rowSpan: text === words.event ? 2 : 1, scope: span > 1 ? 'colgroup' : 'col' })));
  const { projected, published, ratio } = words;
  const second = row([projected, published, projected, published, ratio, projected, published].map((text) => heading(text, { scope: 'col' })));
  const body = events.map((event) => eventRow(event, words, readingFactor));
  return role('table', element('table', element('caption', words.caption), rows('thead', [first, second]), rows('tbody', body)));
}

function eventRow({ id, name, inputs: given, side, projected, published, ratios }, words, readingFactor) {
  const label = (group, kind) => `${group}, ${kind}`;
  const head = heading('', { scope: 'row' });
  role('rowheader', head);
  const from = words.from(price(given.price.value, words), signed((side === 'down' ? -1 : 1) * given.gap.value, words));
  head.append(element('strong', id), element('span', words.lang === 'en' ? name.en : name.zh), small(from));
  const inCoins = published.openInterestCoinChange === null ? [] : [small(words.inCoins(range(published.openInterestCoinChange, words, signed)))];
  return row([
    head,
    cell(label(words.reached, words.projected), price(projected.reached, words)),
    cell(label(words.reached, words.published), range(published.reached, words, price)),
    cell(label(words.liquidated, words.projected), money(projected.liquidatedUsd, words)),
    cell(label(words.liquidated, words.published), range(published.liquidatedUsd, words, money), small(words.allAssets(range(published.allAssetsUsd, words, money)))),
    cell(words.ratio, range(ratios.liquidated, words, times), ...(ratios.liquidated ? [strip(ratios.liquidated, readingFactor)] : [])),
    cell(label(words.openInterest, words.projected), signed(projected.openInterestChange, words), small(words.inCoins(signed(projected.openInterestCoinChange, words)))),
    cell(label(words.openInterest, words.published), range(published.openInterestChange, words, signed), ...inCoins),
  ]);
}

/** Model over published on a scale of ratios: 1 in the middle, the reading factor shaded. Its numbers stand beside it. */
function strip({ low, high }, readingFactor) {
  const { width, height, decades } = STRIP;
  const x = (value) => Math.min(Math.max(0.5 + Math.log10(value) / (2 * decades), 0.02), 0.98) * width;
  const svg = drawn('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true', class: 'strip' });
  const [from, to] = [x(1 / readingFactor), x(readingFactor)];
  svg.append(
    drawn('rect', { class: 'near', x: from, y: 3, width: to - from, height: height - 6 }),
    drawn('line', { class: 'axis', x1: 0, x2: width, y1: height / 2, y2: height / 2 }),
    drawn('line', { class: 'one', x1: x(1), x2: x(1), y1: 1, y2: height - 1 }),
    drawn('line', { class: 'span', x1: x(low), x2: x(high), y1: height / 2, y2: height / 2 }),
    ...[low, high].map((value) => drawn('circle', { class: 'end', cx: x(value), cy: height / 2, r: 4.5 })),
  );
  return svg;
}

// The inputs --------------------------------------------------------------------------------------------------------

const WRITTEN = {
  price, openInterestUsd: money, depthUsd: money, defaultDepthUsd: money, defaultDepthOpenInterestUsd: money, gap: share, entrySpread: share, venueShare: share,
};

function inputs({ assumptions, events }, words) {
  const shared = details(words.shared, Object.entries(assumptions), words);
  const own = events.map(({ id, name, inputs: given, mapScale }) => {
    const title = `${id} · ${words.lang === 'en' ? name.en : name.zh}`;
    const believed = element('li', `${words.believed}: ${share(mapScale.value, words)}`);
    return details(title, Object.entries(given), words, believed);
  });
  return [shared, ...own];
}

function details(title, entries, words, ...more) {
  const items = entries.map(([name, { value, kind, source }]) => {
    const written = (WRITTEN[name] ?? String)(value, words);
    const item = element('li', element('strong', words.names[name] ?? name), ` ${written}${kind ? ` (${words.kinds[kind]})` : ''}`);
    const origin = small(source);
    origin.lang = 'en';
    item.append(origin);
    return item;
  });
  return element('details', element('summary', title), element('ul', ...items, ...more));
}

// Elements ----------------------------------------------------------------------------------------------------------

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Roles are said, since a narrow page lays rows out as blocks, which would take the table away from screen readers. */
function role(word, made) {
  made.setAttribute('role', word);
  return made;
}

const rows = (name, content) => role('rowgroup', element(name, ...content));
const row = (cells) => role('row', element('tr', ...cells));
const small = (text) => element('small', text);
const heading = (text, properties) => role('columnheader', Object.assign(element('th', text), properties));

function cell(label, ...content) {
  const made = role('cell', element('td', element('span', ...content)));
  made.dataset.label = label;
  return made;
}
