"""What a run says of itself: the summary for whoever started it, and the manifest that stays with the dataset."""

from __future__ import annotations

import json
from dataclasses import asdict

from flows.job import Job
from flows.records import RunSummary
from flows.store.columns import declaration
from flows.store.dataset import RUNS, Store
from flows.store.merging import Merger
from flows.store.schema import ATTRIBUTION


def summary_of(job: Job, store: Store, merger: Merger) -> RunSummary:
    """What a run did, once everything is staged."""
    staging, tally, counts = store.staging, job.tally, merger.counts
    return RunSummary(
        run_id=job.run_id,
        output=job.output,
        status="published" if staging.files_written or staging.files_removed else "unchanged",
        started=job.started.isoformat(timespec="seconds"),
        finished=job.now().isoformat(timespec="seconds"),
        seconds=dict(job.seconds),
        n_read=tally.n_read,
        n_coded=tally.n_coded,
        n_unchanged=tally.n_unchanged,
        n_older=tally.n_older,
        n_rejected=tally.n_rejected,
        n_reports=tally.n_reports,
        n_issues=tally.n_issues,
        n_events=merger.n_rows("events"),
        n_events_new=counts.n_new,
        n_events_changed=counts.n_changed,
        n_events_removed=counts.n_removed,
        problems=dict(sorted(tally.problems.items())),
        files=staging.files_written,
        manifest=store.files.where(f"{RUNS}/{job.run_id}.json"),
        coder_version=job.version.text,
    )


def manifest_of(job: Job, store: Store, summary: RunSummary) -> str:
    """The run's manifest as JSON: versions, digests, settings, inputs, counts, timings, files."""
    counts = {key: value for key, value in asdict(summary).items() if key.startswith("n_")}
    content = {
        "run_id": job.run_id,
        "status": summary.status,
        "started": summary.started,
        "finished": summary.finished,
        "schema_version": declaration().schema_version,
        "coder": asdict(job.version),
        "attribution": job.version.attribution or ATTRIBUTION,
        "inputs": job.inputs,
        "config": job.config.manifest(),
        "counts": counts,
        "problems": summary.problems,
        "seconds": summary.seconds,
        "files_written": summary.files,
        "files_removed": store.staging.files_removed,
    }
    return json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n"
