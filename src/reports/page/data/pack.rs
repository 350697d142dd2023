//! JSON, then deflate, then base64: what any browser unpacks by itself (`DecompressionStream`) and
//! what can stand in a page without ending the element around it.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;

use super::BLOCK;
use super::block::Block;
use super::entry::Entry;
use super::index::{Dictionaries, Index};

/// The index and the blocks of `entries`, in this order, packed.
pub(super) fn packed(entries: &[&Entry], targets: &[String]) -> io::Result<Vec<String>> {
    let known = Dictionaries::of(entries);
    let mut packed = vec![squeeze(&serde_json::to_vec(&Index::of(entries, targets, &known))?)?];
    let blocks: io::Result<Vec<String>> = entries
        .par_chunks(BLOCK)
        .map(|entries| squeeze(&serde_json::to_vec(&Block::of(entries, &known))?))
        .collect();
    packed.extend(blocks?);
    Ok(packed)
}

fn squeeze(bytes: &[u8]) -> io::Result<String> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(STANDARD_NO_PAD.encode(encoder.finish()?))
}
