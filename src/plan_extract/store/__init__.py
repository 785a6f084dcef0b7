"""The store: many documents' records as Parquet data sets, and the manifest that accounts for every document.

OUT/
  documents/ sections/ tasks/ actions/ … findings/   one Parquet file a part: part-000-000001.parquet
  sources/           every document that was named, and what became of it (written anew at the end of each run)
  manifest.sqlite    the state of every document, and which parts belong to the store
  failures.jsonl     what failed, and why (written anew at the end of each run)
  run.json           the last run: version, settings, counts, times

schema.py     the columns of each table, from the record models
parts.py      records to Parquet files, written whole or not at all
manifest.py   what is known of each document, and what is to be done
opened.py     a store that is there: made by this version, or refused
decide.py     from what was listed to what is to be done
reports.py    what a run leaves for people to read
merged.py     stores to one
"""
