//! Estimated open positions of one market by liquidation price: the state of the estimator.
//!
//! Mass lies on a fixed lattice of log price: bin `j` (any integer) has its centre at `(j + ½)·bin_width` in frame
//! coordinates, and actual log price = frame coordinate + `frame_offset`. Arrays hold one contiguous run of the
//! lattice and only ever grow, so batch and incremental runs agree bit for bit. Real mass is array value × the side's
//! multiplier, which makes turnover one multiplication. Quantities are in the contract's conserved unit.

use crate::engine::market::{ContractKind, Side};

/// Leverage classes, by their lowest leverage: `[2,10)`, `[10,25)`, `[25,75)`, `[75,∞)`.
pub const CLASS_FLOORS: [f64; 4] = [2.0, 10.0, 25.0, 75.0];
/// Number of leverage classes.
pub const CLASSES: usize = CLASS_FLOORS.len();

/// Labels of the leverage classes, as results name them.
pub const CLASS_LABELS: [&str; CLASSES] = ["2-10x", "10-25x", "25-75x", "75x+"];

/// Distance kept between the mark price and either end of the lattice, in log price: no level of leverage 2 or more
/// lies further away.
const MARGIN: f64 = 0.75;
/// The lattice grows by this many bins at a time.
const BLOCK: i64 = 256;
/// Below this multiplier (2^-200) the arrays are rescaled.
const SMALLEST_MULTIPLIER: f64 = 6.223_015_277_861_142e-61;

/// Bins `low..high` of the arrays, empty when `low >= high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occupied {
    pub(crate) low: usize,
    pub(crate) high: usize,
}

impl Occupied {
    pub(crate) const NONE: Self = Self { low: usize::MAX, high: 0 };

    /// The least run that holds both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    pub(crate) fn include(&mut self, bin: usize) {
        self.low = self.low.min(bin);
        self.high = self.high.max(bin + 1);
    }

    fn shift(&mut self, by: usize) {
        if self.low < self.high {
            self.low += by;
            self.high += by;
        }
    }
}

/// One side of the market.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SideExposure {
    pub(crate) classes: [Vec<f64>; CLASSES],
    /// Of each class, and of the seeded array.
    pub(crate) occupied: [Occupied; CLASSES + 1],
    pub(crate) seeded: Vec<f64>,
    pub(crate) multiplier: f64,
    pub(crate) inert: f64,
    pub(crate) seeded_inert: f64,
    pub(crate) total: f64,
}

impl SideExposure {
    /// Real mass on the lattice, every class.
    pub(crate) fn placed(&self) -> f64 {
        self.classes.iter().zip(&self.occupied).map(|(bins, occupied)| sum_of(bins, *occupied)).sum::<f64>()
            * self.multiplier
    }

    /// A class, or the seeded array.
    fn array_mut(&mut self, array: usize) -> &mut Vec<f64> {
        self.classes.get_mut(array).unwrap_or(&mut self.seeded)
    }

    fn clear(&mut self) {
        for array in 0..=CLASSES {
            self.array_mut(array).fill(0.0);
        }
        self.occupied = [Occupied::NONE; CLASSES + 1];
        (self.inert, self.seeded_inert, self.total, self.multiplier) = (0.0, 0.0, 0.0, 1.0);
    }

    /// Moves the multiplier into the arrays, and takes the total from them.
    fn rescale(&mut self) {
        for bins in self.classes.iter_mut().chain(std::iter::once(&mut self.seeded)) {
            bins.iter_mut().for_each(|mass| *mass *= self.multiplier);
        }
        self.multiplier = 1.0;
        self.total = self.placed() + self.inert;
    }
}

fn sum_of(bins: &[f64], occupied: Occupied) -> f64 {
    bins.get(occupied.low..occupied.high).map_or(0.0, sum_in_lanes)
}

/// Sum in eight lanes: the same order on every target, and no long chain of additions that wait for each other.
pub(crate) fn sum_in_lanes(values: &[f64]) -> f64 {
    let (chunks, rest) = values.as_chunks();
    // Written out: where the compiler is told to keep code small it makes no eight additions of a loop.
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = [0.0; 8];
    for chunk in chunks {
        let chunk: &[f64; 8] = chunk;
        a += chunk[0];
        b += chunk[1];
        c += chunk[2];
        d += chunk[3];
        e += chunk[4];
        f += chunk[5];
        g += chunk[6];
        h += chunk[7];
    }
    ((a + b) + (c + d)) + ((e + f) + (g + h)) + rest.iter().sum::<f64>()
}

/// What a step moved, to be able to take it back.
#[derive(Clone, Debug)]
struct Journal {
    writes: Vec<Write>,
    before: [SideScalars; 2],
    frame_offset: f64,
    frame_factor: f64,
    open_interest: f64,
    first_bin: i64,
    whole: Option<Whole>,
}

/// Both sides as they stood before a rewrite of all bins, which made single writes useless from there on.
#[derive(Clone, Debug)]
struct Whole {
    sides: Box<[SideExposure; 2]>,
    first_bin: i64,
    writes_before: usize,
}

#[derive(Clone, Copy, Debug)]
struct SideScalars {
    occupied: [Occupied; CLASSES + 1],
    multiplier: f64,
    inert: f64,
    seeded_inert: f64,
    total: f64,
}

#[derive(Clone, Copy, Debug)]
struct Write {
    side: Side,
    /// Class, or [`CLASSES`] for the seeded array.
    array: u8,
    lattice: i64,
    mass: f64,
}

/// Mass reached by the mark price in one step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Swept {
    /// In the conserved quantity.
    pub quantity: f64,
    /// In US dollars, each bin at its own price.
    pub usd: f64,
}

/// Estimated open positions of one market by liquidation price.
#[derive(Clone, Debug)]
pub struct Exposure {
    pub(crate) contract: ContractKind,
    pub(crate) bin_width: f64,
    pub(crate) first_bin: i64,
    /// `exp` of each bin's centre in frame coordinates.
    pub(crate) bin_price: Vec<f64>,
    pub(crate) sides: [SideExposure; 2],
    pub(crate) frame_offset: f64,
    /// `exp(frame_offset)`.
    pub(crate) frame_factor: f64,
    pub(crate) open_interest: f64,
    journal: Option<Journal>,
}

impl Exposure {
    /// All of `open_interest` open but without a level, since nothing is known of its entries.
    #[must_use]
    pub fn unknown(contract: ContractKind, bin_width: f64, open_interest: f64, log_price: f64) -> Self {
        let first_bin = (((log_price - MARGIN) / bin_width).floor() as i64).div_euclid(BLOCK) * BLOCK;
        let side = SideExposure {
            classes: Default::default(),
            occupied: [Occupied::NONE; CLASSES + 1],
            seeded: Vec::new(),
            multiplier: 1.0,
            inert: open_interest,
            seeded_inert: open_interest,
            total: open_interest,
        };
        Self {
            contract,
            bin_width,
            first_bin,
            bin_price: Vec::new(),
            sides: [side.clone(), side],
            frame_offset: 0.0,
            frame_factor: 1.0,
            open_interest,
            journal: None,
        }
    }

    /// How quantities become US dollars.
    #[must_use]
    pub fn contract(&self) -> ContractKind {
        self.contract
    }

    /// One-sided open interest after the last step.
    #[must_use]
    pub fn open_interest(&self) -> f64 {
        self.open_interest
    }

    /// Mass of `side` without a liquidation level: unlevered, hedged or of unknown entry.
    #[must_use]
    pub fn inert(&self, side: Side) -> f64 {
        self.sides[side.index()].inert
    }

    /// Mass of `side` with a liquidation level.
    #[must_use]
    pub fn placed(&self, side: Side) -> f64 {
        self.sides[side.index()].placed()
    }

    /// Width of a bin in log price.
    #[must_use]
    pub fn bin_width(&self) -> f64 {
        self.bin_width
    }

    /// Accumulated funding drift: actual log price = frame coordinate + this.
    #[must_use]
    pub fn frame_offset(&self) -> f64 {
        self.frame_offset
    }

    /// Non-empty bins of `side`, all classes: actual log price of the centre and mass, ascending.
    #[must_use]
    pub fn bins(&self, side: Side) -> Vec<(f64, f64)> {
        let exposure = &self.sides[side.index()];
        (0..self.bin_price.len())
            .map(|bin| {
                (
                    self.center(bin) + self.frame_offset,
                    exposure.classes.iter().map(|bins| bins[bin]).sum::<f64>() * exposure.multiplier,
                )
            })
            .filter(|(_, mass)| *mass > 0.0)
            .collect()
    }

    /// Mass of `side` by leverage class.
    #[must_use]
    pub fn by_class(&self, side: Side) -> [f64; CLASSES] {
        let exposure = &self.sides[side.index()];
        std::array::from_fn(|class| sum_of(&exposure.classes[class], exposure.occupied[class]) * exposure.multiplier)
    }

    /// Share of the open interest whose entry lies before the data, the larger of the two sides.
    #[must_use]
    pub fn seeded_share(&self) -> f64 {
        if self.open_interest <= 0.0 {
            return 0.0;
        }
        let seeded =
            |side: &SideExposure| side.multiplier * sum_of(&side.seeded, side.occupied[CLASSES]) + side.seeded_inert;
        (seeded(&self.sides[0]).max(seeded(&self.sides[1])) / self.open_interest).clamp(0.0, 1.0)
    }

    /// Largest relative difference between either side's mass and the open interest.
    #[must_use]
    pub fn conservation_error(&self) -> f64 {
        let scale = self.open_interest.max(f64::MIN_POSITIVE);
        self.sides
            .iter()
            .map(|side| ((side.placed() + side.inert - self.open_interest) / scale).abs())
            .fold(0.0, f64::max)
    }

    pub(crate) fn center(&self, bin: usize) -> f64 {
        ((self.first_bin + bin as i64) as f64 + 0.5) * self.bin_width
    }

    /// First array bin whose centre is at or above the frame coordinate `u`, at most the array's length.
    pub(crate) fn first_at_or_above(&self, u: f64) -> usize {
        let mut lattice = (u / self.bin_width - 0.5).ceil() as i64;
        // The division may round to either side of a centre, never past a second one; the comparison itself decides.
        if (lattice as f64 - 0.5) * self.bin_width >= u {
            lattice = lattice.saturating_sub(1);
        } else if (lattice as f64 + 0.5) * self.bin_width < u {
            lattice = lattice.saturating_add(1);
        }
        lattice.saturating_sub(self.first_bin).clamp(0, self.bin_price.len() as i64) as usize
    }

    /// Moves all levels by the funding paid: both sides shift by the same fraction of price.
    pub(crate) fn drift(&mut self, funding: f64) {
        if funding != 0.0 {
            self.frame_offset += funding;
            self.frame_factor = libm::exp(self.frame_offset);
        }
    }

    /// Grows the lattice until it covers the mark prices with room for every level of leverage 2 or more.
    pub(crate) fn cover(&mut self, log_low: f64, log_high: f64) {
        let lowest = ((log_low - self.frame_offset - MARGIN) / self.bin_width).floor() as i64;
        let highest = ((log_high - self.frame_offset + MARGIN) / self.bin_width).ceil() as i64 + 1;
        let first = lowest.div_euclid(BLOCK) * BLOCK;
        let end = (highest + BLOCK - 1).div_euclid(BLOCK) * BLOCK;
        let below = usize::try_from(self.first_bin - first).unwrap_or(0);
        let above = usize::try_from(end - (self.first_bin + self.bin_price.len() as i64)).unwrap_or(0);
        if below + above == 0 {
            return;
        }
        self.first_bin -= below as i64;
        let bins = below + self.bin_price.len() + above;
        for side in &mut self.sides {
            for bins_of in side.classes.iter_mut().chain(std::iter::once(&mut side.seeded)) {
                bins_of.splice(0..0, std::iter::repeat_n(0.0, below));
                bins_of.resize(bins, 0.0);
            }
            side.occupied.iter_mut().for_each(|occupied| occupied.shift(below));
        }
        self.bin_price = (0..bins).map(|bin| libm::exp(self.center(bin))).collect();
    }

    /// Takes away every level that the mark price reached; touching is reaching. A bin counts as a point at its centre.
    pub(crate) fn sweep(&mut self, side: Side, log_extreme: f64) -> Swept {
        let touched = log_extreme - self.frame_offset;
        let from_above = side == Side::Long;
        let boundary = if from_above { self.first_at_or_above(touched) } else { self.first_above(touched) };
        let mut swept = Swept::default();
        for class in 0..CLASSES {
            let occupied = self.sides[side.index()].occupied[class];
            let (low, high) = if from_above {
                (boundary.max(occupied.low), occupied.high)
            } else {
                (occupied.low, boundary.min(occupied.high))
            };
            if low >= high {
                continue;
            }
            for bin in low..high {
                let mass = self.take(side, class, bin);
                swept.quantity += mass;
                swept.usd += self.contract.usd(mass, self.bin_price[bin] * self.frame_factor);
                self.take(side, CLASSES, bin);
            }
            let left = &mut self.sides[side.index()].occupied[class];
            if from_above {
                left.high = low;
            } else {
                left.low = high;
            }
            if left.low >= left.high {
                *left = Occupied::NONE;
            }
        }
        let exposure = &mut self.sides[side.index()];
        swept.quantity *= exposure.multiplier;
        swept.usd *= exposure.multiplier;
        exposure.total = (exposure.total - swept.quantity).max(0.0);
        swept
    }

    fn first_above(&self, u: f64) -> usize {
        let at = self.first_at_or_above(u);
        if at < self.bin_price.len() && self.center(at) <= u { at + 1 } else { at }
    }

    /// Keeps `keep` of the side's mass, the same share of every level.
    pub(crate) fn shrink(&mut self, side: Side, keep: f64) {
        let total = self.sides[side.index()].total;
        let share = if total > 0.0 { keep / total } else { 0.0 };
        if share <= 0.0 {
            self.keep_whole();
            self.sides[side.index()].clear();
            return;
        }
        let exposure = &mut self.sides[side.index()];
        exposure.multiplier *= share;
        exposure.inert *= share;
        exposure.seeded_inert *= share;
        exposure.total = keep;
        if exposure.multiplier < SMALLEST_MULTIPLIER {
            self.keep_whole();
            self.sides[side.index()].rescale();
        }
    }

    /// Rescales both sides at once; changes no real mass.
    pub fn renormalise(&mut self) {
        self.keep_whole();
        self.sides.iter_mut().for_each(SideExposure::rescale);
    }

    /// Ready to take new positions of `side`, whose levels must lie on the right side of the frame coordinate `mark`.
    pub(crate) fn opening(&mut self, side: Side, mark: f64, seeding: bool) -> Opening<'_> {
        let nearest = match side {
            Side::Long => self.first_at_or_above(mark) as i64 - 1,
            Side::Short => self.first_above(mark) as i64,
        };
        Opening {
            side,
            seeding,
            nearest: nearest + self.first_bin,
            per_bin: 1.0 / self.bin_width,
            per_multiplier: 1.0 / self.sides[side.index()].multiplier,
            exposure: self,
        }
    }

    /// Empties a bin of a class, or of the seeded array.
    fn take(&mut self, side: Side, array: usize, bin: usize) -> f64 {
        let mass = std::mem::take(&mut self.sides[side.index()].array_mut(array)[bin]);
        if let Some(journal) = &mut self.journal
            && mass != 0.0
        {
            journal.writes.push(Write { side, array: array as u8, lattice: self.first_bin + bin as i64, mass });
        }
        mass
    }

    fn keep_whole(&mut self) {
        let (sides, first_bin) = (&self.sides, self.first_bin);
        if let Some(journal) = &mut self.journal
            && journal.whole.is_none()
        {
            let writes_before = journal.writes.len();
            journal.whole = Some(Whole { sides: Box::new(sides.clone()), first_bin, writes_before });
        }
    }

    /// From here on, remembers what changes, until [`roll_back`](Self::roll_back).
    pub(crate) fn remember(&mut self) {
        let scalars = |side: &SideExposure| SideScalars {
            occupied: side.occupied,
            multiplier: side.multiplier,
            inert: side.inert,
            seeded_inert: side.seeded_inert,
            total: side.total,
        };
        self.journal = Some(Journal {
            writes: Vec::new(),
            before: [scalars(&self.sides[0]), scalars(&self.sides[1])],
            frame_offset: self.frame_offset,
            frame_factor: self.frame_factor,
            open_interest: self.open_interest,
            first_bin: self.first_bin,
            whole: None,
        });
    }

    /// Undoes everything since [`remember`](Self::remember); bins that the lattice gained meanwhile stay, empty.
    pub(crate) fn roll_back(&mut self) {
        let Some(mut journal) = self.journal.take() else { return };
        if let Some(whole) = journal.whole.take() {
            journal.writes.truncate(whole.writes_before);
            self.restore_whole(whole);
        }
        for write in journal.writes.iter().rev() {
            let bin = (write.lattice - self.first_bin) as usize;
            self.sides[write.side.index()].array_mut(usize::from(write.array))[bin] = write.mass;
        }
        let grown = (journal.first_bin - self.first_bin) as usize;
        for (side, before) in self.sides.iter_mut().zip(journal.before) {
            side.occupied = before.occupied;
            side.occupied.iter_mut().for_each(|occupied| occupied.shift(grown));
            (side.multiplier, side.inert, side.seeded_inert, side.total) =
                (before.multiplier, before.inert, before.seeded_inert, before.total);
        }
        (self.frame_offset, self.frame_factor, self.open_interest) =
            (journal.frame_offset, journal.frame_factor, journal.open_interest);
    }

    fn restore_whole(&mut self, whole: Whole) {
        let (below, bins) = ((whole.first_bin - self.first_bin) as usize, self.bin_price.len());
        self.sides = *whole.sides;
        for side in &mut self.sides {
            for bins_of in side.classes.iter_mut().chain(std::iter::once(&mut side.seeded)) {
                bins_of.splice(0..0, std::iter::repeat_n(0.0, below));
                bins_of.resize(bins, 0.0);
            }
        }
    }
}

/// New positions of one side on their way into the arrays.
pub(crate) struct Opening<'a> {
    exposure: &'a mut Exposure,
    side: Side,
    seeding: bool,
    /// Lattice bin nearest to the mark that may hold mass of this side.
    nearest: i64,
    per_bin: f64,
    per_multiplier: f64,
}

impl Opening<'_> {
    /// Adds `mass` at frame coordinate `u`, split between the two nearest bin centres on the right side of the mark.
    pub(crate) fn deposit(&mut self, class: usize, u: f64, mass: f64) {
        let position = u * self.per_bin - 0.5;
        let lattice = floor(position);
        let upper_share = match self.side {
            Side::Long if lattice >= self.nearest => 0.0,
            Side::Short if lattice < self.nearest => 1.0,
            _ => position - lattice as f64,
        };
        let scaled = mass * self.per_multiplier;
        let masses = [scaled * (1.0 - upper_share), scaled * upper_share];
        let bin = (lattice - self.exposure.first_bin) as usize;
        self.add(class, bin, masses);
        if self.seeding {
            self.add(CLASSES, bin, masses);
        }
    }

    /// Adds to two neighbouring bins of a class, or of the seeded array.
    fn add(&mut self, array: usize, bin: usize, masses: [f64; 2]) {
        if self.exposure.journal.is_some() {
            self.note(array, bin);
        }
        let side = &mut self.exposure.sides[self.side.index()];
        let bins = side.array_mut(array).as_mut_slice();
        bins[bin] += masses[0];
        bins[bin + 1] += masses[1];
        let occupied = &mut side.occupied[array];
        occupied.low = occupied.low.min(bin);
        occupied.high = occupied.high.max(bin + 2);
    }

    /// Writes down what two neighbouring bins hold before they change.
    #[cold]
    fn note(&mut self, array: usize, bin: usize) {
        let Some(journal) = &mut self.exposure.journal else { return };
        let bins = &self.exposure.sides[self.side.index()].array_mut(array)[bin..bin + 2];
        let first = self.exposure.first_bin + bin as i64;
        let write = |(lattice, mass): (i64, &f64)| Write { side: self.side, array: array as u8, lattice, mass: *mass };
        journal.writes.extend((first..).zip(bins).map(write));
    }
}

/// Largest whole number that is not above `value`; a cast is a machine instruction everywhere, `f64::floor` is not.
fn floor(value: f64) -> i64 {
    let truncated = value as i64;
    truncated - i64::from(truncated as f64 > value)
}
