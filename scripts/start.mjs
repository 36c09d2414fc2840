// `npm start`: builds what is missing, serves www/ on this machine and prints the address.

import { join } from 'node:path';
import { build } from './build.mjs';
import { Failure, projectFolder, runMain } from './command.mjs';
import { serve } from './serve.mjs';

await runMain('start', async () => {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Failure(`PORT must be in 0..=65535, got ${process.env.PORT}`);
  await build();
  const { url } = await serve({ root: join(projectFolder, 'www'), port });
  console.log(`The demo article is at ${url} (stop with Ctrl+C)`);
});
