// The law model: a claim, its elements, the norms that carry them, and what those take.
let model = null, claimId = '', drawn = new Set();

async function openLaw(id) {
  if (!$('claims')) return;
  model = model || await unpack('law');
  if (!index) index = await unpack('index');
  if (!model || !model.claims.length) return;
  claimId = model.claims.some((c) => c.id === id) ? id : claimId || model.claims[0].id;
  drawLaw();
}

function drawLaw() {
  if (!model) return;
  const kinds = [...new Set(model.claims.map((c) => c.kind))];
  const order = Object.keys(index.words.claimKind);
  kinds.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const here = model.claims.find((c) => c.id === claimId).kind;
  const pick = (css, on, act, ...text) => h('button', { type: 'button', class: css, 'aria-pressed': on ? 'true' : 'false', onclick: act }, text);
  const of = (kind) => model.claims.filter((c) => c.kind === kind);
  $('claims').replaceChildren(
    h('div', { class: 'kinds' }, kinds.map((kind) => pick('', kind === here, () => { location.hash = `law/${of(kind)[0].id}`; }, word('claimKind', kind), h('small', {}, of(kind).length)))),
    h('div', { class: 'names' }, of(here).map((c) => pick('', c.id === claimId, () => { location.hash = `law/${c.id}`; }, t(c.name)))));
  $('tree').replaceChildren(drawClaim(model.claims.find((c) => c.id === claimId)));
}

function leads(steps, seen = new Set()) {
  // the norms that lead to a step; a link norm gives way to what it links
  const out = [];
  for (const step of steps) {
    if (seen.has(step)) continue;
    seen.add(step);
    for (const id of (own(model.steps, step) || { norms: [] }).norms) {
      const norm = model.norms[id];
      const onward = norm.when.map((need) => need[0]).filter((s) => !model.steps[s].fact);
      const bare = norm.role === 'link' && onward.length === norm.when.length && onward.length === 1 && !norm.unless.length && !norm.among.length;
      if (bare) out.push(...leads(onward, seen)); else out.push(id);
    }
  }
  return [...new Set(out)];
}

function drawClaim(claim) {
  const parts = claim.elements.length ? claim.elements : claim.options;
  return h('div', { class: 'claim-tree' },
    h('div', { class: 'claim-root' }, h('h2', {}, t(claim.name)), h('p', {}, t(claim.asks)), h('span', { class: 'chip' }, word('claimKind', claim.kind))),
    h('div', { class: 'branches' }, parts.map((part) => {
      const ids = [...leads(part.met), ...leads(part.none_of)];
      const facts = [...part.met, ...part.none_of].filter((s) => own(model.steps, s) && model.steps[s].fact);
      drawn = new Set(ids);
      return h('div', { class: 'branch' },
        h('div', { class: 'element' }, h('b', {}, t(part.name)), h('small', {}, rule(part, ids.length + facts.length))),
        (ids.length || facts.length) ? h('div', { class: 'leaves' }, facts.map((f) => h('div', { class: 'norm' }, h('ul', {}, h('li', {}, t(model.steps[f].name))))), ids.map((id) => drawNorm(id, [])))
          : null);
    })));
}

function rule(part, count) {
  if (part.none_of.length) return say('以下均不成立才算具备', 'met if none of these holds');
  if (count > 1) return say('以下任一成立即具备', 'met if any of these holds');
  return '';
}

function drawNorm(id, path) {
  const norm = model.norms[id];
  const old = Boolean(norm.until);
  const force = norm.start || norm.until ? `${norm.start}${old ? ` – ${norm.until}` : say(' 起', ' on')}` : '';
  const readings = Object.entries(norm.reading).map(([r, o]) => {
    const found_ = model.readings.find((x) => x.id === r);
    return h('span', { class: 'chip seal', title: found_ ? t(found_.question) : r }, say('采 ', 'if '), found_ && own(found_.options, o) ? t(found_.options[o]) : o);
  });
  const need = (css) => ([step, zh, en]) => drawNeed(step, say(zh, en), css, [...path, id]);
  return h('div', { class: `norm${old ? ' old' : ''}${t(norm.place) ? '' : ' link'}` },
    h('header', {}, t(norm.place) && h('b', {}, t(norm.place)), force && h('span', { class: 'chip' }, force), norm.role !== 'link' && norm.authority && h('span', { class: 'chip ink' }, word('authority', norm.authority)), readings),
    h('p', { class: 'gist' }, t(norm.gist)),
    h('ul', {}, norm.when.map(need('')), norm.among.length ? h('li', { class: 'any' }, say(`下列至少 ${norm.at_least} 项：`, `at least ${norm.at_least} of:`)) : null, norm.among.map(need('')), norm.unless.map(need('not'))));
}

function drawNeed(step, rest, css, path) {
  const found_ = own(model.steps, step);
  const name = found_ ? t(found_.name) : step;
  const words = [css === 'not' ? h('em', {}, say('除非', 'unless')) : null, name, rest ? h('i', {}, ` ${rest}`) : null];
  const norms = found_ && !found_.fact && path.length < 9 ? leads([step]).filter((n) => !path.includes(n)) : [];
  if (!norms.length) return h('li', { class: css || (found_ && !found_.fact ? 'step' : '') }, words);
  const fill = () => { if (details.open && details.childElementCount === 1) details.append(...norms.map((n) => drawNorm(n, path))); };
  const details = h('details', { ontoggle: fill }, h('summary', {}, words));
  // a link at the first level says nothing itself: show what it links, unless that stands beside it
  if (path.length === 1 && css !== 'not' && model.norms[path[0]].role === 'link' && norms.some((n) => !drawn.has(n))) {
    norms.forEach((n) => drawn.add(n));
    details.open = true;
    fill();
  }
  return h('li', { class: css || 'step' }, details);
}
