import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';

/** `folder` is the whole program path: what stands there are stand-ins. */
describe('on a machine without browsers', () => {
  let folder;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'machine-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function addProgram(name, script) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }

  /** Says which packages it was asked for, and installs a Chromium when that is one of them. */
  async function addAptGet() {
    const chromium = join(folder, 'chromium');
    await addProgram('apt-get', `echo "$@" >> ${join(folder, 'asked')}
      case "$*" in *"install -y --no-install-recommends chromium") echo '#!/bin/sh' > ${chromium}; /bin/chmod 755 ${chromium};; esac`);
    await addProgram('sudo', '[ "$1" = -n ] && shift\nexec "$@"');
    await addProgram('env', 'shift\nexec "$@"');
  }

  function ensureBrowsers(variables = {}) {
    const words = [join(projectFolder, 'scripts', 'ensure-browsers.mjs')];
    return new Promise((resolve) => {
      execFile(process.execPath, words, { env: { PATH: folder, ...variables } }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }));
    });
  }

  test('what is missing is installed after one update, waiting for the lock', async () => {
    await addAptGet();
    const { code, stdout } = await ensureBrowsers({ CI: 'true' });
    const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n').filter((line) => line !== '--version');
    assert.equal(asked[0], '-q -o DPkg::Lock::Timeout=300 update');
    assert.ok(asked.slice(1).every((line) => line.startsWith('-q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends ')), asked.join('\n'));
    assert.ok(['chromium', 'firefox-esr', 'webkit2gtk-driver', 'xvfb'].every((name) => asked.some((line) => line.endsWith(` ${name}`))));
    assert.equal(code, 0);
    assert.ok(stdout.includes(join(folder, 'chromium')));
  });

  test('without a package manager one line says what to install', async () => {
    const { code, stdout } = await ensureBrowsers();
    assert.equal(code, 0);
    assert.match(stdout.split('\n')[0], /install the packages chromium firefox-esr webkit2gtk-driver xvfb/);
  });

  test('continuous integration does not go on without Chromium', async () => {
    const { code, stderr } = await ensureBrowsers({ CI: 'true' });
    assert.equal(code, 1);
    assert.match(stderr, /^browsers: Chromium is missing/);
  });

  test('a browser that a variable names is taken when the system has none', async () => {
    await addProgram('my-chromium', 'exit 0');
    const { code, stdout } = await ensureBrowsers({ CI: 'true', CHROMIUM: join(folder, 'my-chromium') });
    assert.equal(code, 0);
    assert.ok(stdout.includes('my-chromium'));
  });
});
