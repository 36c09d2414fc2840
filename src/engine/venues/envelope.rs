//! What stands around the data of an answer, and a venue's own error bodies.

use super::cells::{Record, kind};
use super::facts::Venue;
use super::{LARGEST_MESSAGE_BYTES, cells};
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result, fault};
use crate::value::Value;

/// Refuses an answer of `bytes` above [`LARGEST_MESSAGE_BYTES`], before anything reads it.
///
/// # Errors
/// [`Code::DataTooLarge`].
pub fn check_message_length(bytes: usize) -> Result<()> {
    if bytes <= LARGEST_MESSAGE_BYTES {
        return Ok(());
    }
    let allowed = format!("at most {LARGEST_MESSAGE_BYTES} bytes");
    Err(fault!(Code::DataTooLarge, "", format_args!("{bytes} bytes"), allowed))
}

/// The data of a message without its envelope.
///
/// # Errors
/// The venue's own error, with its words: [`Code::SymbolUnknown`], [`Code::RateLimited`], [`Code::VenueBlocked`] or
/// [`Code::VenueRefused`]. [`Code::DataInvalid`] for a message of another form.
pub(super) fn payload(venue: Venue, message: &Value) -> Result<&Value> {
    if let Some(error) = refusal(venue, message) {
        return Err(error);
    }
    match venue {
        Venue::Binance | Venue::Hyperliquid => match message {
            Value::Object(_) | Value::List(_) | Value::Numbers(_) => Ok(message),
            other => Err(fault!(Code::DataInvalid, "", kind(other), "a list or an object")),
        },
        Venue::Bybit | Venue::Deribit => cells::required(message, "result"),
        Venue::Okx => cells::required(message, "data"),
    }
}

/// The venue's own error in `message`; nothing where it is none.
pub(super) fn refusal(venue: Venue, message: &Value) -> Option<Error> {
    let (code, words) = match venue {
        Venue::Binance => error_of(message, "code", "msg")?,
        Venue::Bybit => error_of(message, "retCode", "retMsg")?,
        Venue::Okx => error_of(message, "code", "msg")?,
        Venue::Hyperliquid => hyperliquid_error(message)?,
        Venue::Deribit => deribit_error(message)?,
    };
    let kind = kind_of(venue, code, &words);
    let allowed = match kind {
        Code::SymbolUnknown => "a symbol that the venue lists",
        Code::RateLimited => "asked for less often",
        Code::VenueBlocked => "open to this network and place",
        _ => "answered with data",
    };
    let said = if words.is_empty() { format!("error {code}") } else { format!("error {code}: {words}") };
    Some(fault!(kind, "", said, allowed))
}

/// A code other than 0 under `code`, with the words beside it.
fn error_of(message: &Value, code: &'static str, words: &'static str) -> Option<(f64, String)> {
    let record = Record::Object(message);
    let number = record.optional(code).ok()??;
    let text = record.optional_text(words).unwrap_or_default();
    (number != 0.0 || (code == "code" && is_bare_error(message))).then(|| (number, text.to_owned()))
}

/// Binance writes code 0 on a page that names restricted places; OKX writes it beside data.
fn is_bare_error(message: &Value) -> bool {
    cells::key(message, "msg").is_some() && cells::key(message, "data").is_none()
}

/// Hyperliquid answers what it cannot read with text or with `{ "error": … }`.
fn hyperliquid_error(message: &Value) -> Option<(f64, String)> {
    match message {
        Value::Text(text) => Some((0.0, text.to_string())),
        Value::Null => Some((0.0, "null: the coin is not listed".to_owned())),
        _ => Record::Object(message).optional_text("error").map(|text| (0.0, text.to_owned())),
    }
}

fn deribit_error(message: &Value) -> Option<(f64, String)> {
    let error = cells::key(message, "error")?;
    let record = Record::Object(error);
    let code = record.optional("code").ok().flatten().unwrap_or(0.0);
    let reason = cells::key(error, "data").and_then(|data| Record::Object(data).optional_text("reason"));
    let words = [record.optional_text("message"), reason].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some((code, words))
}

/// Codes that the venues document; words where one code stands for many faults.
fn kind_of(venue: Venue, code: f64, words: &str) -> Code {
    let words = words.to_ascii_lowercase();
    let says = |part: &str| words.contains(part);
    match (venue, code as i64) {
        (Venue::Binance, -1121) | (Venue::Okx, 51001) | (Venue::Deribit, 13020) => Code::SymbolUnknown,
        (Venue::Bybit, 10001) if says("symbol") => Code::SymbolUnknown,
        (Venue::Deribit, -32602) if says("instrument") || says("currency") => Code::SymbolUnknown,
        (Venue::Hyperliquid, _) if says("coin") => Code::SymbolUnknown,
        (Venue::Binance, -1003 | -1015) | (Venue::Bybit, 10006 | 10018) | (Venue::Okx, 50011 | 50061) => {
            Code::RateLimited
        }
        (Venue::Deribit, 10028) => Code::RateLimited,
        (Venue::Bybit, 10009 | 10024) => Code::VenueBlocked,
        _ if says("restricted location") || says("your country") || says("your region") => Code::VenueBlocked,
        _ => Code::VenueRefused,
    }
}

/// The venue's own clock where its envelope has one.
pub(super) fn server_time_ms(venue: Venue, message: &Value) -> Option<TimeMs> {
    let record = Record::Object(message);
    match venue {
        Venue::Bybit => record.time_ms("time").ok(),
        Venue::Deribit => record.number("usOut").ok().map(|micros| (micros / 1000.0) as TimeMs),
        Venue::Binance | Venue::Okx | Venue::Hyperliquid => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(venue: Venue, text: &str) -> Code {
        let message = Value::from_json(text).unwrap();
        payload(venue, &message).unwrap_err().code
    }

    #[test]
    fn a_symbol_that_is_not_listed_is_told_from_other_errors() {
        assert_eq!(code(Venue::Binance, r#"{"code":-1121,"msg":"Invalid symbol."}"#), Code::SymbolUnknown);
        assert_eq!(
            code(Venue::Bybit, r#"{"retCode":10001,"retMsg":"Symbol Is Invalid","result":{}}"#),
            Code::SymbolUnknown
        );
        assert_eq!(
            code(Venue::Okx, r#"{"code":"51001","msg":"Instrument ID does not exist","data":[]}"#),
            Code::SymbolUnknown
        );
        assert_eq!(code(Venue::Hyperliquid, "null"), Code::SymbolUnknown);
        let deribit = r#"{"error":{"code":-32602,"message":"Invalid params","data":{"reason":"wrong format","param":"instrument_name"}}}"#;
        assert_eq!(code(Venue::Deribit, deribit), Code::VenueRefused);
        assert_eq!(
            code(Venue::Deribit, r#"{"error":{"code":13020,"message":"instrument_not_found"}}"#),
            Code::SymbolUnknown
        );
    }

    #[test]
    fn limits_and_places_are_told_with_the_words_of_the_venue() {
        assert_eq!(
            code(Venue::Bybit, r#"{"retCode":10006,"retMsg":"Too many visits!","result":{}}"#),
            Code::RateLimited
        );
        assert_eq!(code(Venue::Okx, r#"{"code":"50011","msg":"Too Many Requests","data":[]}"#), Code::RateLimited);
        let place =
            r#"{"code":0,"msg":"Service unavailable from a restricted location according to 'b. Eligibility'"}"#;
        let error = payload(Venue::Binance, &Value::from_json(place).unwrap()).unwrap_err();
        assert_eq!(error.code, Code::VenueBlocked);
        assert!(error.value.contains("restricted location"));
    }

    #[test]
    fn data_beside_a_code_of_0_are_data() {
        let message = Value::from_json(r#"{"code":"0","msg":"","data":[]}"#).unwrap();
        assert_eq!(payload(Venue::Okx, &message).unwrap(), &Value::Numbers(Vec::new()));
    }

    #[test]
    fn an_answer_above_the_limit_is_refused_before_it_is_read() {
        assert!(check_message_length(LARGEST_MESSAGE_BYTES).is_ok());
        assert_eq!(check_message_length(LARGEST_MESSAGE_BYTES + 1).unwrap_err().code, Code::DataTooLarge);
    }
}
