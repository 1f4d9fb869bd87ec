"""Metric functions: the only way from the store to a figure."""

from pug_metrics.metrics.budget import arg_amount, arg_share, budget_total  # isort: skip
from pug_metrics.metrics.documents import arg_document_gap, arg_share_documented  # isort: skip
from pug_metrics.metrics.readings import arg_range, range_ends  # isort: skip
from pug_metrics.metrics.composition import arg_composition  # isort: skip
from pug_metrics.metrics.absorption import arg_absorption, non_arg_absorption  # isort: skip
from pug_metrics.metrics.agencies import (  # isort: skip
    arg_agency_count,
    arg_concentration,
    arg_pppa_share,
)
from pug_metrics.metrics.beneficiaries import (  # isort: skip
    arg_per_man,
    arg_per_woman,
    beneficiary_women_share,
)
from pug_metrics.metrics.villages import unplaced_share  # isort: skip
from pug_metrics.metrics.parity import beneficiary_parity  # isort: skip
from pug_metrics.metrics.unit_cost import cost_per_beneficiary  # isort: skip
from pug_metrics.metrics.prerequisites import prerequisite_score  # isort: skip
from pug_metrics.metrics.institutions import (  # isort: skip
    focal_point_active_share,
    pug_meeting_share,
)
from pug_metrics.metrics.posts import women_echelon_share  # isort: skip
from pug_metrics.metrics.absorption_gap import absorption_gap  # isort: skip
from pug_metrics.metrics.shift import arg_shift, non_arg_shift  # isort: skip
from pug_metrics.metrics.completeness import (  # isort: skip
    apkm_coverage,
    disaggregated_target_share,
    document_completeness,
)
from pug_metrics.metrics.activities import (  # isort: skip
    activities_recorded_share,
    activities_with_women_share,
)

__all__ = [
    "absorption_gap",
    "activities_recorded_share",
    "activities_with_women_share",
    "apkm_coverage",
    "arg_absorption",
    "arg_agency_count",
    "arg_amount",
    "arg_composition",
    "arg_concentration",
    "arg_document_gap",
    "arg_per_man",
    "arg_per_woman",
    "arg_pppa_share",
    "arg_range",
    "arg_share",
    "arg_share_documented",
    "arg_shift",
    "beneficiary_parity",
    "beneficiary_women_share",
    "budget_total",
    "cost_per_beneficiary",
    "disaggregated_target_share",
    "document_completeness",
    "focal_point_active_share",
    "non_arg_absorption",
    "non_arg_shift",
    "prerequisite_score",
    "pug_meeting_share",
    "range_ends",
    "unplaced_share",
    "women_echelon_share",
]
