"""Many documents: what there is, what is to be done, who does it, and how it goes.

sources.py    names on the command line to a list of documents: folders, globs, archives, lists, URLs
rows.py       documents that are rows of JSON Lines or Parquet
plan.py       the list, with each content's SHA-256, into the manifest; then what is to be parsed
jobs.py       what is sent to a worker, and what comes back
work.py       one document to its rows, and what goes wrong with it
feed.py       planned documents in small groups, for whoever does the work
engines/      who does it: a pool of processes here, or a cluster
run.py        all of it, part by part
events.py     what a run tells while it goes
"""

import os

# Before pyarrow is imported: the allocator of the system gives back what a part took, and memory stays flat.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
