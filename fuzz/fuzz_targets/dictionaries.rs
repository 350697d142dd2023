//! Hands [`onrecord_fuzz::dictionaries`] to libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onrecord_fuzz::dictionaries(data));
