// Shows one of the page's languages. Runs before the page is drawn, so that nothing jumps; without it both are shown.

(() => {
  const root = document.documentElement;
  const offered = ['en', 'zh-CN'];
  const asked = new URLSearchParams(location.search).get('lang');
  const wished = [asked, ...navigator.languages].filter(Boolean);
  const language = wished.map(offeredFor).find(Boolean) ?? 'en';
  root.lang = language;

  addEventListener('DOMContentLoaded', () => {
    for (const part of document.querySelectorAll('article[lang], .imprint [lang]')) part.hidden = part.lang !== language;
    document.title = document.querySelector(`article[lang="${language}"]`).dataset.title;
    document.querySelector(`nav a[hreflang="${language}"]`).setAttribute('aria-current', 'true');
  });

  /** Every Chinese reader is better served by the Chinese text. */
  function offeredFor(tag) {
    const primary = tag.toLowerCase().split('-')[0];
    return offered.find((language) => language.toLowerCase().split('-')[0] === primary);
  }

  root.classList.add('one-language');
})();
