//! What can be wrong with the page: only its templates.

use std::io;
use std::path::{Path, PathBuf};

/// Why the page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The folder of templates, or a file in it, cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// Folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of the folder is no template of the page.
    #[error("{}: the page has no such part; it has: {known}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// Names of all parts.
        known: String,
    },
    /// A template is faulty, or asks for what the page does not know.
    #[error("{place}: {what}")]
    Faulty {
        /// `file:line`.
        place: String,
        /// What is wrong, in words.
        what: String,
    },
}

impl PageError {
    /// A fault of a template; where one includes another, the place of the innermost. `file`
    /// names the file of a template.
    pub(super) fn faulty(error: &minijinja::Error, file: impl Fn(&str) -> PathBuf) -> Self {
        let inner = innermost(error);
        let name = inner.name().or(error.name()).unwrap_or("page.html.jinja");
        let line = inner.line().or(error.line()).unwrap_or(1);
        let detail = inner.detail().map_or(String::new(), |detail| format!(": {detail}"));
        Self::Faulty {
            place: format!("{}:{line}", file(name).display()),
            what: format!("{}{detail}", inner.kind()),
        }
    }

    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        |source| Self::Unreadable { path, source }
    }
}

fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut inner = error;
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(deeper) = source.downcast_ref::<minijinja::Error>() {
            inner = deeper;
        }
        next = source.source();
    }
    inner
}
