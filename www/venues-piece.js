// The piece of wasm that asks venues and reads documents of others, beside the piece that draws.

import { Piece } from './piece.js';
import { sha256 } from './pkg/hashes.js';

export const venuesPiece = new Piece(() => import('./pkg/venues/liquidation_widgets.js'), new URL('./pkg/venues/liquidation_widgets_bg.wasm', import.meta.url), sha256.venues);
