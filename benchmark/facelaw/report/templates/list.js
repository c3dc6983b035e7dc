// The list of items: filters, search, and only the rows that are in sight.
const ROW = 66;
const F = { id: 0, family: 1, variant: 2, task: 3, kind: 4, target: 5, option: 6, level: 7, split: 8, headline: 9, stage: 10, themes: 11, outcomes: 12 };
const SIGN = { right: '✓', wrong: '✗', abstained: '–', refused: '!', truncated: '…', unparsed: '?', missing: '', failed: '×' };
let index = null, found = [], chosen = -1;
const wanted = {};
const word = (group, code) => paired(own(own(index.words, group), code), code);
const outcomeOf = (row, run) => index.outcomes[row[F.outcomes][run]];

function dots(row, most = 12) {
  const count = index.runs.length;
  if (count > most) {
    const right = [...row[F.outcomes]].filter((c) => index.outcomes[c] === 'right').length;
    return h('small', {}, `${right}/${count}`);
  }
  return h('span', { class: 'dots' }, index.runs.map((run, i) => {
    const name = outcomeOf(row, i);
    return h('span', { class: `o ${name}`, title: `${run.name}: ${word('status', name)}`, 'aria-hidden': 'true' }, SIGN[name]);
  }));
}

const FILTERS = [
  ['task', () => say('任务', 'Task'), (r) => r[F.task], (v) => word('task', v)],
  ['kind', () => say('变体', 'Variant'), (r) => r[F.kind], (v) => word('kind', v)],
  ['level', () => say('难度', 'Level'), (r) => String(r[F.level]), (v) => say(`${v} 级`, `Level ${v}`)],
  ['stage', () => say('阶段', 'Stage'), (r) => r[F.stage], (v) => word('stage', v)],
  ['split', () => say('划分', 'Split'), (r) => r[F.split], (v) => v],
  ['theme', () => say('题材', 'Theme'), (r) => r[F.themes], (v) => word('theme', v)],
];

function drawFilters() {
  const box = $('filters');
  box.replaceChildren();
  const add = (key, name, options) => {
    const select = h('select', { 'data-filter': key, onchange: (e) => { wanted[key] = e.target.value; search(); } }, h('option', { value: '' }, say('全部', 'All')), options.map(([value, text]) => h('option', { value }, text)));
    select.value = wanted[key] || '';
    box.append(h('label', {}, name, select));
  };
  for (const [key, name, value, text] of FILTERS) {
    const values = [...new Set(index.rows.flatMap(value))].filter(Boolean);
    const order = Object.keys(own(index.words, key) || {});
    values.sort((a, b) => order.indexOf(a) - order.indexOf(b) || a.localeCompare(b));
    if (values.length > 1) add(key, name(), values.map((v) => [v, text(v)]));
  }
  const runs = index.runs.map((run, i) => [String(i), run.name]);
  if (!runs.length) return;
  add('run', say('运行', 'Run'), runs);
  add('outcome', say('该运行的结果', 'Its outcome'), Object.values(index.outcomes).map((o) => [o, word('status', o)]));
  if (runs.length > 1) add('versus', say('且此运行答错', 'And wrong for'), runs);
}

function search() {
  const words = $('q').value.toLowerCase().split(/\s+/).filter(Boolean);
  const run = wanted.run ? Number(wanted.run) : -1;
  const texts = index.families.map((f) => `${f.id} ${f.title.zh || ''} ${f.title.en || ''} ${f.text}`.toLowerCase());
  const hits = texts.map((text) => words.map((w) => text.includes(w)));
  const before = found[chosen] === undefined ? null : index.rows[found[chosen]][F.id];
  found = [];
  index.rows.forEach((row, i) => {
    for (const [key, , value] of FILTERS) if (wanted[key] && ![].concat(value(row)).includes(wanted[key])) return;
    if (wanted.outcome && !(run >= 0 ? outcomeOf(row, run) === wanted.outcome : index.runs.some((_, k) => outcomeOf(row, k) === wanted.outcome))) return;
    if (wanted.versus && outcomeOf(row, Number(wanted.versus)) === 'right') return;
    if (words.length) {
      const own_ = [row[F.id], ...row[F.target], word('task', row[F.task]), word('kind', row[F.kind])].join(' ').toLowerCase();
      if (!words.every((w, k) => hits[row[F.family]][k] || own_.includes(w))) return;
    }
    found.push(i);
  });
  chosen = found.findIndex((i) => index.rows[i][F.id] === before);
  const active = Object.values(wanted).filter(Boolean).length;
  $('active-filters').textContent = active ? `(${active})` : '';
  $('reset').hidden = !active && !words.length;
  $('count').textContent = say(`${found.length.toLocaleString()} 题`, `${found.length.toLocaleString()} item${found.length === 1 ? '' : 's'}`) + (found.length < index.rows.length ? ` / ${index.rows.length.toLocaleString()}` : '');
  $('spacer').style.height = `${found.length * ROW}px`;
  $('list').scrollTop = 0;
  if (chosen >= 0) reveal(chosen);
  drawRows();
}

function drawRows() {
  const list = $('list');
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 6);
  const last = Math.min(found.length, Math.ceil((list.scrollTop + (list.clientHeight || 600)) / ROW) + 6);
  for (const old of list.querySelectorAll('.row')) old.remove();
  for (let k = first; k < last; k++) {
    const row = index.rows[found[k]];
    const node = h('div', { class: 'row', role: 'option', id: `row-${k}`, 'aria-selected': k === chosen ? 'true' : 'false', 'aria-setsize': found.length, 'aria-posinset': k + 1, onclick: () => choose(k, true) },
      h('b', {}, t(index.families[row[F.family]].title)),
      h('small', {}, h('em', {}, word('task', row[F.task])), ' · ', row[F.variant], ' ', word('kind', row[F.kind]), row[F.target][0] ? ` · ${paired(row[F.target], '')}` : '', row[F.option] ? ` · ${row[F.option]}` : ''),
      dots(row, 10));
    node.style.transform = `translateY(${k * ROW}px)`;
    list.append(node);
  }
  if (chosen >= first && chosen < last) list.setAttribute('aria-activedescendant', `row-${chosen}`);
  else list.removeAttribute('aria-activedescendant');
}

function reveal(k) {
  const list = $('list'), top = k * ROW;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
}

function choose(k, read = false) {
  if (!found.length) return;
  chosen = Math.min(Math.max(k, 0), found.length - 1);
  reveal(chosen);
  drawRows();
  const id = index.rows[found[chosen]][F.id];
  if (read) $('explorer').classList.add('reading');
  const hash = `#items/${encodeURIComponent(id)}`;
  if (location.hash !== hash) history.pushState(null, '', hash);
  openItem(id);
}

function clearFilters() {
  for (const key of Object.keys(wanted)) delete wanted[key];
  $('q').value = '';
}

function seek(id) {
  let k = found.findIndex((i) => index.rows[i][F.id] === id);
  if (k < 0 && index.rows.some((r) => r[F.id] === id)) {
    clearFilters(); drawFilters(); search();
    k = found.findIndex((i) => index.rows[i][F.id] === id);
  }
  chosen = k;
  if (k >= 0) { reveal(k); drawRows(); $('explorer').classList.add('reading'); }
  openItem(id);
}
