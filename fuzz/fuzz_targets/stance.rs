//! Hands [`onrecord_fuzz::stance`] to libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onrecord_fuzz::stance(data));
