// What is drawn as a file: the text of its snapshot, the hash for the attribute `integrity`, and a name.

/** `{ text, integrity, name }` of a snapshot's text. `integrity` is empty where a page is not served securely. */
export async function frozen(text) {
  const { asset, as_of_ms: asOfMs } = JSON.parse(text);
  const day = new Date(asOfMs).toISOString().replace(/:\d\d\.\d+Z$/, 'Z').replace(':', '');
  return { text, integrity: await integrityOf(text), name: `${asset.toLowerCase()}-${day}.json` };
}

async function integrityOf(text) {
  // Browsers hash on secure pages only.
  if (!globalThis.crypto?.subtle) return '';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
