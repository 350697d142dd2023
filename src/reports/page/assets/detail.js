// One statement opened: the whole quotation, its evidence, who says that it is whose.
const Detail = (() => {
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // As the reports round.
  const signed = (units) => {
    const hundredths = Math.round((Math.abs(units) / 1e4) * 100);
    return (hundredths === 0 ? "" : units < 0 ? "−" : "+") + (hundredths / 100).toFixed(2);
  };
  const hue = (value) => (value > 0 ? "pro" : value < 0 ? "con" : "even");
  const bdi = (text) => make("bdi", "", text);

  // A target’s name as the page writes it.
  const targetName = (index, target) => document.querySelector(`#f-target option[value="${target}"]`)?.textContent ?? index.targets[target];

  // The words of a mark: in the quotation by place, else as they came.
  const term = (mark, quote) => (Array.isArray(mark[3]) ? quote.slice(mark[3][0], mark[3][0] + mark[3][1]) : mark[3]);

  // The quotation with each stretch marked that any hit covers.
  function quotation(record) {
    const placed = record.marks.filter((mark) => Array.isArray(mark[3]));
    const edges = new Set([0, record.quote.length]);
    placed.forEach(([, , , [start, length]]) => edges.add(start).add(start + length));
    const cuts = [...edges].sort((a, b) => a - b), quote = make("blockquote", "");
    for (let i = 0; i + 1 < cuts.length; i++) {
      const text = record.quote.slice(cuts[i], cuts[i + 1]);
      const over = placed.filter(([, , , [start, length]]) => start <= cuts[i] && start + length >= cuts[i + 1]);
      quote.append(over.length ? stretch(text, over) : text);
    }
    if (record.cut) quote.append(make("span", "quiet", ` … (${record.cut} more characters in statements.csv)`));
    return quote;
  }

  function stretch(text, over) {
    const signs = new Set(over.map((mark) => Math.sign(mark[2])).filter(Boolean));
    // Its sign is drawn by the style: who copies the quotation gets its words alone.
    return make("mark", signs.size > 1 ? "both" : hue([...signs][0] ?? 0), text);
  }

  // What turned a hit, in words.
  function turns(index, mark) {
    const all = (mark[4] ?? []).map(([name, words, factor]) => `${index.turns[name]?.[1] ?? ""}${words ? ` “${words}”` : ""} × ${signed(factor).replace("+", "")}`);
    return all.join("; ") || "–";
  }

  function evidence(index, row, record) {
    if (!record.marks.length) return null;
    const head = ["target", "words", "what they are to it", "weight", "turned", "adds", "lexicon row"];
    const body = make("tbody");
    for (const mark of record.marks) {
      const [lexicon, row, weight, role] = index.causes[mark[1]], words = term(mark, record.quote);
      const inside = Array.isArray(mark[3]);
      const word = words ? make("span", "", "“", bdi(words), "”", inside ? null : make("span", "sub", "outside what is shown")) : "–";
      const adds = make("span", `score ${hue(mark[2])}`, signed(mark[2]));
      const place = row ? `${index.lexicons[lexicon] ?? ""}:${row}` : "–";
      const cells = [targetName(index, mark[0]), word, index.roles[role]?.[1] ?? "", row ? signed(weight) : "–", turns(index, mark), adds, make("code", "", place)];
      body.append(make("tr", "", ...cells.map((cell) => make("td", "", cell))));
    }
    const header = make("tr", "", ...head.map((text) => Object.assign(make("th", "", text), { scope: "col" })));
    const table = make("table", "", make("caption", "", "Evidence"), make("thead", "", header), body, sums(index, row, record));
    const scroll = make("div", "wide", table);
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `Evidence of statement ${record.id}`);
    return scroll;
  }

  // From what the words add to the score, which is the sum bent to stay between −1 and +1.
  function sums(index, row, record) {
    const foot = make("tfoot");
    for (const target of new Set(record.marks.map((mark) => mark[0]))) {
      const sum = record.marks.reduce((all, mark) => all + (mark[0] === target ? mark[2] : 0), 0), score = index.stance[target][row];
      const name = Object.assign(make("th", "", targetName(index, target)), { scope: "row" });
      const words = make("td", "", `sum ${signed(sum)}, bent so that it stays within ±1: score `, make("span", `score ${hue(score)}`, signed(score)));
      words.colSpan = 6;
      foot.append(make("tr", "", name, words));
    }
    return foot;
  }

  function facts(rows) {
    const list = make("dl");
    for (const [name, value] of rows) if (value) list.append(make("dt", "", name), make("dd", "", value));
    return list;
  }

  // Only addresses of the web become links; nothing is fetched until a reader follows one.
  function link(url) {
    if (!/^https?:\/\//i.test(url ?? "")) return "";
    return Object.assign(make("a", "", url), { href: url, rel: "noopener noreferrer" });
  }

  const sure = (hundredths) => `confidence ${(hundredths / 100).toFixed(2)}`;

  function render(index, row) {
    const r = Data.record(row);
    const who = [r.speaker, r.role, r.party, r.party.endsWith(`(${r.country})`) ? "" : r.country].filter(Boolean).join(", ") || "nobody is named";
    const scores = index.targets.map((_, t) => t).filter((t) => index.label[t][row] !== "0");
    const stances = scores.map((t) => `${targetName(index, t)} ${signed(index.stance[t][row])}`).join("; ");
    return make("div", "sheet-of",
      r.quote ? quotation(r) : make("p", "quiet", "The page was made without quotations."),
      make("h3", "", "Why these scores"),
      evidence(index, row, r) ?? make("p", "quiet", "It speaks of no target."),
      make("div", "facts", make("div", "", make("h3", "", "Who says so"), facts([
        ["speaker", make("span", "", bdi(who), r.speaker ? ` (${sure(r.sure[1])})` : "")],
        ["speaks jointly", r.others && bdi(r.others)],
        ["named here", r.mention && make("span", "", "“", bdi(r.mention), "”", ` (${sure(r.sure[0])})`)],
        ["reporting words", r.cue && make("span", "", "“", bdi(r.cue), "”")],
        ["rule", `${r.rule || "–"}${r.human ? "; a person has checked this" : ""}`],
        ["stance", stances || "no target"], ["tone, whatever the target", signed(r.tone)],
        ["kind", r.kind], ["counts in the tables", r.counts ? "yes" : "no"],
      ])), make("div", "", make("h3", "", "Where it stands"), facts([
        ["title", r.title && bdi(r.title)], ["source", r.source && bdi(r.source)], ["date", r.day || "no date"],
        ["address", link(r.url)], ["article", bdi(r.article)], ["a copy of", r.copy && bdi(r.copy)],
        ["paragraph", String(r.paragraph)], ["statement", make("code", "", r.id)],
      ]))));
  }

  return { render, make, signed, bdi, targetName };
})();
