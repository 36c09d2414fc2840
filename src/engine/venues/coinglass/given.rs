//! Documents as a publisher gives them: one answer, or several that belong together, with what they do not say themselves.

use super::{ABOUT, About, ImportedDocument, import};
use crate::engine::request::read_value;
use crate::engine::venues::cells;
use crate::error::{Code, Result, fault};
use crate::value::Value;

/// Most documents of one picture.
const MOST_DOCUMENTS: usize = 16;

/// Reads one answer, or those under the key `documents`. The keys of [`About`] may stand beside them; what `about` says
/// goes before.
///
/// # Errors
/// Those of [`import`], [`Code::DataTooLarge`] for too many documents, and for a key that is said wrongly.
pub fn import_all(given: &Value, about: &About) -> Result<Vec<ImportedDocument>> {
    let about = said_beside(given, about)?;
    let Some(documents) = cells::key(given, "documents") else {
        return Ok(vec![import(given, about)?]);
    };
    let documents = cells::rows(documents, "documents")?;
    if documents.is_empty() || documents.len() > MOST_DOCUMENTS {
        let code = if documents.is_empty() { Code::DataEmpty } else { Code::DataTooLarge };
        return Err(fault!(code, "documents", documents.len(), format!("1 to {MOST_DOCUMENTS}")));
    }
    let read = |(index, document): (usize, &Value)| {
        let own = said_beside(document, &about).and_then(|about| import(document, about));
        own.map_err(|error| error.within(&format!("documents[{index}]")))
    };
    documents.iter().enumerate().map(read).collect()
}

/// `about`, and what stands beside the data of a whole answer where it says nothing.
fn said_beside(given: &Value, about: &About) -> Result<About> {
    let whole = ["code", "data", "documents"].iter().any(|key| cells::key(given, key).is_some());
    let Value::Object(entries) = given else { return Ok(about.clone()) };
    if !whole {
        return Ok(about.clone());
    }
    let beside: Vec<_> = entries.iter().filter(|(key, _)| ABOUT.contains(&&**key)).cloned().collect();
    let beside: About = read_value(Value::Object(beside))?;
    Ok(About {
        symbol: Some(&about.symbol).filter(|symbol| !symbol.trim().is_empty()).unwrap_or(&beside.symbol).clone(),
        exchange: about.exchange.clone().or(beside.exchange),
        model: about.model.or(beside.model),
        range: about.range.clone().or(beside.range),
        side_of: about.side_of.clone().or(beside.side_of),
        price: about.price.or(beside.price),
        time_ms: about.time_ms.or(beside.time_ms),
    })
}
