"""States and their institutions: codes from ISO 3166, names from CLDR, the rest from two small tables.

`countries.csv` says only what those sources hold otherwise than the news does; `institutions.csv` says which
bodies every state has, so that `iraq-parliament` exists, named in both languages, without a line of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.csvfile import Row
from ontology.model import Actor

COUNTRY_COLUMNS = ("alpha3", "actor", "id", "wikidata", "name_en", "name_ar")
INSTITUTION_COLUMNS = ("suffix", "kind", "sector", "name_en", "name_ar")
KINDS = (
    "ArmedGroup", "Company", "Government", "Group", "Judiciary", "Legislature", "Military", "Organization",
    "Party", "Person", "Police",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory as an actor, its further names (language, name) and nationality adjectives."""

    actor: Actor
    other_names: tuple[tuple[str, str], ...]
    demonym_en: str | None = None
    demonym_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A body that every state is taken to have; `sector` is CAMEO role codes, the names are patterns."""

    suffix: str
    kind: str
    sector: str
    name_en: str
    name_ar: str

    def of(self, state: State) -> Actor:
        """This body of one state: `parliament` of Iraq is `iraq-parliament`, IRQLEG, "Iraqi parliament"."""
        country = state.actor
        name_en = self.name_en.format(country=country.name_en, demonym=state.demonym_en or country.name_en)
        return Actor(
            id=f"{country.id}-{self.suffix}",
            name=name_en,
            kind=self.kind,
            name_en=name_en,
            name_ar=self.name_ar.format_map(_arabic_words(state)),
            code=f"{country.country}{self.sector}",
            country=country.country,
            sectors=tuple(triples(self.sector)),
        )


def institution(row: Row) -> Institution:
    """The body that a line of institutions.csv describes."""
    if not re.fullmatch(r"([A-Z]{3})+", row["sector"]):
        raise row.fault(f"sector is {row['sector']!r}; write CAMEO role codes such as LEG or GOVMIL")
    words = {"name_en": {"country", "demonym"}, "name_ar": {"country", "demonym", "demonym_f"}}
    for column, possible in words.items():
        used = set(re.findall(r"\{(.*?)\}", row[column]))
        if not used or used - possible:
            raise row.fault(f"{column} is {row[column]!r}; it must hold one of {sorted(possible)} in braces")
    return Institution(
        suffix=row.slug("suffix"),
        kind=row.one_of("kind", KINDS),
        sector=row["sector"],
        name_en=row["name_en"],
        name_ar=row["name_ar"],
    )


def triples(code: str) -> Iterator[str]:
    """The three-letter parts of a CAMEO code: IRQGOVMIL gives IRQ, GOV, MIL."""
    return (code[start : start + 3] for start in range(0, len(code), 3))


def definite_adjective(bare: str, *, feminine: bool = False) -> str:
    """An Arabic nationality adjective with its article, masculine or feminine, from the bare masculine form.

    In "South African" the compound as a whole takes article and ending; in "South Korean" both words do."""
    article, ending = "\u0627\u0644", "\u0629" if feminine else ""
    words = bare.split()
    if all(word.endswith("\u064a") for word in words):
        return " ".join(f"{article}{word}{ending}" for word in words)
    return f"{article}{bare}{ending}"


def _arabic_words(state: State) -> dict[str, str]:
    country = state.actor.name_ar or state.actor.name
    if state.demonym_ar is None:
        # "in Aruba" can follow any noun where no adjective is known
        return {"country": country, **dict.fromkeys(("demonym", "demonym_f"), f"\u0641\u064a {country}")}
    return {
        "country": country,
        "demonym": definite_adjective(state.demonym_ar),
        "demonym_f": definite_adjective(state.demonym_ar, feminine=True),
    }


def slug(name: str) -> str:
    """A readable id: "Ivory Coast" gives `ivory-coast`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def states(rows: Iterable[Row], demonyms: Mapping[str, Mapping[str, str]]) -> dict[str, State]:
    """All states and territories by alpha-3 code; `demonyms` are the first of each language, by state id."""
    own = {row["alpha3"]: row for row in rows}
    found: dict[str, State] = {}
    for alpha3, alpha2, formal in _codes(own):
        if alpha3 not in own or own[alpha3].one_of("actor", ("yes", "no")) == "yes":
            found[alpha3] = _state(alpha3, alpha2, formal, own.get(alpha3), demonyms)
    return found


def _codes(own: Mapping[str, Row]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Alpha-3, alpha-2 and formal English names; Kosovo and the like, not in ISO 3166, from the table."""
    import pycountry

    for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_3)):
        formal = (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", ""))
        yield country.alpha_3, country.alpha_2, tuple(name for name in formal if name and "," not in name)
    for alpha3 in own:
        if pycountry.countries.get(alpha_3=alpha3) is None:
            yield alpha3, "", ()


def _state(
    alpha3: str,
    alpha2: str,
    formal: tuple[str, ...],
    row: Row | None,
    demonyms: Mapping[str, Mapping[str, str]],
) -> State:
    cldr_en, cldr_ar = _cldr_name("en", alpha2), _cldr_name("ar", alpha2)
    name_en = (row and row["name_en"]) or cldr_en
    name_ar = (row and row["name_ar"]) or cldr_ar
    if row and not (name_en and name_ar):
        raise row.fault(f"{alpha3} has no name in CLDR; write name_en and name_ar")
    actor = Actor(
        id=(row and row["id"]) or slug(name_en),
        name=name_en,
        kind="Country",
        name_en=name_en,
        name_ar=name_ar,
        code=alpha3,
        country=alpha3,
        wikidata=(row and row["wikidata"]) or None,
    )
    others = [("en", cldr_en), *(("en", name) for name in formal), ("ar", cldr_ar)]
    first = demonyms.get(actor.id, {})
    return State(
        actor=actor,
        other_names=tuple(dict.fromkeys((lang, name) for lang, name in others if _is_usual(name, actor))),
        demonym_en=first.get("en"),
        demonym_ar=first.get("ar"),
    )


def _is_usual(name: str, actor: Actor) -> bool:
    """Whether people write it so and mean this state: CLDR tells two of one name apart by brackets and dashes, our
    table by a longer name ("Republic of the Congo", as there are two of which people say Congo)."""
    if not name or name in (actor.name_en, actor.name_ar):
        return False
    return not re.search(r"[(&]| - ", name) and not actor.name.endswith(" " + name)


def _cldr_name(lang: str, alpha2: str) -> str:
    from babel import Locale

    return str(Locale(lang).territories.get(alpha2, ""))
