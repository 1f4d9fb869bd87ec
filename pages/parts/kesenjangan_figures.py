"""What the page *Kesenjangan* asks: threshold and indicator of the link, figures, lines."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from pug_metrics.metrics import arg_amount
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.issue_gaps import Issue, IssueGaps, issue_gaps
from pug_metrics.metrics.issue_links import Suggestion, suggested_links
from pug_metrics.metrics.lines import lines
from pug_metrics.metrics.result import Result

from . import filters, links, numbers, session

THRESHOLD, ISSUE = "ambang", "isu"
# Percent of the larger side above which a difference counts (konvensi kami); the first is usual.
THRESHOLDS = (0, 5, 10, 25)


def ask() -> IssueGaps:
    """Every indicator of the region beside the money of the frame's year and stage."""
    links.take(THRESHOLD, int)
    links.settle(THRESHOLD, THRESHOLDS, THRESHOLDS[0])
    chosen = float(st.session_state[THRESHOLD])
    return numbers.find(issue_gaps, filters.slice_(), chosen)  # type: ignore[no-any-return]


def usual(gaps: IssueGaps) -> str:
    """The indicator to begin with."""
    return (*gaps.without_money, *gaps.issues)[0].kode


def chosen(gaps: IssueGaps) -> Issue:
    """The indicator of the link; else the widest gap without money, else the first."""
    links.take(ISSUE)
    links.settle(ISSUE, [each.kode for each in gaps.issues], usual(gaps))
    return next(each for each in gaps.issues if each.kode == st.session_state[ISSUE])


def pick(code: str) -> None:
    """Look at another indicator from the next run on."""
    st.session_state[ISSUE] = code


def money(gaps: IssueGaps) -> Result:
    """The ARG of the slice: what copies, receipts and sources refer to."""
    return numbers.of(arg_amount, Grain.DAERAH, gaps.at)


def behind(gaps: IssueGaps, issue: Issue, limit: int, offset: int = 0) -> pa.Table:
    """Lines linked to an indicator, a page at a time."""
    return numbers.long(  # type: ignore[no-any-return]
        lines, gaps.at, counted=issue.counted, limit=limit, offset=offset
    )


def suggested(gaps: IssueGaps, issue: Issue) -> tuple[Suggestion, ...]:
    """What may be linked to an indicator."""
    return numbers.find(suggested_links, gaps.at, issue.kode)  # type: ignore[no-any-return]


def may_decide() -> bool:
    """Whether links can be stored here: not in the sample, not in a frozen version."""
    return session.which() != session.SAMPLE and not session.frozen_at()
