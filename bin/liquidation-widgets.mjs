#!/usr/bin/env node
// The command `liquidation-widgets`: snapshots from venues and from CSV files, a check of the engine against files of cases, pictures, clusters as a table, past moves replayed.

import { UsageError } from './usage-error.mjs';

const COMMANDS = {
  snapshot: { file: './snapshot.mjs', words: 'one contract of one to five venues, asked now, into a snapshot' },
  import: { file: './import.mjs', words: 'CSV files of one contract, or documents of CoinGlass, into a snapshot' },
  check: { file: './check.mjs', words: 'files of cases through the engine' },
  render: { file: './render.mjs', words: 'a figure of a snapshot as SVG or PNG, without a browser' },
  clusters: { file: './clusters.mjs', words: 'where the estimate of a snapshot is dense, as a table' },
  replay: { file: './replay.mjs', words: 'past moves with published figures, projected beside published' },
};

/** Exit codes of what a venue answers; anything else is 1. */
const EXIT_CODES = { 'venue-refused': 3, 'symbol-unknown': 3, 'venue-blocked': 4, 'rate-limited': 5, 'fetch-failed': 6 };

const HELP = `liquidation-widgets COMMAND …

${Object.entries(COMMANDS).map(([name, { words }]) => `  ${name.padEnd(8)} ${words}`).join('\n')}

  liquidation-widgets COMMAND --help   what a command takes
  liquidation-widgets --version        the version

Exit code 0: done; 1: refused data or failed cases; 2: a wrong command line. Of snapshot also 3: refused by a venue, 4: blocked,
5: rate-limited, 6: not reachable.
`;

process.exitCode = await main(process.argv.slice(2));

/** Runs the command and gives the exit code. A code that is set instead of an exit lets standard output drain. */
async function main([word, ...rest]) {
  try {
    if (word === '--help' || word === '-h') return print(HELP);
    if (word === '--version') return print(`${(await import('../www/headless.js')).version}\n`);
    if (word === undefined || !Object.hasOwn(COMMANDS, word)) throw new UsageError(unknown(word));
    const { run, help } = await import(COMMANDS[word].file);
    return rest.includes('--help') || rest.includes('-h') ? print(help) : await run(rest);
  } catch (error) {
    return explained(error);
  }
}

function unknown(word) {
  const known = Object.keys(COMMANDS).join(' or ');
  return word === undefined ? `which command? ${known}` : `the command must be ${known}, got ${word}`;
}

function print(text) {
  process.stdout.write(text);
  return 0;
}

function explained(error) {
  if (error instanceof UsageError || error.code?.startsWith?.('ERR_PARSE_ARGS')) {
    process.stderr.write(`liquidation-widgets: ${error.message}\nliquidation-widgets --help says more\n`);
    return 2;
  }
  const own = error.name === 'LiqError' || error.syscall !== undefined;
  process.stderr.write(`liquidation-widgets: ${own ? error.message : error.stack}\n`);
  return EXIT_CODES[error.code] ?? 1;
}
