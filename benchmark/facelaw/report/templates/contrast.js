// Two variants side by side, with the changed words marked and what that does to the answers.
const FOLD = 320, EDGE = 90;

function drawContrast(pack, item) {
  const [base, ...others] = pack.family.variants;
  if (!base || !others.length) return null;
  const shown = others.find((v) => v.id === (open_.against || item.variant)) || others[0];
  const select = h('select', { 'aria-label': say('对照哪个变体', 'Which variant'), onchange: (e) => { open_.against = e.target.value; redraw(); } },
    others.map((v) => h('option', { value: v.id }, `${v.id} ${word('kind', v.kind)} ${t(v.title)}`)));
  select.value = shown.id;
  const redraw = () => $('contrast').replaceWith(drawContrast(pack, item));
  const [left, right] = sides(base, shown);
  return h('section', { class: 'panel tall', id: 'contrast' },
    h('h3', {}, say('对照', 'Contrast'), select),
    h('div', { class: 'shift' }, shifts(pack, item, base, shown)),
    h('div', { class: 'sides-2' },
      h('div', {}, h('h4', {}, `${base.id} ${word('kind', base.kind)}${base.asked_on ? ` · ${base.asked_on}` : ''}`), h('div', { class: 'text' }, left)),
      h('div', {}, h('h4', {}, `${shown.id} ${word('kind', shown.kind)}${shown.asked_on ? ` · ${shown.asked_on}` : ''}`), h('div', { class: 'text' }, right))));
}

function sides(base, shown) {
  const whole = (v) => v.papers.map((p) => own(p.text, language()) || '').join('\n\n');
  const text = whole(shown), left = [], right = [];
  let at = 0;
  const changes = own(shown.changes, language()) || [text.length];
  changes.forEach((change, n) => {
    if (Array.isArray(change)) {
      if (change[0]) left.push(h('del', {}, change[0]));
      if (change[1]) right.push(h('ins', {}, change[1]));
      at += change[1].length;
      return;
    }
    const same = text.slice(at, at + change);
    at += change;
    left.push(...folded(same, n === 0, n === changes.length - 1));
    right.push(...folded(same, n === 0, n === changes.length - 1));
  });
  return [left, right];
}

function folded(text, first, last) {
  if (text.length <= FOLD) return [text];
  const head = first ? '' : text.slice(0, EDGE), tail = last ? '' : text.slice(-EDGE);
  const hidden = text.slice(head.length, text.length - tail.length);
  const button = h('button', { type: 'button', class: 'fold', onclick: () => button.replaceWith(hidden) }, say(`… ${hidden.length} 字相同 …`, `… ${hidden.length} characters the same …`));
  return [head, button, tail];
}

function shifts(pack, item, base, shown) {
  const of = (v) => pack.items.find((i) => i.variant === v.id && i.task === item.task && i.target === item.target && i.option === item.option);
  const before = of(base), after = of(shown);
  if (!before || !after) return [];
  const keys = [...new Set([...Object.keys(before.gold), ...Object.keys(after.gold)])];
  const moved = keys.filter((k) => own(before.gold, k) !== own(after.gold, k));
  if (!moved.length) return [h('span', { class: 'chip' }, say('答案全部不变', 'Every answer stays the same'))];
  const side = (of_, k) => (isSet(item) ? (own(of_.gold, k) ? '✓' : '–') : valueName(of_, own(of_.gold, k) || '–'));
  return moved.map((k) => h('span', { class: 'chip seal' }, `${shortName(after, k)}: ${side(before, k)} → ${side(after, k)}`));
}
