//! Binds a compiled module to the browser: JavaScript glue and the module that fits it.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Care, Result};

/// A module as the browser loads it.
pub struct Bound {
    pub script: String,
    pub wasm: Vec<u8>,
}

/// Binds a compiled module.
pub fn bind(module: &Path, care: Care) -> Result<Bound> {
    let sentence = |e| format!("{} cannot be bound to the browser: {e:#}", module.display());
    let mut output = Bindgen::new()
        .input_path(module)
        .web(true)
        .map_err(sentence)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(care == Care::Full)
        .remove_producers_section(care == Care::Full)
        // The parts of a split module find each other by the linker's own names.
        .keep_lld_exports(true)
        .demangle(false)
        .generate_output()
        .map_err(sentence)?;
    // Each would be a script of its own, imported without a hash.
    let inline = output.snippets().iter().find(|(_, scripts)| !scripts.is_empty());
    if let Some(from) = inline.map(|(from, _)| from).or(output.local_modules().keys().next()) {
        let module = module.display();
        return Err(format!("{module} brings JavaScript of its own, from {from}").into());
    }
    Ok(Bound { script: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
