"""Metric functions: the only way from the store to a figure."""

from pug_metrics.metrics.budget import arg_amount, arg_share, budget_total
from pug_metrics.metrics.documents import arg_document_gap, arg_share_documented
from pug_metrics.metrics.range import arg_range

__all__ = [
    "arg_amount",
    "arg_document_gap",
    "arg_range",
    "arg_share",
    "arg_share_documented",
    "budget_total",
]
