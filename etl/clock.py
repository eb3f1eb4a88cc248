"""What the to-do list reads into the documents (data/reference/clock.toml), as rows for the warehouse."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from etl.reference_model import Strict, Text

Row = dict[str, Any]


class Horizon(Strict):
    """A due date at most this many days ahead is shown under ``state``."""

    state: Text
    within_days: Annotated[int, Field(ge=0)]


class Actor(Strict):
    """Who is meant where a document's 责任单位 starts with one of ``words``; no ``unit`` = the applicant's own."""

    words: Annotated[list[Text], Field(min_length=1)]
    unit: Text | None = None
    is_authority: bool = False


class StageRole(Strict):
    """``ends``: the application is over; ``objects``: a step only some need; ``recognises``: the title is won."""

    stage: Text
    role: Literal["ends", "objects", "recognises", "pays"]


class ResultRole(Strict):
    """``ends``: no next step follows; ``objects``: an objection; ``holds``: the step has to be taken up again."""

    result: Text
    role: Literal["ends", "objects", "holds"]


class Clock(Strict):
    horizon: Annotated[list[Horizon], Field(min_length=1)]
    actor: list[Actor]
    stage_role: list[StageRole]
    result_role: list[ResultRole]

    def tables(self) -> dict[str, list[Row]]:
        """Table name -> rows; horizons in order of time, each from the day after the one before."""
        horizons: list[Row] = []
        for order, horizon in enumerate(sorted(self.horizon, key=lambda one: one.within_days), 1):
            first = horizons[-1]["within_days"] + 1 if horizons else 0
            horizons.append({"horizon_order": order, "from_days": first, **horizon.model_dump()})
        return {
            "horizon": horizons,
            "actor": [
                {"starts_with": word, **actor.model_dump(exclude={"words"})}
                for actor in self.actor for word in actor.words
            ],
            "stage_role": [role.model_dump() for role in self.stage_role],
            "result_role": [role.model_dump() for role in self.result_role],
        }
