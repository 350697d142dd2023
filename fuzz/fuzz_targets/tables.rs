//! Hands [`onrecord_fuzz::tables`] to libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onrecord_fuzz::tables(data));
