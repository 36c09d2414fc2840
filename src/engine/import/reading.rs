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
        ]);
        let read = Self {
            asset: fields.text("asset"),
            quote: fields.text("quote"),
            venue: fields.text("venue"),
            symbol: fields.text("symbol"),
            contract: fields.optional_text("contract"),
            price_tick: fields.optional_number("priceTick"),
            provenance: fields.required_of("provenance").unwrap_or_default(),
            files: fields.list_of("files"),
            interval_ms: fields.optional_whole("intervalMs"),
            from_ms: fields.optional_whole("fromMs"),
            to_ms: fields.optional_whole("toMs"),
        };
        fields.finish(read)
    }
}

impl Read for ImportProvenance {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["kind", "note", "sources"]);
        let read = Self {
            kind: fields.text("kind"),
            note: fields.text_or_empty("note"),
            sources: if fields.has_key("sources") { fields.list_of("sources") } else { Vec::new() },
        };
        fields.finish(read)
    }
}

impl Read for ImportSource {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["name", "url"]);
        let read = Self { name: fields.text("name"), url: fields.text_or_empty("url") };
        fields.finish(read)
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
        ]);
        let read = Self {
            kind: fields.optional_text("kind"),
            name: fields.text_or_empty("name"),
            text: fields.text("text"),
            mapping: fields.named_texts("mapping"),
            filter: fields.named_texts("filter"),
            sides: fields.optional_count("sides", 255).map(|sides| sides as u8),
            stamp: fields.optional_text("stamp"),
            contract_multiplier: fields.optional_number("contractMultiplier"),
            side_of: fields.optional_text("sideOf"),
            period_ms: fields.optional_whole("periodMs"),
            complete: fields.optional_flag("complete"),
        };
        fields.finish(read)
    }
}
