// What a snapshot had beside what the venues give again: a refresh takes nothing away that was shown.

/** What the venues' own document says of itself; everything else that a snapshot has stands beside its markets. */
const OF_MARKETS = ['format', 'asset', 'quote', 'as_of_ms', 'provenance', 'markets', 'imported_heatmap'];
/** Most markets and sources of a document. */
const [MOST_MARKETS, MOST_SOURCES] = [16, 32];

/** The `document` of the venues with what the snapshot `given`, if there is one, has and the venues do not give. */
export function liveDocument(document, given) {
  if (given?.asset !== document.asset) return document;
  const { provenance } = given;
  const isMeasured = (provenance.markets ?? provenance.kind) === 'measured' && !given.imported_heatmap;
  const same = (market) => ({ venue, symbol }) => venue === market.venue && symbol === market.symbol;
  const markets = document.markets.map((market) => completed(market, isMeasured ? given.markets.find(same(market)) : undefined));
  // A venue that is not followed ends where the snapshot does; the share that the sum covers then says so.
  const others = isMeasured ? given.markets.filter((market) => !document.markets.some(same(market))) : [];
  const beside = Object.entries(given).filter(([name]) => !OF_MARKETS.includes(name));
  const isTold = beside.length > 0 || others.length > 0;
  const sources = [...document.provenance.sources, ...isTold ? provenance.sources.filter(({ name }) => !document.provenance.sources.some((known) => known.name === name)) : []];
  const kinds = beside.length > 0 && provenance.kind !== 'measured' ? { kind: 'mixed', markets: document.provenance.kind } : {};
  return {
    ...Object.fromEntries(beside), ...document,
    as_of_ms: others.length > 0 ? Math.max(document.as_of_ms, given.as_of_ms) : document.as_of_ms,
    provenance: { ...document.provenance, ...kinds, sources: sources.slice(0, MOST_SOURCES) },
    markets: [...markets, ...others].slice(0, MOST_MARKETS),
  };
}

/** A market of the venues with the book and the liquidations that the snapshot has of it, where the venue gave none. */
function completed(market, { depth, liquidations } = {}) {
  const sums = liquidations?.period_ms || !market.liquidations ? liquidations : undefined;
  return { ...(depth && { depth }), ...market, ...(sums && { liquidations: { ...sums, complete: false } }) };
}
