//! The workload's face in a browser: functions that take nothing and give nothing, so that the
//! module needs no glue. Whoever loads it hands an empty function to each of its imports.

use std::sync::LazyLock;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Workload;

static WORKLOAD: LazyLock<Workload> = LazyLock::new(Workload::default);

/// Plays all meetings for the first time.
#[wasm_bindgen]
pub fn prepare() {
    LazyLock::force(&WORKLOAD);
}

/// See [`Workload::decide`].
#[wasm_bindgen]
pub fn decide() {
    WORKLOAD.decide();
}

/// See [`Workload::redact`].
#[wasm_bindgen]
pub fn redact() {
    WORKLOAD.redact();
}

/// See [`Workload::absorb`].
#[wasm_bindgen]
pub fn absorb() {
    WORKLOAD.absorb();
}
