//! Stopping a run: the first signal asks it to end cleanly, the second ends it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::Code;

/// What a run is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Signal {
    received: Arc<AtomicUsize>,
}

impl Signal {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn listen() -> std::io::Result<Self> {
        let signal = Self::default();
        let twice = Arc::new(AtomicBool::new(false));
        for (number, code) in [(SIGINT, Code::Interrupted), (SIGTERM, Code::Terminated)] {
            flag::register_conditional_shutdown(number, code as i32, twice.clone())?;
            flag::register(number, twice.clone())?;
            flag::register_usize(number, signal.received.clone(), code as usize)?;
        }
        Ok(signal)
    }

    /// Not 0 once a signal has come.
    pub fn flag(&self) -> Arc<AtomicUsize> {
        self.received.clone()
    }

    /// The exit code that says so, once a signal has come.
    pub fn received(&self) -> Option<Code> {
        match self.received.load(Ordering::Relaxed) {
            0 => None,
            code if code == Code::Interrupted as usize => Some(Code::Interrupted),
            _ => Some(Code::Terminated),
        }
    }
}
