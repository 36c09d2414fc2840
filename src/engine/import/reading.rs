//! The request as a script writes it.

use super::{ImportFile, ImportProvenance, ImportRequest, ImportSource};
use crate::error::Result;
use crate::value::{Node, Read};

impl Read for ImportRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "asset",
            "quote",
            "venue",
            "symbol",
            "contract",
            "priceTick",
            "provenance",
            "files",
            "intervalMs",
            "fromMs",
            "toMs",
        ])?;
        Ok(Self {
            asset: fields.text("asset")?,
            quote: fields.text("quote")?,
            venue: fields.text("venue")?,
            symbol: fields.text("symbol")?,
            contract: fields.optional_text("contract")?,
            price_tick: fields.optional_number("priceTick")?,
            provenance: ImportProvenance::read(fields.required("provenance")?)?,
            files: all(fields.required("files")?)?,
            interval_ms: fields.optional_whole("intervalMs")?,
            from_ms: fields.optional_whole("fromMs")?,
            to_ms: fields.optional_whole("toMs")?,
        })
    }
}

impl Read for ImportProvenance {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["kind", "note", "sources"])?;
        Ok(Self {
            kind: fields.text("kind")?,
            note: fields.text_or_empty("note")?,
            sources: fields.given("sources").map_or_else(|| Ok(Vec::new()), all)?,
        })
    }
}

impl Read for ImportSource {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["name", "url"])?;
        Ok(Self { name: fields.text("name")?, url: fields.text_or_empty("url")? })
    }
}

impl Read for ImportFile {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "kind",
            "name",
            "text",
            "mapping",
            "filter",
            "sides",
            "stamp",
            "contractMultiplier",
            "sideOf",
            "periodMs",
            "complete",
        ])?;
        let mut named = |key| fields.given(key).map_or_else(|| Ok(Vec::new()), Node::named_texts);
        let (mapping, filter) = (named("mapping")?, named("filter")?);
        Ok(Self {
            kind: fields.optional_text("kind")?,
            name: fields.text_or_empty("name")?,
            text: fields.text("text")?,
            mapping,
            filter,
            sides: fields.optional_count("sides", 255)?.map(|sides| sides as u8),
            stamp: fields.optional_text("stamp")?,
            contract_multiplier: fields.optional_number("contractMultiplier")?,
            side_of: fields.optional_text("sideOf")?,
            period_ms: fields.optional_whole("periodMs")?,
            complete: fields.optional_flag("complete")?,
        })
    }
}

fn all<T: Read>(list: Node) -> Result<Vec<T>> {
    list.list()?.into_iter().map(T::read).collect()
}
