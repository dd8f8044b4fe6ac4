//! Amounts of money. Ecuador's currency is the US dollar.

use nom::{
    IResult, Parser,
    branch::alt,
    combinator::{opt, value},
};

use super::lex::{gap, one, word_of};

/// What may stand after an amount: `USD`, ` US$`, ` $`, ` dólares americanos`, ` de dólares`.
///
/// A sign before another amount is that amount's: in `5 $ 20,00` the five are not dollars.
pub(super) fn after(input: &str) -> IResult<&str, ()> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt((word_of(&["de"]), gap)).parse_complete(rest)?;
    let (rest, before_too) = alt((
        value(true, one('$')),
        value(true, (word_of(&["us", "usd"]), gap, one('$'))),
        value(true, word_of(&["usd"])),
        value(false, word_of(&["dolares", "dolar"])),
    ))
    .parse_complete(rest)?;
    let (next, _) = gap(rest)?;
    if before_too && next.starts_with(|c: char| c.is_ascii_digit()) {
        super::lex::miss(input)
    } else {
        Ok((rest, ()))
    }
}

/// Whether a folded word stands for the currency before an amount: `USD 5.039,90`.
pub(super) fn is_sign_word(folded: &str) -> bool {
    matches!(folded, "usd" | "us" | "dolares")
}

/// Whether a folded word names what is counted in money: `una recaudación de 1.690.794.73`.
pub(super) fn is_topic(folded: &str) -> bool {
    const STEMS: &[&str] = &[
        "recaud",
        "valor",
        "monto",
        "inversion",
        "invirt",
        "costo",
        "gasto",
        "ingreso",
        "pago",
        "precio",
        "deuda",
        "cancel",
        "ahorr",
        "asignad",
        "codificad",
        "devengad",
        "transferencia",
        "desembols",
        "factur",
        "importe",
    ];
    // The word that reports are about, and misprint: `RECUDACIONES DE LA UNIDAD`.
    let misprinted = || {
        folded.starts_with("rec")
            && (9..=14).contains(&folded.len())
            && strsim::osa_distance(folded.trim_end_matches("es"), "recaudacion") == 1
    };
    STEMS.iter().any(|stem| folded.starts_with(stem))
        || matches!(folded, "presupuesto" | "presupuestos")
        || misprinted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_after() {
        for text in [
            " USD",
            "USD",
            " US$",
            " dólares",
            " DÓLARES",
            " de dólares",
            "$",
            " $.",
        ] {
            assert!(after(text).is_ok(), "{text}");
        }
        for text in [" $ 20,00", " USD 5", " de", " usuarios", ""] {
            assert!(after(text).is_err(), "{text}");
        }
    }

    #[test]
    fn topics() {
        for word in [
            "recaudacion",
            "valores",
            "monto",
            "presupuesto",
            "inversiones",
            "cancelo",
            "recudaciones",
        ] {
            assert!(is_topic(word), "{word}");
        }
        for word in [
            "presupuestaria",
            "afiliados",
            "indice",
            "recepcion",
            "recreacion",
        ] {
            assert!(!is_topic(word), "{word}");
        }
    }
}
