// One item: text with evidence, question, gold, answers, argument, contrast.
let open_ = null, ticket = 0;
const LONG_LIST = 60, LONG_ARGUMENT = 900;

async function openItem(id) {
  const row = index.rows.find((r) => r[F.id] === id);
  const mine = ++ticket;
  if (!row) { open_ = null; drawWelcome(id); return; }
  const pack = await unpack(`family-${row[F.family]}`);
  if (mine !== ticket || !pack) return;
  const item = pack.items.find((i) => i.id === id);
  open_ = { row, pack, item, against: null };
  drawItem();
  $('detail').scrollTop = 0;
}

function drawWelcome(id) {
  $('detail').replaceChildren(h('div', { class: 'welcome' },
    h('p', {}, id ? say(`没有题目 ${id}`, `There is no item ${id}`) : say('从左侧选择一道题', 'Choose an item at the left')),
    h('p', {}, h('kbd', {}, 'j'), ' ', h('kbd', {}, 'k'), ' ', say('逐题浏览', 'go through the items'))));
}

const nameOf = (item, key) => {
  const id = key.replace(/^element:/, '');
  const pair = own(item.wordings, key) || own(item.wordings, id);
  return pair ? paired(pair, id) : word('value', id);
};
// A.portrait_right.B as the claim's name and whom it is about
function shortName(item, key) {
  const parts = key.split('.');
  const claim = parts.length === 3 && own(index.words.claim, parts[1]);
  if (!claim) return nameOf(item, key);
  const who = (code) => t(own(open_.pack.family.parties, code)) || code;
  const several = new Set(item.keys.map((k) => k.split('.')[0])).size > 1 && parts[0] !== 'state';
  return `${paired(claim, key)} · ${several ? `${who(parts[0])} → ` : ''}${who(parts[2])}`;
}
const valueName = (item, value) => (own(item.wordings, value) ? paired(item.wordings[value], value) : word('value', value));
const valueChip = (item, value) => h('span', { class: `v ${/^[a-z_]+$/.test(value) ? value : ''}` }, valueName(item, value));
const isSet = (item) => item.answer_type === 'set';
const variantOf = (id) => open_.pack.family.variants.find((v) => v.id === id);

function sibling(variant) {
  const { item, pack } = open_;
  const near = pack.items.filter((i) => i.variant === variant && i.task === item.task);
  return near.find((i) => i.target === item.target && i.option === item.option) || near.find((i) => i.target === item.target) || near[0];
}

function drawItem() {
  if (!open_) return;
  const { item, pack, row } = open_;
  const variant = variantOf(item.variant);
  $('detail').replaceChildren(...[
    h('button', { type: 'button', class: 'back', onclick: back }, say('← 返回列表', '← Back to the list')),
    drawHead(item, pack.family, row),
    drawVariants(pack),
    h('div', { class: 'reader' },
      h('div', {}, variant && drawText(item, variant, pack.family), drawArgument(item)),
      h('div', {}, drawQuestion(item), drawGold(item), drawAnswers(item, pack.attempts[item.id] || []))),
    drawContrast(pack, item),
  ].filter(Boolean));
}

function drawHead(item, family, row) {
  const chip = (text, css = '') => text && h('span', { class: `chip ${css}` }, text);
  const variant = variantOf(item.variant);
  return h('header', { class: 'item-head' },
    h('div', { class: 'top' },
      h('div', {}, h('div', { class: 'item-id' }, item.id), h('h2', {}, t(family.title))),
      h('div', { class: 'steps' },
        h('button', { type: 'button', 'aria-label': say('上一题', 'Previous item'), title: 'k', onclick: () => choose(chosen - 1) }, '↑'),
        h('button', { type: 'button', 'aria-label': say('下一题', 'Next item'), title: 'j', onclick: () => choose(chosen + 1) }, '↓'))),
    h('div', { class: 'chips' },
      chip(word('task', item.task), 'ink'), chip(word('kind', row[F.kind])), chip(say(`难度 ${item.level}`, `Level ${item.level}`)),
      variant && chip(word('stage', variant.stage)), variant && variant.asked_on && chip(say(`作答日 ${variant.asked_on}`, `Asked on ${variant.asked_on}`)),
      item.option && chip(say(`采：${word('option', item.option)}`, `Reading: ${word('option', item.option)}`), 'seal'), item.headline && chip(say('计入总榜', 'In the headline'), 'seal'),
      chip(item.split), item.themes.filter((x) => x !== 'none').map((x) => chip(word('theme', x))), family.cases.map((c) => chip(c))));
}

function drawVariants(pack) {
  const { item } = open_;
  return h('nav', { class: 'variants', 'aria-label': say('同族变体', 'Variants of the family') }, pack.family.variants.map((v) => {
    const other = sibling(v.id);
    const row = other && index.rows.find((r) => r[F.id] === other.id);
    return h('button', { type: 'button', disabled: !other, 'aria-current': v.id === item.variant ? 'true' : null, onclick: () => go(other.id) },
      h('b', {}, `${v.id} ${word('kind', v.kind)}`, row && dots(row, 6)), h('small', {}, t(v.title) || ' '));
  }));
}

function go(id) {
  const k = found.findIndex((i) => index.rows[i][F.id] === id);
  if (k >= 0) { choose(k, true); return; }
  history.pushState(null, '', `#items/${encodeURIComponent(id)}`);
  seek(id);
}

function ranges(text, marks) {
  // marks: [quote, key, css, name]; returns stretches of text with the keys that cover each
  const spans = [], cuts = new Set([0, text.length]);
  for (const [quote, key, css, name] of marks) {
    const at = quote ? text.indexOf(quote) : -1;
    if (at < 0) continue;
    spans.push([at, at + quote.length, key, css, name]);
    cuts.add(at).add(at + quote.length);
  }
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((from, i) => [text.slice(from, order[i + 1]), spans.filter((s) => s[0] <= from && s[1] >= order[i + 1])]);
}

function paint(text, marks) {
  return ranges(text, marks).map(([piece, spans]) => (spans.length
    ? h('mark', { class: spans.every((s) => s[3]) ? 'element' : '', 'data-keys': spans.map((s) => s[2]).join('\n'), title: spans.map((s) => s[4] || s[2]).join(' · ') }, piece)
    : piece));
}

function light(key, on, jump = false) {
  for (const mark of $('detail').querySelectorAll('mark')) {
    if (!mark.dataset.keys.split('\n').includes(key)) continue;
    mark.classList.toggle('lit', on);
    if (jump) { mark.scrollIntoView({ block: 'center' }); jump = false; }
  }
}
const lights = (key) => ({ onmouseenter: () => light(key, true), onmouseleave: () => light(key, false), onfocus: () => light(key, true), onblur: () => light(key, false), onclick: () => light(key, true, true) });

function drawText(item, variant, family) {
  const here = language();
  const elements = Object.entries(own(item.evidence, here) || {}).flatMap(([key, quotes]) => quotes.map((q) => [q, `element:${key}`, 'element', nameOf(item, key)]));
  const papers = variant.papers.map((paper, n) => {
    const marks = variant.quotes.filter((q) => q.document === n).map((q) => [t(q.quote), q.fact, '', t(q.name)]);
    return h('section', { class: 'paper' },
      (t(paper.kind) || paper.date) && h('header', {}, h('b', {}, t(paper.kind)), h('span', {}, paper.date)),
      h('div', { class: 'text' }, paint(t(paper.text), [...marks, ...elements])));
  });
  const names = Object.entries(family.parties).map(([code, name]) => `${code} ${t(name)}`).join('　');
  return h('section', { class: 'panel tall' }, h('h3', {}, say('案情', 'Facts'), h('small', {}, names)), papers,
    (variant.quotes.length || variant.open.length) ? h('details', { class: 'facts', open: variant.quotes.length <= 10 },
      h('summary', {}, say(`据以判断的事实（${variant.quotes.length}）`, `Facts that decide (${variant.quotes.length})`)),
      variant.quotes.map((q) => h('button', { type: 'button', ...lights(q.fact) }, h('span', {}, t(q.name), h('small', {}, whose(q.fact, family))), h('b', {}, t(q.said) || word('value', q.value)))),
      variant.open.map((o) => h('div', { class: 'open' }, say('未交代：', 'Left open: '), t(o)))) : null);
}

// face_in_output@a1:A as the act and the names of those it is about
function whose(fact, family) {
  const where = (fact.split('@')[1] || '').split(':').filter(Boolean);
  return where.length ? ` ${where.map((code) => t(own(family.parties, code)) || code).join(' → ')}` : '';
}

function drawQuestion(item) {
  return h('section', { class: 'panel' }, h('h3', {}, say('问题', 'Question')), h('div', { class: 'question' }, t(item.question)));
}

function drawGold(item) {
  const entries = isSet(item)
    ? item.keys.map((k) => h('div', {}, h('dt', {}, nameOf(item, k)), h('dd', {}, own(item.gold, k) ? h('span', { class: 'v yes' }, '✓') : h('span', { class: 'none' }, '–'))))
    : Object.entries(item.gold).map(([k, v]) => h('div', { ...(k.startsWith('element:') ? { onmouseenter: () => light(k, true), onmouseleave: () => light(k, false) } : {}) }, h('dt', {}, nameOf(item, k)), h('dd', {}, valueChip(item, v))));
  const proofs = item.proofs.map((p) => h('div', { class: 'said' }, p.map((a) => h('span', { class: 'hit' }, articleName(item, a)))));
  return h('section', { class: 'panel' }, h('h3', {}, say('标准答案', 'Gold')), h('dl', { class: 'gold' }, entries),
    proofs.length ? h('div', {}, h('small', {}, say('应引法条（任一组）', 'Articles (any one set)')), proofs, item.also.length ? h('details', { class: 'also' }, h('summary', {}, say(`可引，不计入（${item.also.length}）`, `May be cited, not counted (${item.also.length})`)), h('div', { class: 'said' }, item.also.map((a) => h('span', {}, articleName(item, a))))) : null) : null);
}

// whether an article or 款 is among others: CC-1019 and CC-1019-1 are the same article
const within = (id, ids) => id !== '' && ids.some((x) => x === id || x.startsWith(`${id}-`) || id.startsWith(`${x}-`));
const articleName = (item, id) => (own(item.wordings, id) ? paired(item.wordings[id], id) : word('article', id));

function said(item, attempt) {
  const chip = (css, text, lack) => h('span', { class: css, 'data-lack': lack }, text);
  const order = Object.keys(item.gold);
  const place = ([key]) => (order.includes(key) ? order.indexOf(key) : order.length);
  const given = Object.entries(attempt.values).sort((a, b) => place(a) - place(b));
  const css = (key) => (attempt.wrong.includes(key) ? 'miss' : 'hit');
  const chips = given.slice(0, LONG_LIST).filter(([k, v]) => !isSet(item) || v === 'yes').map(([k, v]) => (isSet(item)
    ? chip(css(k), shortName(item, k))
    : chip(css(k), item.answer_type === 'label' ? valueName(item, v) : `${shortName(item, k)}: ${valueName(item, v)}`)));
  if (given.length > LONG_LIST) chips.push(chip('miss', `+${given.length - LONG_LIST}`));
  if (given.length) for (const key of Object.keys(item.gold)) {
    if (own(attempt.values, key) === undefined) chips.push(chip('lack', shortName(item, key), isSet(item) ? say('漏选', 'left out') : say('未答', 'not answered')));
  }
  const articles = attempt.articles.slice(0, LONG_LIST).map(([text, id]) => chip(within(id, item.proofs.flat()) ? 'hit' : within(id, item.also) ? '' : 'miss', text));
  return [chips.length ? h('div', { class: 'said' }, chips) : null, articles.length ? h('div', { class: 'said' }, h('small', {}, say('引用', 'Cites')), articles) : null];
}

function raw(item, attempt) {
  const quotes = Object.entries(attempt.quotes).slice(0, LONG_LIST);
  if (!attempt.text && !quotes.length) return null;
  return h('details', {}, h('summary', {}, quotes.length ? say('引文与原始输出', 'Quotes and raw output') : say('原始输出', 'Raw output')),
    quotes.map(([k, q]) => h('blockquote', {}, `${nameOf(item, k)}: “${q}”`)),
    attempt.text ? h('pre', {}, attempt.text, attempt.cut ? `\n… ${say(`其后 ${attempt.cut} 字略`, `${attempt.cut} more characters`)}` : '') : null);
}

function drawAnswers(item, attempts) {
  if (!index.runs.length) return null;
  return h('section', { class: 'panel tall' }, h('h3', {}, say('各模型作答', 'Answers')), h('div', { class: 'answers' }, index.runs.map((run, i) => {
    const attempt = attempts[i], state = attempt ? attempt.outcome : 'missing';
    const css = state === 'right' || state === 'wrong' ? state : 'other';
    return h('div', { class: `answer ${run.css}` },
      h('header', {}, h('i', { class: 'swatch' }), h('b', {}, run.name),
        attempt && attempt.confidence !== null ? h('small', {}, say(`把握 ${Math.round(attempt.confidence * 100)}%`, `${Math.round(attempt.confidence * 100)}% sure`)) : null,
        h('span', { class: `state ${css}` }, `${SIGN[state]} ${word('status', state)}`)),
      attempt ? [said(item, attempt), raw(item, attempt)] : null);
  })));
}

function drawArgument(item) {
  if (!t(item.argument)) return null;
  return h('details', { class: 'panel reasons', open: t(item.argument).length < LONG_ARGUMENT }, h('summary', {}, h('h3', {}, say('论证', 'Argument'))), h('div', { class: 'argument' }, t(item.argument)));
}
