/** For templates of Vue: `import type {} from 'liquidation-widgets/vue'` once, anywhere in a project. */

import type { LiqElements } from './elements.js';

type Components = { [Tag in keyof LiqElements]: new () => { $props: LiqElements[Tag] } };

declare module 'vue' {
  interface GlobalComponents extends Components {}
}
