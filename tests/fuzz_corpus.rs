//! The seeds of the fuzz targets, replayed: what a fuzzer found once stays found, without a fuzzer.
//!
//! Each file in `fuzz/seeds/TARGET/` is what that target is fed. An input that failed goes there
//! under the name of what it guards. Pieces of the seeds in any order are tried too.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds")
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of seeds");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Where a seed lies, and what it is.
type Seed = (PathBuf, Vec<u8>);

/// The seeds of each target, in the order of targets.
static SEEDS: LazyLock<Vec<Vec<Seed>>> = LazyLock::new(|| {
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).expect("a seed"));
    let of = |name: &str| listed(&seeds().join(name)).into_iter().map(read).collect();
    fuzz::TARGETS.iter().map(|(name, _)| of(name)).collect()
});

#[test]
fn every_seed_passes_its_target_also_cut_short() {
    let mut failed = Vec::new();
    for ((_, target), seeds) in fuzz::TARGETS.iter().zip(SEEDS.iter()) {
        for (path, data) in seeds {
            for length in [0, 1, 2, data.len() / 2, data.len().saturating_sub(1), data.len()] {
                let data = data.get(..length).unwrap_or(data);
                if catch_unwind(|| target(data)).is_err() {
                    failed.push((path, length));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// A target, and pieces of its seeds behind the first bytes of one of them.
fn pieces() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..60);
    (0..fuzz::TARGETS.len(), prop::collection::vec(piece, 1..12)).prop_map(|(target, pieces)| {
        let mut data = Vec::new();
        for (i, (seed, start, length)) in pieces.iter().enumerate() {
            let (_, seed) = seed.get(&SEEDS[target]);
            let start = if i == 0 { 0 } else { start.index(seed.len()) };
            data.extend(seed.iter().skip(start).take(*length));
        }
        (target, data)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn pieces_of_seeds_in_any_order_pass((target, data) in pieces()) {
        fuzz::TARGETS[target].1(&data);
    }
}

#[test]
fn every_target_has_its_file_its_seeds_and_its_entry() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let stems = |folder: &str| -> BTreeSet<String> {
        let folder = seeds().with_file_name(folder);
        let stem = |path: &PathBuf| path.file_stem().unwrap_or_default().display().to_string();
        listed(&folder).iter().map(stem).collect()
    };
    let targets: BTreeSet<String> = fuzz::TARGETS.iter().map(|(name, _)| (*name).into()).collect();
    assert_eq!(stems("seeds"), targets);
    assert_eq!(stems("fuzz_targets"), targets);
    for target in &targets {
        assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
    }
}
