import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from core.errors import InvalidInputError
from core.glossary.terms import named
from core.wording import money, percent
from pages.parts import show
from pages.parts.show_columns import styled


def cells(rows: pd.DataFrame, **columns: object) -> dict[str, list[str]]:
    """What a table shows, column by column, as the browser gets it."""
    sent = ArrowData()
    marshall_styler(sent, styled(rows, columns), "rows")
    texts = pa.ipc.open_stream(sent.styler.display_values).read_pandas()
    return {name: texts[name].tolist() for name in columns}


def test_cells_are_written_as_everywhere_and_stay_numbers() -> None:
    rows = pd.DataFrame(
        {"name": ["a", "b"], "share": [0.4567, np.nan], "cost": [1234.5, -8.0], "left": [12345.0, np.nan]}
    )
    config = {
        "name": object(),
        "share": show.column("resolution"),
        "cost": show.column("cost", currency="EUR"),
        "left": show.column("journeys"),
    }
    assert cells(rows, **config) == {
        "name": ["a", "b"],
        "share": [percent(0.4567), ""],
        "cost": [money(1234.5, "EUR"), money(-8.0, "EUR")],
        "left": ["12,345", ""],
    }
    assert styled(rows, config).data["cost"].tolist() == [1234.5, -8.0]


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("resolved_change", -0.031, "−3.1 pts"),
        ("ces_change", 0.256, "+0.26"),
        ("place", 1234, "1234"),
        ("median_hours", 1.25, "1.2"),
        ("median_duration", 5400, "1.5 h"),
        ("lift", 1.234, "1.23"),
        ("months_after", 3, "3"),
        ("money_at_risk", 2_400_000, "€2.40m"),
    ],
)
def test_each_unit_has_its_form(code: str, value: float, words: str) -> None:
    currency = "EUR" if named(code).unit.startswith("money") else ""
    assert cells(pd.DataFrame({"x": [value]}), x=show.column(code, currency=currency)) == {"x": [words]}


def test_low_takes_the_unit_of_its_figure() -> None:
    assert show.column("low", unit="points").write(0.05) == "+5.0 pts"
    with pytest.raises(InvalidInputError, match="unit of its figure"):
        show.column("low")


def test_money_needs_its_currency() -> None:
    with pytest.raises(InvalidInputError, match="currency"):
        show.column("cost")


def test_rows_in_any_order_and_with_repeated_labels_are_written() -> None:
    rows = pd.concat([pd.DataFrame({"x": [3]}), pd.DataFrame({"x": [1]})])
    assert cells(rows, x=show.column("journeys")) == {"x": ["3", "1"]}


def test_a_number_without_a_glossary_name_reaches_no_table() -> None:
    with pytest.raises(InvalidInputError, match="no glossary name"):
        styled(pd.DataFrame({"secret": [1.0]}), {"secret": object()})
    unknown = pd.DataFrame({"region": [np.nan]})
    assert styled(unknown, {"region": object()}) is unknown
    assert isinstance(styled(pd.DataFrame({"yes": [True]}), {"yes": object()}), pd.DataFrame)


def test_an_unknown_code_is_refused_wherever_it_is_used() -> None:
    for use in (
        lambda: show.Number("gut_feeling", "1"),
        lambda: show.column("gut_feeling"),
        lambda: show.bar("gut_feeling", most=1),
        lambda: show.written("gut_feeling"),
        lambda: show.editor_column("gut_feeling"),
        lambda: show.name_of("gut_feeling"),
    ):
        with pytest.raises(InvalidInputError, match="gut_feeling"):
            use()


def test_a_number_of_something_says_of_what() -> None:
    one = show.Number("retention", "52 %", "Of all.", of="180 days")
    assert one.label == f"{named('retention').name}, 180 days"
    assert one.help == f"{named('retention').meaning} Of all."
    assert show.name_of("npv", currency="EUR") == "Net present value, EUR"


def test_editors_have_governed_heads() -> None:
    made = show.editor_column("check_limit", min_value=0.0, format="%.1f%%")
    assert (made["label"], made["help"]) == (named("check_limit").name, named("check_limit").meaning)


def test_amounts_of_a_column_and_the_ends_of_their_intervals_have_the_same_digits() -> None:
    rows = pd.DataFrame(
        {"risk": [12_000.0, 9_876.54], "low": [9_000.5, np.nan], "price": [8.4, 1_200.0], "whole": [2e6, 40_000.0]}
    )
    shown = cells(
        rows,
        risk=show.column("money_at_risk", currency="EUR"),
        low=show.column("low", unit="money", currency="EUR"),
        price=show.column("cost", currency="EUR"),
        whole=show.column("cost", currency="USD"),
    )
    assert shown == {
        "risk": ["€12,000", "€9,877"],
        "low": ["€9,000", ""],
        "price": ["€8.40", "€1,200.00"],
        "whole": ["$2,000,000", "$40,000"],
    }
