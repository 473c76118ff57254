"""From text columns to typed interaction fields, batch by batch: each record is loaded or rejected with its reason."""

import hashlib
import hmac
from collections.abc import Mapping as Map

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.errors import FileRefusedError
from core.intake.fields import FIELD_BY_NAME, FIELDS, IDENTITY_FIELDS, Field, FieldType
from core.intake.plan import ReadingPlan
from core.intake.reading.batch import REJECTS, Batch
from core.intake.reading.composing import compose
from core.intake.reading.labels import clean_column, clean_label, text_bytes
from core.intake.reading.privacy import (
    NORMALISED,
    PSEUDONYMISED,
    TEXT_WITHHELD,
    WITHHELD,
    mask_column,
    normalise_column,
    pseudonymise_column,
)
from core.intake.reading.reasons import NO_KEY, NO_TIME, SKIPPED_HOUR, reason_for
from core.intake.reading.tally import Tally
from core.intake.reading.times import local_to_utc

ARROW = {FieldType.NUMBER: pa.float64(), FieldType.TIME: pa.timestamp("us"), FieldType.DATE: pa.date32()}
LAST_YEAR = np.datetime64("9999-01-01", "us").astype(np.int64)


class Typer:
    """Types the batches of one file as its plan says. `tally` counts what people should know about the values."""

    def __init__(
        self, names: tuple[str, ...], plan: ReadingPlan, key: bytes, connection: duckdb.DuckDBPyConnection
    ) -> None:
        self._mapping, self._privacy, self._decimal = plan.mapping, plan.privacy, plan.dialect.decimal
        self._key, self._connection, self._width = key, connection, len(names)
        self._places = {name: place for place, name in enumerate(names)}
        self._check(names)
        used = {*self._mapping.columns, *self._mapping.fixed}
        self._fields = [field for field in FIELDS if field.name in used]
        if self._privacy.text == "drop":
            self._fields = [field for field in self._fields if field.name != "text"]
        by_file = {field: self._places[column] for field, column in self._mapping.columns.items()}
        self._order = sorted(self._fields, key=lambda field: by_file.get(field.name, len(names)))
        self._formats = {f.name: self._format(f) for f in self._fields if f.type in ARROW}
        self._keys = [field.name for field in self._fields if field.name in ("journey_id", *IDENTITY_FIELDS)]
        self._salt = hmac.new(key, b"record", hashlib.sha256).hexdigest() if self._privacy.pseudonymise else ""
        self.tally = Tally(self._mapping.zone)

    def _check(self, names: tuple[str, ...]) -> None:
        wanted = [*self._mapping.columns.values(), *self._mapping.activity_parts]
        for name in wanted:
            if name not in self._places:
                near = ", ".join(names[:12])
                raise FileRefusedError(
                    f"The file has no column {name!r}; it has {near}. Map the field to one of these."
                )
        for name in (*self._mapping.columns, *self._mapping.fixed):
            if name not in FIELD_BY_NAME:
                raise FileRefusedError(f"{name!r} is no interaction field. Use one of {', '.join(FIELD_BY_NAME)}.")
        given = {*self._mapping.columns, *self._mapping.fixed}
        if "occurred_at" not in given or not given & {"journey_id", *IDENTITY_FIELDS}:
            raise FileRefusedError(
                "The time of contact and a customer or a journey are needed, and no column is mapped to them. "
                f"The file's columns are {', '.join(names[:12])}. Choose which of them is which."
            )
        if self._privacy.pseudonymise and not self._key:
            raise FileRefusedError("Ids can't be pseudonymised without a secret key. Set one, or turn pseudonyms off.")

    def _format(self, field: Field) -> str:
        formats = {FieldType.TIME: self._mapping.time_format, FieldType.DATE: self._mapping.date_format}
        return formats.get(field.type, "")

    def type_batch(self, batch: Batch, *, iso_times: bool) -> tuple[pa.Table, pa.Table]:
        """Return the loadable records and the rejects of a batch, both in file order."""
        records = batch.records
        texts = {field.name: self._text(records, field) for field in self._fields}
        formats = {
            name: f"{value}|iso" if iso_times and value and "iso" not in value else value
            for name, value in self._formats.items()
        }
        typed = self._run(records, {name: texts[name] for name in formats}, formats)
        reasons = np.full(records.num_rows, None, dtype=object)
        columns = np.full(records.num_rows, -1, dtype=np.int16)
        values: dict[str, pa.Array] = dict(texts)
        for place, field in enumerate(self._order):
            if field.name in formats:
                values[field.name] = self._value(field, texts[field.name], typed, (place, reasons, columns))
        self._require(values, reasons)
        bad = np.array([reason is not None for reason in reasons], dtype=bool)
        clean = self._clean(records, typed, values, pa.array(~bad))
        rejects = self._rejects(batch, texts, np.flatnonzero(bad), reasons, columns)
        return clean, pa.concat_tables([self._withheld(batch.rejects), rejects])

    def _text(self, records: pa.Table, field: Field) -> pa.Array:
        """Return a field's text: cleaned, with NULL for blanks and declared null values."""
        if field.name not in self._mapping.columns:
            return pa.array([clean_label(self._mapping.fixed[field.name])] * records.num_rows, pa.string())
        column = self._column(records, self._mapping.columns[field.name], plain=field.name == "text")
        if field.name != "activity" or not self._mapping.activity_parts:
            return column
        parts = [column, *(self._column(records, name) for name in self._mapping.activity_parts if name)]
        joined = pc.binary_join_element_wise(*parts, "+", null_handling="skip")
        return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)

    def _column(self, records: pa.Table, name: str, *, plain: bool = False) -> pa.Array:
        chunks = records[f"c{self._places[name]}"].chunks
        column = pa.concat_arrays(chunks) if chunks else pa.array([], pa.string())
        column = pc.utf8_trim_whitespace(column) if plain else clean_column(column, self.tally.flags)
        nulls = pa.array(["", *self._mapping.null_values], pa.string())
        return pc.if_else(pc.is_in(column, value_set=nulls), pa.scalar(None, pa.string()), column)

    def _run(self, records: pa.Table, texts: dict[str, pa.Array], formats: Map[str, str]) -> pa.Table:
        chunks = (chunk for place in range(self._width) for chunk in records[f"c{place}"].chunks)
        escape = any(np.isin(text_bytes(chunk)[0], (30, 31)).any() for chunk in chunks)
        sql, bound = compose(self._width, formats, self._decimal, escape=escape)
        table = records.select([f"c{place}" for place in range(self._width)])
        for name, text in texts.items():
            table = table.append_column(f"text_{name}", pa.chunked_array([text]))
        self._connection.register("batch", table)
        typed = self._connection.sql(sql, params={**bound, "salt": self._salt}).to_arrow_table()
        self._connection.unregister("batch")
        if typed.num_rows != records.num_rows:
            raise AssertionError("the engine returned another number of records")
        return typed

    def _value(
        self, field: Field, text: pa.Array, typed: pa.Table, failing: tuple[int, np.ndarray, np.ndarray]
    ) -> pa.Array:
        place, reasons, columns = failing
        value = pa.concat_arrays(typed[field.name].cast(ARROW[field.type]).chunks or [pa.array([], ARROW[field.type])])
        failed = np.flatnonzero(pc.and_(pc.is_valid(text), pc.is_null(value)).to_numpy(zero_copy_only=False))
        for row in failed:
            if reasons[row] is None:
                reasons[row] = reason_for(field, text[int(row)].as_py(), self._formats[field.name], self._decimal)
                columns[row] = place
        if field.type is FieldType.TIME:
            return self._utc(field, value, typed, failing)
        self.tally.see_value(field, value)
        return self.tally.without_sentinels(field, value) if field.type is FieldType.DATE else value

    def _utc(
        self, field: Field, value: pa.Array, typed: pa.Table, failing: tuple[int, np.ndarray, np.ndarray]
    ) -> pa.Array:
        place, reasons, columns = failing
        given = pc.is_valid(value).to_numpy(zero_copy_only=False)
        offset_name = f"offset_{field.name}"
        zoned = np.zeros(len(value), dtype=bool)
        if offset_name in typed.column_names:
            zoned = typed[offset_name].to_numpy().astype(bool)
        if set(self._formats[field.name].split("|")) <= {"epoch_s", "epoch_ms"}:
            zoned = given
        moments = pc.fill_null(value.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
        local = given & ~zoned & (moments < LAST_YEAR)
        utc, skipped, repeated = local_to_utc(moments, self._mapping.zone)
        moments = np.where(local, utc, moments)
        for row in np.flatnonzero(local & skipped):
            if reasons[row] is None:
                reasons[row], columns[row] = f"{SKIPPED_HOUR} in {self._mapping.zone}", place
        self.tally.see_times(given & zoned, local, local & skipped, local & repeated)
        return pa.array(moments, pa.int64(), mask=~given).cast(pa.timestamp("us"))

    def _require(self, values: dict[str, pa.Array], reasons: np.ndarray) -> None:
        untimed = pc.is_null(values["occurred_at"]).to_numpy(zero_copy_only=False)
        keyless = np.ones(len(reasons), dtype=bool)
        for name in self._keys:
            keyless &= pc.is_null(values[name]).to_numpy(zero_copy_only=False)
        open_rows = np.array([reason is None for reason in reasons], dtype=bool)
        reasons[open_rows & keyless] = NO_KEY
        reasons[open_rows & untimed] = NO_TIME

    def _clean(self, records: pa.Table, typed: pa.Table, values: dict[str, pa.Array], kept: pa.Array) -> pa.Table:
        columns = {name: records[name].filter(kept) for name in ("record_number", "line_number")}
        columns |= {name: typed[name].filter(kept) for name in ("raw_high", "raw_low")}
        for field in self._fields:
            value = values[field.name].filter(kept)
            kind = self._mapping.customer_kind if field.name == "customer_id" else field.name
            if self._privacy.pseudonymise and field.name in PSEUDONYMISED:
                value = pseudonymise_column(value, self._key, kind)
            elif field.name in IDENTITY_FIELDS and kind in NORMALISED:
                value = normalise_column(value, kind)
            elif field.name == "text" and self._privacy.text == "mask":
                value = mask_column(value)
            columns[field.name] = value
            self.tally.see_loaded(field, value)
            if field.name == "outcome":
                columns["resolved"] = self._resolved(value)
        return pa.table(columns)

    def _resolved(self, outcome: pa.Array) -> pa.Array:
        lists = (self._mapping.resolved_values, self._mapping.unresolved_values)
        yes, no = (
            pc.is_in(outcome, value_set=pa.array([clean_label(v) for v in values], pa.string())) for values in lists
        )
        return pc.if_else(yes, True, pc.if_else(no, False, pa.scalar(None, pa.bool_())))

    def _rejects(
        self, batch: Batch, texts: dict[str, pa.Array], rows: np.ndarray, reasons: np.ndarray, columns: np.ndarray
    ) -> pa.Table:
        found = []
        numbers, lines = batch.records["record_number"], batch.records["line_number"]
        for row in map(int, rows):
            field = self._order[columns[row]] if columns[row] >= 0 else None
            found.append(
                {
                    "line_number": lines[row].as_py(),
                    "record_number": numbers[row].as_py(),
                    "column_name": self._mapping.columns.get(field.name, field.name) if field else None,
                    "value": texts[field.name][row].as_py() if field else None,
                    "reason": reasons[row],
                    "raw_line": batch.raw_text(row),
                }
            )
        return self._withheld(pa.Table.from_pylist(found, schema=REJECTS))

    def _withheld(self, rejects: pa.Table) -> pa.Table:
        if not self._privacy.pseudonymise and self._privacy.text == "keep":
            return rejects
        hidden = WITHHELD if self._privacy.pseudonymise else TEXT_WITHHELD
        for name in ("value", "raw_line") if self._privacy.pseudonymise else ("raw_line",):
            place = rejects.schema.get_field_index(name)
            rejects = rejects.set_column(place, name, pa.array([hidden] * rejects.num_rows, pa.string()))
        return rejects
