"""The contract's JSON: a report as one object, a folder's as a list."""

from __future__ import annotations

from collections.abc import Sequence

from counterexam.contract import Report, to_json
from counterexam.report.clean import each_text, encodable, escaped_in_json


def write(reports: Sequence[Report], listed: bool) -> str:
    """Validates against `counterexam.contract.schema`; nothing of an answer is changed."""
    encoded = [each_text(report, encodable) for report in reports]
    return escaped_in_json(to_json(encoded if listed else encoded[0])) + "\n"
