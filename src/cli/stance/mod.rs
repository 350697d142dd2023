//! `onrecord stance`: the stance engine for any text, one JSON object a line in and out.

mod answer;

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use onrecord::lexicons::Lexicons;
use onrecord::reading::Speaker;
use onrecord::stance::Text;
use onrecord::text::CharSpan;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::folder::Folder;
use super::{Code, terminal};

/// Lines that are scored at once; they are printed in their order.
const BATCH: usize = 1024;

/// How to score.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    folder: Folder,
    /// Leave out what made the scores
    #[arg(long)]
    no_hits: bool,
}

const EXAMPLES: &str = "\
One JSON object a line on standard input:
  id, text      what to score
  target        {\"start\": 0, \"end\": 5}: score toward the entity named there (code points of
                text) instead of the targets of the lexicons
  speaker       a name, or {\"name\", \"country\", \"role\"}: who \"we\" and \"our\" are
  context       the words around the text, or before it: whom it is about
  date          YYYY-MM-DD: who \"the president\" is
Spans of hits are [start, end) in code points of text; empty for words of the context.

Examples:
  echo '{\"id\": 1, \"text\": \"Putin is a thug.\"}' | onrecord stance
  echo '{\"id\": 2, \"text\": \"Orr is brave.\", \"target\": {\"start\": 0, \"end\": 3}}' | onrecord stance";

/// A line of input.
#[derive(Debug, Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    target: Option<Marked>,
    #[serde(default)]
    speaker: Option<Who>,
    #[serde(default)]
    context: Option<String>,
    #[serde(default)]
    date: Option<Date>,
}

/// The words that name the entity to score toward, in code points of the text.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Marked {
    start: usize,
    end: usize,
}

/// A speaker, by name alone or with what is known.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Who {
    Name(String),
    Known {
        name: String,
        #[serde(default)]
        country: String,
        #[serde(default)]
        role: String,
    },
}

/// Scores standard input onto standard output.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let lexicons = args.folder.load()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    score_lines(io::stdin().lock(), &mut out, &mut io::stderr(), |line| {
        answer(line, &lexicons, !args.no_hits)
    })
}

/// Answers each line of `input` in order. A line that is no request is told on `log`, and makes
/// the exit code that of inputs that could not be read.
fn score_lines(
    input: impl BufRead,
    out: &mut impl Write,
    log: &mut impl Write,
    answer: impl Fn(&str) -> Result<String, String> + Sync,
) -> anyhow::Result<Code> {
    let mut lines = input.split(b'\n').enumerate().peekable();
    let mut code = Code::Done;
    while lines.peek().is_some() {
        let batch: Vec<(usize, Vec<u8>)> = lines
            .by_ref()
            .take(BATCH)
            .map(|(i, line)| line.map(|line| (i, line)))
            .collect::<io::Result<_>>()?;
        let answers: Vec<Result<String, String>> = batch
            .par_iter()
            .map(|(_, line)| String::from_utf8_lossy(line))
            .map(|line| if line.trim().is_empty() { Ok(String::new()) } else { answer(&line) })
            .collect();
        for ((i, _), answer) in batch.iter().zip(answers) {
            match answer {
                Ok(line) if line.is_empty() => {}
                Ok(line) => writeln!(out, "{}", terminal::escape(&line))?,
                Err(why) => {
                    code = Code::TooManySkipped;
                    writeln!(log, "onrecord: stdin:{}: {}", i + 1, terminal::clean_lines(&why))?;
                }
            }
        }
        out.flush()?;
    }
    Ok(code)
}

/// The answer to one line.
fn answer(line: &str, lexicons: &Lexicons, hits: bool) -> Result<String, String> {
    let request: Request = serde_json::from_str(line).map_err(|error| {
        format!("{error}\n  give one object a line with id and text; see onrecord stance --help")
    })?;
    let text = Text {
        text: &request.text,
        context: request.context.as_deref().unwrap_or_default(),
        speaker: request.speaker.map(speaker).unwrap_or_default(),
        date: request.date,
    };
    let target = request.target.map(|t| CharSpan { start: t.start, end: t.end });
    answer::line(request.id, &text.score(target, lexicons), hits).map_err(|error| error.to_string())
}

fn speaker(who: Who) -> Speaker {
    match who {
        Who::Name(name) => Speaker { name, ..Speaker::default() },
        Who::Known { name, country, role } => Speaker { name, country, role, ..Speaker::default() },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::LazyLock;

    use onrecord::lexicons::Source;
    use serde_json::json;

    use super::*;

    static LEXICONS: LazyLock<Lexicons> =
        LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

    fn run(input: &str) -> (String, String, Code) {
        let (mut out, mut log) = (Vec::new(), Vec::new());
        let code =
            score_lines(input.as_bytes(), &mut out, &mut log, |line| answer(line, &LEXICONS, true));
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(log), code.unwrap())
    }

    #[test]
    fn requests_are_answered_as_asked() {
        for (name, request, pointer, expected) in [
            (
                "a target of the lexicons",
                r#"{"id":1,"text":"Putin is a thug."}"#,
                "/targets/russia/label",
                "unfavourable",
            ),
            (
                "a marked entity",
                r#"{"id":1,"text":"Orr is a hero, not Lund.","target":{"start":0,"end":3}}"#,
                "/label",
                "favourable",
            ),
            (
                "a marked entity of whom nothing is said",
                r#"{"id":1,"text":"Orr met Lund.","target":{"start":0,"end":3}}"#,
                "/label",
                "neutral",
            ),
            (
                "whom the context names",
                r#"{"id":1,"text":"They are liars","context":"“They are liars,” she said of the Russians."}"#,
                "/targets/russia/label",
                "unfavourable",
            ),
            (
                "what goes before",
                r#"{"id":1,"text":"He is a coward","context":"She was asked about Putin."}"#,
                "/targets/russia/label",
                "unfavourable",
            ),
            (
                "the speaker's side",
                r#"{"id":1,"text":"Our army is heroic.","speaker":{"name":"Olena Orr","country":"Ukraine"}}"#,
                "/targets/ukraine/label",
                "favourable",
            ),
            (
                "the president of the day",
                r#"{"id":1,"text":"The president is a liar.","date":"2018-07-01"}"#,
                "/targets/trump/label",
                "unfavourable",
            ),
        ] {
            let (out, log, code) = run(request);
            let value: Value = serde_json::from_str(&out).unwrap();
            assert_eq!(value.pointer(pointer), Some(&json!(expected)), "{name}: {out}{log}");
            assert_eq!(code, Code::Done, "{name}");
        }
    }

    #[test]
    fn spans_count_the_text_itself() {
        let (out, ..) = run(
            r#"{"id":"é","text":"Zoë Orr — a thug.","context":"Before — it.","target":{"start":0,"end":7}}"#,
        );
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value.pointer("/hits/0/term"), Some(&json!("thug")), "{out}");
        assert_eq!(value.pointer("/hits/0/span"), Some(&json!([12, 16])), "{out}");
    }

    #[test]
    fn a_bad_line_is_told_and_the_others_are_answered() {
        let (out, log, code) = run("{\"id\":1}\n\n{\"id\":2,\"text\":\"Putin is a thug.\"}\nx\n");
        assert_eq!((out.lines().count(), code), (1, Code::TooManySkipped));
        assert!(log.contains("stdin:1: missing field `text`"), "{log}");
        assert!(log.contains("stdin:4: expected value"), "{log}");
    }

    #[test]
    fn a_target_outside_the_text_is_no_panic() {
        let (out, _, code) = run(r#"{"id":1,"text":"Orr.","target":{"start":90,"end":2}}"#);
        assert!(out.contains("\"neutral\"") && code == Code::Done, "{out}");
    }
}
