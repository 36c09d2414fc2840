//! Sends one request and says what came back. Knows no venue.

use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Date, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials};

/// Longest body that is read to its end, in bytes.
const LARGEST_BYTES: usize = 16 << 20;

/// What came back.
#[derive(Debug, Default)]
pub struct Reply {
    /// Status of HTTP; 0 where nothing whole came.
    pub status: u16,
    /// Why nothing whole came.
    pub failure: Option<String>,
    /// `Retry-After` as milliseconds from now.
    pub retry_after_ms: Option<f64>,
    /// The server's `Date`, where a page may read it.
    pub server_ms: Option<f64>,
    /// Length of the body; more than is read for one that is too long.
    pub bytes: usize,
    /// The body; empty for one that is too long.
    pub text: String,
}

/// Asks `url`, by `POST` of JSON where there is a `body`, until `signal` is aborted. No credentials and no address of the
/// page are sent.
pub async fn send(url: &str, body: Option<&str>, signal: &AbortSignal) -> Reply {
    match answer(url, body, signal).await {
        Ok(reply) => reply,
        Err(failure) => Reply { failure: Some(failure), ..Reply::default() },
    }
}

async fn answer(url: &str, body: Option<&str>, signal: &AbortSignal) -> Result<Reply, String> {
    let request = match body {
        None => careful(Request::get(url), signal).build(),
        Some(body) => careful(Request::post(url), signal).header("content-type", "application/json").body(body),
    };
    let response = request.map_err(|error| said(&error))?.send().await.map_err(|error| said(&error))?;
    let (bytes, text) = body_of(&response).await?;
    let header = |name| response.headers().get(name);
    Ok(Reply {
        status: response.status(),
        failure: None,
        retry_after_ms: header("retry-after").as_deref().and_then(wait_ms),
        server_ms: header("date").as_deref().and_then(instant_ms),
        bytes,
        text,
    })
}

fn careful(request: RequestBuilder, signal: &AbortSignal) -> RequestBuilder {
    request.credentials(RequestCredentials::Omit).referrer_policy(ReferrerPolicy::NoReferrer).abort_signal(Some(signal))
}

fn said(error: &gloo_net::Error) -> String {
    error.to_string()
}

/// Length and text of a body, read piece by piece so that one without end is given up.
async fn body_of(response: &Response) -> Result<(usize, String), String> {
    let Some(stream) = response.body() else { return Ok((0, String::new())) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut read = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|error| words_of(&error))?;
        let of = |key: &str| Reflect::get(&piece, &key.into()).unwrap_or(JsValue::UNDEFINED);
        if of("done").is_truthy() {
            return Ok((read.len(), String::from_utf8_lossy(&read).into_owned()));
        }
        let bytes = Uint8Array::new(&of("value"));
        if read.len() + bytes.length() as usize > LARGEST_BYTES {
            // What the other side still sends goes nowhere.
            let _cancelled = reader.cancel();
            return Ok((LARGEST_BYTES + 1, String::new()));
        }
        let start = read.len();
        read.resize(start + bytes.length() as usize, 0);
        bytes.copy_to(&mut read[start..]);
    }
}

fn words_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| "broken off".to_owned(), |error| error.message().into())
}

/// Milliseconds of seconds, or of a date from now.
fn wait_ms(header: &str) -> Option<f64> {
    match header.trim().parse::<u32>() {
        Ok(seconds) => Some(f64::from(seconds) * 1000.0),
        Err(_) => instant_ms(header).map(|at_ms| (at_ms - Date::now()).max(0.0)),
    }
}

fn instant_ms(header: &str) -> Option<f64> {
    Some(Date::parse(header)).filter(|at_ms| at_ms.is_finite())
}
