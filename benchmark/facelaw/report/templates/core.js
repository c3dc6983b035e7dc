// Small tools: elements set as text only, packed content, language, theme, views.
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

function h(name, props, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'class') node.className = value;
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

const packs = new Map();
function unpack(name) {
  if (!packs.has(name)) packs.set(name, inflate(name));
  return packs.get(name);
}
async function inflate(name) {
  const holder = document.querySelector(`script[data-pack="${name}"]`);
  if (!holder) return null;
  const bytes = Uint8Array.from(atob(holder.textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

const language = () => (root.dataset.lang === 'en' ? 'en' : 'zh');
function t(text) {
  if (!text) return '';
  const here = language(), other = here === 'zh' ? 'en' : 'zh';
  return own(text, here) || own(text, other) || '';
}
const say = (zh, en) => (language() === 'zh' ? zh : en);
const paired = (pair, code) => (Array.isArray(pair) ? pair[language() === 'zh' ? 0 : 1] || pair[0] : code);

function remember(key, value) { try { localStorage.setItem(`facelaw.${key}`, value); } catch { /* a page opened as a file may have no storage */ } }
function recall(key) { try { return localStorage.getItem(`facelaw.${key}`); } catch { return null; } }

const listeners = [];
const onLanguage = (fn) => listeners.push(fn);
function setLanguage(code) {
  root.dataset.lang = code;
  root.lang = code === 'en' ? 'en' : 'zh-Hans';
  for (const fn of listeners) fn();
}
function otherLanguage() {
  setLanguage(language() === 'zh' ? 'en' : 'zh');
  remember('lang', root.dataset.lang);
}
function setTheme(name) { root.dataset.theme = name; }
function nextTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const round = dark ? ['auto', 'light', 'dark'] : ['auto', 'dark', 'light'];
  const next = round[(round.indexOf(root.dataset.theme) + 1) % 3];
  setTheme(next);
  remember('theme', next);
  $('live').textContent = { auto: say('随系统', 'As the system'), light: say('浅色', 'Light'), dark: say('深色', 'Dark') }[next];
}

const views = [...document.querySelectorAll('section[data-view]')].map((s) => s.dataset.view);
function show(view) {
  for (const section of document.querySelectorAll('section[data-view]')) section.classList.toggle('active', section.dataset.view === view);
  for (const tab of document.querySelectorAll('[data-tab]')) {
    if (tab.dataset.tab === view) { tab.setAttribute('aria-current', 'page'); tab.scrollIntoView({ block: 'nearest', inline: 'center' }); } else tab.removeAttribute('aria-current');
  }
}
const route = () => {
  const [view, ...rest] = decodeURIComponent(location.hash.slice(1)).split('/');
  return views.includes(view) ? [view, rest.join('/')] : ['leaderboard', ''];
};
const current = () => route()[0];
