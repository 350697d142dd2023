//! What somebody may put into a folder of articles to fool a reader, a spreadsheet, a browser or a
//! terminal, or to stop the run: each tried on the whole program.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// A sound article beside the hostile ones; the people are invented.
const STORY: &str = "Council weighs aid package\n\n\
    Sen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. \
    “We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n";

/// What steers a terminal: colours, the title of the window, the clipboard, a link, one byte that
/// begins a sequence, and marks that turn the direction of writing.
const ESCAPES: &str = "\u{1b}[31mred \u{1b}]0;title\u{7} \u{1b}]52;c;ZXZpbA==\u{7} \
    \u{1b}]8;;http://evil.example\u{1b}\\link \u{9b}2J \u{202e}txt.exe\u{2066}";

/// A folder with `news` in it.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(articles: &[(&str, &[u8])]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(project.path("news")).unwrap();
        for (name, bytes) in [("good.txt", STORY.as_bytes())].iter().chain(articles) {
            let path = project.path("news").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// What the program prints on standard output and standard error; it must end with `code`.
    fn run(&self, arguments: &[&str], input: &str, code: i32) -> (String, String) {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.folder.path()).args(arguments).write_stdin(input);
        let output = command.timeout(Duration::from_secs(600)).assert().code(code);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (text(&output.get_output().stdout), text(&output.get_output().stderr))
    }

    /// The rows of `articles.csv` by article, after a run over `news`; the sound one is among them.
    fn articles(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        self.run(&["news"], "", 0);
        let rows = rows(&self.path("reports/articles.csv"));
        let rows: BTreeMap<_, _> = rows.into_iter().map(|r| (r["article"].clone(), r)).collect();
        assert_eq!(rows["good.txt"]["status"], "read");
        rows
    }
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
    csv::Reader::from_reader(text).deserialize().map(Result::unwrap).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Whether `text` holds what steers a terminal or turns the direction of writing.
fn steers(text: &str) -> bool {
    text.contains(|c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// All files below a folder, by path from it.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { [path].into() }).collect()
}

#[test]
fn what_is_packed_to_fill_the_disk_or_memory_is_refused_and_the_rest_is_read() {
    let zeros = vec![b'a'; 70 << 20];
    let bomb = gzip(&zeros);
    let members = gzip(b"").repeat(200_000);
    let many = [members.as_slice(), &gzip(STORY.as_bytes())].concat();
    // A frame that asks for a window of 1 GiB, and holds nothing.
    let window = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00];
    let project = Project::new(&[
        ("bomb.txt.gz", &bomb),
        ("bomb.jsonl.gz", &bomb),
        ("twice.txt.gz.gz", &gzip(&bomb)),
        ("five.txt.gz.gz.gz.gz.gz", &bomb),
        ("many.txt.gz", &many),
        ("window.txt.zst", &window),
        ("cut.txt.gz", &gzip(STORY.as_bytes())[..40]),
    ]);
    let rows = project.articles();
    for (article, reason, message) in [
        ("bomb.txt.gz", "too_large", "raise article under [limits] in onrecord.toml"),
        ("bomb.jsonl.gz:1", "too_large", "raise expansion under [limits]"),
        ("twice.txt.gz.gz", "too_large", "raise article under [limits]"),
        ("five.txt.gz.gz.gz.gz.gz", "too_large", "raise layers under [limits]"),
        ("window.txt.zst", "too_large", "raise window under [limits]"),
        ("cut.txt.gz", "malformed", "stops in the middle"),
    ] {
        let row = rows.get(article).unwrap_or_else(|| panic!("{article}: {:?}", rows.keys()));
        assert_eq!((&*row["status"], &*row["reason"]), ("skipped", reason), "{row:?}");
        assert!(row["message"].contains(message), "{row:?}");
    }
    assert_eq!(rows["many.txt.gz"]["status"], "read");
}

#[test]
fn what_grows_too_much_is_refused_by_the_expansion_limit_and_read_where_that_is_raised() {
    let text = format!("{STORY}\n{}", "Nobody spoke in the hall that day. ".repeat(20_000));
    let project = Project::new(&[("big.txt.gz", &gzip(text.as_bytes()))]);
    project.write("onrecord.toml", "[limits]\nexpansion = 2\nexpansion_free = 1000\n");
    let row = project.articles().remove("big.txt.gz").unwrap();
    assert!(row["message"].contains("raise expansion under [limits]"), "{row:?}");
    project.write("onrecord.toml", "[limits]\nexpansion = 1000\n");
    assert_eq!(project.articles()["big.txt.gz"]["status"], "read");
}

#[test]
fn what_nests_too_deep_is_refused_with_the_key_that_raises_the_limit() {
    let json = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("{{\"text\": {STORY:?}, \"x\": {open}{close}}}")
    };
    let page = |depth: usize| format!("<html><body>{}<p>{STORY}</p>", "<div>".repeat(depth));
    let attributes = format!("<html><body><p {}>{STORY}</p>", "a=b ".repeat(2_000));
    let project = Project::new(&[
        ("deep.json", json(100_000).as_bytes()),
        ("flat.json", json(90).as_bytes()),
        ("deep.html", page(100_000).as_bytes()),
        ("flat.html", page(400).as_bytes()),
        ("attributes.html", attributes.as_bytes()),
    ]);
    let rows = project.articles();
    for (article, key) in [
        ("deep.json", "json_depth"),
        ("deep.html", "html_depth"),
        ("attributes.html", "html_attributes"),
    ] {
        let message = &rows[article]["message"];
        assert!(message.contains(&format!("raise {key} under [limits]")), "{message}");
    }
    assert_eq!(rows["flat.json"]["status"], "read");
    assert_eq!(rows["flat.html"]["status"], "read");
}

#[test]
fn a_folder_with_too_many_files_or_folders_is_told_and_counted() {
    let articles: Vec<(String, String)> = (0..30)
        .map(|i| (format!("many/{i:02}.txt"), STORY.replace("Oakes", &format!("Pell{i}"))))
        .collect();
    let articles: Vec<(&str, &[u8])> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let project = Project::new(&articles);
    let deep: PathBuf = (0..8).map(|_| "d").collect();
    fs::create_dir_all(project.path("news").join(&deep)).unwrap();
    fs::write(project.path("news").join(&deep).join("deep.txt"), STORY).unwrap();
    project.write("onrecord.toml", "[limits]\nentries = 20\nfolder_depth = 4\n");
    let rows = project.articles();
    let message = |article: &str| rows[article]["message"].clone();
    assert!(message("news").contains("more than 20 files and folders"), "{rows:?}");
    assert!(message("news").contains("raise entries under [limits]"), "{rows:?}");
    assert!(message("d/d/d/d").contains("raise folder_depth under [limits]"), "{rows:?}");
    assert!(!rows.contains_key("d/d/d/d/d/d/d/d/deep.txt"));
    let run = fs::read_to_string(project.path("reports/run.json")).unwrap();
    assert!(run.contains("\"entries\": 20") && run.contains("\"too_large\": 2"), "{run}");

    fs::remove_file(project.path("onrecord.toml")).unwrap();
    let rows = project.articles();
    assert!(rows.contains_key("many/29.txt") && rows.contains_key("d/d/d/d/d/d/d/d/deep.txt"));
}

#[cfg(unix)]
#[test]
fn pipes_sockets_and_devices_are_never_opened() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[]);
    let pipe = project.path("news/pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = project.path("news/socket.jsonl");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    symlink("/dev/zero", project.path("news/zero.txt")).unwrap();
    symlink("pipe.txt", project.path("news/link.html")).unwrap();
    let rows = project.articles();
    for article in ["pipe.txt", "socket.jsonl", "zero.txt", "link.html"] {
        let row = &rows[article];
        assert_eq!((&*row["status"], &*row["reason"]), ("skipped", "unreadable"), "{row:?}");
        assert!(row["message"].contains("a device, pipe or socket, not a file"), "{row:?}");
    }
    for path in ["news/pipe.txt", "news/socket.jsonl", "news/zero.txt", "/dev/zero"] {
        let (_, stderr) = project.run(&["run", path, "--out", "direct"], "", 0);
        assert!(stderr.contains("not a file"), "{path}: {stderr}");
        let (_, stderr) = project.run(&["explain", path], "", 3);
        assert!(stderr.contains("not a file"), "{path}: {stderr}");
    }
    for option in ["--config", "--corrections", "--exclude"] {
        let (_, stderr) = project.run(&["run", "news", option, "news/pipe.txt"], "", 2);
        assert!(stderr.contains("not a file"), "{option}: {stderr}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_in_thousands_of_ways_lead_to_a_folder_once() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[("a/x.txt", STORY.replace("Oakes", "Pell").as_bytes())]);
    symlink("..", project.path("news/a/up")).unwrap();
    symlink("self.txt", project.path("news/self.txt")).unwrap();
    // Two ways from each of thirty folders to the next: a billion paths.
    fs::create_dir(project.path("maze")).unwrap();
    for i in 0..30 {
        let folder = project.path(&format!("maze/{i}"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("y.txt"), STORY.replace("Oakes", &format!("Quince{i}"))).unwrap();
        symlink(format!("../{}", i + 1), folder.join("left")).unwrap();
        symlink(format!("../{}", i + 1), folder.join("right")).unwrap();
    }
    fs::create_dir(project.path("maze/30")).unwrap();
    symlink("../maze/0", project.path("news/maze")).unwrap();
    let rows = project.articles();
    let read = rows.values().filter(|row| row["status"] == "read").count();
    assert_eq!(read, 2 + 30, "{:?}", rows.keys());
    assert_eq!(rows["self.txt"]["reason"], "unreadable");
    assert!(rows.contains_key("maze/y.txt") && rows.contains_key("maze/left/y.txt"));
}

#[cfg(unix)]
#[test]
fn names_of_files_are_whole_and_harmless_wherever_they_are_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new(&[]);
    let long: PathBuf = (0..18).map(|_| "d".repeat(200)).collect();
    fs::create_dir_all(project.path("news").join(&long)).unwrap();
    let names: [&[u8]; 9] = [
        b"caf\xe9.txt",
        b"caf\xe8.txt",
        b"two\nlines.txt",
        b"two lines.txt",
        b"quote\"s', and comma.txt",
        b"=cmd|' -C calc'!A0.txt",
        "right\u{202e}txt.left.txt".as_bytes(),
        "\u{1b}]52;c;eA==\u{7}.txt".as_bytes(),
        "\u{9b}2J.pdf".as_bytes(),
    ];
    for (i, name) in names.iter().enumerate() {
        let text = STORY.replace("Oakes", &format!("Farrow{i}"));
        fs::write(project.path("news").join(OsStr::from_bytes(name)), text).unwrap();
    }
    fs::write(project.path("news").join(&long).join("z.txt"), STORY.replace("Oakes", "Pell"))
        .unwrap();
    let rows = project.articles();
    assert_eq!(rows.len(), names.len() + 2, "{:?}", rows.keys());
    for article in ["caf\\xe9.txt", "caf\\xe8.txt", "two\\nlines.txt", "two lines.txt"] {
        assert!(rows.contains_key(article), "{article}: {:?}", rows.keys());
    }
    assert!(rows.contains_key("'=cmd|' -C calc'!A0.txt"), "{:?}", rows.keys());
    assert!(rows.contains_key(&*long.join("z.txt").to_string_lossy()));
    for (article, row) in &rows {
        assert!(!steers(article) && !article.contains('\n'), "{article:?}");
        assert!(!steers(&row["path"]) && !row["path"].contains('\n'), "{row:?}");
    }
    let (stdout, stderr) = project.run(&["run", "news", "--dry-run"], "", 0);
    assert!(!steers(&stdout) && !steers(&stderr), "{stdout:?}{stderr:?}");
    for log in ["text", "json"] {
        let (stdout, stderr) = project.run(&["run", "news", "--log", log], "", 0);
        assert!(!steers(&stdout) && !steers(&stderr), "{stdout:?}{stderr:?}");
    }
}

/// An article whose every field is `evil`, so far as a field can be.
fn of_evil(evil: &str) -> Vec<u8> {
    let text = format!(
        "{STORY}\n“Ukraine is brave, {evil}, and Russia is cruel,” said Tobias Fenn of {evil}.\n\n\
         {evil} Granger said: “Trump is a liar.”\n"
    );
    let record = serde_json::json!({
        "id": evil, "title": evil, "source": evil, "author": evil, "url": format!("https://x.example/{evil}"),
        "date": "2025-03-01", "text": text,
    });
    record.to_string().into_bytes()
}

#[test]
fn no_formula_is_run_by_a_spreadsheet() {
    for evil in
        ["=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"]
    {
        let project = Project::new(&[("evil.json", &of_evil(evil))]);
        project.write(
            "corrections.csv",
            &format!(
                "name,speaker,party,role\nTobias Fenn,\"{0}\",\"{0}\",\"{0}\"\n",
                evil.replace('"', "\"\"")
            ),
        );
        project.run(&["news", "--formats", "csv,xlsx,html", "--raw-csv"], "", 0);
        project.run(&["news", "--formats", "csv,xlsx,html"], "", 0);
        let mut shown = 0;
        for path in files(&project.path("reports")) {
            if path.extension().is_none_or(|extension| extension != "csv") {
                continue;
            }
            for cell in rows(&path).iter().flat_map(BTreeMap::values) {
                shown += usize::from(cell.starts_with('\'') && cell.contains(evil));
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{path:?}: {cell}"
                );
                assert!(!cell.contains(['\n', '\r']), "{path:?}: {cell}");
            }
        }
        assert!(shown > 0, "{evil} is nowhere");
        let book = project.path("reports/onrecord.xlsx");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
        for sheet in calamine::Reader::sheet_names(&book) {
            let formulas = calamine::Reader::worksheet_formula(&mut book, &sheet).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{evil}: {sheet}");
        }
    }
}

#[test]
fn no_script_is_run_by_a_browser() {
    let page = |evil: &str| {
        let project = Project::new(&[("evil.json", &of_evil(evil))]);
        project.write(
            "corrections.csv",
            &format!(
                "name,speaker,party,role\nTobias Fenn,\"{0}\",\"{0}\",\"{0}\"\n",
                evil.replace('"', "\"\"")
            ),
        );
        project.run(&["news"], "", 0);
        let reports = files(&project.path("reports")).into_iter();
        let pages =
            reports.filter(|path| path.extension().is_some_and(|e| e == "html" || e == "svg"));
        pages.map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>().join("\n")
    };
    let tags = |page: &str| {
        ["<script", "</script", "<img", "<iframe", "<svg"].map(|tag| page.matches(tag).count())
    };
    let harmless = tags(&page("harmless"));
    for evil in [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></textarea><iframe src=javascript:alert(1)>",
        "<!--<script>",
    ] {
        let page = page(evil);
        assert_eq!(tags(&page), harmless, "{evil}");
        assert!(!page.contains(evil), "{evil} stands as it is");
    }
    let template = "{{ 7 * 7 }}{% raw %}";
    assert!(page(template).contains(template), "what a template would run is shown as it is");
}

#[test]
fn an_address_that_runs_a_script_is_no_link() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "JaVaScRiPt:alert(1)",
    ] {
        let record = serde_json::json!({ "id": "a", "url": url, "text": STORY }).to_string();
        let page = format!(
            "<html><head><link rel=canonical href=\"{url}\"><meta property=og:url content=\"{url}\">\
             <title>A day in the council</title></head><body><article><p>{STORY}</p></article></body></html>"
        );
        let project = Project::new(&[("a.json", record.as_bytes()), ("b.html", page.as_bytes())]);
        project.run(&["news"], "", 0);
        let page = fs::read_to_string(project.path("reports/report.html")).unwrap().to_lowercase();
        for start in ["href=\"javascript", "href=\"data:text", "href=\"vbscript"] {
            assert!(!page.contains(start), "{url}");
        }
    }
}

#[test]
fn nothing_steers_the_terminal() {
    let evil = of_evil(ESCAPES);
    let wrong = serde_json::json!({ "id": ESCAPES, "text": "" }).to_string();
    let project = Project::new(&[("evil.json", &evil), ("wrong.json", wrong.as_bytes())]);
    project.write("c.csv", &format!("name,speaker\nTobias Fenn,{}\n,{}\n", "Jo Roe", "x\u{1b}[2J"));
    project.write("x.toml", "out = \"\\u001b]0;x\\u0007\"\nb\u{9b}d = 1\n");
    fs::create_dir(project.path("lex")).unwrap();
    project.write("lex/terms+.csv", "term,weight,class,note\n\u{9b}2J\u{202e}x,high,adj,\n");
    let request = |text: &str| serde_json::json!({ "id": ESCAPES, "text": text }).to_string();
    let requests = format!(
        "{}\n{{\"id\": \"\u{9b}\u{202e}\"\n",
        request(&format!("Putin is a thug {ESCAPES}."))
    );
    for (arguments, input, code) in [
        (&["run", "news"][..], "", 0),
        (&["run", "news", "--log", "json"], "", 0),
        (&["run", "news", "--dry-run"], "", 0),
        (&["explain", "news/evil.json"], "", 0),
        (&["explain", "news/wrong.json"], "", 0),
        (&["stance"], &requests, 1),
        (&["run", "news", "--corrections", "c.csv"], "", 2),
        (&["run", "news", "--config", "x.toml"], "", 2),
        (&["run", "news", "--lexicons", "lex"], "", 2),
        (&["lexicon", "check", "--lexicons", "lex"], "", 2),
        (&["run", "no\u{1b}[31mwhere\u{9b}"], "", 3),
    ] {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(project.folder.path()).args(arguments).write_stdin(input);
        let output = command.timeout(Duration::from_secs(600)).output().unwrap();
        let shown = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(shown.iter().any(|text| !text.is_empty()), "{arguments:?} says nothing");
        assert!(shown.iter().all(|text| !steers(text)), "{arguments:?}: {shown:?}");
        let ended = output.status.code().unwrap();
        assert!(ended == code || arguments[0] == "explain", "{arguments:?}: {ended} {shown:?}");
    }
}

#[test]
fn no_id_leads_out_of_a_folder() {
    let ids = [
        "../../evil",
        "/etc/evil",
        "..",
        ".",
        "C:\\evil",
        "..\\..\\evil",
        "CON",
        "a/../../b",
        "~/evil",
        "\0evil",
        "%2e%2e%2fevil",
    ];
    let lines: String = ids
        .iter()
        .enumerate()
        .map(|(i, id)| {
            let text = STORY.replace("Oakes", &format!("Wexley{i}"));
            serde_json::json!({ "id": id, "text": text, "source": id, "title": id }).to_string()
                + "\n"
        })
        .collect();
    let project = Project::new(&[("evil.jsonl", lines.as_bytes())]);
    project.write("corrections.csv", "name,speaker,party\nWexley1,../../evil,../../evil\n");
    let before = files(project.folder.path());
    project.run(&["news", "--out", "in/reports", "--texts", "in/texts"], "", 0);
    project.run(&["sample", "news", "--out", "in/coding", "--n", "5", "--articles", "2"], "", 0);
    let made: BTreeSet<PathBuf> = &files(project.folder.path()) - &before;
    let below = ["in/reports", "in/texts", "in/coding"].map(|folder| project.path(folder));
    for file in &made {
        assert!(below.iter().any(|folder| file.starts_with(folder)), "{}", file.display());
    }
    let texts = made.iter().filter(|file| file.starts_with(&below[1])).count();
    assert_eq!(texts, ids.len() + 1);
}

#[test]
fn text_that_is_no_prose_is_read_or_refused_and_never_stops_the_run() {
    let marks = ["\"", "“", "”", "“a” ", "‘", "'", "«", "“‘", "\"'", "’"];
    let words = [
        "\u{200b}",
        "e\u{301}\u{301}",
        "\u{202e}a",
        "Mira Oakes ",
        "said ",
        "(",
        "[](",
        "word\n\n",
        "Sen. ",
        "\0a b c ",
    ];
    let articles: Vec<(String, String)> = marks
        .iter()
        .chain(&words)
        .enumerate()
        .flat_map(|(i, unit)| {
            let text = format!("{STORY}\n{}\n\n{STORY}", unit.repeat(3_000));
            let json = serde_json::to_string(&text).unwrap();
            let lone = format!("{{\"text\": {json}, \"title\": \"\\ud800\"}}");
            [
                (format!("{i}.txt"), text.clone()),
                (format!("{i}.md"), text),
                (format!("{i}.json"), lone),
            ]
        })
        .collect();
    let articles: Vec<(&str, &[u8])> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let rows = Project::new(&articles).articles();
    for (name, _) in &articles {
        let row = rows.get(*name).unwrap_or_else(|| panic!("{name} has no row"));
        assert_ne!(row["reason"], "failed", "{row:?}");
    }
}
