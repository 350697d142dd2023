//! Tests of learned scores.
