//! Upload: the carrier of targets that take one file at a time. Order, lock, retries and manifest are the same for all.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

use super::carrier::{Carrier, Delivery, Live, Shipment};
use super::claim::Claim;
use super::headers;
use super::manifest::{Encoding, MANIFEST};
use super::parallel;
use super::release::Release;
use super::remote::{LiveCopy, Remote, TargetFiles};
use super::retry::Patience;
use crate::fault::{Action, Fault};
use crate::words::publishing;

/// The lock file. It holds the time at which the run began.
const LOCK: &str = "lanmu-lock.txt";
/// After how long a lock is taken for that of a run that was killed.
const ABANDONED: TimeDelta = TimeDelta::hours(2);

/// How other runs are kept out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Not at all.
    Nothing,
    /// By a file that they see if they look, but that two may write at once.
    Notice,
    /// By a file that only one can create.
    Lock,
}

/// A remote, and how it is used.
pub(crate) struct Upload<R> {
    pub remote: R,
    /// Its address, for messages.
    pub place: String,
    /// The folder of the paper, to remember there that a run was killed.
    pub root: Option<PathBuf>,
    pub patience: Patience,
    /// The time at which the run begins.
    pub now: DateTime<Utc>,
}

impl<R: Remote> Upload<R> {
    pub(crate) fn to(remote: R, place: impl Into<String>, now: DateTime<Utc>) -> Self {
        Self { remote, place: place.into(), root: None, patience: Patience::default(), now }
    }

    fn path_of(&self, path: &str) -> PathBuf {
        PathBuf::from(format!("{}/{path}", self.place.trim_end_matches('/')))
    }

    fn failed(&self, path: &str) -> impl Fn(io::Error) -> Fault {
        self.failed_to(Action::Publish, path)
    }

    fn failed_to(&self, action: Action, path: &str) -> impl Fn(io::Error) -> Fault {
        let place = self.path_of(path);
        move |error| Fault::new(action, place.clone(), error)
    }

    /// A file, to know what is live; `None` if there is none.
    fn ask_for(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        self.patience.ask(|| self.remote.get(path)).map_err(self.failed_to(Action::AskTarget, path))
    }

    fn put(&self, path: &str, contents: &[u8], encoding: Option<Encoding>) -> Result<(), Fault> {
        let headers = headers::of(path, encoding);
        self.patience.ask(|| self.remote.put(path, contents, &headers)).map_err(self.failed(path))
    }

    /// Sends the files of a wave, several at once.
    fn send(&self, release: &Release, paths: &[String], sent: &(dyn Fn() + Sync)) -> Result<(), Fault> {
        parallel::each(paths, self.remote.parallel(), |path| {
            let contents = release.read(path).map_err(Fault::on(Action::Read, path.as_ref()))?;
            self.put(path, &contents, release.files[path].encoding)?;
            sent();
            Ok(())
        })
    }

    /// Keeps other runs out, as well as the remote can.
    fn lock(&self, claim: &mut Claim) -> Result<Hold, Fault> {
        if !self.remote.can_lock() {
            return Ok(Hold::Nothing);
        }
        let own = self.now.to_rfc3339();
        claim.note(&own)?;
        let refused = || Fault::refused(Action::LockTarget, self.path_of(LOCK));
        if !self.is_free(claim)? {
            return Err(refused());
        }
        match self.patience.ask(|| self.remote.put_once(LOCK, own.as_bytes())) {
            Ok(true) => Ok(Hold::Lock),
            Ok(false) if self.is_free(claim)? => self.put(LOCK, own.as_bytes(), None).map(|()| Hold::Lock),
            Ok(false) => Err(refused()),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Hold::Notice),
            Err(error) => Err(self.failed(LOCK)(error)),
        }
    }

    /// Whether no other run holds the lock: nobody does, or this run, or one that was killed.
    fn is_free(&self, claim: &Claim) -> Result<bool, Fault> {
        let Some(copy) = self.ask_for(LOCK)? else { return Ok(true) };
        let lock = String::from_utf8_lossy(&copy.contents);
        // A file that does not hold the time of a run is somebody else's, whatever its name.
        let since = lock.trim().parse::<DateTime<Utc>>();
        let since = since.map_err(|_| Fault::refused(Action::TakeLock, self.path_of(LOCK)))?;
        Ok(claim.owns(&lock) || self.now.signed_duration_since(since) > ABANDONED)
    }

    /// Releases the lock.
    fn unlock(&self, hold: Hold, claim: Claim) -> Result<(), Fault> {
        if hold == Hold::Nothing {
            return Ok(());
        }
        self.patience.ask(|| self.remote.delete(LOCK)).map_err(self.failed(LOCK))?;
        claim.forget()
    }

    /// Sends everything, then the manifest, and only then deletes.
    fn send_all(&self, Shipment { release, live, plan, progress }: &Shipment) -> Result<(), Fault> {
        let (done, all) = (AtomicUsize::new(0), plan.uploads());
        self.put(MANIFEST, &plan.meanwhile(live).written(), None)?;
        let sent = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        for (_, paths) in &plan.waves {
            self.send(release, paths, &sent)?;
        }
        self.put(MANIFEST, &plan.next.written(), None)?;
        for path in &plan.deletions {
            self.patience.ask(|| self.remote.delete(path)).map_err(self.failed(path))?;
        }
        self.patience.ask(|| self.remote.tidy()).map_err(self.failed(MANIFEST))
    }
}

impl<R: Remote> Carrier for Upload<R> {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn live(&self) -> Result<Live, Fault> {
        Ok(match self.ask_for(MANIFEST)? {
            Some(copy) => Live::of_manifest(&copy.contents),
            None if self.ask_for("index.html")?.is_some() => Live::Foreign,
            None => Live::Empty,
        })
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let mut claim =
            self.root.as_ref().map_or_else(|| Ok(Claim::default()), |root| Claim::take(root, &self.place))?;
        let hold = self.lock(&mut claim)?;
        let sent = self.still(shipment.live).and_then(|()| self.send_all(shipment));
        let unlocked = self.unlock(hold, claim);
        sent.and(unlocked)?;
        let alone = (hold != Hold::Lock).then(publishing::not_locked);
        let remarks = alone.into_iter().chain(self.remote.remark()).collect();
        Ok(Delivery { place: self.place(), file_by_file: true, remarks, ..Delivery::default() })
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        self.ask_for(path)
    }

    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        let listed = self.patience.ask(|| self.remote.list());
        let mut files = listed.map_err(self.failed_to(Action::AskTarget, ""))?;
        files.remove(LOCK);
        Ok(Some(files))
    }
}
