// Data that are given otherwise than as a snapshot's text, as one script: by value, and as documents of others.

export { importedSnapshot } from './imported.js';
export { snapshotText } from './snapshot-text.js';
