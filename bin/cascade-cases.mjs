// Cases of cascades, random numbers, odds and limits of fine maps: a JSON file.

import { projectCascade, simulateCascade, splitMix64 } from '../www/headless.js';
import { continuumCases } from './cascade-formulas.mjs';
import { agrees, said } from './case-values.mjs';

const DEFAULT_TOLERANCE = 1e-12;
const CASE_KEYS = ['id', 'input', 'expected', 'tol', 'closed_form', 'note'];

/** Where the answer has what a file of cases calls by another name. */
const ANSWERS = {
  x_exo: (answer) => answer.exogenousDisplacement,
  x_star: (answer) => answer.displacement,
  p_star: (answer) => answer.finalPrice,
  amplification: (answer) => answer.amplification,
  absorbed: (answer) => answer.absorbed,
  residual: (answer) => answer.residualNotional,
  liquidated: (answer) => answer.liquidatedNotional,
  blocks_fired: (answer) => answer.blocksFired,
  forced_flow: (answer) => answer.forcedFlow,
  volume_branching: (answer) => answer.branching.volume,
  rounds: (answer) => answer.rounds.length,
  round_liquidated: (answer) => answer.rounds.map(({ liquidated }) => liquidated),
  round_x: (answer) => answer.rounds.map(({ displacement }) => displacement),
  n_1pct_at_spot: (answer) => branching(answer.branching.atSpot),
  n_1pct_at_x_star: (answer) => branching(answer.branching.atStop),
  beyond_range: (answer) => answer.beyondRange,
  thresholds: (answer) => answer.blocks.threshold,
  critical_shock: (answer) => answer.criticalShock,
  critical_mass: (answer) => answer.criticalNotional,
  distance_to_critical: (answer) => answer.distanceToCritical,
  side: (answer) => answer.side,
};

/** What `answer` has for the field of an expected result; nothing for a field that is not known. */
export function answerOf(field, answer) {
  return Object.hasOwn(ANSWERS, field) ? ANSWERS[field](answer) : undefined;
}

/** The parts of a file and what runs each. */
const PARTS = {
  cases: projectionCases,
  continuum_formulas: (formulas, { tolerance }) => continuumCases(formulas, tolerance),
  rng_splitmix64: randomCases,
  terminal_quadrature: quadratureCases,
};

/** Whether `document` is a file of this form. */
export function isCascadeFile(document) {
  if (['continuum_formulas', 'rng_splitmix64', 'terminal_quadrature'].some((part) => part in document)) return true;
  return Array.isArray(document.cases) && document.cases.some((one) => one?.input?.side !== undefined && 'expected' in one);
}

/** `{ id, run }` of each case of the file. */
export function cascadeCases({ about, tol, ...parts }) {
  const context = { tolerance: tol ?? DEFAULT_TOLERANCE, cases: parts.cases ?? [] };
  return Object.entries(parts).flatMap(([part, content]) => (
    Object.hasOwn(PARTS, part) ? PARTS[part](content, context) : [{ id: part, run: () => `the part ${part} is not known` }]));
}

function projectionCases(cases, { tolerance }) {
  return cases.map((one, index) => ({ id: one.id ?? `case ${index + 1}`, run: () => projectionDifference(one, tolerance) }));
}

function projectionDifference(one, tolerance) {
  const stranger = Object.keys(one).find((key) => !CASE_KEYS.includes(key));
  if (stranger !== undefined) return `the field ${stranger} of a case is not known`;
  const { input, expected, tol } = one;
  const unknown = Object.keys(expected).find((field) => !Object.hasOwn(ANSWERS, field));
  if (unknown !== undefined) return `the expected field ${unknown} is not known`;
  const answer = projectCascade(input);
  const differing = Object.entries(expected).filter(([field, wanted]) => !agrees(ANSWERS[field](answer), wanted, tol ?? tolerance));
  return differing.map(([field, wanted]) => `${field} expected ${said(wanted)}, found ${said(ANSWERS[field](answer))}`).join('; ') || undefined;
}

function branching(ratio) {
  return ratio === 'unbounded' ? 'inf' : ratio;
}

function randomCases(rows, { tolerance }) {
  return rows.map(({ seed, path, dim, ...expected }) => ({
    id: `rng_splitmix64 ${seed} ${path} ${dim}`,
    run: () => {
      const found = splitMix64({ seed, path, dimension: dim });
      const limits = { u64: 0, uniform: 0, normal: tolerance };
      const wrong = Object.keys(expected).find((key) => !(key in limits) || !agrees(found[key], expected[key], limits[key]));
      return wrong && (wrong in limits ? `${wrong} expected ${expected[wrong]}, found ${found[wrong]}` : `the field ${wrong} is not known`);
    },
  }));
}

/** The reference map stands in the cases of the same file. */
function quadratureCases({ definition, rows, ...others }, { tolerance, cases }) {
  const strange = Object.keys(others).map((key) => ({ id: `terminal_quadrature ${key}`, run: () => `the field ${key} is not known` }));
  return [...strange, ...rows.map((row) => ({
    id: `terminal_quadrature ${row.side} ${row.level} sd ${row.sd} map ${row.map_scale}`,
    run: () => quadratureDifference(row, cases, tolerance),
  }))];
}

function quadratureDifference({ sd, map_scale: mapScale, R_median: median, ln_R_sd: logSd, side, level, p, p_normal_tail: tail, ...others }, cases, tolerance) {
  const stranger = Object.keys(others)[0];
  if (stranger !== undefined) return `the field ${stranger} is not known`;
  const reference = cases.find(({ id }) => id?.startsWith(`reference-${side}-`))?.input;
  if (!reference) return `expected a case reference-${side}-… with the map, found none`;
  const { zones: [{ withMap: { probability } }] } = simulateCascade({
    spot: reference.p0, shockSd: sd, method: 'quadrature', mapScale, depthFactor: { median, logSd, low: 0, high: 1e12 },
    [side]: { blocks: reference.blocks, depth: reference.depth }, zones: [{ low: level, high: level }],
  });
  if (!agrees(probability, p, tolerance)) return `p expected ${p}, found ${probability}`;
  // The tail of the normal law itself: midpoints are within one of 400 of it.
  return tail === undefined || Math.abs(probability - tail) <= 1 / 400 ? undefined : `p_normal_tail expected ${tail}, found ${probability}`;
}
