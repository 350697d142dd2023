// Brings filters, order, pages and table together.
(async () => {
  const PAGE = 50;
  const $ = (id) => document.getElementById(id);
  const fields = ["text", "speaker", "party", "target", "label", "counts", "source", "from", "to"];
  const number = new Intl.NumberFormat("en-GB");
  let index, found = [], page = 0, turn = 0, leaf = 0, seeking = false;

  // Older browsers lack DecompressionStream, somewhat newer ones this kind of it.
  function unpacks() {
    try { return Boolean(new DecompressionStream("deflate-raw")); } catch { return false; }
  }

  function broken(words) {
    $("plain").hidden = true;
    $("broken").textContent = words;
    $("broken").hidden = false;
  }

  // Whatever cannot be unpacked, at the start or later, is told.
  function fail(error) {
    seeking = false;
    $("progress").hidden = $("sofar").hidden = true;
    broken(`Statements of this page cannot be unpacked (${error.message}); was it changed on the way? statements.csv has all of them.`);
  }

  if (!unpacks()) return broken("This browser is too old to unpack the statements (it lacks DecompressionStream). statements.csv has all of them.");

  const wanted = () => Object.fromEntries(fields.map((name) => [name, $(`f-${name}`).value]));

  // A list of names with the number of statements of each, most first.
  function fill(select, names, column) {
    const counts = new Array(names.length).fill(0);
    column.forEach((entry) => entry >= 0 && counts[entry]++);
    const order = names.map((_, i) => i).sort((a, b) => counts[b] - counts[a] || a - b);
    select.append(...order.map((i) => new Option(`${names[i]} (${number.format(counts[i])})`, i)));
  }

  // The name of a filter and what it is set to, for paper.
  function filtered() {
    const said = (name) => {
      const field = $(`f-${name}`), value = field.selectedOptions ? field.selectedOptions[0].textContent : field.value;
      return field.value && `${field.labels[0].textContent}: ${value}`;
    };
    const set = fields.map(said).filter(Boolean);
    return set.length ? `Filtered by ${set.join("; ")}.` : "Not filtered.";
  }

  const counted = (n) => `${number.format(n)} ${n === 1 ? "statement" : "statements"}`;

  function tell() {
    const from = number.format(page * PAGE + 1), to = number.format(Math.min(found.length, (page + 1) * PAGE));
    $("state").textContent = found.length ? `${counted(found.length)}, ${from} to ${to} shown` : "No statement fits: widen the filters or clear them.";
    $("excerpt").textContent = `${filtered()} Only the statements shown on the screen are printed; statements.csv has all.`;
  }

  // Puts a page of what was found on the screen, unless something newer is wanted.
  async function paint() {
    const mine = ++leaf, search = turn, still = () => mine === leaf && search === turn;
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    page = Math.min(page, last);
    const shown = page;
    await Table.show(index, found.slice(shown * PAGE, (shown + 1) * PAGE), still);
    if (!still()) return;
    tell();
    $("page").textContent = `Page ${number.format(shown + 1)} of ${number.format(last + 1)}`;
    $("pages").hidden = last === 0;
    for (const button of $("pages").querySelectorAll("button")) {
      const back = ["first", "previous"].includes(button.dataset.page);
      // Not `disabled`: that would take the focus from under a reader’s hand.
      button.setAttribute("aria-disabled", String(shown === (back ? 0 : last)));
    }
  }

  function headers() {
    const [by, way] = $("f-sort").value.split("-");
    for (const th of document.querySelectorAll("#rows th[data-sort]")) {
      if (th.dataset.sort === by) th.setAttribute("aria-sort", way === "asc" ? "ascending" : "descending");
      else th.removeAttribute("aria-sort");
    }
  }

  async function search() {
    const mine = ++turn, want = wanted(), progress = $("progress"), sofar = $("sofar");
    page = 0;
    seeking = true;
    headers();
    let painted = performance.now();
    const rows = await Filter.rows(index, want, async (share, hits) => {
      if (performance.now() - painted > 60) {
        painted = performance.now();
        progress.hidden = sofar.hidden = false;
        progress.value = share;
        sofar.textContent = `Searching: ${counted(hits.length)} so far …`;
        await new Promise((go) => setTimeout(go));
      }
      return mine === turn;
    });
    if (!rows || mine !== turn) return;
    progress.hidden = sofar.hidden = true;
    found = Filter.sort(index, rows, $("f-sort").value, want.target);
    seeking = false;
    await paint();
  }

  const update = () => search().catch(fail);

  function turnTo(where) {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    const next = { first: 0, previous: Math.max(0, page - 1), next: Math.min(last, page + 1), last }[where];
    if (seeking || next === page) return;
    page = next;
    paint().catch(fail);
    $("state").scrollIntoView({ block: "start" });
  }

  // A click on a header sorts by it, a second one the other way round.
  function sortable(th) {
    const button = Detail.make("button", "", th.textContent);
    button.type = "button";
    const bare = Detail.make("span", "bare", th.textContent); // Where there is no button: on paper, on a telephone.
    button.addEventListener("click", () => {
      const [by, way] = $("f-sort").value.split("-"), first = ["speaker", "source"].includes(th.dataset.sort) ? "asc" : "desc";
      const next = by === th.dataset.sort ? (way === "asc" ? "desc" : "asc") : first;
      $("f-sort").value = `${th.dataset.sort}-${next}`;
      update();
    });
    th.replaceChildren(bare, button);
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
      // The reset above searches anew, after these are set.
      $("f-counts").value = "1";
    });
    $("f-speaker").addEventListener("focus", () => $("f-speakers").append(...index.speakers.map((name) => new Option(name))), { once: true });
  }

  try {
    index = await Data.open();
    fill($("f-party"), index.parties, index.party);
    fill($("f-source"), index.sources, index.source);
    $("plain").hidden = true;
    for (const id of ["filters", "told", "rows"]) $(id).hidden = false;
    listen();
    await search();
    document.documentElement.dataset.ready = "";
  } catch (error) {
    fail(error);
  }
})();
