//! Where a number stands between left and right, and how it is told.

use serde::Deserialize;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Nanoseconds,
    Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    Linear,
    /// For what differs by factors: one step is as many times as much, wherever it is.
    Logarithmic,
}

impl Unit {
    /// As in names of fields.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nanoseconds => "nanoseconds",
            Self::Bytes => "bytes",
        }
    }

    /// A step of a logarithmic axis, and the same in words.
    pub fn step(self) -> (f64, &'static str) {
        match self {
            Self::Nanoseconds => (10.0, "ten"),
            Self::Bytes => (4.0, "four"),
        }
    }

    /// A number for people, with two digits or those before the point.
    pub fn told(self, value: f64) -> String {
        let (factor, names): (f64, &[&str]) = match self {
            Self::Nanoseconds => (1000.0, &["ns", "µs", "ms", "s"]),
            Self::Bytes => (1024.0, &["B", "KiB", "MiB", "GiB"]),
        };
        let (mut value, mut names) = (value, names);
        // What would be told as 1000 of a unit is 1 of the next.
        while let [_, rest @ ..] = names
            && !rest.is_empty()
            && value >= factor - 0.5
        {
            (value, names) = (value / factor, rest);
        }
        let places = usize::from(value < 9.95);
        let number = format!("{value:.places$}");
        format!("{} {}", number.trim_end_matches(".0"), names[0])
    }
}

/// What the numbers of a chart are drawn along.
pub struct Axis {
    scale: Scale,
    least: f64,
    most: f64,
    /// Of a logarithmic axis the factor, of a linear one the difference from line to line.
    step: f64,
}

impl Axis {
    /// An axis with room for all values, of which none is below or at 0.
    pub fn of(scale: Scale, unit: Unit, values: impl Iterator<Item = f64> + Clone) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(0.0, f64::max);
        match scale {
            Scale::Logarithmic => {
                let (step, _) = unit.step();
                // To the left of the least there is room to see that it is something.
                let first = (least / 1.3).log(step).floor();
                let last = most.log(step).ceil().max(first + 1.0);
                Self { scale, least: step.powf(first), most: step.powf(last), step }
            }
            Scale::Linear => {
                let rough = most / 4.0;
                let ten = 10_f64.powf(rough.log10().floor());
                let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * ten).into_iter().find(|step| *step >= rough);
                let step = step.unwrap_or(rough);
                Self { scale, least: 0.0, most: (most / step).ceil() * step, step }
            }
        }
    }

    /// From 0 at the left to 100 at the right.
    pub fn place(&self, value: f64) -> f64 {
        let part = match self.scale {
            Scale::Linear => value / self.most,
            Scale::Logarithmic => (value / self.least).ln() / (self.most / self.least).ln(),
        };
        part.clamp(0.0, 1.0) * 100.0
    }

    /// The numbers at which there is a line.
    pub fn lines(&self) -> Vec<f64> {
        let mut lines = vec![self.least];
        while let Some(last) = lines.last()
            && *last < self.most * 0.999
        {
            lines.push(if self.scale == Scale::Linear { last + self.step } else { last * self.step });
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_unit_that_keeps_them_short() {
        let told = |values: &[f64], unit: Unit| {
            values.iter().map(|value| unit.told(*value)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(
            told(&[0.32, 8.0, 8.53, 85.3, 999.4, 999.6, 12_345.0, 2.5e9], Unit::Nanoseconds),
            "0.3 ns, 8 ns, 8.5 ns, 85 ns, 999 ns, 1 µs, 12 µs, 2.5 s"
        );
        assert_eq!(told(&[213.0, 1024.0, 9728.0], Unit::Bytes), "213 B, 1 KiB, 9.5 KiB");
    }

    #[test]
    fn a_logarithmic_axis_goes_from_step_to_step() {
        let axis = Axis::of(Scale::Logarithmic, Unit::Nanoseconds, [85.0, 12_345.0].into_iter());
        assert_eq!(
            axis.lines().iter().map(|line| line.round()).collect::<Vec<_>>(),
            [10.0, 100.0, 1e3, 1e4, 1e5]
        );
        assert!((axis.place(1000.0) - 50.0).abs() < 1e-9);
        let axis = Axis::of(Scale::Logarithmic, Unit::Bytes, [256.0].into_iter());
        assert_eq!(axis.lines(), [64.0, 256.0], "the least is not at the edge");
    }

    #[test]
    fn a_linear_axis_begins_at_nothing() {
        let axis = Axis::of(Scale::Linear, Unit::Nanoseconds, [30.0, 170.0].into_iter());
        assert_eq!(axis.lines(), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert!((axis.place(50.0) - 25.0).abs() < 1e-9);
    }
}
