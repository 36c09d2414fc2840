// The pieces of wasm that a page may load: a lean one for pages with one kind of element, the full one for all others.

import { Piece } from './piece.js';
import { sha256 } from './pkg/hashes.js';

/** Every kind of element with the reports of all: what a page takes that has more kinds than one, or needs a report. */
export const fullPiece = new Piece(() => import('./pkg/liquidation_widgets.js'), new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url), sha256.full);

/** The lean piece of each kind and its tag; addresses are written out so that a bundler sees the files. */
const KINDS = {
  heatmap: {
    tag: 'liq-heatmap',
    piece: new Piece(() => import('./pkg/heatmap/liquidation_widgets.js'), new URL('./pkg/heatmap/liquidation_widgets_bg.wasm', import.meta.url), sha256.heatmap),
  },
  map: {
    tag: 'liq-map',
    piece: new Piece(() => import('./pkg/map/liquidation_widgets.js'), new URL('./pkg/map/liquidation_widgets_bg.wasm', import.meta.url), sha256.map),
  },
  cascade: {
    tag: 'liq-cascade',
    piece: new Piece(() => import('./pkg/cascade/liquidation_widgets.js'), new URL('./pkg/cascade/liquidation_widgets_bg.wasm', import.meta.url), sha256.cascade),
  },
  tape: {
    tag: 'liq-tape',
    piece: new Piece(() => import('./pkg/tape/liquidation_widgets.js'), new URL('./pkg/tape/liquidation_widgets_bg.wasm', import.meta.url), sha256.tape),
  },
  regime: {
    tag: 'liq-regime',
    piece: new Piece(() => import('./pkg/regime/liquidation_widgets.js'), new URL('./pkg/regime/liquidation_widgets_bg.wasm', import.meta.url), sha256.regime),
  },
  signals: {
    tag: 'liq-signals',
    piece: new Piece(() => import('./pkg/signals/liquidation_widgets.js'), new URL('./pkg/signals/liquidation_widgets_bg.wasm', import.meta.url), sha256.signals),
  },
  scenarios: {
    tag: 'liq-scenarios',
    piece: new Piece(() => import('./pkg/scenarios/liquidation_widgets.js'), new URL('./pkg/scenarios/liquidation_widgets_bg.wasm', import.meta.url), sha256.scenarios),
  },
  compare: {
    tag: 'liq-compare',
    piece: new Piece(() => import('./pkg/compare/liquidation_widgets.js'), new URL('./pkg/compare/liquidation_widgets_bg.wasm', import.meta.url), sha256.compare),
  },
};

let chosen;

/** The piece that draws a kind of element. The first element to ask decides for the page by what stands on it then. */
export function pieceFor(kind) {
  const pieces = new Set(Object.values(KINDS).filter(({ tag }) => document.querySelector(tag)).map(({ piece }) => piece));
  chosen ??= pieces.size > 1 ? fullPiece : KINDS[kind].piece;
  return chosen === KINDS[kind].piece ? chosen : fullPiece;
}
