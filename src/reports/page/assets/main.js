// Brings filters, order, pages and table together.
(async () => {
  const PAGE = 50;
  const $ = (id) => document.getElementById(id);
  const fields = ["text", "speaker", "party", "target", "label", "source", "from", "to"];
  const number = new Intl.NumberFormat("en-GB");
  let index, found = [], page = 0, turn = 0;

  if (typeof DecompressionStream === "undefined") {
    $("broken").textContent = "This browser is too old to unpack the statements (it lacks DecompressionStream). statements.csv has all of them.";
    return ($("broken").hidden = false);
  }

  const wanted = () => Object.fromEntries(fields.map((name) => [name, $(`f-${name}`).value]));

  // A list of names with the number of statements of each, most first.
  function fill(select, names, column) {
    const counts = new Array(names.length).fill(0);
    column.forEach((entry) => entry >= 0 && counts[entry]++);
    const order = names.map((_, i) => i).sort((a, b) => counts[b] - counts[a] || a - b);
    select.append(...order.map((i) => new Option(`${names[i]} (${number.format(counts[i])})`, i)));
  }

  function tell(partly) {
    const one = found.length === 1 ? "statement" : "statements";
    const from = `, ${number.format(page * PAGE + 1)} to ${number.format(Math.min(found.length, (page + 1) * PAGE))} shown`;
    if (!found.length && !partly) return ($("state").textContent = "No statement fits: widen the filters or clear them.");
    $("state").textContent = partly ? `${number.format(found.length)} ${one} so far …` : `${number.format(found.length)} ${one}${from}`;
  }

  // Puts a page of what was found on the screen, unless something newer is wanted.
  async function paint(mine) {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    page = Math.min(page, last);
    await Table.show(index, found.slice(page * PAGE, (page + 1) * PAGE), () => mine === turn);
    if (mine !== turn) return;
    tell(false);
    $("page").textContent = `Page ${number.format(page + 1)} of ${number.format(last + 1)}`;
    $("pages").hidden = last === 0;
    for (const button of $("pages").querySelectorAll("button")) {
      const back = ["first", "previous"].includes(button.dataset.page);
      button.disabled = back ? page === 0 : page === last;
    }
  }

  function headers() {
    const [by, way] = $("f-sort").value.split("-");
    for (const th of document.querySelectorAll("#rows th[data-sort]")) {
      if (th.dataset.sort === by) th.setAttribute("aria-sort", way === "asc" ? "ascending" : "descending");
      else th.removeAttribute("aria-sort");
    }
  }

  async function update() {
    const mine = ++turn, want = wanted(), progress = $("progress");
    page = 0;
    headers();
    let painted = performance.now();
    const rows = await Filter.rows(index, want, async (share, hits) => {
      if (performance.now() - painted > 60) {
        painted = performance.now();
        progress.hidden = false;
        progress.value = share;
        found = hits;
        tell(true);
        await new Promise((go) => setTimeout(go));
      }
      return mine === turn;
    });
    if (!rows || mine !== turn) return;
    progress.hidden = true;
    found = Filter.sort(index, rows, $("f-sort").value, want.target);
    await paint(mine);
  }

  function turnTo(where) {
    const last = Math.ceil(found.length / PAGE) - 1;
    page = { first: 0, previous: page - 1, next: page + 1, last }[where];
    paint(turn);
    $("state").scrollIntoView({ block: "start" });
  }

  // A click on a header sorts by it, a second one the other way round.
  function sortable(th) {
    const button = Detail.make("button", "", th.textContent);
    button.type = "button";
    th.dataset.name = th.textContent; // Paper has no buttons.
    button.addEventListener("click", () => {
      const [by, way] = $("f-sort").value.split("-"), first = ["speaker", "source"].includes(th.dataset.sort) ? "asc" : "desc";
      const next = by === th.dataset.sort ? (way === "asc" ? "desc" : "asc") : first;
      $("f-sort").value = `${th.dataset.sort}-${next}`;
      update();
    });
    th.replaceChildren(button);
  }

  function listen() {
    let waiting;
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(update, 150); };
    $("filters").addEventListener("input", (event) => (event.target.type === "search" ? soon() : update()));
    $("filters").addEventListener("reset", () => setTimeout(update));
    $("filters").addEventListener("submit", (event) => { event.preventDefault(); update(); });
    $("pages").addEventListener("click", (event) => event.target.dataset.page && turnTo(event.target.dataset.page));
    document.querySelectorAll("#rows th[data-sort]").forEach(sortable);
    document.addEventListener("click", (event) => {
      const show = event.target.closest?.("a.show");
      if (!show) return;
      $("filters").reset();
      $("f-speaker").value = show.dataset.speaker;
      $("f-target").value = String(index.targets.indexOf(show.dataset.target));
      setTimeout(update);
    });
    $("f-speaker").addEventListener("focus", () => $("f-speakers").append(...index.speakers.map((name) => new Option(name))), { once: true });
  }

  index = await Data.open();
  fill($("f-party"), index.parties, index.party);
  fill($("f-source"), index.sources, index.source);
  for (const id of ["filters", "state", "rows"]) $(id).hidden = false;
  listen();
  await update();
  document.documentElement.dataset.ready = "";
})().catch((error) => {
  const broken = document.getElementById("broken");
  broken.textContent = `The statements of this page cannot be unpacked (${error.message}); was it changed on the way? statements.csv has all of them.`;
  broken.hidden = false;
});
