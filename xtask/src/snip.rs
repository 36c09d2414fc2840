//! Cuts what only a panic needs out of the compiled crate: with `panic = "abort"` and no hook on the page, a message that
//! is put together before the trap reaches nobody. The trap itself stays.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_demangle::demangle;
use walrus::ir::{BinaryOp, ExtendedLoad, LoadKind, MemArg, UnaryOp, Unreachable, Value};
use walrus::{ConstExpr, Data, DataId, DataKind, Function, FunctionBuilder, FunctionId, Module, ValType};

/// Functions of the standard library that never return. One that ends in `::` stands for all that is below it.
const FATAL: &[&str] = &[
    "core::panicking::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::cell::lazy::panic_poisoned",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::slice::sort::shared::smallsort::panic_on_ord_violation",
    "core::str::slice_error_fail",
    "core::str::slice_error_fail_rt",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "<alloc::vec::Vec>::insert::assert_failed",
    "<alloc::vec::Vec>::remove::assert_failed",
    "<alloc::vec::Vec>::split_off::assert_failed",
    "<alloc::vec::Vec>::swap_remove::assert_failed",
    "std::alloc::rust_oom",
    "std::panicking::begin_panic_handler",
    "std::panicking::panic_handler",
    "std::panicking::panic_with_hook",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
];

/// What stands in a panic's message and nowhere else: the `Debug` forms of values, which no text for a reader may use
/// (`tests/layers.rs` sees to that), and the parts of a message. Each is the end or the start of a path.
const SAID_BY_PANICS: (&str, &str) = (" as core::fmt::Debug>::fmt", "<std::panicking::");

/// Parts of the standard library that a first picture does without, for the crate has smaller ones of its own, by the
/// start of their paths.
const HEAVY: &[(&str, &str)] = &[
    ("core::num::flt2dec::", "digits::Plain and digits::fixed"),
    ("core::slice::sort::", "engine::order"),
    ("alloc::str::join_generic_copy", "texts::Texts"),
    ("<core::str::pattern::StrSearcher", "patterns of one character"),
    ("core::unicode::unicode_data::conversions::", "letters of ASCII"),
];

/// Counts the letters of a text many at once, in much code.
const COUNT_OF_LETTERS: &str = "core::str::count::do_count_chars";
/// Bytes from here on begin a letter; those below, as signed numbers, go on with one.
const LEAST_BEGINNING: i32 = -64;

/// Those that every build of the crate calls: when one is not found, the standard library has renamed it, and the list
/// above must follow.
const ALWAYS_THERE: &[&str] =
    &["core::panicking::panic_fmt", "core::slice::index::slice_index_fail", "alloc::raw_vec::handle_error"];

/// Replaces the body of every function that only panics, or only serves a panic's message, by a trap, and gives how many there were.
///
/// # Errors
/// When a function is missing that is always there.
pub(crate) fn snip_panics(module: &mut Module) -> Result<usize, String> {
    let mut missing: Vec<&str> = ALWAYS_THERE.to_vec();
    let mut fatal: Vec<FunctionId> = Vec::new();
    for (id, function) in module.funcs.iter_local() {
        let Some(name) = module.funcs.get(id).name.as_deref() else { continue };
        if is_snipped(name, !module.types.get(function.ty()).results().is_empty()) {
            missing.retain(|known| *known != path_of(name));
            fatal.push(id);
        }
    }
    if !missing.is_empty() {
        return Err(format!("nothing of the standard library is called {} any more", missing.join(", ")));
    }
    fatal.iter().for_each(|id| trap_at_once(module, *id));
    Ok(fatal.len())
}

/// Replaces the body of every function with an index in `idle` by a trap, and forgets what the linker said of the module.
pub(crate) fn snip_idle(module: &mut Module, idle: &BTreeSet<u32>) {
    let numbered = module.funcs.iter().map(Function::id).zip(0_u32..);
    let ids: Vec<FunctionId> = numbered.filter(|(_, index)| idle.contains(index)).map(|(id, _)| id).collect();
    ids.into_iter().for_each(|id| trap_at_once(module, id));
    for name in ["linking", "reloc.CODE", "reloc.DATA"] {
        module.customs.remove_raw(name);
    }
}

/// Lets the letters of a text be counted one by one, in little code.
///
/// # Errors
/// When the function that counts them is called in another way than it used to be.
pub(crate) fn count_one_by_one(module: &mut Module) -> Result<(), String> {
    let counts = |function: &&Function| function.name.as_deref().is_some_and(|name| path_of(name) == COUNT_OF_LETTERS);
    let Some(id) = module.funcs.iter().find(counts).map(Function::id) else { return Ok(()) };
    let memory = module.get_memory_id().map_err(|error| error.to_string())?;
    let kind = module.types.get(module.funcs.get(id).ty());
    if (kind.params(), kind.results()) != (&[ValType::I32; 2][..], &[ValType::I32][..]) {
        return Err(format!("{COUNT_OF_LETTERS} takes or gives something else than it used to"));
    }
    let arguments = module.funcs.get(id).kind.unwrap_local().args.clone();
    let (at, left, count) = (arguments[0], arguments[1], module.locals.add(ValType::I32));
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 2], &[ValType::I32]);
    builder.func_body().block(None, |all| {
        let all_id = all.id();
        all.loop_(None, |each| {
            let each_id = each.id();
            each.local_get(left).unop(UnaryOp::I32Eqz).br_if(all_id);
            let byte = LoadKind::I32_8 { kind: ExtendedLoad::SignExtend };
            each.local_get(at).load(memory, byte, MemArg { align: 1, offset: 0 });
            each.i32_const(LEAST_BEGINNING).binop(BinaryOp::I32GeS);
            each.local_get(count).binop(BinaryOp::I32Add).local_set(count);
            each.local_get(at).i32_const(1).binop(BinaryOp::I32Add).local_set(at);
            each.local_get(left).i32_const(1).binop(BinaryOp::I32Sub).local_set(left);
            each.br(each_id);
        });
    });
    builder.func_body().local_get(count);
    *module.funcs.get_mut(id).kind.unwrap_local_mut() = builder.local_func(arguments);
    Ok(())
}

/// Says what of the standard library makes the piece of a first picture heavy, where something does.
///
/// # Errors
/// The function found, and what there is in its place.
pub(crate) fn refuse_heavy(module: &mut Module) -> Result<(), String> {
    walrus::passes::gc::run(module);
    let paths = module.funcs.iter().filter_map(|function| function.name.as_deref()).map(path_of);
    let heavy = |path: String| {
        let known = HEAVY.iter().find(|(known, _)| path.starts_with(known));
        known.map(|(_, instead)| format!("{path} would be loaded with a first picture; there is {instead}"))
    };
    paths.filter_map(heavy).next().map_or(Ok(()), Err)
}

/// Whether a function of this mangled name is one that [`snip_panics`] replaces: it only panics, or says what a panic says.
/// What returns something does not only panic, whatever its name says.
pub(crate) fn is_snipped(mangled: &str, returns: bool) -> bool {
    let path = path_of(mangled);
    (is_fatal(&path) && !returns) || is_said_by_panics(&path)
}

fn trap_at_once(module: &mut Module, id: FunctionId) {
    let function = module.funcs.get(id).kind.unwrap_local();
    let arguments = function.args.clone();
    let kind = module.types.get(function.ty());
    let (parameters, results) = (kind.params().to_vec(), kind.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().instr(Unreachable {});
    *module.funcs.get_mut(id).kind.unwrap_local_mut() = builder.local_func(arguments);
}

fn is_fatal(path: &str) -> bool {
    FATAL.iter().any(|known| path == *known || (known.ends_with("::") && path.starts_with(known)))
}

fn is_said_by_panics(path: &str) -> bool {
    path.ends_with(SAID_BY_PANICS.0) || path.starts_with(SAID_BY_PANICS.1)
}

/// The path of a mangled function without its hash and its type arguments, whichever way it was mangled.
fn path_of(mangled: &str) -> String {
    let path = format!("{:#}", demangle(mangled));
    let mut plain = String::new();
    let mut depth = 0_usize;
    let mut rest = path.as_str();
    while let Some(letter) = rest.chars().next() {
        // `<A as B>` at the start of a path is a part of it; what follows a name is an argument.
        let opens = letter == '<' && !plain.is_empty();
        let was_inside = depth > 0;
        depth = if opens || (was_inside && letter == '<') { depth + 1 } else { depth };
        if depth == 0 {
            plain.push(letter);
        }
        depth -= usize::from(was_inside && letter == '>');
        rest = &rest[letter.len_utf8()..];
    }
    plain.replace("::::", "::").trim_end_matches("::").to_owned()
}

/// Where a source line is told in a panic's message: address and length of a path, line, column.
const LOCATION_BYTES: usize = 16;

/// Overwrites the places in the sources that panics would name with zeros, which compress to nothing, and gives how many
/// there were.
pub(crate) fn blank_locations(module: &mut Module) -> usize {
    let segments: Vec<DataId> = module.data.iter().map(Data::id).collect();
    segments.into_iter().map(|id| blank_locations_of(module.data.get_mut(id))).sum()
}

fn blank_locations_of(data: &mut Data) -> usize {
    let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else { return 0 };
    let start = start as u32 as usize;
    let aligned = (start.next_multiple_of(4) - start..data.value.len()).step_by(4);
    let locations: Vec<(usize, Range<usize>)> =
        aligned.filter_map(|at| Some((at, source_path(&data.value, start, at)?))).collect();
    for (at, path) in &locations {
        data.value[*at..at + LOCATION_BYTES].fill(0);
        data.value[path.clone()].fill(0);
    }
    locations.len()
}

/// The range of the path in `bytes` when a location stands at `at`; `start` is the address of the first byte.
fn source_path(bytes: &[u8], start: usize, at: usize) -> Option<Range<usize>> {
    let words = bytes.get(at..at + LOCATION_BYTES)?;
    let word = |index: usize| {
        let four: [u8; 4] = words[index * 4..index * 4 + 4].try_into().ok()?;
        Some(u32::from_le_bytes(four) as usize)
    };
    let (address, length, line, column) = (word(0)?, word(1)?, word(2)?, word(3)?);
    let from = address.checked_sub(start)?;
    let path = bytes.get(from..from.checked_add(length)?)?;
    let plausible = path.ends_with(b".rs") && (1..1 << 20).contains(&line) && (1..1 << 12).contains(&column);
    plausible.then_some(from..from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a function of every name, each with a body that is not a trap.
    fn module_of(names: &[&str]) -> Module {
        let mut module = Module::default();
        for name in names {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name((*name).to_owned()).func_body().i32_const(1).drop();
            builder.finish(Vec::new(), &mut module.funcs);
        }
        module
    }

    fn traps(module: &Module, name: &str) -> bool {
        let function = module.funcs.get(module.funcs.by_name(name).unwrap()).kind.unwrap_local();
        matches!(function.block(function.entry_block()).instrs.as_slice(), [(walrus::ir::Instr::Unreachable(_), _)])
    }

    #[test]
    fn what_only_panics_traps_and_the_rest_stays() {
        let mut names = ALWAYS_THERE.to_vec();
        names.push("liquidation_widgets::engine::plan");
        let mut module = module_of(&names);
        assert_eq!(snip_panics(&mut module), Ok(ALWAYS_THERE.len()));
        assert!(ALWAYS_THERE.iter().all(|name| traps(&module, name)));
        assert!(!traps(&module, "liquidation_widgets::engine::plan"));
    }

    #[test]
    fn what_only_a_message_says_traps_and_what_a_reader_reads_stays() {
        let debug = "<core::ops::range::Range<usize> as core::fmt::Debug>::fmt";
        let display = "<f64 as core::fmt::Display>::fmt";
        let mut module = module_of(&[ALWAYS_THERE, &[debug, display]].concat());
        assert_eq!(snip_panics(&mut module), Ok(ALWAYS_THERE.len() + 1));
        assert!(traps(&module, debug) && !traps(&module, display));
    }

    #[test]
    fn what_a_first_picture_does_without_stops_the_build_where_something_calls_it() {
        let heavy = "core::num::flt2dec::strategy::dragon::format_exact";
        let mut module = module_of(&[heavy, "liquidation_widgets::engine::plan"]);
        let id = module.funcs.by_name(heavy).unwrap();
        module.exports.add("called", id);
        let refused = refuse_heavy(&mut module).unwrap_err();
        assert!(refused.contains(heavy) && refused.contains("digits::Plain"), "{refused}");
        assert_eq!(refuse_heavy(&mut module_of(&[heavy])), Ok(()), "nothing calls it");
    }

    #[test]
    fn letters_are_counted_one_by_one_and_a_function_of_another_shape_stops_the_build() {
        let mut module = Module::default();
        module.memories.add_local(false, false, 1, None, None);
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 2], &[ValType::I32]);
        builder.name(COUNT_OF_LETTERS.to_owned()).func_body().unreachable();
        let arguments = [ValType::I32; 2].map(|kind| module.locals.add(kind)).to_vec();
        let id = builder.finish(arguments, &mut module.funcs);
        assert_eq!(count_one_by_one(&mut module), Ok(()));
        assert!(!traps(&module, COUNT_OF_LETTERS), "{id:?}");

        let mut other = module_of(&[COUNT_OF_LETTERS]);
        other.memories.add_local(false, false, 1, None, None);
        assert!(count_one_by_one(&mut other).is_err());
    }

    #[test]
    fn renamed_function_of_the_standard_library_stops_the_build() {
        let mut module = module_of(&ALWAYS_THERE[1..]);
        assert!(snip_panics(&mut module).unwrap_err().contains(ALWAYS_THERE[0]));
    }

    #[test]
    fn only_true_places_in_the_sources_are_blanked() {
        let start = 1024_u32;
        let mut bytes = b"src/a.rs".to_vec();
        for word in [start, 8, 12, 5, start, 7, 12, 5] {
            bytes.extend(u32::to_le_bytes(word));
        }
        assert_eq!(source_path(&bytes, start as usize, 8), Some(0..8));
        assert_eq!(source_path(&bytes, start as usize, 24), None, "the path ends before .rs");
        assert_eq!(source_path(&bytes, start as usize, 12), None, "no address");
    }

    #[test]
    fn both_manglings_give_the_same_path() {
        let v0 = "_RNvNtCsgXGp5Oqx2Ny_4core6option13unwrap_failed";
        let legacy = "_ZN4core6option13unwrap_failed17h0123456789abcdefE";
        assert_eq!(path_of(v0), "core::option::unwrap_failed");
        assert_eq!(path_of(legacy), "core::option::unwrap_failed");
    }

    #[test]
    fn type_arguments_are_no_part_of_a_path() {
        assert_eq!(
            path_of("_RNvNvMs_NtCs5cOc02OMXlo_5alloc3vecINtB6_3VecppE6remove13assert_failed"),
            "<alloc::vec::Vec>::remove::assert_failed"
        );
        assert_eq!(
            path_of("_RINvNtCsgXGp5Oqx2Ny_4core9panicking13assert_failedjjEB4_"),
            "core::panicking::assert_failed"
        );
    }
}
