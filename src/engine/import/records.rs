//! CSV text as records with the line each one starts on.

use csv_core::{ReadRecordResult, Reader};

/// Splits CSV text: commas, double quotes, LF or CRLF, blank lines skipped, a byte-order mark ignored.
pub(super) struct Records<'a> {
    reader: Reader,
    rest: &'a [u8],
    next_line: usize,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

/// One record; borrowed from the reader until the next one is read.
pub(super) struct Record<'a> {
    /// Line in the text, counted from 1.
    pub(super) line: usize,
    fields: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes();
        Self { reader: Reader::new(), rest, next_line: 1, fields: vec![0; 1024], ends: vec![0; 32] }
    }

    /// The next record, `None` at the end of the text.
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        self.skip_line_ends();
        let line = self.next_line;
        let (mut written, mut ended) = (0, 0);
        loop {
            let (fields, ends) = (&mut self.fields[written..], &mut self.ends[ended..]);
            let (result, read, wrote, found) = self.reader.read_record(self.rest, fields, ends);
            self.next_line += self.rest[..read].iter().filter(|byte| **byte == b'\n').count();
            self.rest = &self.rest[read..];
            (written, ended) = (written + wrote, ended + found);
            match result {
                // An empty rest tells the reader that the text has ended.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    return Some(Record { line, fields: &self.fields[..written], ends: &self.ends[..ended] });
                }
                ReadRecordResult::End => return None,
            }
        }
    }

    /// Steps over the rest of the last line end and over blank lines, so that the line number is the next record's.
    fn skip_line_ends(&mut self) {
        let blank = self.rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.next_line += self.rest[..blank].iter().filter(|byte| **byte == b'\n').count();
        self.rest = &self.rest[blank..];
    }
}

impl<'a> Record<'a> {
    /// How many fields.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Field `index` without the blanks around it; empty where the record is shorter.
    pub(super) fn get(&self, index: usize) -> &'a str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        std::str::from_utf8(&self.fields[start..*end]).unwrap_or("").trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut records = Records::new(text);
        let mut found = Vec::new();
        while let Some(record) = records.next() {
            found.push((record.line, (0..record.len()).map(|i| record.get(i).to_owned()).collect()));
        }
        found
    }

    fn fields(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|field| (*field).to_owned()).collect()
    }

    #[test]
    fn lines_count_from_one_through_blank_lines_and_line_ends_of_both_kinds() {
        for text in ["a,b\n\n1,2\n3,4", "a,b\r\n\r\n1,2\r\n3,4\r\n"] {
            let found = all(text);
            assert_eq!(found, [(1, fields(&["a", "b"])), (3, fields(&["1", "2"])), (4, fields(&["3", "4"]))]);
        }
    }

    #[test]
    fn quoted_field_may_hold_a_comma_a_quote_and_a_line_end() {
        let found = all("\u{feff}\"a,1\",\"b\"\"2\"\n\"x\ny\",z\nlast,\n");
        assert_eq!(found[0], (1, fields(&["a,1", "b\"2"])));
        assert_eq!(found[1], (2, fields(&["x\ny", "z"])));
        assert_eq!(found[2], (4, fields(&["last", ""])));
    }

    #[test]
    fn record_longer_than_the_buffers_is_read_whole() {
        let long = vec!["0123456789".repeat(30); 100].join(",");
        let found = all(&format!("{long}\n{long}"));
        assert_eq!((found.len(), found[1].1.len(), found[1].1[99].len()), (2, 100, 300));
    }

    #[test]
    fn missing_field_is_empty() {
        let mut records = Records::new("a,b");
        assert_eq!(records.next().map(|record| record.get(7).to_owned()), Some(String::new()));
    }
}
