// Firefox, driven by puppeteer over WebDriver BiDi.

/** Whether what was found is enough to run this engine. */
export const isAvailable = ({ firefox }) => Boolean(firefox);

/** What Firefox takes from its preferences, and so once per process. */
export const startSettings = ({ colorScheme, locale, reducedMotion }) => ({ colorScheme, locale, reducedMotion });

/** Starts the browser; each page gets a container of its own. */
export async function launch({ firefox: executablePath }, { colorScheme, locale, reducedMotion }) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'intl.accept_languages': locale,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': reducedMotion === 'reduce' ? 1 : 0,
    },
  });
  return { open: (settings) => open(browser, settings), close: () => browser.close() };
}

async function open(browser, { viewport, deviceScaleFactor }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ ...viewport, deviceScaleFactor });
  const log = { messages: [], errors: [] };
  page.on('console', (message) => log.messages.push({ type: message.type(), text: message.text() }));
  page.on('pageerror', (error) => log.errors.push(error.message));
  return {
    raw: page,
    goto: (url) => page.goto(url),
    evaluate: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    move: (x, y) => page.mouse.move(x, y),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
    wheel: (x, y, deltaX, deltaY) => page.mouse.wheel({ deltaX, deltaY }),
    keyDown: (key) => page.keyboard.down(named(key)),
    keyUp: (key) => page.keyboard.up(named(key)),
    setViewport: (size) => page.setViewport({ ...size, deviceScaleFactor }),
    log: () => log,
    close: () => context.close(),
  };
}

/** This one key has a name in playwright that it has not in puppeteer. */
function named(key) {
  return key === 'Space' ? ' ' : key;
}
