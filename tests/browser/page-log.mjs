// WebKit's driver cannot tell what a page wrote to its console: every served page loads a script that keeps it.

import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';

const PATH = '/page-log-of-the-harness.js';
const TAG = `<script src="${PATH}"></script>`;

/** Takes what was kept out of the page, as `{ messages, errors }`; undefined where no script could run. */
export const TAKE_LOG = 'globalThis.pageLogOfTheHarness?.splice(0)';

/** The options of scripts/serve.mjs, changed so that every HTML page starts with the script. */
export function withPageLog({ respond = () => undefined, ...options }) {
  return {
    ...options,
    async respond(request) {
      if (request.url === PATH) return { headers: { 'content-type': 'text/javascript' }, body: `(${keepLog})();` };
      const override = await respond(request);
      const page = await pageFor(options.root, request, override);
      return page === undefined ? override : { ...override, headers: { 'content-type': 'text/html; charset=utf-8', ...override?.headers }, body: insertTag(page) };
    },
  };
}

/** The HTML that would be served; undefined when it is something else, or nothing. */
async function pageFor(root, { url, method }, override) {
  const pathname = decodeURIComponent(url.split('?')[0]);
  if (override?.body !== undefined) return /html/.test(override.headers?.['content-type']) ? String(override.body) : undefined;
  if (method !== 'GET' || !/(\/|\.html)$/.test(pathname)) return undefined;
  return readFile(join(root, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname)), 'utf8').catch(() => undefined);
}

function insertTag(page) {
  const start = /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?\s*(<head[^>]*>)?/i.exec(page)[0].length;
  return page.slice(0, start) + TAG + page.slice(start);
}

/** Runs in the page. */
function keepLog() {
  const log = [];
  Object.defineProperty(globalThis, 'pageLogOfTheHarness', { value: log });
  for (const type of ['debug', 'error', 'info', 'log', 'warn']) {
    const write = console[type];
    console[type] = (...words) => {
      log.push({ type, text: words.map(String).join(' ') });
      write.apply(console, words);
    };
  }
  addEventListener('error', (event) => log.push({ error: event.message.replace(/^(Uncaught )?(\w*Error: )?/, '') }));
  addEventListener('unhandledrejection', ({ reason }) => log.push({ error: String(reason?.message ?? reason) }));
}
