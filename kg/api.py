"""The JSON API: events with every quote, actors, the canned questions; what it gives stands in /openapi.json."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as FromPath
from fastapi import Query as FromQuery
from pydantic import BaseModel

import queries
from kg.ask import ask
from kg.look import Happening, Picture, Seen
from kg.stores.child import Stopped
from ontology import events as codebook
from ontology.errors import StoreError, UsageError
from ontology.model import FACTUALITIES
from ontology.names import fold

MOST = 1000


class Events(BaseModel):
    """A page of events, the newest first."""

    total: int
    events: list[Happening]


class Question(BaseModel):
    """A canned question; `parameters` with their defaults."""

    name: str
    title: str
    description: str
    parameters: dict[str, Any]


class Answer(BaseModel):
    """The rows of a question; `notes` say where they were cut, or why there are none."""

    columns: list[str]
    rows: list[dict[str, Any]]
    notes: list[str]


_REFUSED: dict[int | str, dict[str, Any]] = {400: {"description": "A parameter that is not there, or its value"}}


def _known(request: Request) -> None:
    """Refuses a misspelt parameter, which else would be passed over; a canned question checks its own."""
    route = request.scope["route"]
    known = sorted(field.alias for field in route.dependant.query_params)
    for name in request.query_params:
        if name not in (*known, "token") and "name" not in request.path_params:
            there = ", ".join(known) or "none"
            raise HTTPException(400, f"no parameter {name!r}; there are {there}")


def router(picture: Callable[[], Picture], home: Path, timeout: float) -> APIRouter:
    """`/api/…` on what `picture` gives, and the canned questions on the embedded store of `home`."""
    made = APIRouter(prefix="/api", tags=["API"], dependencies=[Depends(_known)], responses=_REFUSED)
    without = {"events": {"__all__": {"evidence"}}}

    @made.get("/events", summary="Events, the newest first, without their quotes", response_model_exclude=without)
    def events(
        actor: Annotated[str | None, FromQuery(description="Id of an actor on either side.")] = None,
        type: Annotated[str | None, FromQuery(description="Event type, as SANCTION.")] = None,
        factuality: Annotated[str | None, FromQuery(description="actual, planned, denied …")] = None,
        country: Annotated[str | None, FromQuery(description="Where it happened: ISO 3166 alpha-3.")] = None,
        lang: Annotated[str | None, FromQuery(description="Language of some report: ar, en.")] = None,
        since: Annotated[dt.date | None, FromQuery(description="Not before this day.")] = None,
        until: Annotated[dt.date | None, FromQuery(description="Not after this day.")] = None,
        confidence: Annotated[float, FromQuery(ge=0, le=1, description="At least this sure.")] = 0.0,
        limit: Annotated[int, FromQuery(ge=1, le=MOST)] = 100,
        offset: Annotated[int, FromQuery(ge=0)] = 0,
    ) -> Events:
        """Events that fit all that is asked for; `day` is the report's where `precision` is "unknown"."""
        if type is not None:
            codebook.load().check_type(type, where="type", error=UsageError)
        if factuality is not None and factuality not in FACTUALITIES:
            raise UsageError(f"factuality={factuality!r}: there are {', '.join(FACTUALITIES)}")

        def fits(event: Happening) -> bool:
            return (
                (actor is None or actor in (*event.sources, *event.targets))
                and (type is None or event.type == type)
                and (factuality is None or event.factuality == factuality)
                and (country is None or (event.place is not None and event.place.country == country))
                and (lang is None or lang in event.languages)
                and (since is None or (event.day is not None and (event.day_end or event.day) >= since))
                and (until is None or (event.day is not None and event.day <= until))
                and event.confidence >= confidence
            )

        found = [event for event in picture().events if fits(event)]
        return Events(total=len(found), events=found[offset : offset + limit])

    @made.get("/events/{id}", summary="One event with all its quotes")
    def event(id: Annotated[str, FromPath(description="The event's id.")]) -> Happening:
        """Each report's verbatim words, in pieces that say what is trigger, source, target and theme."""
        for each in picture().events:
            if each.id == id:
                return each
        raise HTTPException(404, f"no event {id!r}; /api/events lists them")

    @made.get("/actors", summary="Actors, the busiest first")
    def actors(
        search: Annotated[str | None, FromQuery(description="Part of a name in either script, or of an id.")] = None,
        limit: Annotated[int, FromQuery(ge=1, le=MOST)] = 100,
        offset: Annotated[int, FromQuery(ge=0)] = 0,
    ) -> list[Seen]:
        """Actors with their names in both scripts and how many events name them."""
        wanted = fold(search or "")
        names = ((a, (a.id, a.name, a.name_en, a.name_ar)) for a in picture().actors)
        found = [a for a, said in names if any(wanted in fold(name or "") for name in said)]
        return found[offset : offset + limit]

    @made.get("/queries", summary="The canned questions")
    def questions() -> list[Question]:
        """What `kg queries` lists; each can be asked at /api/query/NAME."""
        known = (queries.load(name, "sparql") for name in queries.names())
        return [
            Question(name=q.name, title=q.title, description=q.description, parameters=dict(q.params)) for q in known
        ]

    @made.get("/query/{name}", summary="Ask a canned question")
    def query(name: Annotated[str, FromPath(description="A name of /api/queries.")], request: Request) -> Answer:
        """Its rows. Parameters are those of the question: `?actor=iraq`; a list as `?types=A,B`."""
        if name not in queries.names():
            raise HTTPException(404, f"no question {name!r}; there are {', '.join(queries.names())}")
        params = {key: value for key, value in request.query_params.items() if key != "token"}
        try:
            rows = ask(name, None, params, params.get("names", "en"), None, home, timeout)
        except UsageError as error:
            raise HTTPException(400, str(error)) from error
        except Stopped as error:
            raise HTTPException(504, str(error)) from error
        except StoreError as error:
            raise HTTPException(500, str(error)) from error
        return Answer(columns=list(rows.columns), rows=rows.dicts(), notes=list(rows.notes))

    return made
