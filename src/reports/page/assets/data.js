// Unpacks the page's statements: an index at once, blocks of words when they are wanted.
const Data = (() => {
  const elements = [...document.querySelectorAll("script.block")];
  const blocks = [];
  let index;

  function bytes(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const binary = atob(text), out = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
    return out;
  }

  async function unpack(element) {
    const stream = new Blob([bytes(element.textContent)]).stream();
    return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).json();
  }

  // Columns with an entry a row: labels and scores of each target beside the rest.
  async function open() {
    index = await unpack(elements[0]);
    index.stance = index.label.map((labels, target) => {
      const scores = index.score[target], column = new Int32Array(index.rows);
      let next = 0;
      for (let row = 0; row < index.rows; row++) if (labels[row] !== "0") column[row] = scores[next++];
      return column;
    });
    return index;
  }

  // One that cannot be unpacked is not remembered: the next who wants it hears of it too.
  function block(number) {
    const forget = (error) => { delete blocks[number]; throw error; };
    return (blocks[number] ??= unpack(elements[number + 1]).then((block) => (blocks[number].ready = block), forget));
  }

  const count = elements.length - 1;
  const ready = (row) => blocks[Math.floor(row / index.block)]?.ready;

  // A statement whose block is there.
  function record(row) {
    const b = ready(row), i = row % index.block;
    const [id, stem, title, url, copy] = b.articles[b.article[i]];
    return {
      article: id, title, url, copy, id: `${stem}-${b.ordinal[i]}`, ordinal: b.ordinal[i], paragraph: b.paragraph[i],
      quote: b.quote[i], cut: b.cut[i], marks: b.marks[i], tone: b.tone[i], kind: index.kinds[b.kind[i]],
      mention: b.mention[i], cue: b.cue[i], rule: index.rules[b.rule[i]], sure: b.sure[i],
      country: index.countries[b.country[i]] ?? "", role: b.role[i], others: b.others[i], human: b.human[i],
      speaker: index.speakers[index.speaker[row]] ?? "", party: index.parties[index.party[row]] ?? "",
      source: index.sources[index.source[row]] ?? "", day: day(row), counts: index.counts[row] === "1",
    };
  }

  const day = (row) => index.day[row] === null ? "" : new Date(index.day[row] * 864e5).toISOString().slice(0, 10);

  async function need(rows) {
    await Promise.all([...new Set(rows.map((row) => Math.floor(row / index.block)))].map(block));
  }

  return { open, block, count, record, need, day };
})();
