// Wiring: views by address, keys, buttons.
const TABS = ['leaderboard', 'breakdown', 'calibration', 'compare', 'items', 'law'];
const wide = () => matchMedia('(min-width: 901px)').matches;

async function ready() {
  if (!index) index = await unpack('index');
  if (!ready.done) {
    ready.done = true;
    drawFilters(); label(); search();
  }
}

async function apply() {
  const [view, rest] = route();
  show(view);
  if (view === 'items') {
    await ready();
    if (route()[0] !== 'items') return;
    drawRows();
    if (rest) { if (!open_ || open_.item.id !== rest) seek(rest); } else {
      $('explorer').classList.remove('reading');
      if (wide() && found.length) { chosen = Math.max(chosen, 0); drawRows(); openItem(index.rows[found[chosen]][F.id]); } else drawWelcome('');
    }
  } else { scrollTo(0, 0); if (view === 'law') await openLaw(rest); }
}

function label() {
  $('q').placeholder = say('搜索案情、题号、请求', 'Search facts, ids, claims');
  document.title = say('换脸法律推理基准 · facelaw', 'facelaw report');
}

function back() {
  $('explorer').classList.remove('reading');
  history.pushState(null, '', '#items');
  drawRows();
  $('list').focus();
}

function turn(step) {
  if (!open_) return;
  const variants = open_.pack.family.variants.filter((v) => sibling(v.id));
  const here = variants.findIndex((v) => v.id === open_.item.variant);
  const next = variants[here + step];
  if (next) go(sibling(next.id).id);
}

function listKey(event) {
  const page = Math.max(1, Math.floor($('list').clientHeight / ROW) - 1);
  const jump = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
  if (jump) choose(chosen + jump);
  else if (event.key === 'Home') choose(0);
  else if (event.key === 'End') choose(found.length - 1);
  else if (event.key === 'Enter') { $('explorer').classList.add('reading'); $('detail').focus(); } else return;
  event.preventDefault();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open) return;
  const field = event.target.closest('input, select, textarea');
  if (field) {
    if (event.key === 'Escape' && field.id === 'q') { field.blur(); $('list').focus(); }
    if (event.key === 'ArrowDown' && field.id === 'q') { choose(Math.max(chosen, 0)); $('list').focus(); event.preventDefault(); }
    return;
  }
  const items = current() === 'items';
  if (event.target.id === 'list' && /^(Arrow(Up|Down)|Page|Home|End|Enter)/.test(event.key)) { listKey(event); return; }
  const keys = {
    '/': () => { if (!items) location.hash = 'items'; show('items'); $('explorer').classList.remove('reading'); $('q').focus(); },
    '?': () => $('keys').showModal(),
    l: otherLanguage,
    t: nextTheme,
    ...(items ? { j: () => choose(chosen + 1), k: () => choose(chosen - 1), ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), Escape: back } : {}),
    ...Object.fromEntries(TABS.map((tab, i) => [String(i + 1), () => { location.hash = tab; }])),
  };
  const act = own(keys, event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

function start() {
  root.classList.add('js');
  setTheme(['light', 'dark'].includes(recall('theme')) ? recall('theme') : 'auto');
  setLanguage(recall('lang') || (/^zh/i.test(navigator.language) ? 'zh' : 'en'));
  onLanguage(() => {
    label();
    if (index && ready.done) { drawFilters(); search(); drawItem(); }
    drawLaw();
  });
  label();
  $('lang').addEventListener('click', otherLanguage);
  $('theme').addEventListener('click', nextTheme);
  $('help').addEventListener('click', () => $('keys').showModal());
  $('q').addEventListener('input', search);
  $('reset').addEventListener('click', () => { clearFilters(); drawFilters(); search(); });
  let waiting = false;
  $('list').addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; drawRows(); });
  }, { passive: true });
  addEventListener('resize', () => { if (index) drawRows(); });
  addEventListener('popstate', apply);
  // paper cannot be clicked: what is folded is printed open, save raw output
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('section.active details:not([open])')].filter((d) => !d.closest('.answer'));
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of folded) details.open = false; });
  document.addEventListener('keydown', onKey);
  const pair = $('pair');
  if (pair) pair.addEventListener('change', () => { for (const box of document.querySelectorAll('[data-pair]')) box.hidden = box.dataset.pair !== pair.value; });
  for (const link of document.querySelectorAll('[data-versus]')) link.addEventListener('click', async (event) => {
    event.preventDefault();
    await ready();
    const box = link.closest('[data-pair]'), swap = link.dataset.versus === '1';
    const place = (id) => String(index.runs.findIndex((run) => run.id === id));
    clearFilters();
    wanted.run = place(swap ? box.dataset.b : box.dataset.a);
    wanted.versus = place(swap ? box.dataset.a : box.dataset.b);
    wanted.outcome = 'right';
    $('filter-box').open = true;
    drawFilters(); search();
    location.hash = 'items';
  });
  if (!('DecompressionStream' in window)) {
    $('main').prepend(h('p', { class: 'warning' }, say('此浏览器过旧，不能解开题目与法律模型；请更新。', 'This browser is too old to unpack items and the law model; please update it.')));
  }
  apply();
}
start();
