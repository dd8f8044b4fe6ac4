//! Work on all cores, taken in the order in which it was given out.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Jobs that are given out for each thread: enough that none waits while the first of them takes long.
const AHEAD: usize = 16;

/// A job and where its result goes.
type Job<T> = (usize, SyncSender<thread::Result<T>>);

/// Does `work` for each of `0..count` on `threads` threads, and hands the results to `take` in that order.
///
/// No more than a few jobs for each thread are done and not taken, so memory does not grow with `count`. Once `stop` is
/// set no job is given out any more; those that were are finished and taken. A panic in `work` is its result. Where
/// `take` fails the rest is left.
pub(crate) fn in_order<T: Send, E>(
    count: usize,
    threads: usize,
    stop: &AtomicBool,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, thread::Result<T>) -> Result<(), E>,
) -> Result<(), E> {
    let (jobs, given) = mpsc::channel::<Job<T>>();
    let given = Mutex::new(given);
    thread::scope(|scope| {
        // Dropped with the closure, on every way out: the threads then end.
        let jobs = jobs;
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                while let Some((at, result)) = next(&given) {
                    let done = panic::catch_unwind(AssertUnwindSafe(|| work(at)));
                    // Nobody takes it where `take` failed.
                    let _ = result.send(done);
                }
            });
        }
        let mut pending: VecDeque<(usize, Receiver<thread::Result<T>>)> = VecDeque::new();
        let mut taken = |pending: &mut VecDeque<(usize, Receiver<thread::Result<T>>)>| match pending
            .pop_front()
            .map(|(at, result)| (at, result.recv()))
        {
            Some((at, Ok(done))) => take(at, done),
            _ => Ok(()),
        };
        for at in 0..count {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            if pending.len() >= threads.max(1) * AHEAD {
                taken(&mut pending)?;
            }
            let (sender, result) = mpsc::sync_channel(1);
            if jobs.send((at, sender)).is_ok() {
                pending.push_back((at, result));
            }
        }
        while !pending.is_empty() {
            taken(&mut pending)?;
        }
        Ok(())
    })
}

/// The next job; `None` when there will be none.
fn next<T>(given: &Mutex<Receiver<Job<T>>>) -> Option<Job<T>> {
    given
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_whatever_their_jobs_take() {
        let mut seen = Vec::new();
        let work = |at: usize| {
            thread::sleep(Duration::from_millis(5 * (at as u64 % 3)));
            at * 10
        };
        let done = in_order(20, 4, &AtomicBool::new(false), work, |at, result| {
            seen.push((at, result.unwrap()));
            Ok::<_, ()>(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, (0..20).map(|at| (at, at * 10)).collect::<Vec<_>>());
    }

    #[test]
    fn few_results_wait_to_be_taken() {
        let done = AtomicUsize::new(0);
        let mut most = 0;
        let work = |_| done.fetch_add(1, Ordering::SeqCst);
        in_order(400, 4, &AtomicBool::new(false), work, |at, _| {
            thread::sleep(Duration::from_micros(200));
            most = most.max(done.load(Ordering::SeqCst) - at);
            Ok::<_, ()>(())
        })
        .unwrap();
        assert!(most <= 4 * AHEAD, "{most} results were done and not taken");
    }

    #[test]
    fn a_panic_is_the_result_of_its_job() {
        let mut failed = Vec::new();
        let work = |at: usize| assert!(at != 3, "the third breaks");
        in_order(6, 2, &AtomicBool::new(false), work, |at, result| {
            failed.extend(result.is_err().then_some(at));
            Ok::<_, ()>(())
        })
        .unwrap();
        assert_eq!(failed, [3]);
    }

    #[test]
    fn what_was_begun_is_taken_after_a_stop_and_nothing_after_a_failure() {
        let stop = AtomicBool::new(false);
        let mut taken = 0;
        let result = in_order(
            1000,
            2,
            &stop,
            |at| at,
            |at, _| {
                stop.store(at == 5 || stop.load(Ordering::Relaxed), Ordering::Relaxed);
                taken += 1;
                Ok::<_, ()>(())
            },
        );
        assert_eq!(result, Ok(()));
        assert!((6..6 + 2 * AHEAD + 1).contains(&taken), "{taken}");
        let failed = in_order(
            1000,
            2,
            &AtomicBool::new(false),
            |at| at,
            |at, _| {
                if at == 7 { Err(at) } else { Ok(()) }
            },
        );
        assert_eq!(failed, Err(7));
    }
}
