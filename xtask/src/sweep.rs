//! Finds what of the compiled crate nothing reaches once panics are cut: the linker keeps the texts, tables and forms of
//! values that only a panic's message needs, since it does not know that nobody reads it. Works on the relocations that the
//! linker writes when asked (`--emit-relocs`): they name every function and datum that a place in code or data refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, ExternalKind, FunctionBody, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry,
    SymbolInfo, TypeRef,
};

/// What the linker wrote about one module.
#[derive(Default)]
struct Linked<'a> {
    bodies: Vec<FunctionBody<'a>>,
    imported: u32,
    exported: Vec<u32>,
    /// Where the bytes of each segment stand in the file.
    segments: Vec<Range<usize>>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Symbol that a place in the file refers to.
    references: BTreeMap<usize, u32>,
    /// How many parameters a function has, and whether it returns something; imported ones first.
    shapes: Vec<(usize, bool)>,
}

/// Fills with zeros what no function reaches, and gives the indices of the functions that nothing reaches. `is_fatal` says,
/// by its name and whether it returns something, whether a function only panics: what it refers to, and what it is given,
/// reaches nobody.
///
/// # Errors
/// When the module was linked without relocations, or is damaged.
pub(crate) fn sweep(bytes: &mut [u8], is_fatal: impl Fn(&str, bool) -> bool) -> Result<BTreeSet<u32>, String> {
    let linked = Linked::read(bytes).map_err(|error| error.to_string())?;
    if linked.references.is_empty() {
        return Err("the crate was linked without --emit-relocs".to_owned());
    }
    let is_fatal = |(index, name): &(u32, &str)| is_fatal(name, linked.shapes[*index as usize].1);
    let fatal: BTreeSet<u32> = linked.functions().filter(is_fatal).map(|(index, _)| index).collect();
    let reached = linked.reached(&fatal).map_err(|error| error.to_string())?;
    let all = linked.imported..linked.imported + linked.bodies.len() as u32;
    let idle = all.filter(|index| !reached.functions.contains(index)).collect();
    for range in linked.idle_data(&reached) {
        bytes[range].fill(0);
    }
    Ok(idle)
}

/// Functions by index and data by symbol.
#[derive(Default)]
struct Reached {
    functions: BTreeSet<u32>,
    data: BTreeSet<u32>,
}

impl<'a> Linked<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, BinaryReaderError> {
        let mut linked = Self::default();
        let (mut types, mut starts) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                starts.push(range.start);
            }
            match payload {
                Payload::TypeSection(section) => {
                    for kind in section.into_iter_err_on_gc_types() {
                        let kind = kind?;
                        types.push((kind.params().len(), !kind.results().is_empty()));
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            linked.shapes.push(types[kind as usize]);
                            linked.imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for kind in section {
                        linked.shapes.push(types[kind? as usize]);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        linked.exported.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::StartSection { func, .. } => linked.exported.push(func),
                Payload::CodeSectionEntry(body) => linked.bodies.push(body),
                Payload::DataSection(section) => {
                    for data in section {
                        let data = data?;
                        linked.segments.push(data.range.end - data.data.len()..data.range.end);
                    }
                }
                Payload::CustomSection(section) => linked.take(section.as_known(), &starts)?,
                _ => {}
            }
        }
        Ok(linked)
    }

    fn take(&mut self, section: KnownCustom<'a>, starts: &[usize]) -> Result<(), BinaryReaderError> {
        match section {
            KnownCustom::Linking(reader) => {
                for part in reader.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            KnownCustom::Reloc(reader) => {
                let start = starts[reader.section_index() as usize];
                for entry in reader.entries() {
                    let entry: RelocationEntry = entry?;
                    if entry.ty != wasmparser::RelocationType::TypeIndexLeb {
                        self.references.insert(start + entry.offset as usize, entry.index);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Index and name of every function that has a name.
    fn functions(&self) -> impl Iterator<Item = (u32, &'a str)> {
        self.symbols.iter().filter_map(|symbol| match symbol {
            SymbolInfo::Func { index, name: Some(name), .. } => Some((*index, *name)),
            _ => None,
        })
    }

    /// Everything that the exports reach.
    fn reached(&self, fatal: &BTreeSet<u32>) -> Result<Reached, BinaryReaderError> {
        let mut reached = Reached::default();
        let mut waiting: Vec<u32> = self.exported.clone();
        let mut symbols: Vec<u32> = Vec::new();
        loop {
            while let Some(function) = waiting.pop() {
                if reached.functions.insert(function) && !fatal.contains(&function) {
                    symbols.extend(self.referred_by(function, fatal)?);
                }
            }
            let Some(symbol) = symbols.pop() else { return Ok(reached) };
            match &self.symbols[symbol as usize] {
                SymbolInfo::Func { index, .. } => waiting.push(*index),
                SymbolInfo::Data { .. } if reached.data.insert(symbol) => {
                    symbols.extend(self.place(symbol).into_iter().flat_map(|place| self.referred_in(place)));
                }
                _ => {}
            }
        }
    }

    fn referred_in(&self, place: Range<usize>) -> impl Iterator<Item = u32> {
        self.references.range(place).map(|(_, symbol)| *symbol)
    }

    /// Symbols that a function refers to, without what it only hands to functions that panic.
    fn referred_by(&self, function: u32, fatal: &BTreeSet<u32>) -> Result<Vec<u32>, BinaryReaderError> {
        let Some(body) = function.checked_sub(self.imported).map(|index| &self.bodies[index as usize]) else {
            return Ok(Vec::new());
        };
        let mut handed: BTreeSet<usize> = BTreeSet::new();
        // Where the constants and locals stand that were pushed last, one after the other.
        let mut pushed: Vec<Range<usize>> = Vec::new();
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let start = operators.original_position();
            match operators.read()? {
                Operator::I32Const { .. } | Operator::LocalGet { .. } => {
                    pushed.push(start..operators.original_position());
                }
                Operator::Call { function_index } => {
                    if fatal.contains(&function_index) {
                        let count = self.shapes[function_index as usize].0.min(pushed.len());
                        handed.extend(pushed[pushed.len() - count..].iter().flat_map(Clone::clone));
                    }
                    pushed.clear();
                }
                _ => pushed.clear(),
            }
        }
        let referred = self.references.range(body.range()).filter(|(at, _)| !handed.contains(at));
        Ok(referred.map(|(_, symbol)| *symbol).collect())
    }

    /// Where the bytes of a datum stand in the file.
    fn place(&self, symbol: u32) -> Option<Range<usize>> {
        let SymbolInfo::Data { symbol: Some(datum), .. } = &self.symbols[symbol as usize] else { return None };
        let start = self.segments.get(datum.index as usize)?.start + datum.offset as usize;
        Some(start..start + datum.size as usize)
    }

    /// Bytes of data that are known by name, and reached by none of their names.
    fn idle_data(&self, reached: &Reached) -> Vec<Range<usize>> {
        let places = |is_reached: bool| {
            (0..self.symbols.len() as u32)
                .filter(move |symbol| reached.data.contains(symbol) == is_reached)
                .filter_map(|symbol| self.place(symbol))
        };
        let live: BTreeSet<usize> = places(true).flatten().collect();
        let idle: BTreeSet<usize> = places(false).flatten().filter(|at| !live.contains(at)).collect();
        idle.into_iter().map(|at| at..at + 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crate_that_was_linked_without_relocations_stops_the_build() {
        let mut empty = b"\0asm\x01\0\0\0".to_vec();
        assert!(sweep(&mut empty, |_, _| false).unwrap_err().contains("--emit-relocs"));
    }

    /// A linked module by hand: `main`, exported, hands the address of `text` to `panic` and reads `table`; `idle` reads
    /// `other`, which nobody else does. Each of the three data has four bytes.
    fn linked_module() -> Vec<u8> {
        let section = |id: u8, body: &[u8]| [&[id, body.len() as u8], body].concat();
        let custom = |name: &str, body: &[u8]| section(0, &[&[name.len() as u8], name.as_bytes(), body].concat());
        // An address as the linker leaves it: five bytes.
        let address = |at: u8| [0x80 | at, 0x80, 0x80, 0x80, 0x00];
        let reads = |at: u8| [&[0x41][..], &address(at), &[0x1a]].concat();
        let main = [&[0, 0x41][..], &address(0), &[0x10, 0x81, 0x80, 0x80, 0x80, 0x00], &reads(4), &[0x0b]].concat();
        let idle = [&[0][..], &reads(8), &[0x0b]].concat();
        let panic = [0, 0x00, 0x0b];
        let bodies = [&main[..], &panic, &idle].map(|body| [&[body.len() as u8], body].concat()).concat();
        let code = section(10, &[&[3], &bodies[..]].concat());
        let data = section(11, &[&[1, 0, 0x41, 0, 0x0b, 12][..], &[7; 12]].concat());
        let function = |index: u8, name: &str| [&[0, 0, index, name.len() as u8], name.as_bytes()].concat();
        let datum = |name: &str, at: u8| [&[1, 0, name.len() as u8], name.as_bytes(), &[0, at, 4]].concat();
        let symbols = [
            &[6][..],
            &[function(0, "main"), function(1, "panic"), function(2, "idle")].concat(),
            &[datum("text", 0), datum("table", 4), datum("other", 8)].concat(),
        ]
        .concat();
        let linking = custom("linking", &[&[2, 8, symbols.len() as u8], &symbols[..]].concat());
        // Kind, offset in the code section, symbol; addresses have an addend.
        let start_of_idle = 1 + 1 + main.len() as u8 + 1 + panic.len() as u8 + 1;
        let relocations = [4, 4, 3, 0, 0, 10, 1, 4, 16, 4, 0, 4, start_of_idle + 2, 5, 0];
        let reloc = custom("reloc.CODE", &[&[4, 4][..], &relocations].concat());
        let parts = [
            section(1, &[2, 0x60, 0, 0, 0x60, 1, 0x7f, 0]),
            section(3, &[3, 0, 1, 0]),
            section(5, &[1, 0, 1]),
            section(7, &[1, 4, b'm', b'a', b'i', b'n', 0, 0]),
            code,
            data,
            linking,
            reloc,
        ];
        [&b"\0asm\x01\0\0\0"[..], &parts.concat()].concat()
    }

    #[test]
    fn what_only_a_panic_is_handed_and_what_nothing_reaches_goes() {
        let mut module = linked_module();
        let before = module.clone();
        assert_eq!(sweep(&mut module, |name, _| name == "panic"), Ok(BTreeSet::from([2])));
        let data = before.windows(12).position(|bytes| bytes == [7; 12]).unwrap();
        assert_eq!(module[data..data + 12], [0, 0, 0, 0, 7, 7, 7, 7, 0, 0, 0, 0]);
    }

    #[test]
    fn what_is_handed_to_other_functions_stays() {
        let mut module = linked_module();
        let before = module.clone();
        assert_eq!(sweep(&mut module, |_, _| false), Ok(BTreeSet::from([2])));
        let data = before.windows(12).position(|bytes| bytes == [7; 12]).unwrap();
        assert_eq!(module[data..data + 12], [7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0]);
    }
}
