//! Exact arithmetic that knows how values are rounded.

use rust_decimal::{Decimal, RoundingStrategy};

/// The sum; `None` where it does not fit.
pub(crate) fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values
        .into_iter()
        .try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The unit of the last printed decimal: 0.01 for 91.31.
pub(crate) fn unit(printed: Decimal) -> Decimal {
    Decimal::new(1, printed.scale().min(28))
}

/// All printed digits of a value as one number: 9260 for 92.60.
pub(crate) fn digits(value: Decimal) -> u128 {
    value.mantissa().unsigned_abs()
}

/// By how much a sum of printed values may differ from a printed sum: half of the coarsest unit a term, nothing for whole
/// numbers that count.
pub(crate) fn tolerance(terms: &[Decimal], printed: Decimal, is_count: bool) -> Decimal {
    if is_count {
        return Decimal::ZERO;
    }
    let coarsest = terms
        .iter()
        .copied()
        .map(unit)
        .fold(unit(printed), Decimal::max);
    let halves = Decimal::from(u32::try_from(terms.len()).unwrap_or(u32::MAX)) * Decimal::new(5, 1);
    halves.checked_mul(coarsest).unwrap_or(coarsest)
}

/// Whether two values differ by no more than a tolerance.
pub(crate) fn near(a: Decimal, b: Decimal, tolerance: Decimal) -> bool {
    a.checked_sub(b)
        .is_some_and(|difference| difference.abs() <= tolerance)
}

/// `part` in per cent of `whole`; `None` where there is no whole.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// By how many per cent `after` is more than `before`.
pub(crate) fn growth(before: Decimal, after: Decimal) -> Option<Decimal> {
    percent(after.checked_sub(before)?, before)
}

/// Whether a value printed with some decimals rounds or truncates an exact one, which itself is known to `slack`.
pub(crate) fn prints(printed: Decimal, exact: Decimal, slack: Decimal) -> bool {
    let (shown, exact) = if printed.is_sign_negative() && exact.is_sign_negative() {
        (-printed, -exact)
    } else {
        (printed, exact)
    };
    let unit = unit(printed);
    let Some(over) = exact.checked_sub(shown) else {
        return false;
    };
    let (Some(most), Some(least)) = (over.checked_add(slack), over.checked_sub(slack)) else {
        return false;
    };
    most >= -unit * Decimal::new(5, 1) && least < unit
}

/// An exact value with as many decimals as a printed one.
pub(crate) fn rounded(exact: Decimal, printed: Decimal) -> Decimal {
    let mut value =
        exact.round_dp_with_strategy(printed.scale(), RoundingStrategy::MidpointAwayFromZero);
    value.rescale(printed.scale());
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn a_percentage_rounds_or_truncates() {
        let exact = percent(d("4955"), d("227862")).unwrap();
        // 2.1746…
        assert!(prints(d("2.17"), exact, Decimal::ZERO));
        assert!(prints(d("2"), exact, Decimal::ZERO));
        assert!(prints(d("2.2"), exact, Decimal::ZERO));
        assert!(prints(d("2.1"), exact, Decimal::ZERO));
        assert!(!prints(d("2.18"), exact, Decimal::ZERO));
        assert!(!prints(d("2.16"), exact, Decimal::ZERO));
        assert!(prints(d("-3.43"), d("-3.4297"), Decimal::ZERO));
        assert!(prints(d("-3.42"), d("-3.4297"), Decimal::ZERO));
        assert!(!prints(d("3.43"), d("-3.4297"), Decimal::ZERO));
    }

    #[test]
    fn a_sum_of_rounded_values_may_differ_by_half_a_unit_a_term() {
        let terms = ["1.00", "2.00", "3.00", "4.00"].map(d);
        let allowed = tolerance(&terms, d("10.00"), false);
        assert_eq!(allowed, d("0.02"));
        assert!(near(d("10.00"), d("10.02"), allowed));
        assert!(!near(d("10.00"), d("10.03"), allowed));
        assert_eq!(tolerance(&terms, d("10"), false), d("2"));
        assert_eq!(tolerance(&terms, d("11"), true), d("0"));
    }

    #[test]
    fn digits_leave_out_sign_and_mark() {
        assert_eq!(digits(d("92.60")), 9260);
        assert_eq!(digits(d("-100")), 100);
        assert_eq!(digits(d("0.00")), 0);
    }

    #[test]
    fn what_does_not_fit_is_no_value() {
        assert_eq!(sum([Decimal::MAX, Decimal::MAX]), None);
        assert_eq!(percent(d("1"), d("0")), None);
        assert!(!prints(Decimal::MIN, Decimal::MAX, Decimal::ZERO));
        assert!(!prints(Decimal::ZERO, Decimal::MAX, Decimal::MAX));
    }

    #[test]
    fn rounding_keeps_the_printed_decimals() {
        assert_eq!(rounded(d("97.7399"), d("97.47")).to_string(), "97.74");
        assert_eq!(rounded(d("64"), d("64.0")).to_string(), "64.0");
    }
}
