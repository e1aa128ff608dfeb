"""Which state "the army", "protesters" and "its forces" are of, as the text around them tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]
Codes = Callable[[str, str], list[tuple[str, str]]]
KENYA = "Kenya's president spoke on Monday. Protests had shaken Kenya for days. "

# text | type | code of the source | code of the target
AT_HOME = [
    (KENYA + "France and Germany were worried. Police shot dead two students.", "ASSAULT", "KENCOP", ""),
    (KENYA + "The African Union urged the police to hold back.", "REQUEST", "IGOAFU", "KENCOP"),
    (KENYA + "Gangs kidnapped a French nun.", "ASSAULT", "KENCRM", "FRA"),
    (KENYA + "In Uganda, soldiers arrested two editors.", "COERCE", "UGAMIL", ""),
    ("The Russian defence ministry said its forces had shelled a base near Kharkiv.", "ASSAULT", "RUSMIL", ""),
    ("Hemedti, Mohamed Hamdan Dagalo, said his fighters had attacked the airport.", "ASSAULT", "SDNREB", ""),
    ("New Zealand said hackers backed by China had attacked its parliament.", "ASSAULT", "", "NZL"),
    ('"We condemn this attack," President Macron said on Monday.', "ACCUSE", "FRAGOV", ""),
    ("Peru cut ties with Chile after police raided its embassy in Santiago.", "COERCE", "", "PER"),
    ("Kenyan police arrested students in Nairobi as they marched on the palace.", "PROTEST", "EDU", ""),
    ("Congo accused Rwanda of sending troops to Goma.", "ACCUSE", "COD", "RWA"),
    ("Congo arrested two men in Brazzaville.", "COERCE", "COG", ""),
    ("Egyptian President Sisi visited Libya on Monday.", "CONSULT", "EGYGOV", "LBY"),
]


@pytest.mark.parametrize(("text", "kind", "source", "target"), AT_HOME)
def test_a_body_is_of_the_state_that_the_text_lends_it(
    text: str, kind: str, source: str, target: str, codes_read: Codes
) -> None:
    found = codes_read(text, kind)
    assert any(source in s and target in t for s, t in found), found


ABROAD = [
    "Separatist authorities agreed to disarm after talks with Kenya.",
    "Negotiators met in Cairo on Monday.",
    "A UN-backed police force arrested two men in Haiti.",
]


@pytest.mark.parametrize("text", ABROAD)
def test_who_is_said_to_be_of_elsewhere_gets_no_state(text: str, event_mentions: Read) -> None:
    assert all((a.code or "---")[:3] == "---" for m in event_mentions(text) for a in m.sources), event_mentions(text)


def test_whom_soldiers_shoot_at_they_do_not_command(event_mentions: Read) -> None:
    found = event_mentions("The Russian navy shot down nine drones on Monday.")
    assert not any((a.code or "")[:3] == "RUS" for m in found for a in m.targets), found


def test_those_outside_a_body_are_not_its_own(event_mentions: Read) -> None:
    found = event_mentions("Police in Peru beat protesters outside parliament.")
    assert any("OPP" in (a.code or "") for m in found for a in m.targets), found
    assert not any("LEG" in (a.code or "") for m in found for a in m.targets), found
