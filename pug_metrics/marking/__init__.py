"""The user's own file back as a workbook, with every finding marked in its cell."""

from pug_metrics.marking.giving import mark, marked_name, suffix_of
from pug_metrics.marking.notes import Note, Summary

__all__ = ["Note", "Summary", "mark", "marked_name", "suffix_of"]
