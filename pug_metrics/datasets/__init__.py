"""Datasets, each declared once in TOML: columns, accepted headers, rules, key, sensitivity."""

from pug_metrics.datasets.declaration import IDENTITY, Column, Dataset, Kind, dataset, datasets

__all__ = ["IDENTITY", "Column", "Dataset", "Kind", "dataset", "datasets"]
