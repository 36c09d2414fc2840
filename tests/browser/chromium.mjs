// Chromium, driven by playwright.

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Whether what was found is enough to run this engine. */
export const isAvailable = ({ chromium }) => Boolean(chromium);

/** Every setting belongs to a page: one process serves all. */
export const startSettings = () => ({});

/** Starts the browser; each page gets a profile of its own. */
export async function launch({ chromium: executablePath }) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return { open: (settings) => open(browser, settings), close: () => browser.close() };
}

async function open(browser, { viewport, deviceScaleFactor, colorScheme, locale, reducedMotion, hasTouch }) {
  const context = await browser.newContext({ viewport, deviceScaleFactor, colorScheme, locale, reducedMotion, hasTouch });
  const page = await context.newPage();
  const log = { messages: [], errors: [] };
  page.on('console', (message) => log.messages.push({ type: message.type() === 'warning' ? 'warn' : message.type(), text: message.text() }));
  page.on('pageerror', (error) => log.errors.push(error.message));
  return {
    raw: page,
    goto: (url) => page.goto(url),
    evaluate: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    move: (x, y) => page.mouse.move(x, y),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
    wheel: (x, y, dx, dy) => page.mouse.wheel(dx, dy),
    keyDown: (key) => page.keyboard.down(key),
    keyUp: (key) => page.keyboard.up(key),
    setViewport: (size) => page.setViewportSize(size),
    log: () => log,
    close: () => context.close(),
  };
}
