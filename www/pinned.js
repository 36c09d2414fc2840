// Scripts of this package whose hash is known. Bundled scripts load one another by this alone, so that the hash of the
// entry on a page holds for all that the page runs.

/** The file of a script with this SHA-256 in base64: other bytes are another file, so each may be cached for ever. */
export const fileName = (name, digest) => `${name}-${digest.slice(0, 8).replace(/\W/g, '_')}.js`;

/** The exports of the script `name`, run only where its bytes have this SHA-256. */
export async function pinned(name, digest) {
  const { href } = new URL(fileName(name, digest), import.meta.url);
  const tag = tagOf(href);
  // What the tag has loaded is what `import()` gives.
  if (tag) {
    await new Promise((resolve, reject) => {
      const onerror = () => reject(new Error(`${href} cannot be loaded, or is not the file that this version was built with`));
      Object.assign(tag, { integrity: `sha256-${digest}`, crossOrigin: 'anonymous', onload: resolve, onerror });
      document.head.append(tag);
    }).finally(() => tag.remove());
  }
  return import(href);
}

/** The tag that looks at a hash and asks no policy for more than the entry did; undefined where there is none. */
function tagOf(href) {
  const link = document.createElement('link');
  // Safari loads ahead without a look at the hash.
  if (!navigator.vendor.startsWith('Apple')) return link.relList.supports('modulepreload') ? Object.assign(link, { rel: 'modulepreload', href }) : undefined;
  try {
    return Object.assign(document.createElement('script'), { type: 'module', src: policy().createScriptURL(href) });
  } catch {
    // A page that lets no policy of ours be has Safari load what it finds.
    return undefined;
  }
}

let made;

/** Turns addresses into what a page takes that requires trusted types. */
function policy() {
  const rules = { createScriptURL: (address) => address };
  made ??= globalThis.trustedTypes?.createPolicy('liquidation-widgets', rules) ?? rules;
  return made;
}
