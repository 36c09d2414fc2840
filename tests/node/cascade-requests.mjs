// Random cascades, from a seed, in the form of files of cases.

import { splitMix64 } from '../../www/headless.js';

/** A function that gives the next uniform number of a seed's stream. */
export function uniforms(seed) {
  let index = 0;
  return () => {
    const { uniform } = splitMix64({ seed, path: Math.floor(index / 8), dimension: index % 8 });
    index += 1;
    return uniform;
  };
}

/** A random cascade with the keys of a file of cases. */
export function randomCase(next) {
  const pick = (...items) => items[Math.floor(next() * items.length)];
  const down = next() < 0.5;
  const spot = pick(100, 111_000);
  const blocks = Array.from({ length: pick(0, 1, 2, 3, 5, 8, 13, 30, 200) }, () => [next() * 0.2, next() * pick(1, 10, 60)]);
  if (blocks.length > 2 && next() < 0.3) blocks[1][0] = blocks[0][0];
  const named = next() < 0.3;
  const placed = named ? blocks.map(([x, q]) => ({ price: spot * (1 + (down ? -x : x)), q })) : blocks;
  const input = {
    side: down ? 'down' : 'up', p0: spot, blocks: placed, shock: pick(0, next() * 0.1), exogenous_flow: pick(0, next() * 20),
    passthrough: pick(1, 0.7, next()), deleveraging: pick(1, 1.5), depth: randomDepth(next, pick), depth_factor: pick(1, 0.68, 0.3),
    x_max: pick(1, 0.25), critical_fraction: pick(0.25, 0, 0.6),
  };
  if (next() < 0.2) input.blocks_grid = { x0: next() * 0.05, step: next() * 0.01, count: 7, q: next() * 20 };
  if (input.depth.kind !== 'power' && next() < 0.2) input.absorption = [[0.01, 0], [0.01, next() * 100], [0.05, 120]];
  const force = next();
  if (force < 0.15) input.gamma_usd_per_pct = next() * 200;
  else if (force < 0.3) input.resilience = pick({ rho_tau: next() * 2 }, { half_life_s: 60 * next() + 5, round_s: 6 });
  return input;
}

function randomDepth(next, pick) {
  const kind = pick('linear', 'power', 'piecewise', 'piecewise', 'piecewise');
  if (kind === 'linear') return { kind, usd_per_pct: 20 + next() * 300 };
  if (kind === 'power') return { kind, usd_1pct: 20 + next() * 300, kappa: pick(1, 1.15, 2, 0.8) };
  const points = [];
  let [y, sum] = [0, 0];
  for (let count = pick(1, 2, 3, 4, 5, 6); count > 0; count -= 1) {
    y += next() * 0.08 + 1e-4;
    if (next() > 0.2) sum += next() * 150;
    points.push([y, sum]);
    if (next() < 0.1) points.push([y, sum += 30]);
  }
  return { kind, points, tail: pick('extend', 'stop') };
}
