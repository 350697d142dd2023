// Which statements are wanted, and in which order. Words are sought block by block.
const Filter = (() => {
  // White space of any kind and length is one space: words are found over the end of a line.
  const fold = (text) => text.replace(/\s+/g, " ").trim().normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  const texts = [];

  // What words are sought in, folded once a block.
  async function text(index, number) {
    if (texts[number]) return texts[number];
    const b = await Data.block(number);
    return (texts[number] = b.quote.map((quote, i) => {
      const row = number * index.block + i;
      const title = b.articles[b.article[i]][2];
      return [quote, title, index.speakers[index.speaker[row]] ?? "", b.mention[i]].map(fold).join("\n");
    }));
  }

  // A test of one row by what the index knows.
  function test(index, want) {
    const day = (value) => (value ? Date.parse(value) / 864e5 : null);
    const from = day(want.from), to = day(want.to), name = fold(want.speaker);
    // A whole name is that one’s alone, a part of one that of all who have it.
    const names = name ? index.speakers.map(fold) : [], whole = names.includes(name);
    const speakers = name && names.map((speaker) => (whole ? speaker === name : speaker.includes(name)));
    const targets = index.label.map((_, target) => target);
    const looked = want.target === "" || want.target === "any" ? targets : [Number(want.target)];
    return (row) => {
      if (speakers && !speakers[index.speaker[row]]) return false;
      if (want.counts !== "" && index.counts[row] !== want.counts) return false;
      if (want.party !== "" && index.party[row] !== Number(want.party)) return false;
      if (want.source !== "" && index.source[row] !== Number(want.source)) return false;
      if (from !== null && !(index.day[row] !== null && index.day[row] >= from)) return false;
      if (to !== null && !(index.day[row] !== null && index.day[row] <= to)) return false;
      if (want.label) return looked.some((target) => index.label[target][row] === want.label);
      return want.target === "" || looked.some((target) => index.label[target][row] !== "0");
    };
  }

  // The rows wanted; `show` hears of progress and may stop the search.
  async function rows(index, want, show) {
    const fits = test(index, want), words = fold(want.text), found = [];
    for (let row = 0; row < index.rows; row++) if (fits(row)) found.push(row);
    if (!words) return found;
    const hits = [];
    let next = 0;
    for (let number = 0; number < Data.count; number++) {
      const end = (number + 1) * index.block;
      if (next < found.length && found[next] < end) {
        const block = await text(index, number);
        for (; next < found.length && found[next] < end; next++) {
          if (block[found[next] - number * index.block].includes(words)) hits.push(found[next]);
        }
        if (!(await show((number + 1) / Data.count, hits))) return null;
      }
    }
    return hits;
  }

  // Names are ordered as their dictionaries are; rows come newest first. Absent is last.
  function sort(index, found, order, target) {
    const [by, way] = order.split("-"), sign = way === "asc" ? 1 : -1;
    const absent = Number.POSITIVE_INFINITY;
    const column = (list) => (row) => (list[row] === null || list[row] < 0 ? absent : list[row]);
    const keys = { date: column(index.day), speaker: column(index.speaker), source: column(index.source), score: (row) => score(index, row, target, sign) };
    const values = new Map(found.map((row) => [row, keys[by](row)]));
    return found.sort((a, b) => {
      const x = values.get(a), y = values.get(b);
      if (x === absent || y === absent) return (x === absent) - (y === absent) || a - b;
      return sign * (x - y) || a - b;
    });
  }

  // The score on a target, else the one furthest in the direction that is sought.
  function score(index, row, target, sign) {
    const looked = target === "" || target === "any" ? index.label.map((_, t) => t) : [Number(target)];
    const scores = looked.filter((t) => index.label[t][row] !== "0").map((t) => index.stance[t][row]);
    if (!scores.length) return Number.POSITIVE_INFINITY;
    return sign > 0 ? Math.min(...scores) : Math.max(...scores);
  }

  return { rows, sort };
})();
