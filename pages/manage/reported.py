"""What do other systems count? Quality reviews and routing exceptions, by month, as they are reported."""

import streamlit as st

from core.finding import Finding
from core.glossary.governing import definitions
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.glossary.reporting import kept_reports, reported_metrics
from core.glossary.words import written
from core.text import capital, counted
from core.wording import count, plain
from pages.parts import dataset_picker, page
from pages.parts.manage import reported_form
from pages.parts.manage.workspace import workspace

QUESTION = "What do other systems count?"


def finding(metric: Metric, report: Report | None) -> Finding:
    """Say how many months are reported and what the last one is."""
    if report is None or not report.months:
        return Finding(f"{metric.name}:", "nothing is reported yet.", "Fill in the months below, or load a CSV.")
    last = max(report.months, key=lambda one: one.month)
    share = written(metric.unit, last.part / last.whole, "")
    return Finding(
        f"{metric.name} is reported for {counted(len(report.months), 'month')};",
        f"in {last.month:%B %Y} it was {share}",
        f"({count(last.part)} of {count(last.whole)}).",
    )


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    dataset = dataset_picker.current()
    if dataset is None:
        st.markdown("There is **no data here yet**: figures are reported for a dataset.")
        page.guide_to_data()
        return
    metrics = {one.code: one for one in reported_metrics(definitions(workspace()))}
    code = st.selectbox(
        "Metric",
        list(metrics),
        format_func=lambda one: metrics[one].name,
        key="reported_metric",
        bind="query-params",
        width=340,
        help="The metrics that no interaction shows: another system counts them.",
    )
    metric, kept = metrics[code], kept_reports(workspace(), dataset.dataset_id)
    st.markdown(finding(metric, kept.by_code.get(code)).markdown())
    st.caption(plain(f"{metric.meaning} {capital(metric.formula)}. For {dataset.name}."))
    for fault in kept.faults:
        st.warning(plain(fault), icon=":material/history:")
    with st.container(border=True):
        st.header("Months", anchor=False)
        reported_form.edit(dataset, metric, kept)
    with st.container(border=True):
        st.header("From a file", anchor=False)
        reported_form.file(dataset, metric, kept)


main()
