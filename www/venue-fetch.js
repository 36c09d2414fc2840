// Sends one request of a gathering and says what came back. Knows no venue.

const LARGEST_BYTES = 16 * 2 ** 20;
const TIMEOUT_MS = 10_000;

/**
 * What came back for `{ url, body }`: `{ status, retryAfterMs, serverMs, receivedMs, bytes, text }`, or `{ failure,
 * receivedMs }` where nothing whole came in time. No credentials and no address of the page are sent. An answer above
 * 16 MiB is not read to its end.
 */
export async function sendByFetch({ url, body }, { signal, timeoutMs = TIMEOUT_MS, fetch = globalThis.fetch } = {}) {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const posted = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  try {
    const response = await fetch(url, { ...posted, signal: either, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'follow' });
    const { text, bytes } = await bounded(response);
    return {
      status: response.status, text, bytes, receivedMs: Date.now(),
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
      serverMs: instant(response.headers.get('date')),
    };
  } catch (error) {
    if (signal?.aborted) throw error;
    const failure = timeout.aborted ? `no whole answer in ${timeoutMs / 1000} s` : reasonOf(error);
    return { failure, receivedMs: Date.now() };
  }
}

async function bounded(response) {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  if (!response.body) return { text, bytes };
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), bytes };
    bytes += value.byteLength;
    if (bytes > LARGEST_BYTES) {
      await reader.cancel();
      return { text: '', bytes };
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Milliseconds of seconds or of a date from now. */
function retryAfter(header) {
  if (header === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const at = instant(header);
  return at === undefined ? undefined : Math.max(0, at - Date.now());
}

function instant(header) {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function reasonOf(error) {
  return String(error?.cause?.message ?? error?.message ?? error);
}
