"""Pictures of maturity: the matrix of capabilities and stages, and how respondents spread over the stages."""

import altair
import pandas as pd

from core.look import Palette, Tone, palette
from core.maturity.standing import Standing
from core.wording import number
from pages.parts import show
from pages.parts.by_locale import kept_by_locale
from pages.parts.show_pictures import Picture

ROW, HEADING = 44, 56
NARROW = 480
# on a phone the stages' names stand word under word, and the legend's entries under one another
ON_A_PHONE = f"width < {NARROW} ? split(datum.label, ' ') : datum.label"
LEGEND = 130  # what legend and axis take of a picture's height


@kept_by_locale(max_entries=40, show_spinner=False)
def matrix_card(round_id: str, changes: str, tone: Tone, _found: Standing) -> None:
    """Show the matrix; drawn once for each state of the round, since drawing costs more than all else on the page."""
    picture = matrix(matrix_rows(_found), palette(tone))
    show.chart(picture, key=f"matrix_{round_id}_{changes[:12]}_{tone}", name="Stage reached and target by capability")


@kept_by_locale(max_entries=40, show_spinner=False)
def spread_card(round_id: str, changes: str, tone: Tone, _found: Standing) -> None:
    """Show how respondents spread; drawn once for each state of the round."""
    picture = spread(spread_rows(_found), palette(tone))
    show.chart(picture, key=f"spread_{round_id}_{changes[:12]}_{tone}", name="Respondents by stage for each capability")


def matrix_rows(found: Standing) -> pd.DataFrame:
    """Return one row a cell: whether it is reached by the group, is below that, and is the target."""
    targets = found.targets.stages
    rows = []
    for capability in found.results.capabilities:
        for place, stage in enumerate(found.results.stages, 1):
            reached, target = capability.staged == place, targets.get(capability.code) == place
            rows.append(
                {
                    "Capability": capability.name,
                    "Stage": stage,
                    "state": "reached" if reached else "passed" if (capability.staged or 0) > place else "ahead",
                    "target": target,
                    "words": "reached" if reached else "target" if target else "",
                    "level": "not available"
                    if capability.additive.value is None
                    else number(capability.additive.value),
                }
            )
    return pd.DataFrame(rows)


def matrix(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw the matrix: the reached cell filled, those below it shaded, the target outlined."""
    capabilities, stages = list(dict.fromkeys(rows["Capability"])), list(dict.fromkeys(rows["Stage"]))
    fill = altair.Scale(domain=["reached", "passed", "ahead"], range=[colours.accent, colours.muted, colours.surface])
    base = altair.Chart(rows).encode(
        x=altair.X(
            "Stage:N",
            sort=stages,
            title=None,
            axis=altair.Axis(
                orient="bottom",
                labelAngle=0,
                labelLimit=260,
                labelOverlap=False,
                labelExpr=ON_A_PHONE,
                ticks=False,
                domain=False,
                labelPadding=8,
            ),
        ),
        y=altair.Y(
            "Capability:N",
            sort=capabilities,
            title=None,
            axis=altair.Axis(labelLimit=190, ticks=False, domain=False, labelPadding=10),
        ),
        tooltip=[
            altair.Tooltip("Capability:N"),
            altair.Tooltip("Stage:N"),
            altair.Tooltip("state:N", title="Cell"),
            altair.Tooltip("target:N", title="Is the target"),
            altair.Tooltip("level:N", title=show.name_of("additive_level")),
        ],
    )
    cells = base.mark_rect(cornerRadius=6, stroke=colours.background, strokeWidth=6).encode(
        color=altair.Color("state:N", scale=fill, legend=None)
    )
    outline = base.transform_filter("datum.target").mark_rect(
        cornerRadius=6, fillOpacity=0, stroke=colours.bad, strokeWidth=2.5, strokeDash=[5, 3]
    )
    on_fill = altair.ColorValue(
        colours.ink, condition={"test": "datum.state == 'reached'", "value": colours.background}
    )
    words = base.mark_text(fontSize=12.5, fontWeight=600).encode(text=altair.Text("words:N"), color=on_fill)
    return altair.layer(cells, outline, words, height=ROW * len(capabilities) + HEADING)


def spread_rows(found: Standing) -> pd.DataFrame:
    """Return how many respondents put each capability at each stage, and how many have no level."""
    rows = []
    for capability in found.results.capabilities:
        named = [
            *zip(found.results.stages, capability.staged_counts, strict=True),
            ("Don't know", capability.staged_unknown),
        ]
        for order, (stage, people) in enumerate(named):
            rows.append({"Capability": capability.name, "Stage": stage, "People": people, "order": order})
    return pd.DataFrame(rows)


def spread(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw a stacked bar a capability: how many respondents see it at which stage."""
    capabilities, stages = list(dict.fromkeys(rows["Capability"])), list(dict.fromkeys(rows["Stage"]))
    shades = [*colours.series[: len(stages) - 1], colours.neutral]
    picture: altair.Chart = (
        altair.Chart(rows)
        .mark_bar(cornerRadius=2, height={"band": 0.72})
        .encode(
            x=altair.X(
                "People:Q", title=show.name_of("respondents"), axis=altair.Axis(tickMinStep=1, grid=False, format="d")
            ),
            y=altair.Y(
                "Capability:N",
                sort=capabilities,
                title=None,
                axis=altair.Axis(labelLimit=190, ticks=False, domain=False, labelOverlap=False),
            ),
            color=altair.Color(
                "Stage:N",
                sort=stages,
                scale=altair.Scale(domain=stages, range=shades),
                title=None,
                legend=altair.Legend(orient="top", columns=altair.ExprRef(f"width < {NARROW} ? 1 : 4"), labelLimit=240),
            ),
            order=altair.Order("order:Q"),
            tooltip=[
                altair.Tooltip("Capability:N"),
                altair.Tooltip("Stage:N"),
                altair.Tooltip("People:Q", title=show.name_of("respondents"), format=","),
            ],
        )
        .properties(height=32 * len(capabilities) + LEGEND)
    )
    return picture
