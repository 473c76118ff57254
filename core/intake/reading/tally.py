"""What people should know about the values that were loaded: counts for the data-quality page, and sentences."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.intake.fields import Field, FieldType
from core.intake.reading.labels import text_bytes
from core.wording import number

ID_FIELDS = ("interaction_id", "journey_id", "customer_id", "account")
SCIENTIFIC = r"^\d(\.\d+)?[Ee]\+\d+$"
MOST_LABELS = 20_000
SENTINEL = datetime(9999, 1, 1)  # stored times are UTC without a zone
OLD = datetime(1990, 1, 1)


class Tally:
    """Counts as batches pass. `flags` holds only counts above zero."""

    def __init__(self, zone: str) -> None:
        self.flags: dict[str, int] = {}
        self._zone = zone
        self._now = datetime.now(UTC).replace(tzinfo=None)
        self._labels: dict[str, set[str]] = {}

    def add(self, flag: str, count: int) -> None:
        """Add to a flag."""
        if count:
            self.flags[flag] = self.flags.get(flag, 0) + int(count)

    def see_value(self, field: Field, value: pa.Array) -> None:
        """Count numbers outside the plausible range."""
        if field.type is not FieldType.NUMBER:
            return
        numbers = pc.drop_null(value).to_numpy(zero_copy_only=False)
        self.add(f"negative_{field.name}", int((numbers < 0).sum()))
        low = -np.inf if field.low is None else field.low
        high = np.inf if field.high is None else field.high
        self.add(f"{field.name}_out_of_range", int(((numbers < low) | (numbers > high)).sum()))

    def without_sentinels(self, field: Field, value: pa.Array) -> pa.Array:
        """Turn the year 9999 of a date field, which means "never", into unknown."""
        never = pc.fill_null(pc.greater_equal(pc.year(value), 9999), False)
        self.add(f"{field.name}_never", pc.sum(never).as_py() or 0)
        return pc.if_else(never, pa.scalar(None, value.type), value)

    def see_times(
        self,
        zoned: NDArray[np.bool_],
        local: NDArray[np.bool_],
        skipped: NDArray[np.bool_],
        repeated: NDArray[np.bool_],
    ) -> None:
        """Count times with an offset, without one, and those at a change of clocks."""
        self.add("times_with_offset", int(zoned.sum()))
        self.add("times_without_offset", int(local.sum()))
        self.add("times_in_gap", int(skipped.sum()))
        self.add("times_ambiguous", int(repeated.sum()))

    def see_loaded(self, field: Field, value: pa.Array) -> None:
        """Count what is unusual about values that were loaded."""
        if field.name == "occurred_at":
            sentinel = pc.greater_equal(value, pa.scalar(SENTINEL, value.type))
            future = pc.and_not(pc.greater(value, pa.scalar(self._now, value.type)), sentinel)
            old = pc.less(value, pa.scalar(OLD, value.type))
            for flag, hits in (("sentinel_times", sentinel), ("future_times", future), ("very_old_times", old)):
                self.add(flag, pc.sum(hits).as_py() or 0)
        elif field.name in ID_FIELDS:
            if (text_bytes(value)[0] == ord("+")).any():
                self.add("scientific_ids", pc.sum(pc.match_substring_regex(value, SCIENTIFIC)).as_py() or 0)
        elif field.type is FieldType.CATEGORY:
            labels = self._labels.setdefault(field.name, set())
            if len(labels) < MOST_LABELS:
                labels.update(label for label in pc.unique(value).to_pylist() if label is not None)

    def notes(self) -> list[str]:
        """Return what was counted as sentences, for those counts that need one."""
        flags = self.flags
        found = []
        if flags.get("times_ambiguous"):
            found.append(
                f"{number(flags['times_ambiguous'], 0)} local times fall in the hour that is repeated when "
                "clocks go back; "
                "the first was taken."
            )
        if flags.get("times_without_offset") and flags.get("times_with_offset"):
            found.append(
                f"{number(flags['times_without_offset'], 0)} times have no offset and were read as {self._zone} time."
            )
        for flag, sentence in SENTENCES.items():
            if flags.get(flag):
                found.append(sentence.format(number(flags[flag], 0)))
        return [*found, *self._case_variants()]

    def _case_variants(self) -> list[str]:
        found = []
        for name, labels in self._labels.items():
            groups: dict[str, list[str]] = {}
            for label in sorted(labels):
                groups.setdefault(label.casefold(), []).append(label)
            for group in [group for group in groups.values() if len(group) > 1][:5]:
                spelled = " and ".join(f"“{label}”" for label in group)
                found.append(f"The {name} labels {spelled} differ only in upper and lower case; they were kept apart.")
        return found


SENTENCES = {
    "sentinel_times": "Times in the year 9999, a placeholder for “never”, loaded and flagged as sentinels: {}.",
    "future_times": "Times in the future: {}.",
    "very_old_times": "Times before 1990: {}.",
    "negative_cost": "Negative costs: {}.",
    "scientific_ids": "Ids that look like scientific notation (4.9E+11), probably destroyed by a spreadsheet: {}.",
    "bidi_controls_removed": "Labels or ids from which direction controls were removed: {}.",
    "invisible_characters_removed": "Labels or ids from which invisible characters were removed: {}.",
    "customer_left_on_never": "Leaving dates in the year 9999, read as “has not left”: {}.",
    "customer_since_never": "Joining dates in the year 9999, read as unknown: {}.",
    "out_of_order": "Records that are earlier than the record before them in the same journey: {}.",
    "journeys_with_several_customers": "Journeys that carry more than one customer id: {}.",
}
