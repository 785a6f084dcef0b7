"""The records as flat tables, derived from the record models field by field: `rows(plan)` and back, `plan_from(rows)`.

    layout.py   which tables and columns there are
    rows.py     a plan to rows, and rows to a plan
    labels.py   what people read for a table, a column or a value, in Chinese and English

What is written as a sheet, a CSV file or a Parquet table is made from these: a new field or a new record type of
`PlanDocument` is a new column or a new table by itself.
"""
