"""A certificate as a file that says what it is about, and what is wrong with such a file."""

from __future__ import annotations

import json
from typing import Any

from dashboard.choice import Choice
from dashboard.decide.checker import check
from dashboard.language import in_chinese

ABOUT = {"call": "申报批次", "track": "申报类型"}


@in_chinese
def certificate_bytes(found: Choice) -> bytes:
    """The certificate with the call, track and build that it is about, as UTF-8 JSON."""
    content = {
        "call": found.call, "track": found.track, "build": found.warehouse.build,
        "content_hash": found.warehouse.content_hash, "as_of": found.warehouse.as_of, "certificate": found.certificate,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def certificate_faults(payload: bytes, found: Choice) -> list[str]:
    """What is wrong with a certificate file against the candidates of a choice, one Chinese sentence each.

    Empty where all of it holds: everything is reckoned again, nothing is taken from the solver.
    """
    try:
        told: Any = json.loads(payload)
    except (ValueError, RecursionError):
        return ["文件不是名单证书：读不出 JSON"]
    if not isinstance(told, dict) or not isinstance(told.get("certificate"), dict):
        return ["文件不是名单证书：缺 certificate"]
    wanted = {"call": found.call, "track": found.track}
    about = [
        f"证书的{name}是 {told.get(key)}，要核对的是 {wanted[key]}"
        for key, name in ABOUT.items() if told.get(key) != wanted[key]
    ]
    if about:
        return about
    faults = check(told["certificate"], found.candidates, found.rules, found.forces)
    if faults and told.get("build") != found.warehouse.build:
        faults.append(f"证书按版本 {told.get('build')} 的数据制作，现在的版本是 {found.warehouse.build}，数据可能已变")
    return faults
