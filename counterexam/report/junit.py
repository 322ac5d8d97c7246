"""JUnit XML in pytest's shape: one test case a part, one suite a submission.

A part that lost points fails with its feedback, one with points pending is skipped with the
reason, as in a pytest grading run. JUnit knows no points: they are properties. There is no
timestamp or host name, so that the same submission gives the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from counterexam.contract import PartVerdict, Report
from counterexam.report.clean import each_text, shown
from counterexam.report.terminal import plain_text
from counterexam.report.wording import MARKS, lost, pends, score_of

PROPERTIES = ("score", "pending", "points", "suggested", "verdict")


def write(reports: Sequence[Report], listed: bool) -> str:
    """The file's text."""
    root = Element("testsuites", name="counterexam")
    root.extend([_suite(each_text(report, shown)) for report in reports])
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(report: Report) -> Element:
    counts = {
        "errors": 0,
        "failures": sum(map(_failed, report.parts)),
        "skipped": sum(map(pends, report.parts)),
        "tests": len(report.parts),
    }
    suite = Element("testsuite", name=report.submission)
    suite.attrib |= {name: str(count) for name, count in counts.items()}
    suite.set("time", _seconds(*report.parts))
    suite.extend([_case(part) for part in report.parts])
    return suite


def _case(part: PartVerdict) -> Element:
    name = part.part or ""
    case = Element("testcase", classname=part.exam or "", name=name, time=_seconds(part))
    case.append(_properties(part))
    message = f"{MARKS[part.verdict].word}: {score_of(part)}"
    if pends(part):
        SubElement(case, "skipped", type="pending", message=message).text = plain_text(part)
    elif _failed(part):
        SubElement(case, "failure", message=message).text = plain_text(part)
    return case


def _properties(part: PartVerdict) -> Element:
    properties = Element("properties")
    for name in PROPERTIES:
        value = getattr(part, name)
        if value is not None:
            SubElement(properties, "property", name=name, value=str(value))
    return properties


def _failed(part: PartVerdict) -> bool:
    return lost(part) > 0 and not pends(part)


def _seconds(*parts: PartVerdict) -> str:
    return f"{sum(part.elapsed_ms for part in parts) / 1000:.3f}"
