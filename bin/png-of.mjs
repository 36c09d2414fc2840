// SVG text as a PNG, by a renderer that is installed beside this package where it is wanted.

import { UsageError } from './usage-error.mjs';

/** In a variable, so that nothing takes it for a dependency that must be there. */
const RENDERER = '@resvg/resvg-js';

/** Bytes of the picture at `ratio` pixels per CSS pixel; in the fonts of the files named, else in those of the system. */
export async function pngOf(svg, { ratio = 1, fonts } = {}) {
  const { Resvg } = await import(RENDERER).catch((error) => {
    throw new UsageError(`PNG needs the package ${RENDERER} (${error.code ?? error.message}); install it with: npm install ${RENDERER}`);
  });
  const font = fonts ? { fontFiles: fonts, loadSystemFonts: false } : { loadSystemFonts: true };
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: ratio }, font }).render().asPng();
}
