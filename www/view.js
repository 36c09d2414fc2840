// The page that shows any snapshot: a file of the reader's, or one of this site named in the address. Whatever is wrong with
// the data is said by the element.

const root = document.documentElement;
const page = document.querySelector('.viewer');
const form = document.querySelector('#choices');
const stage = document.querySelector('#stage');
const said = document.querySelector('.said');
const figure = document.createElement('liq-heatmap');
const address = new URLSearchParams(location.search);

const WORDS = {
  en: { foreign: 'Only files of this site can be named in the address. Choose a file instead.', unreadable: 'The file could not be read.' },
  zh: { foreign: '地址中只能写本站的文件，请改为选择文件。', unreadable: '无法读取该文件。' },
};

begin();

function begin() {
  root.classList.add('one-language');
  form.lang.value = offered(form.lang, address.get('lang') ?? navigator.language) ?? 'en';
  form.range.value = offered(form.range, address.get('range')) ?? '';
  form.theme.value = offered(form.theme, address.get('theme')) ?? 'auto';
  choose();
  form.addEventListener('change', (event) => (event.target === form.file ? take(form.file.files[0]) : choose()));
  form.addEventListener('submit', (event) => event.preventDefault());
  page.addEventListener('dragover', (event) => {
    event.preventDefault();
    page.classList.add('dropping');
  });
  page.addEventListener('dragleave', () => page.classList.remove('dropping'));
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    page.classList.remove('dropping');
    take(event.dataTransfer.files[0]);
  });
  const named = address.get('data');
  if (named) fetchNamed(named);
}

/** The value of a selector that a wish stands for: the very word, or for a language the one that is closest. */
function offered(select, wish) {
  const values = [...select.options].map((option) => option.value);
  if (!wish || values.includes(wish)) return wish || undefined;
  if (/^zh\b/i.test(wish)) return values.find((value) => value === (/hant|tw|hk|mo/i.test(wish) ? 'zh-TW' : 'zh-CN'));
  return values.find((value) => value && wish.toLowerCase().startsWith(`${value.toLowerCase()}-`));
}

/** Hands the selectors' values to the element and to the address, so that the page can be linked to. */
function choose() {
  const { range, theme, lang } = Object.fromEntries(new FormData(form));
  root.lang = lang === 'en' ? 'en' : 'zh-CN';
  figure.lang = lang;
  stage.dataset.themeShown = theme;
  put('theme', theme);
  put('range', range);
  for (const [name, value] of Object.entries({ range, theme, lang })) value ? address.set(name, value) : address.delete(name);
  history.replaceState(null, '', `?${address}`);
}

function put(name, value) {
  if (value) figure.setAttribute(name, value);
  else figure.removeAttribute(name);
}

function fetchNamed(named) {
  if (!URL.canParse(named, location.href) || new URL(named, location.href).origin !== location.origin) {
    say('foreign');
    return;
  }
  figure.setAttribute('src', named);
  stage.replaceChildren(figure);
}

async function take(file) {
  if (!file) return;
  const text = await file.text().catch(() => undefined);
  if (text === undefined) {
    say('unreadable');
    return;
  }
  said.hidden = true;
  address.delete('data');
  history.replaceState(null, '', `?${address}`);
  figure.removeAttribute('src');
  figure.data = text;
  if (!figure.isConnected) stage.replaceChildren(figure);
}

function say(word) {
  said.textContent = WORDS[root.lang === 'en' ? 'en' : 'zh'][word];
  said.hidden = false;
}
