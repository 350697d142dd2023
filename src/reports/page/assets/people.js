// Everybody who is ranked, party by party: the choice above each table hides the other parties.
for (const roll of document.querySelectorAll(".roll")) {
  const rows = [...roll.querySelectorAll("tbody tr")], select = roll.querySelector("select"), state = roll.querySelector("output");
  const counts = new Map();
  for (const row of rows) counts.set(row.dataset.party, (counts.get(row.dataset.party) ?? 0) + 1);
  const parties = [...counts].filter(([party]) => party).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  select.append(...parties.map(([party, count]) => new Option(`${party} (${count})`, party)));
  if (counts.has("")) select.append(new Option(`no party (${counts.get("")})`, "-"));
  select.addEventListener("change", () => {
    const wanted = select.value === "-" ? "" : select.value;
    for (const row of rows) row.hidden = select.value !== "" && row.dataset.party !== wanted;
    state.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  });
  roll.querySelector(".field").hidden = parties.length < 2;
}
