"""Typed names of people: nobody checks them, but two actions may ask for two different ones."""

from __future__ import annotations


def plain_name(name: str | None) -> str:
    """A typed name as it is compared: without regard to case and blanks."""
    return "".join((name or "").casefold().split())


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two typed names are the same; nobody is the same as somebody."""
    return bool(one and other) and plain_name(one) == plain_name(other)
