//! The crate that writes the workbook panics where its temporary files cannot be written. Here that
//! becomes an error like that of any other file on a full disk.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls under way; one lasts through those within it.
static GUARDED: AtomicUsize = AtomicUsize::new(0);

/// What the last panic said within a call, in whatever thread of the crate it was.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Calls `write`, a call into the crate; what it was given is not used again where it panics.
///
/// # Errors
/// Those of `write`, and its panics.
pub(super) fn guarded<T>(write: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    GUARDED.fetch_add(1, Ordering::SeqCst);
    let result = panic::catch_unwind(AssertUnwindSafe(write));
    GUARDED.fetch_sub(1, Ordering::SeqCst);
    result.unwrap_or_else(|payload| {
        let noted = LAST.lock().ok().and_then(|mut last| last.take());
        let message = noted.unwrap_or_else(|| message(&*payload));
        Err(io::Error::other(format!("the workbook: {}", cause(&message))))
    })
}

/// For a panic hook: whether the panic becomes an error here, and need not be printed.
pub fn takes_panic(payload: &dyn Any) -> bool {
    let guarded = GUARDED.load(Ordering::SeqCst) > 0;
    if let (true, Ok(mut last)) = (guarded, LAST.lock()) {
        // The first is the cause, others follow from it.
        last.get_or_insert_with(|| message(payload));
    }
    guarded
}

fn message(payload: &dyn Any) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it failed").to_owned()
}

/// What the system said, where the message holds an error of it as the compiler writes it.
fn cause(message: &str) -> &str {
    let quoted = message.split_once("message: \"").and_then(|(_, rest)| rest.split_once('"'));
    quoted.map_or(message, |(cause, _)| cause)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_names_the_cause() {
        let full = || -> io::Result<()> {
            panic!("Couldn't write to xml file: {:?}", io::Error::from_raw_os_error(28));
        };
        let said = guarded(full).unwrap_err().to_string();
        let system = io::Error::from_raw_os_error(28).to_string();
        let system = system.split(" (os").next().unwrap();
        assert!(said.starts_with("the workbook: ") && said.contains(system), "{said}");
        assert_eq!(guarded(|| Ok(7)).unwrap(), 7);
        let own = guarded(|| Err::<(), _>(io::Error::other("own"))).unwrap_err();
        assert_eq!(own.to_string(), "own");
    }
}
