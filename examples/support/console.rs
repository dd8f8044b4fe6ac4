//! What examples say to a person: messages, why something broke off, and whether in colours.

use std::any::Any;
use std::env;
use std::fmt;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

/// Says something on standard error, as far as anybody listens.
pub(crate) fn say(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// What the arguments ask for; or, where they ask for help or are wrong, the code to leave with once that is said.
pub(crate) fn asked<T>(asked: Result<Option<T>, String>, usage: &str) -> Result<T, ExitCode> {
    match asked {
        Ok(Some(asked)) => Ok(asked),
        Ok(None) => {
            // Nobody who closed the output misses it.
            let _ = writeln!(io::stdout(), "{usage}");
            Err(ExitCode::SUCCESS)
        }
        Err(wrong) => {
            say(format_args!("{wrong}\n{usage}"));
            Err(ExitCode::from(2))
        }
    }
}

/// What a panic says.
pub(crate) fn panicked(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!(
        "reading it broke off: {}",
        text.unwrap_or("for no reason that is known")
    )
}

/// Whether to write in colours: on a terminal, unless `NO_COLOR` asks for none.
pub(crate) fn is_styled(out: &impl IsTerminal) -> bool {
    out.is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
