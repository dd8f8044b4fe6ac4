//! Every damage at every place of every text: what is tried, and what it changes in silence.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::kinds;
use crate::report::{self, Sound};
use crate::statement::Statements;
use crate::support::invariants;

/// What one damage did over all that was tried.
#[derive(Clone, Debug, Default)]
struct Tally {
    tried: usize,
    lost_said: usize,
    lost_unsaid: usize,
    changed: Vec<String>,
    broken: Vec<String>,
}

/// Tries each damage at one place of so many, in all texts. Lists what went, where it is asked for.
fn tally(one_of: usize, list_lost: bool) -> Vec<Tally> {
    let sound: Vec<(&Sound, Statements)> = report::all()
        .iter()
        .map(|sound| (sound, Statements::of(&rendicion::parse(&sound.text))))
        .collect();
    let jobs = sound.len() * kinds::ALL.len();
    let next = AtomicUsize::new(0);
    let tallies = Mutex::new(vec![Tally::default(); kinds::ALL.len()]);
    let work = || {
        loop {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if job >= jobs {
                break;
            }
            let (kind, text) = (job / sound.len(), job % sound.len());
            let found = try_all(
                kinds::ALL[kind],
                sound[text].0,
                &sound[text].1,
                one_of,
                list_lost,
            );
            let mut tallies = tallies.lock().unwrap();
            let all = &mut tallies[kind];
            all.tried += found.tried;
            all.lost_said += found.lost_said;
            all.lost_unsaid += found.lost_unsaid;
            all.changed.extend(found.changed);
            all.broken.extend(found.broken);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    tallies.into_inner().unwrap()
}

fn try_all(
    (name, generate): kinds::Kind,
    sound: &Sound,
    statements: &Statements,
    one_of: usize,
    list_lost: bool,
) -> Tally {
    let mut tally = Tally::default();
    let all = generate(&sound.text);
    let first = if all.len() > one_of {
        sound.name.len() % one_of
    } else {
        0
    };
    for edits in all.iter().skip(first).step_by(one_of) {
        let damaged = edits.apply(&sound.text);
        let report = rendicion::parse(&damaged.text);
        let found = statements.difference(&damaged, &report);
        tally.tried += 1;
        tally.lost_said += found.lost_said;
        tally.lost_unsaid += found.lost_unsaid.len();
        let line = damaged.lines.first().map_or(0, |it| it.start);
        let place = format!("{name}, {} at {line}", sound.name);
        if !found.changed.is_empty() {
            tally
                .changed
                .push(format!("{place}: {}", found.changed.join("; ")));
        }
        if list_lost && !found.lost_unsaid.is_empty() {
            tally
                .changed
                .push(format!("LOST {place}: {}", found.lost_unsaid.join("; ")));
        }
        if let Some(problem) = invariants::problems(&damaged.text, &report)
            .into_iter()
            .next()
        {
            tally.broken.push(format!("{place}: {problem}"));
        }
    }
    tally
}

/// One place of so many is tried in the tests.
const SAMPLE: usize = 24;

/// How many damages of the sample may change a fact in silence, by damage; none of those that are not listed. No count
/// may grow.
const KNOWN: &[(&str, usize)] = &[
    ("a line cut away", 2),
    ("the text cut off", 3),
    ("two lines swapped", 4),
    ("a line joined to the next", 1),
    ("a cell doubled", 1),
    ("a cell lost", 1),
    ("two cells swapped", 1),
    ("capitals everywhere", 2),
    ("accents stripped", 1),
    ("two reports in one text", 1),
];

#[test]
fn a_sample_of_damage_changes_no_fact_in_silence() {
    let tallies = tally(SAMPLE, false);
    let mut problems = String::new();
    for ((name, _), tally) in kinds::ALL.iter().zip(&tallies) {
        let known = KNOWN.iter().find(|(it, _)| it == name).map_or(0, |it| it.1);
        if tally.changed.len() > known {
            let (changed, tried) = (tally.changed.len(), tally.tried);
            let _ = writeln!(problems, "{name}: {changed} of {tried}, {known} are known");
            problems.extend(tally.changed.iter().map(|it| format!("    {it}\n")));
        }
        problems.extend(tally.broken.iter().map(|it| format!("{it}\n")));
    }
    assert!(problems.is_empty(), "{problems}");
}

/// Prints the table, and to the file that `DAMAGE_LIST` names each change; `DAMAGE_ONE_OF=n` tries one place of n.
#[test]
#[ignore = "takes minutes: scripts/damage runs it"]
fn measure() {
    let one_of = std::env::var("DAMAGE_ONE_OF")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(1);
    let tallies = tally(one_of, std::env::var_os("DAMAGE_LOST").is_some());
    let mut list = String::new();
    println!(
        "| damage | tried | facts lost, said | lost, unsaid | changed in silence |\n| --- | --- | --- | --- | --- |"
    );
    let mut sum = [0; 4];
    for ((name, _), tally) in kinds::ALL.iter().zip(&tallies) {
        let changed = tally
            .changed
            .iter()
            .filter(|it| !it.starts_with("LOST "))
            .count();
        let row = [tally.tried, tally.lost_said, tally.lost_unsaid, changed];
        println!(
            "| {name} | {} | {} | {} | {} |",
            row[0], row[1], row[2], row[3]
        );
        sum.iter_mut().zip(row).for_each(|(sum, it)| *sum += it);
        for line in tally.changed.iter().chain(&tally.broken) {
            let _ = writeln!(list, "{line}");
        }
    }
    println!(
        "| all | {} | {} | {} | {} |",
        sum[0], sum[1], sum[2], sum[3]
    );
    if let Some(path) = std::env::var_os("DAMAGE_LIST") {
        std::fs::write(path, list).unwrap();
    }
    let broken: Vec<&String> = tallies.iter().flat_map(|it| &it.broken).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}
