//! Prints what the site weighs: `cargo run --release --package pack --example sizes`.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use pack::{File, SITE};

fn main() {
    println!("{:>9} {:>9} {:>9}  path", "raw", "gzip", "brotli");
    for file in SITE {
        println!(
            "{:>9} {:>9} {:>9}  {}",
            file.raw.len(),
            file.gzip.unwrap_or(file.raw).len(),
            file.brotli.unwrap_or(file.raw).len(),
            file.path
        );
    }
    let first: usize = SITE.iter().filter(|file| file.first_load).map(brotli).sum();
    let all: usize = SITE.iter().map(brotli).sum();
    println!("first load {first} bytes, all files {all} bytes (brotli)");
}

fn brotli(file: &File) -> usize {
    file.brotli.unwrap_or(file.raw).len()
}
