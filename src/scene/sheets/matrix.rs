//! Values in rows and columns, each written in its cell: colour only shows again what the number says.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Rgba};
use crate::scene::marks::axes::{AxisStyle, plain, rule};
use crate::scene::marks::label::FONT_PX;

/// Least and greatest height of a row, CSS pixels.
const ROW_PX: (f64, f64) = (15.0, 24.0);
/// Between the cells and the names of the rows.
const GAP_PX: f64 = 6.0;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// As it is written where there is room, where there is less, and where there is little.
    pub texts: [String; 3],
    /// What it stands on.
    pub ground: Option<Rgba>,
}

/// One row with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// Written to its right.
    pub name: String,
    /// Whether it is of more weight than others, and stays where not all have room.
    pub is_sum: bool,
    /// A cell for each place across.
    pub cells: Vec<Option<MatrixCell>>,
}

/// Rows from the top down, those that sum up at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The rows.
    pub rows: Vec<MatrixRow>,
    /// The column that is pointed out.
    pub column: Option<usize>,
}

impl Matrix {
    /// Width that the names of rows take.
    #[must_use]
    pub fn names_width(&self, style: AxisStyle<'_>) -> f64 {
        let width = |row: &MatrixRow| style.measure.width(&row.name, FONT_PX, row.is_sum);
        self.rows.iter().map(width).fold(0.0, f64::max).ceil() + GAP_PX + 2.0
    }

    /// The rows that have room in `height`: the last ones, and all that sum up.
    fn shown(&self, height: f64) -> &[MatrixRow] {
        let room = ((height / ROW_PX.0) as usize).max(1);
        &self.rows[self.rows.len().saturating_sub(room)..]
    }

    /// All marks within `plot`, whose width is shared by `columns` columns.
    #[must_use]
    pub fn marks(&self, plot: Rect, columns: usize, style: AxisStyle<'_>) -> Vec<Mark> {
        let rows = self.shown(plot.height);
        let (width, height) =
            (plot.width / columns.max(1) as f64, (plot.height / rows.len().max(1) as f64).min(ROW_PX.1));
        // What is left over stays above, so that the rows stand on the names of the columns.
        let top = plot.bottom() - height * rows.len() as f64;
        let fits = |text: &String, bold: bool| style.measure.width(text, FONT_PX, bold) <= width - 2.0;
        let cells = || rows.iter().flat_map(|row| row.cells.iter().flatten().map(|cell| (cell, row.is_sum)));
        let all_fit = |form: &usize| cells().all(|(cell, is_sum)| fits(&cell.texts[*form], is_sum));
        let form = (0..2).find(all_fit).unwrap_or(2);
        let mut marks = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let y = top + height * (place as f64 + 0.5);
            for (column, cell) in row.cells.iter().enumerate() {
                let Some(cell) = cell else { continue };
                let rect = Rect { x: plot.x + width * column as f64, y: y - height / 2.0, width, height };
                let inner = Rect { x: rect.x + 0.5, y: rect.y + 0.5, width: width - 1.0, height: height - 1.0 };
                marks.put_all(cell.ground.map(|color| Mark::Fill { rect: inner, color }));
                let at = Point { x: rect.x + width / 2.0, y };
                let mut label = plain(cell.texts[form].clone(), at, Anchor::Middle, style.theme.ink);
                label.bold = row.is_sum && self.column == Some(column);
                marks.put_all(label.marks(style.measure));
            }
            let at = Point { x: plot.right() + GAP_PX, y };
            let mut name = plain(row.name.clone(), at, Anchor::Start, style.theme.muted);
            name.bold = row.is_sum;
            marks.put_all(name.marks(style.measure));
        }
        let sums = rows.iter().filter(|row| row.is_sum).count();
        if sums > 0 && sums < rows.len() {
            let y = plot.bottom() - height * sums as f64;
            marks.push(rule(Point { x: plot.x, y }, Point { x: plot.right(), y }, style.theme.muted));
        }
        marks.put_all(self.outline(plot, (top, width), style));
        marks
    }

    fn outline(&self, plot: Rect, (top, width): (f64, f64), style: AxisStyle<'_>) -> Vec<Mark> {
        let Some(column) = self.column else { return Vec::new() };
        let (left, right) = (plot.x + width * column as f64, plot.x + width * (column + 1) as f64);
        let side = |x: f64| rule(Point { x, y: top }, Point { x, y: plot.bottom() }, style.theme.ink);
        let cap = rule(Point { x: left, y: top }, Point { x: right, y: top }, style.theme.ink);
        vec![side(left), side(right), cap]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::Locale;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::theme::{Direction, Scheme, Theme};
    use crate::scene::zone::Zone;

    fn written(width: f64) -> Vec<String> {
        let cell = |texts: [&str; 3]| Some(MatrixCell { texts: texts.map(str::to_owned), ground: None });
        let cells = vec![cell(["+21.4", "+21", "21"]), cell(["−3.1", "−3", "−3"])];
        let rows = vec![MatrixRow { name: String::new(), is_sum: false, cells }];
        let (theme, zone) = (Theme::new(Scheme::Light, Direction::GreenUp), Zone::utc());
        let style = AxisStyle { theme: &theme, locale: Locale::default(), zone: &zone, measure: &Monospace };
        let plot = Rect { x: 0.0, y: 0.0, width: 2.0 * width, height: 20.0 };
        let marks = Matrix { rows, column: None }.marks(plot, 2, style);
        let texts =
            marks.into_iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text.text) } else { None });
        texts.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn all_cells_are_written_in_the_longest_form_that_fits_in_each() {
        let wide = 0.6 * FONT_PX;
        assert_eq!(written(5.0 * wide + 2.0), ["+21.4", "−3.1"]);
        assert_eq!(written(5.0 * wide + 1.9), ["+21", "−3"]);
        assert_eq!(written(3.0 * wide + 1.9), ["21", "−3"]);
        assert_eq!(written(1.0), ["21", "−3"]);
    }
}
