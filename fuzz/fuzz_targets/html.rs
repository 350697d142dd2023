//! Hands [`onrecord_fuzz::html`] to libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onrecord_fuzz::html(data));
