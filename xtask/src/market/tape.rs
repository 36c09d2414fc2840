//! Liquidations as they are published: the large orders one by one, the rest summed by hour and side.

use super::recording::Print;
use super::story::HOUR_MS;

/// Orders published one by one.
const SINGLE_ORDERS: usize = 400;

/// The published orders in time order. A sum stands at the time of its last order and at the mean price of its coins, so
/// that coins and US dollars of every hour and side are those of the record.
pub(super) fn published(prints: &[Print]) -> Vec<Print> {
    let mut by_size: Vec<&Print> = prints.iter().collect();
    by_size.sort_by(|a, b| b.usd().total_cmp(&a.usd()).then(a.time_ms.cmp(&b.time_ms)));
    let (single, small) = by_size.split_at(SINGLE_ORDERS.min(by_size.len()));
    let mut tape: Vec<Print> = single.iter().map(|print| **print).collect();
    let mut small: Vec<Print> = small.iter().map(|print| **print).collect();
    small.sort_by_key(|print| (print.time_ms / HOUR_MS, print.long, print.time_ms));
    for hour in small.chunk_by(|a, b| (a.time_ms / HOUR_MS, a.long) == (b.time_ms / HOUR_MS, b.long)) {
        tape.push(sum(hour));
    }
    tape.sort_by(|a, b| a.time_ms.cmp(&b.time_ms).then(a.long.cmp(&b.long)).then(a.price.total_cmp(&b.price)));
    tape
}

fn sum(prints: &[Print]) -> Print {
    let coins: f64 = prints.iter().map(|print| print.coins).sum();
    let usd: f64 = prints.iter().map(Print::usd).sum();
    Print { price: usd / coins, coins, ..prints[prints.len() - 1] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders() -> Vec<Print> {
        let order = |i: i64| Print {
            time_ms: i * HOUR_MS / 200,
            long: i % 3 == 0,
            price: 100.0 + (i % 17) as f64,
            coins: 1.0 + (i % 29) as f64,
        };
        (0..1500).map(order).collect()
    }

    fn totals(prints: &[Print]) -> Vec<(f64, f64)> {
        let cells = (0..8).flat_map(|hour| [false, true].map(|long| (hour, long)));
        let sum = |(hour, long)| {
            let of_cell = prints.iter().filter(|print| print.time_ms / HOUR_MS == hour && print.long == long);
            of_cell.fold((0.0, 0.0), |(coins, usd), print| (coins + print.coins, usd + print.usd()))
        };
        cells.map(sum).collect()
    }

    #[test]
    fn every_hour_and_side_keeps_its_coins_and_its_dollars() {
        let (before, after) = (totals(&orders()), totals(&published(&orders())));
        for ((coins, usd), (kept_coins, kept_usd)) in before.into_iter().zip(after) {
            assert!((coins - kept_coins).abs() < 1e-9 && (usd - kept_usd).abs() < 1e-6, "{coins} {kept_coins}");
        }
    }

    #[test]
    fn tape_is_short_and_in_time_order() {
        let tape = published(&orders());
        assert!(tape.len() <= SINGLE_ORDERS + 16, "{}", tape.len());
        assert!(tape.windows(2).all(|pair| pair[0].time_ms <= pair[1].time_ms));
    }
}
