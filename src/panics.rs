//! Panics that cost one piece of work and not the run.
//!
//! No input should make the program panic; where one does all the same, or where a file that a
//! library reads is broken beyond its errors, the rest goes on.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

use crate::reports::guard;

thread_local! {
    /// Whether a panic of this thread is caught by [`survive`].
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    /// Where the thread panicked last.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does `work`. What it shares with others must bear to be left in the middle.
///
/// # Errors
/// The place and the message of its panic, on one line.
pub fn survive<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = CAUGHT.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(before);
    result.map_err(|payload| format!("{} {}", PLACE.take(), message(payload.as_ref())))
}

/// Keeps panics inside [`survive`] from being printed; others are printed as before. For programs:
/// it replaces the panic hook of the process.
pub fn print_uncaught_only() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if CAUGHT.get() {
            let place = info.location().map_or(String::new(), ToString::to_string);
            PLACE.with_borrow_mut(|last| *last = place);
        } else if !guard::takes_panic(info.payload()) {
            others(info);
        }
    }));
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_first_line() {
        let lost = survive(|| -> u8 { panic!("no such word: {}\nmore", "crow") });
        assert!(lost.is_err_and(|why| why.ends_with("no such word: crow")));
        assert_eq!(survive(|| 7), Ok(7));
    }
}
