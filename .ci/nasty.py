"""Articles with what spreadsheets and readers of CSV stumble over; all speakers are fictional."""
import json

# Begin like a formula, look like a date or a number, hold what parts cells, lines and sheets.
WORDS = (
    '=HYPERLINK("http://x.example","click")', "+1 for Ukraine, as ever", "-2 points for Moscow", "@everyone, go home",
    "3-4", "9/11", "2025-03", "1E5", "0012", "50%", "True", "1 1/2", "123456789012", "48213",
    "Ukraine; Russia, \t and so on", "Ukraine is brave 🇺🇦🎉", "He called it a 'brave' \\\"plan\\\" for Ukraine",
    "_x0041_ is no letter", "NA", "NULL", "مرحبا \u200f Ukraine", "＝1+1 in full width",
)
IDS = (
    "3-4", "1E5", "0012", "2025-03", "48213", "MAR1", "9/11", "12:30", "1.50", "=1+1", "@id", "TRUE", "NA", "a;b", 'a"b',
    "٣-٤", "1,000", "5 March",
)
TITLES = (
    "One line\nand\r\nanother", "Line\u2028separator\u2029paragraph", "Right \u200fto\u202e left", "-- dashes --", "'quoted'",
    "2024", "3/4", "Tab\there", "\ufeffmark", "=1+1",
)
DATES = ("1899-12-31", "1850-01-02", "1900-01-01", "1900-02-28", "2025-02-28", "2024-02-29", None)
SPEAKERS = ("Mira Oakes", "Tobias Fenn", "Odell Granger", "Lucia Farrow")
LONG = "Ukraine is brave and Russia is cruel, they said again. " * 750


def articles():
    """One for each id, with quotations of all words, and one with a quotation too long for a cell."""
    for n, name in enumerate(IDS):
        said = [f"Senator {SPEAKERS[(n + at) % len(SPEAKERS)]} said “{words}”." for at, words in enumerate(WORDS)]
        yield {
            "id": name, "date": DATES[n % len(DATES)], "title": TITLES[n % len(TITLES)], "source": WORDS[n % len(WORDS)],
            "text": "\n\n".join(said[n % 2 :: 2] + ["“Ukraine has our support,” she said. Nobody answered in the hall."]),
        }
    yield {"id": "long", "date": "2025-03-01", "title": "Long", "text": f"“{LONG}” said Mira Oakes.\n\nNobody answered."}


def write(path):
    """Writes them as one record a line."""
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles())
