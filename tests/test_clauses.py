"""How English clauses hang together: finite verbs, parentheses, coordination, particles, told by the forms of verbs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]

# text | type | words of the source | of the target | factuality
READ = [
    ("A Sudanese drone attack killed nine miners and wounded four.", "ASSAULT", "Sudanese", "miners", "actual"),
    (
        "Gunmen on horses killed at least six farmers near Katsina, two local chiefs said on Monday.",
        "ASSAULT", "Gunmen", "farmers", "actual",
    ),
    ("Troops shelled Omdurman overnight, doctors said, killing four traders.", "ASSAULT", "Troops", "", "actual"),
    (
        "The OSCE called on both sides to stop the shelling and urged Moldova to release the envoys.",
        "REQUEST", "OSCE", "Moldova", "actual",
    ),
    (
        "The minister accused Chad of plotting to arm rebels and broke off relations with Niger.",
        "SANCTION", "minister", "Niger", "actual",
    ),
    (
        "A Rwandan spokesman denied that its troops had crossed the border and accused Burundi of lying.",
        "ACCUSE", "Rwandan", "Burundi", "actual",
    ),
    ("The editor was arrested in Minsk on Friday and charged with treason.", "ACCUSE", "", "editor", "actual"),
    ("Two buses had been attacked near Herat and a driver killed.", "ASSAULT", "", "driver", "actual"),
    ("Police fired at miners trying to storm parliament in La Paz.", "PROTEST", "miners", "parliament", "planned"),
    ("Nigerian police open fire on marchers outside the assembly", "ASSAULT", "Nigerian police", "marchers", "actual"),
    ("Senators voted down the treaty.", "REJECT", "Senators", "", "actual"),
    ("Gunmen shot dead the mayor of Kaduna.", "ASSAULT", "Gunmen", "the mayor of Kaduna", "actual"),
    ("Poland's foreign minister is due to visit Kyiv on Sunday.", "CONSULT", "Poland", "Kyiv", "planned"),
    ("Oman is mediating between Iran and Qatar along with Kuwait.", "CONSULT", "Oman", "Iran", "actual"),
    ("Two Kenyan peacekeepers were killed in clashes with M23 rebels.", "ASSAULT", "M23 rebels", "Kenyan", "actual"),
    ("The junta in Niger, which seized power in July, expelled nobody.", "COERCE", "junta", "", "actual"),
    ("Outside parliament, police in Peru arrested two men.", "COERCE", "police", "two men", "actual"),
    ("Police in Peru detained nobody.", "COERCE", "Police", "", "negated"),
    ("The rebels captured Timbuktu from the army.", "ASSAULT", "rebels", "army", "actual"),
    ("The prime minister ordered the release of Imran Khan.", "RETREAT", "prime minister", "Imran Khan", "actual"),
    ("Serbia rejected Kosovan accusations that it had armed gunmen.", "ACCUSE", "Kosovan", "", "actual"),
    ("Norway expelled two Fijian envoys it accused of spying.", "ACCUSE", "Norway", "Fijian envoys", "actual"),
    ("Ghana to send troops to Gambia", "MOBILIZE", "Ghana", "Gambia", "planned"),
    ("Clashes erupted between the army and M23 rebels near Goma.", "ASSAULT", "the army", "M23 rebels", "actual"),
    ("Iran accused Iraq of sheltering Kurdish fighters, which Baghdad denied.", "REJECT", "Baghdad", "", "actual"),
    ("Tibetans were shot in the Chinese town of Aba.", "ASSAULT", "", "Tibetans", "actual"),
    ("Presidents Joe Biden and Vladimir Putin met in Oslo.", "CONSULT", "Joe Biden", "Vladimir Putin", "actual"),
    ("A plane of the Omani navy was shot down, killing all on board.", "ASSAULT", "", "", "actual"),
    ("Kuwaiti troops backed by tanks entered the outskirts of Basra.", "ASSAULT", "Kuwaiti", "", "actual"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "source", "target", "factuality"), READ)
def test_a_clause_is_read_with_its_own_subject(
    text: str, kind: str, source: str, target: str, factuality: str, event_mentions: Read
) -> None:
    found = [
        (" & ".join(a.text for a in m.sources), " & ".join(a.text for a in m.targets), m.factuality)
        for m in event_mentions(text)
        if m.type == kind
    ]
    assert any((source in s if source else not s) and target in t and f == factuality for s, t, f in found), found


# text | words that must be no doer of anything
NOT_DOERS = [
    ("Troops shelled Omdurman overnight, doctors said, killing four traders.", "doctors"),
    ("Police fired at miners trying to storm the town hall in Arica.", "Police fired"),
    ("The clinic was shelled by the army, Doctors Without Borders said.", "Doctors Without Borders"),
    ("The strike killed two nurses of the clinic, Save the Children said.", "clinic"),
    ("Two buses had been attacked near Herat and a driver killed.", "driver"),
    ("Niger and Mali called for an immediate ceasefire in Gaza.", "Mali has no part in the truce"),
]


@pytest.mark.parametrize(("text", "other"), NOT_DOERS)
def test_who_only_tells_of_it_does_not_do_it(text: str, other: str, event_mentions: Read) -> None:
    found = [m for m in event_mentions(text) if m.type not in ("ACCUSE", "REQUEST", "REJECT")]
    assert not any(other in a.text for m in found for a in m.sources), found


def test_it_may_stand_for_the_thing_before(event_mentions: Read) -> None:
    found = event_mentions("The opposition called off a planned march after police banned it.")
    assert not any(m.targets for m in found if m.type == "COERCE"), found


@pytest.mark.parametrize(
    "text",
    ["Niger and Mali called for an immediate ceasefire in Gaza.", "Iran denied the accusation on Monday."],
)
def test_who_asks_for_it_or_denies_it_has_no_part_in_it(text: str, event_mentions: Read) -> None:
    assert not any(m.sources for m in event_mentions(text) if m.type in ("RETREAT", "ACCUSE"))
