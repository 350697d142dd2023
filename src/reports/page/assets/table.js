// The table of statements: a page of rows, each of which opens.
const Table = (() => {
  const { make, signed, bdi, targetName } = Detail;
  const body = document.querySelector("#rows tbody");
  const SIGNS = { 1: ["con", "▼"], 2: ["even", "●"], 3: ["pro", "▲"] };
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  function cell(className, ...children) {
    const td = make("td", className, ...children);
    td.setAttribute("role", "cell");
    return td;
  }

  function stances(index, row) {
    const chips = [];
    index.label.forEach((labels, target) => {
      const sign = SIGNS[labels[row]];
      if (sign) chips.push(make("span", `chip ${sign[0]}`, `${sign[1]} ${targetName(index, target)} `, make("b", "", signed(index.stance[target][row]))));
    });
    return chips.length ? chips : [make("span", "none", "no target")];
  }

  function date(day) {
    if (!day) return "no date";
    const [year, month, of] = day.split("-");
    return `${Number(of)} ${MONTHS[month - 1]} ${year}`;
  }

  function line(index, row) {
    const r = Data.record(row), tr = make("tr", "row");
    tr.setAttribute("role", "row");
    const toggle = make("button", "toggle", bdi(r.quote || r.title || `statement ${r.ordinal} of ${r.article}`));
    toggle.type = "button";
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-controls", `detail-${row}`);
    const party = r.party ? make("span", "sub", bdi(r.party)) : null;
    tr.append(
      cell("", date(r.day)),
      cell("", r.speaker ? make("span", "name", bdi(r.speaker)) : make("span", "none", "nobody named"), party),
      cell("", toggle), cell("", ...stances(index, row), r.counts ? null : make("span", "few", "not counted")), cell("", r.source ? bdi(r.source) : make("span", "none", "–")));
    // The button always opens; a click beside it does, unless it ends the marking of words here.
    tr.addEventListener("click", (event) => {
      const marking = getSelection(), inside = !marking.isCollapsed && marking.containsNode(tr, true);
      if (toggle.contains(event.target) || !(inside || event.target.closest("a"))) open(index, row, tr, toggle);
    });
    return tr;
  }

  function open(index, row, tr, toggle) {
    const shown = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!shown));
    tr.classList.toggle("open", !shown);
    if (shown) return tr.nextElementSibling.remove();
    const td = cell("", Detail.render(index, row)), detail = make("tr", "detail", td);
    td.colSpan = 5;
    detail.id = `detail-${row}`;
    detail.setAttribute("role", "row");
    tr.after(detail);
  }

  async function show(index, rows, still) {
    await Data.need(rows);
    if (still()) body.replaceChildren(...rows.map((row) => line(index, row)));
  }

  return { show };
})();
