"""Texts that make careless programs slow or hungry: a table of name and maker, which takes a size in bytes.

A text begins and ends with a sound story, so that what stands between has something to spoil. All people are fictional.
"""
import json
import random

STORY = (
    "Sen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. "
    "“We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n\n"
)
FIRST = "Mira Tobias Odell Lucia Anton Greta Basil Corin Delia Edwin Flora Gideon Hester Ivor Junia".split()
LAST = "Oakes Fenn Granger Farrow Pell Quince Ravel Stroud Tamsin Umber Vance Wexley Yarrow Zeller".split()
SAID = (
    "“We must not abandon Ukraine,” {f} {l} said on Monday. “Russia started this war.”",
    "Sen. {f} {l} (R-Ohio) told reporters that the vote would come soon, and that the plan “is dead on arrival.”",
    "The committee met again in the morning. Nobody knew what the outcome would be, and the members left by the side door.",
    "“Trump is right about that,” said {f} {l}, a member of the House, who had voted against the bill last year.",
)


def benign(size):
    """An article as newspapers print it, only longer: what the others are measured by."""
    draw, paragraphs, length = random.Random(1), [], 0
    while length < size:
        said = (draw.choice(SAID).format(f=draw.choice(FIRST), l=draw.choice(LAST)) for _ in range(draw.randint(1, 4)))
        paragraphs.append(" ".join(said))
        length += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)


def name(number):
    """A word with a capital, another for each number."""
    letters, number = "", number * 7 + 1_000_003
    while number:
        letters, number = letters + chr(97 + number % 26), number // 26
    return letters.capitalize()


def again(unit, before=STORY, after="\n\n" + STORY):
    """`unit` over and over."""
    return lambda size: before + unit * (size // len(unit.encode())) + after


def each(unit):
    """`unit(0)`, `unit(1)` and so on."""

    def text(size):
        units, length, number = [STORY], 0, 0
        while length < size:
            units.append(unit(number))
            length += len(units[-1].encode())
            number += 1
        return "".join(units) + "\n\n" + STORY

    return text


def said(unit, end="Ukraine,” said Mira Oakes.\n\n"):
    """`unit` over and over in one quotation."""
    return again(unit, STORY + "“Ukraine ", end + STORY)


def page(unit, before="", after=""):
    """`unit` over and over in a web page."""
    return again(unit, f"<html><body><p>{STORY}</p>{before}", f"{after}<p>{STORY}</p></body></html>")


def record(**fields):
    return json.dumps({"text": STORY, **fields})


TEXTS = {
    # Marks and letters
    "one line": lambda size: benign(size).replace("\n", " "),
    "straight marks": again('"'),
    "straight marks, parted": again('" '),
    "opening marks": again("“"),
    "closing marks": again("”"),
    "pairs of marks": again("“a” "),
    "marks never closed": again("“word and more "),
    "paragraphs that open a mark": again("“We must go on.\n\n"),
    "nested marks": lambda size: STORY + "“a ‘b " * (size // 16) + "’ ”" * (size // 16) + "\n\n" + STORY,
    "mixed marks": again("“‘no “ "),
    "apostrophes": again("’"),
    "small words with apostrophes": again(" 'tis the boys' "),
    "inches": again('6" '),
    "guillemets": again("«a "),
    "zero width": again("wo\u200brd\u200d "),
    "directions": again("\u202eword\u202c "),
    "combining marks": again("\u0301", STORY + "e"),
    "emoji": again("😀"),
    "one word": again("a"),
    "one word of capitals": again("A"),
    "one number": again("1,"),
    "full stops": again("."),
    "ellipses": again("…"),
    "dashes": again("– "),
    "brackets": again("("),
    "nested brackets": lambda size: STORY + "(" * (size // 2) + ")" * (size // 2) + "\n\n" + STORY,
    "brackets with names": again("(Mira Oakes "),
    "line ends": again("\n"),
    "blanks": again(" \t\u00a0"),
    "paragraphs of a word": again("Word\n\n"),
    "lines of a word": again("word\n"),
    # Names and speakers
    "one name": again("Mira Oakes "),
    "one name, parted": again("Mira Oakes, "),
    "one name in sentences": again("Mira Oakes spoke. "),
    "names": each(lambda n: f"{name(n)} {name(3 * n + 1)}, "),
    "names in a row": each(lambda n: f"{name(n)} "),
    "names of one family": each(lambda n: f"{name(n)} Oakes went home. "),
    "speakers of one family": each(lambda n: f"“We will go,” said {name(n)} Oakes. "),
    "names of one given name": each(lambda n: f"Mira {name(n)} went home. "),
    "couples": each(lambda n: f"Adrian and Noelle {name(n)} went home. "),
    "slips of the pen": each(lambda n: f"Mira {name(n)} went. {name(n)[:-1]}x said “no”. "),
    "speakers": each(lambda n: f"“We must not abandon Ukraine,” {name(n)} {name(3 * n + 1)} said.\n\n"),
    "speakers in a paragraph": each(lambda n: f"“We will not go,” {name(n)} {name(3 * n + 1)} said. "),
    "jobs": each(lambda n: f"Mira Oakes, the {name(n).lower()} tamer of Ohio, spoke. "),
    "committees": each(lambda n: f"“We go,” the {name(n)} Committee said. "),
    "titles": again("Sen. Rep. Gov. "),
    "honours": again("President "),
    "initials": again("A. "),
    "owners": again("Oakes’s wife’s "),
    "ministries": again("Ministry of Foreign Affairs and "),
    "parties": again("(R-Ohio), "),
    "countries and parties": lambda size: STORY + "Germany, " * (size // 18) + "Labour’s Oakes, " * (size // 32) + "\n\n" + STORY,
    "byline": again("Ann Lee, ", "By ", "\n\n" + STORY),
    "dateline": again("WASHINGTON (AP) — ", "", STORY),
    # Reporting
    "he said": again("he said, "),
    "said": again("said "),
    "said in a sentence": again("said Oakes and “no” and "),
    "one said it all": again("“a,” said Oakes, “b,” "),
    "he said it all": again("“We must go,” he said. "),
    "pronouns": each(lambda n: f"{name(n)} {name(n + 7)} came. “We go,” he said. "),
    "aides": again("Aides were gloomy. “No,” one said. "),
    "the president": again("The president said “no.” "),
    "according to": again("according to Oakes, "),
    "who said": again("Oakes, who said, “no,” "),
    "colons": again("Oakes: “no” "),
    "labels": each(lambda n: f"{name(n)} {name(n + 5).upper()}: We must not abandon Ukraine.\n"),
    "questions": again("Q: Why?\nA: Because.\n"),
    # Stance
    "praise": said("good "),
    "praise, parted": said("good, "),
    "praise in brackets": said("(good "),
    "praise of three": said("Ukraine is good and Russia is good and Trump is good and "),
    "praise and blame": said("good bad brave terrible "),
    "targets": said("Ukraine Russia Trump "),
    "denials": said("not "),
    "degrees": said("very "),
    "sentences on a target": said("Ukraine is brave. It is good. "),
    "clauses": said("if Ukraine wins, "),
    "policies": said("we should send weapons to Ukraine and "),
    "paragraphs of a quotation": said("It is good.\n\n“"),
}

MARKDOWN = {
    "headings": again("# Head\n"),
    "headings underlined": again("a\n=\n"),
    "hashes": again("#"),
    "links": again("[a](b) "),
    "opening brackets": again("["),
    "closing brackets": again("]("),
    "pictures": again("!["),
    "stars": again("*a **b "),
    "code": again("`a ``b "),
    "fences": again("```\n"),
    "quoted blocks": again(">"),
    "lists": again("- a\n"),
    "tables": again("|a|b|\n|-|-|\n"),
    "front matter": again("a: b\n", "---\n", "---\n" + STORY),
}

PAGES = {
    "paragraphs": page("<p>We must go."),
    "divisions": page("<div>We must go, he said.</div>"),
    "spans": page("<span>We </span>"),
    "links": page("<a href=x>We</a> "),
    "line breaks": page("a<br><br>"),
    "table": page("<tr><td>a</td><td>We must go</td></tr>", "<table>", "</table>"),
    "cell": lambda size: f"<html><body><table><tr><td>{benign(size)}</td></tr></table></body></html>",
    "text outside of cells": page("a<tr>", "<table>", "</table>"),
    "attribute": page("a", "<p title='", "'>x</p>"),
    "attributes": page("a=b ", "<p ", ">x</p>"),
    "classes": page("a ", "<div class='", "'>x</div>"),
    "comments": page("<!-- a -->"),
    "comment never closed": page("<!-- a "),
    "less-than signs": page("<"),
    "entities": page("&amp;"),
    "formats that overlap": page("<b><i><u></b></i></u>x"),
    "formats never closed": page("<b>a"),
    "elements 400 deep": page("<div>" * 400 + "a" + "</div>" * 400),
    "lists 100 deep": page("<ul><li>a" * 100 + "</ul>" * 100),
    "drawings": page("<svg><path d='x'/></svg>"),
    "scripts": page("<script>x</script>"),
    "data": page("[", "<script type='application/ld+json'>", "</script>"),
    "options": page("<option>a", "<select>", "</select>"),
    "sections": page("<section><h2>Head</h2><p>We go, he said, and so on and so forth.</p></section>"),
}

RECORDS = {
    "half characters": lambda size: json.dumps({"text": STORY})[:-2] + "\\ud800" * (size // 6) + '"}',
    "keys": lambda size: record(**{f"k{n}": 1 for n in range(size // 12)}),
    "one key": lambda size: '{"text": ' + json.dumps(STORY) + ', "date": "x"' * (size // 13) + "}",
    "authors": lambda size: record(authors=["Ann Lee"] * (size // 12)),
    "title": lambda size: record(title="word " * (size // 5), id="x" * size, source="a" * size),
    "tags": lambda size: record(text=f"<p>{STORY}" + "</p>" * (size // 4)),
}


def inputs():
    """Each input: what it is, the name of its file, and its maker."""
    for kind, ending, table in (("text", "txt", TEXTS), ("markdown", "md", MARKDOWN), ("page", "html", PAGES), ("record", "json", RECORDS)):
        for number, (what, make) in enumerate(table.items()):
            yield f"{kind}: {what}", f"{number}.{ending}", make
