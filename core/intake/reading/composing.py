"""The one place where a statement over a file's columns is composed.

Nothing that comes from a file enters it: columns have the safe names c0…cN, fields are those of `core.intake.fields`,
formats and decimal marks are bound or chosen from the constants here.
"""

from collections.abc import Mapping as Map

from core.intake.fields import FIELD_BY_NAME, FieldType
from core.intake.reading.times import ISO_LOCAL, ISO_OFFSET, NAMED, formats_of

# a record's fingerprint: fields joined by the unit separator; NULL, and separators inside values, are written out
MARK, ESCAPE = "chr(31)", "chr(30)"
NUMBERS = {
    ".": r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?",
    ",": r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d{1,3})?",
}
LARGEST_NUMBER = "1e15"
ISO = (
    "case when regexp_full_match({c}, $iso_local) then try_cast(replace({c}, ',', '.') as timestamp) "
    "when regexp_full_match({c}, $iso_offset) then make_timestamp(epoch_us(try_cast(regexp_replace(regexp_replace("
    "replace({c}, ',', '.'), ' ?(UTC|[zZ])$', 'Z'), ' ([+-])', '\\1') as timestamptz))) end"
)
EPOCH = (
    "case when regexp_full_match({c}, '-?\\d{{1,14}}(\\.\\d{{1,9}})?') "
    "then make_timestamp(round({c}::double * {scale})::bigint) end"
)
SERIAL = (
    "case when regexp_full_match({c}, '\\d{{1,7}}(\\.\\d+)?') and {c}::double between 61 and 2958465.99 "
    "then timestamp '1899-12-30' + to_milliseconds(round({c}::double * 86400000)::bigint) end"
)
PATTERN = "case when year(try_strptime({c}, ${name})) >= 1000 then try_strptime({c}, ${name})::timestamp end"


def compose(columns: int, typed: Map[str, str], decimal: str, *, escape: bool) -> tuple[str, dict[str, str]]:
    """Return the statement that types one batch and the values bound to it (`$salt` is added by the caller).

    `typed` maps a field to its declared format ("" for numbers); its text is in the column `text_<field>` and its value
    leaves as `<field>`, NULL where the text can't be read. `escape` is needed when separators occur inside values.
    """
    bound = {"salt": ""}
    parts = [f"coalesce({_escaped(f'c{place}', escape)}, {ESCAPE} || '0')" for place in range(columns)]
    outputs = [f"md5_number($salt || concat_ws({MARK}, {', '.join(parts)})) as raw_hash"]
    for name, declared in typed.items():
        field = FIELD_BY_NAME[name]
        text = f"text_{field.name}"
        if field.type is FieldType.NUMBER:
            bound["number"] = NUMBERS[decimal]
            outputs.append(f"{_number(text, decimal)} as {field.name}")
            continue
        value = _time(text, field.name, declared, bound)
        if field.type is FieldType.DATE:
            value = f"({value})::date"
        elif "$iso_offset" in value:
            outputs.append(f"coalesce(regexp_full_match({text}, $iso_offset), false) as offset_{field.name}")
        outputs.append(f"{value} as {field.name}")
    inner = f"select {', '.join(outputs)} from batch"  # noqa: S608 - safe names only, see above
    return (
        "select (raw_hash >> 64)::ubigint as raw_high, "  # noqa: S608 - safe names only, see above
        "(raw_hash & 18446744073709551615::uhugeint)::ubigint as raw_low, "
        f"* exclude (raw_hash) from ({inner})",
        bound,
    )


def _escaped(column: str, escape: bool) -> str:
    if not escape:
        return column
    return f"replace(replace({column}, {ESCAPE}, {ESCAPE} || '1'), {MARK}, {ESCAPE} || '2')"


def _number(text: str, decimal: str) -> str:
    plain = text if decimal == "." else f"replace({text}, ',', '.')"
    return (
        f"case when regexp_full_match({text}, $number) and abs(try_cast({plain} as double)) <= {LARGEST_NUMBER} "
        f"then try_cast({plain} as double) end"
    )


def _time(text: str, field: str, declared: str, bound: dict[str, str]) -> str:
    parts = []
    for place, known in enumerate(formats_of(declared)):
        name = f"format_{field}_{place}"
        if known == "iso":
            bound.update(iso_local=ISO_LOCAL, iso_offset=ISO_OFFSET)
            parts.append(ISO.format(c=text))
        elif known in NAMED:
            scales = {"epoch_s": "1000000", "epoch_ms": "1000"}
            parts.append(
                SERIAL.format(c=text) if known == "excel_serial" else EPOCH.format(c=text, scale=scales[known])
            )
        else:
            bound[name] = known
            parts.append(PATTERN.format(c=text, name=name))
    return f"coalesce({', '.join(parts)})"
