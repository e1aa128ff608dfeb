"""Articles of sport, markets and art, history and questions: words of politics that tell no event there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]

NOTHING = [
    "Peru's striker attacked from the left, the referee blew for a penalty and Chile lost the match 3-1.",
    "The coach accused the goalkeeper. Ghana demolished Togo in the semi-final of the tournament.",
    "Shares in the retailer fell. Investors attacked the merger plan, and the chipmaker cut its dividend.",
    "The museum's exhibition opens with a painting in which knights storm a castle and kill the monks.",
    "Hurricane Fiona ploughed into Bermuda, killing two people.",
    "In 844 raiders from Norway plundered Lisbon and killed the bishop.",
    "في عام 844 نهب غزاة من النرويج لشبونة وقتلوا الأسقف.",
    "In 1968 tanks invaded Czechoslovakia.",
    "The town marked the 80th anniversary of the massacre in which Bulgarian troops killed ninety farmers.",
    "A bell rang at the hour when bombers had destroyed the harbour 75 years earlier.",
    "Would Norway impose sanctions on Iceland?",
    "Any member may expel the envoys of Fiji.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_read_where_words_of_politics_mean_something_else(text: str, event_mentions: Read) -> None:
    assert event_mentions(text) == []


SOMETHING = [
    ("Police in Accra arrested two fans after the semi-final, a coach and a referee said at the stadium.", "COERCE"),
    ("The government of Mali banned the film. The exhibition at the museum was closed.", "COERCE"),
    ("Rwandan troops killed nine farmers twelve years ago.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "kind"), SOMETHING)
def test_what_states_and_police_do_is_read_there_too(text: str, kind: str, event_mentions: Read) -> None:
    assert any(m.type == kind for m in event_mentions(text)), event_mentions(text)


def test_an_inverted_clause_is_a_condition(event_mentions: Read) -> None:
    found = event_mentions("Should parliament in Baku pass the bill, the minister will resign.")
    assert any(m.type == "SUPPORT" and m.factuality == "hypothetical" for m in found), found
