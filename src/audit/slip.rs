//! The smallest change of one printed value that would make it another.

use rust_decimal::Decimal;

use super::language::Language;

/// How a value may have been misprinted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// Two digits stand in each other's place.
    Swap,
    /// One digit is another.
    Digit,
    /// The decimal mark stands elsewhere.
    Separator,
}

/// The one slip that tells a printed value from a wanted one.
pub(crate) fn slip(printed: Decimal, wanted: Decimal) -> Option<Slip> {
    if printed.is_sign_negative() != wanted.is_sign_negative() || printed == wanted {
        return None;
    }
    let scale = printed.normalize().scale().max(wanted.normalize().scale());
    let (a, b) = (digits(printed, scale)?, digits(wanted, scale)?);
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() == b.len() {
        let mut differ = (0..a.len()).filter(|&at| a[at] != b[at]);
        return match (differ.next(), differ.next(), differ.next()) {
            (Some(i), Some(j), None) if a[i] == b[j] && a[j] == b[i] => Some(Slip::Swap),
            (Some(_), None, None) => Some(Slip::Digit),
            _ => None,
        };
    }
    // A mark that moves adds or drops zeros at the end.
    let trimmed = |digits: &[u8]| digits.iter().rposition(|&digit| digit != b'0');
    let (a, b) = (&a[..=trimmed(a)?], &b[..=trimmed(b)?]);
    (a == b && may_move(printed, wanted)).then_some(Slip::Separator)
}

/// Whether a value has a separator that another reading would take away or make the decimal mark: decimals, or groups of
/// three digits. `50` has none, and is no reading of `500`.
fn may_move(printed: Decimal, wanted: Decimal) -> bool {
    if printed.scale() > 0 {
        let dropped = Decimal::try_from_i128_with_scale(printed.mantissa(), 0);
        let is_moved = printed.normalize().mantissa() == wanted.normalize().mantissa();
        return is_moved || dropped == Ok(wanted);
    }
    let groups = [1000, 1_000_000];
    let mut readings = groups
        .iter()
        .filter_map(|&by| wanted.checked_mul(Decimal::from(by)));
    readings.any(|it| it == printed)
}

/// All digits of a value with so many decimals.
fn digits(value: Decimal, scale: u32) -> Option<String> {
    let mut value = value.abs().normalize();
    value.rescale(scale);
    (value.scale() == scale).then(|| value.mantissa().to_string())
}

/// The change of one printed value that one slip explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) from: Decimal,
    pub(crate) to: Decimal,
    pub(crate) slip: Slip,
}

impl Change {
    /// The change of a printed value to a wanted one; `None` where more than one slip lies between them.
    pub(crate) fn of(from: Decimal, to: Decimal) -> Option<Self> {
        slip(from, to).map(|slip| Self { from, to, slip })
    }

    /// Whether two digits are swapped.
    pub(crate) fn is_swap(&self) -> bool {
        self.slip == Slip::Swap
    }

    /// The change for a person.
    pub(crate) fn offer(&self, language: Language) -> String {
        let Self { from, to, .. } = self;
        let why = match self.slip {
            Slip::Swap => language.pick("two digits swapped", "dos cifras intercambiadas"),
            Slip::Digit => language.pick("one digit", "una cifra"),
            Slip::Separator => language.pick(
                "the separator read the other way",
                "el separador leído de otro modo",
            ),
        };
        language.pick(
            format!("{to} for {from}: {why}"),
            format!("{to} en vez de {from}: {why}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Option<Slip> {
        slip(
            Decimal::from_str_exact(a).unwrap(),
            Decimal::from_str_exact(b).unwrap(),
        )
    }

    #[test]
    fn one_change_is_told_from_more() {
        assert_eq!(of("26756", "27656"), Some(Slip::Swap));
        assert_eq!(of("97.47", "97.74"), Some(Slip::Swap));
        assert_eq!(of("90.06", "91.06"), Some(Slip::Digit));
        assert_eq!(of("89.10", "89.1"), None);
        assert_eq!(of("61.590", "61590"), Some(Slip::Separator));
        assert_eq!(of("61590", "61.590"), Some(Slip::Separator));
        assert_eq!(of("50", "500"), None);
        assert_eq!(of("12345670", "1234567"), None);
        assert_eq!(of("12345670.00", "1234567.00"), None);
        assert_eq!(of("1234", "1423"), None);
        assert_eq!(of("-12", "12"), None);
        assert_eq!(of("5", "5"), None);
        assert_eq!(of("0", "5"), Some(Slip::Digit));
    }
}
