// Closed forms of continuous maps, met by fine maps of blocks.

import { projectCascade, simulateCascade } from '../www/headless.js';
import { agrees } from './case-values.mjs';

/** Relative distance of a fine map of blocks from its limit. */
const GRID_TOLERANCE = 1e-3;
const SPACING = 2e-6;
const BLOCKS = 100_000;
/** Linear depth of the formulas that name none. */
const DEPTH = 24_000;

/** What runs the formulas whose name begins so: `[found, expected, tolerance]` of each figure of a row. */
const FORMULAS = [
  ['uniform density', ({ s, n, x_star: x }) => [[uniform(n, s), x]]],
  ['band density', (row, _, name) => [[band(row, name), row.x_star]]],
  ['square-root impact D=B y^2', ({ B, l, Q0, x_star: x }) => [[squareRoot(B, l, { exogenousFlow: Q0 }), x]]],
  ['square-root impact, gap', ({ B, l, s, x_star: x }) => [[squareRoot(B, l, { shock: s }), x]]],
  ['exponential map', exponential],
  ['Gaussian cluster', ({ Q, w, d, n_max: most }) => [[jumps(Q, w, d), most > 1]]],
  ['resilience', ({ n, rho_tau: rhoTau, x_star: x }) => [[uniform(n, 0.03, { resilience: { rhoTau } }), x]]],
  ['one-way beta', oneWayBeta],
  ['critical leverage', criticalLeverage],
  ['touch probability', touch],
  ['first passage', firstPassage],
];

/** `{ id, run }` of each row. */
export function continuumCases(formulas, tolerance) {
  return Object.entries(formulas).flatMap(([name, rows]) => {
    const id = `continuum_formulas ${name.split(/[:,=]/)[0]}`;
    const [, formula] = FORMULAS.find(([start]) => name.startsWith(start)) ?? [];
    if (!formula) return [{ id: name, run: () => 'the formula is not known' }];
    return rows.map((row, index) => ({ id: `${id} ${index + 1}`, run: () => difference(formula(row, rows, name, tolerance)) }));
  });
}

function difference(figures) {
  const wrong = figures.find(([found, expected, tolerance]) => !near(found, expected, tolerance));
  return wrong && `expected ${wrong[1]}, found ${wrong[0]}`;
}

function near(found, expected, tolerance) {
  if (tolerance !== undefined || typeof expected !== 'number') return agrees(found, expected, tolerance ?? 0);
  return Math.abs(found - expected) <= GRID_TOLERANCE * Math.abs(expected);
}

/** Blocks of a uniform map beyond `from`, each of the mass that lies before it. */
function grid(density, spacing, from = 0, count = BLOCKS) {
  return { x0: from + spacing, step: spacing, count, q: density * spacing };
}

const linear = (depth) => ({ kind: 'linear', usdPerPct: depth / 100 });

function uniform(n, shock, more = {}) {
  // A map that reaches as far as the answer: the density is the same at any spacing.
  const spacing = Math.max(SPACING, 2 * (shock / (1 - n)) / BLOCKS);
  return projectCascade({ side: 'down', shock, depth: linear(DEPTH), blocksGrid: grid(n * DEPTH, spacing), ...more }).displacement;
}

function band({ n, s }, name) {
  const [a, b] = ['a', 'b'].map((edge) => Number(new RegExp(`${edge}=([0-9.]+[0-9])`).exec(name)[1]));
  const count = Math.round((b - a) / SPACING);
  return projectCascade({ side: 'down', shock: s, depth: linear(DEPTH), blocksGrid: grid(n * DEPTH, SPACING, a, count) }).displacement;
}

function squareRoot(B, density, push) {
  return projectCascade({ side: 'down', depth: { kind: 'power', usd1pct: B / 1e4, kappa: 2 }, blocksGrid: grid(density, SPACING), ...push }).displacement;
}

/** A cumulative map as blocks, each of the mass that lies before it. */
function blocksOf(mass, end) {
  const at = (index) => index * SPACING;
  return Array.from({ length: Math.round(end / SPACING) }, (_, index) => [at(index + 1), mass(at(index + 1)) - mass(at(index))]);
}

/** Rows after the first one have its parameters. */
function exponential({ Lam, w, d, x_c: from, s_c: critical, s, x_star: x }, [first]) {
  const [scale, width, depth] = [Lam ?? first.Lam, w ?? first.w, d ?? first.d];
  const blocks = blocksOf((at) => scale * Math.expm1(at / width), 0.06);
  const answer = projectCascade({ side: 'down', shock: s ?? 0, depth: linear(depth), blocks });
  if (x !== undefined) return [[answer.displacement, x]];
  const [avalanche] = answer.criticalShocks;
  return [[avalanche.from, from], [avalanche.shock, critical]];
}

/** Whether any shock sets off a jump over two blocks or more. */
function jumps(mass, width, depth) {
  const centre = 6 * width;
  const density = (at) => mass * SPACING * Math.exp(-0.5 * ((at - centre) / width) ** 2) / (width * Math.sqrt(2 * Math.PI));
  const blocks = Array.from({ length: Math.round(2 * centre / SPACING) }, (_, index) => [(index + 1) * SPACING, density((index + 1) * SPACING)]);
  return projectCascade({ side: 'down', depth: linear(depth), blocks, criticalFraction: 0.01 }).criticalShocks.length > 0;
}

function oneWayBeta({ s, n_B: leader, n_S: follower, beta, x_B: x, x_S: followed }) {
  const map = (n) => ({ depth: linear(DEPTH), blocksGrid: grid(n * DEPTH, SPACING) });
  const answer = projectCascade({ side: 'down', shock: s, ...map(leader), followers: [{ asset: 'S', beta, cascade: map(follower) }] });
  return [[answer.displacement, x], [answer.followers[0].cascade.displacement, followed]];
}

/** A holder who sells all to the last pays what the book moves on average; equity is what is left of 1/leverage. */
function criticalLeverage({ I: impact, lambda: leverage, lambda_c: critical, equity }, _, __, tolerance) {
  const cost = exitCost(impact);
  return critical === undefined ? [[1 / leverage - cost, equity, tolerance]] : [[1 / cost, critical, tolerance]];
}

/** Mean displacement of the parts of a sale that moves a square-root book by `impact`: Simpson's rule in the root of the part, which is exact here. */
function exitCost(impact) {
  const usd = 1e6;
  const depth = { kind: 'power', usd1pct: usd / impact ** 2 / 1e4, kappa: 2 };
  const moved = (root) => projectCascade({ side: 'down', depth, blocks: [], exogenousFlow: usd * root ** 2 }).displacement;
  return (4 * moved(0.5) * 2 * 0.5 + moved(1) * 2) / 6;
}

const emptyMap = { depth: linear(DEPTH) };

function touch({ p0: spot, U: level, sigma: volatility, T_days: horizonDays, p }, _, __, tolerance) {
  const { zones: [zone] } = simulateCascade({ spot, volatility, horizonDays, method: 'quadrature', down: emptyMap, up: emptyMap, zones: [{ low: level, high: level }] });
  return [[zone.brownianTouch, p, tolerance]];
}

function firstPassage({ p0: spot, U, L, log_brownian: logarithm, martingale }, _, __, tolerance) {
  const zones = [U, L].map((level) => ({ low: level, high: level }));
  const passage = (drift) => simulateCascade({
    spot, shockSd: 0.1, method: 'path', drift, paths: 1, steps: 1, down: emptyMap, up: emptyMap, zones,
  }).firstPassage.withoutLimitOfTime;
  return [[passage('logarithm'), logarithm, tolerance], [passage('martingale'), martingale, tolerance]];
}
