//! CoinGlass.
