//! Figures: what a window gave, and medians of several.

use std::fmt;

use hdrhistogram::Histogram;

/// What one window of measuring gave. Latencies in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Window {
    pub deliveries: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub max: f64,
    /// Microseconds of the server's CPU for each delivery.
    pub micros_each: f64,
    /// The server's CPU, as a part of one core.
    pub cores: f64,
    /// The server's memory, in MiB.
    pub memory: f64,
    /// Connections lost since the beginning.
    pub lost: f64,
}

impl Window {
    pub fn new(micros: &Histogram<u64>, cpu: f64, seconds: f64, memory: u64, lost: u64) -> Self {
        let at = |quantile| micros.value_at_quantile(quantile) as f64 / 1_000.0;
        let deliveries = micros.len() as f64;
        Self {
            deliveries: deliveries / seconds,
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            max: micros.max() as f64 / 1_000.0,
            micros_each: cpu * 1e6 / deliveries.max(1.0),
            cores: cpu / seconds,
            memory: mebibytes(memory),
            lost: lost as f64,
        }
    }

    /// The median of each figure for itself.
    pub fn median(windows: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| median(windows.iter().map(figure));
        Self {
            deliveries: of(|w| w.deliveries),
            p50: of(|w| w.p50),
            p95: of(|w| w.p95),
            p99: of(|w| w.p99),
            max: of(|w| w.max),
            micros_each: of(|w| w.micros_each),
            cores: of(|w| w.cores),
            memory: of(|w| w.memory),
            lost: of(|w| w.lost),
        }
    }

    /// The head of the table that [`Self`] is a line of.
    pub const HEAD: &str =
        "  deliveries/s     p50     p95      p99      max   µs/delivery  cores   MiB  lost";
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deliveries, p50, p95, p99, max, micros_each, cores, memory, lost } = self;
        write!(
            f,
            "{deliveries:>14.0} {p50:>7.2} {p95:>7.2} {p99:>8.2} {max:>8.1} \
             {micros_each:>13.1} {cores:>6.2} {memory:>5.0} {lost:>5.0}"
        )
    }
}

/// The one in the middle, or the mean of the two there.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

/// So many MiB.
pub fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / (1_024.0 * 1_024.0)
}
