#![no_main]

#[path = "../shared.rs"]
#[allow(dead_code)]
mod shared;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| shared::relations(bytes));
