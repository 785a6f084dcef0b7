"""One file checked: looked at by each rule, cleared of what is accepted, each finding given its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import ValidationError

from ..document.model import Document
from ..pipeline import extract
from ..plan_files.load import Loaded
from ..records.plan import PlanDocument
from ..rules import RULES
from ..rules.base import Finding, Plan
from ..rules.plan_file import FileProblem, PlanFile
from ..span import Span
from .fingerprints import fingerprints
from .found import Found
from .model import Checked, Told, at_least
from .orders import Orders
from .profiles import profile_of
from .suppress import apply, of_plan, unused_of_plan
from .where import InDocument, InPlanFile, Where

_UNUSED = "PF004"


def check_document(path: str, document: Document, orders: Orders, plan: PlanDocument | None = None) -> Checked:
    """Check a document; `plan` are its records, where they are there already."""
    plan = extract(document) if plan is None else plan
    profile = orders.profile or profile_of(plan)
    where = InDocument(document)
    found = _quoted(found_in_plan(Plan(plan, document.text, profile), orders), where)
    left, used = apply(found, orders.accepted, plan)
    return Checked(path, "document", profile, tell(path, left, where, orders), len(found) - len(left), used)


def check_plan_file(path: str, loaded: Loaded, orders: Orders, source: Document | None = None) -> Checked:
    """Check a plan file, against the text it was read from where that is known."""
    file = _plan_file(loaded, source)
    plan = file.document
    found = [*_check_file(file, orders)]
    profile = orders.profile or (profile_of(plan) if plan is not None else None)
    if plan is not None and profile is not None:
        found += found_in_plan(Plan(plan, file.source or "", profile), orders)
    where = InPlanFile(loaded, source)
    found = _quoted(found, where)
    left, used = apply(found, orders.accepted, plan, loaded.data)
    if plan is not None:
        left, served = apply(left, of_plan(plan), plan, loaded.data)
        suppressed = len(found) - len(left)
        left += _check_file(replace(file, unused=unused_of_plan(plan, served, orders.codes)), orders, last=True)
    else:
        suppressed = len(found) - len(left)
    return Checked(path, "plan", profile, tell(path, left, where, orders), suppressed, used)


def _plan_file(loaded: Loaded, source: Document | None) -> PlanFile:
    text = source.text if source is not None else None
    if loaded.broken is not None:
        return PlanFile(loaded.data, source=text, broken=loaded.broken)
    try:
        return PlanFile(loaded.data, PlanDocument.model_validate(loaded.data), text)
    except ValidationError as error:
        return PlanFile(loaded.data, source=text, wrong=tuple(dict(one) for one in error.errors(include_url=False)))


def found_in_plan(plan: Plan, orders: Orders) -> list[Found]:
    """Ask every rule about plans that is wanted and made for the profile."""
    found: list[Found] = []
    for code in orders.codes:
        rule = RULES[code]
        if not hasattr(rule, "check") or (rule.PROFILES and plan.profile not in rule.PROFILES):
            continue
        try:
            found += [Found(stamp(code, problem.message, orders, problem.span)) for problem in rule.check(plan)]
        except Exception as error:
            raise RuntimeError(f"rule {code} broke down: {type(error).__name__}: {error}") from error
    return found


def _check_file(file: PlanFile, orders: Orders, *, last: bool = False) -> Iterator[Found]:
    """Ask every rule about plan files that is wanted; that about unused suppressions comes last, alone."""
    for code in orders.codes:
        rule = RULES[code]
        if hasattr(rule, "check_file") and (code == _UNUSED) is last:
            for problem in rule.check_file(file):
                yield found_in_file(code, problem, orders)


def found_in_file(code: str, problem: FileProblem, orders: Orders) -> Found:
    """A problem of a file with the stamp of its rule."""
    return Found(stamp(code, problem.message, orders), problem.way, problem.line, problem.at_key)


def stamp(code: str, message: str, orders: Orders, span: Span | None = None) -> Finding:
    """Put code, name and level on a problem; its message is one line."""
    return Finding(code, RULES[code].NAME, orders.levels[code], " ".join(message.split()), span)


def _quoted(found: Sequence[Found], where: Where) -> list[Found]:
    return [replace(one, quote=where.quote(one)) for one in found]


def tell(path: str, found: Sequence[Found], where: Where, orders: Orders) -> tuple[Told, ...]:
    """Give each finding its place, in the order of places; those about the whole file come first."""
    placed = [(one, where.place(one)) for one in found]
    placed.sort(key=lambda pair: (pair[1].start if pair[1] else -1, pair[0].finding.code))
    prints = fingerprints((one.finding.code, one.quote, one.finding.message) for one, _ in placed)
    return tuple(
        Told(
            path=path,
            finding=one.finding,
            place=place,
            page=where.page(one),
            quote=one.quote,
            excerpt=where.excerpt(one),
            fingerprint=fingerprint,
            fails=at_least(one.finding.level, orders.fail_on),
        )
        for (one, place), fingerprint in zip(placed, prints, strict=True)
    )
