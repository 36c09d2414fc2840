/** For templates of React: `import type {} from 'liquidation-widgets/react'` once, anywhere in a project. */

import type { LiqElements } from './elements.js';

/** What every element takes in a template beside its own attributes. */
interface Html {
  id?: string;
  className?: string;
  slot?: string;
  hidden?: boolean;
  children?: unknown;
  key?: string | number | bigint | null;
  ref?: unknown;
}

type Templates = { [Tag in keyof LiqElements]: LiqElements[Tag] & Html };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Templates {}
  }
}
