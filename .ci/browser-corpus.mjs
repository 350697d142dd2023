// Made-up news: N articles as JSON lines, four quoted statements each, all speakers fictional.
// With `noise` after N each quotation has words that do not pack, so that the page must leave some out.
// `hostile` for N gives one article that tries to break out of the page instead.
// The same N gives the same bytes; articles lie in 2024 and 2025, parties lean to different sides.
const articles = Number(process.argv[2] ?? 100) || 0;

if (process.argv[2] === "hostile") {
  const evil = "</script><img src=x onerror=window.hacked=1> \u2028 <!-- \u202Etxt.exe {{ 7 * 7 }}";
  const text = `“We thank brave Ukraine, ${evil} and we condemn Russia,” said Sen. Mira Oakes (D-Ohio).\n\nIt rained.`;
  console.log(JSON.stringify({ id: evil, title: evil, date: "2025-03-04", source: `outlet ${evil}`, url: "javascript:window.hacked=1", text }));
}

// mulberry32: small, seeded, good enough for made-up words.
let state = 20250220;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const words = (text) => text.split(" ");

const FIRST = words("Mira Tobias Odell Lucia Jo Ansel Brenna Caleb Dorothea Emmett Fiona Garrick Helena Ingrid Jasper Katrin Lionel Marisol Nolan Odette Preston Quentin Rosalind Silas Tamsin Ulric Verity Wendell Yolanda Zane");
const LAST = words("Oakes Fenn Granger Farrow Roe Abberley Bancroft Calloway Dunmore Eastvale Garroway Hollister Jessop Kettering Lockridge Marchbank Northcutt Oakhurst Pemberley Ravensworth Stannard Underhay Vanterpool Wexcombe Yarborough Zellinger Ashdowne Coldwater Draycott Ellersby");
const PARTIES = [["Democratic", "D-Ohio", 0.3], ["Republican", "R-Texas", -0.1], ["Democratic", "D-Maine", 0.25], ["Republican", "R-Utah", 0.05]];
const OUTLETS = words("ledger.example harbor-times.example prairie-wire.example capital-post.example metro-courier.example");
const GOOD = ["is a brave ally and we admire", "deserves our thanks and our trust in", "has shown great courage, and I support", "is right to stand firm; we praise"];
const BAD = ["is a brutal aggressor and we condemn", "has betrayed its neighbours; I oppose", "is to blame for the disaster around", "has lied to us again about"];
const EVEN = ["was discussed at length beside", "comes up again next week with", "is on the agenda together with"];
const TARGETS = ["Russia", "Ukraine", "Donald Trump"];
const NOUNS = words("harvest bridge budget railway school river market committee winter treaty grain pension hospital library factory tunnel ferry orchard lantern council archive turbine harbor quarry meadow signal archive ballot ledger canal");
const DOES = words("needs awaits repairs delays lifts widens funds replaces opens studies inspects rebuilds measures supplies");
const KINDS = words("northern narrow crowded quiet costly regional forgotten modest flooded public frozen distant temporary rural");

const people = [];
for (const first of FIRST) for (const last of LAST) {
  const [party, tag, lean] = PARTIES[people.length % PARTIES.length];
  people.push({ name: `${first} ${last}`, last, tag, party, lean: lean + (random() - 0.5) });
}
// Few speak often, most seldom.
const somebody = () => people[Math.floor(people.length * random() ** 3)];

function plain() {
  return `The ${pick(KINDS)} ${pick(NOUNS)} ${pick(DOES)} the ${pick(NOUNS)}, and the ${pick(NOUNS)} of the ${pick(KINDS)} ${pick(NOUNS)} ${pick(DOES)} more than ${Math.floor(random() * 900)} people`;
}

// Words that nobody said before: they cannot be packed.
const noise = process.argv[3] === "noise" ? () => " " + Array.from({ length: 24 }, () => random().toString(36).slice(2, 10)).join(" ") : () => "";

function quotation(person) {
  if (random() < 0.35) return plain();
  const tone = random() + person.lean - 0.5;
  const verb = pick(tone > 0.18 ? GOOD : tone < -0.18 ? BAD : EVEN);
  return `${pick(TARGETS)} ${verb} the ${pick(KINDS)} ${pick(NOUNS)} of ${pick(NOUNS)} number ${Math.floor(random() * 900)}`;
}

for (let i = 0; i < articles; i++) {
  const paragraphs = [];
  for (let s = 0; s < 4; s++) {
    const person = somebody();
    paragraphs.push(`${plain()}.`, `“${quotation(person)}. ${plain()}${noise()},” said ${s % 2 ? "Rep." : "Sen."} ${person.name} (${person.tag}).`);
  }
  const date = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 730))).toISOString().slice(0, 10);
  const source = pick(OUTLETS), id = `a${String(i).padStart(6, "0")}`;
  console.log(JSON.stringify({ id, title: `${plain().slice(0, 60)}`, date, source, url: `https://${source}/${id}`, text: paragraphs.join("\n\n") }));
}
