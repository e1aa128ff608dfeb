"""What is asked, planned, refused, doubted or a condition is kept apart from what was done, however the text says so.

Each sentence tells of a withdrawal or an attack; in the first tables none was done, in the last ones
it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ontology.model import EventMention

Read = Callable[[str], Sequence[EventMention]]

DEEDS = {
    "en": ("withdr", "attack"),
    "ar": ("سحب", "تسحب", "انسحب", "هاجم"),
}

NOT_DONE = {
    "en": (
        "France urged Israel to withdraw its troops.",
        "Norway pressed Kenya to attack Eritrea.",
        "Italy pleaded with Serbia to withdraw its troops.",
        "Japan ordered its units to attack Laos.",
        "France wants Israel to withdraw its troops.",
        "Norway expects Kenya to attack Eritrea.",
        "Italy hopes Serbia will withdraw its troops.",
        "Japan hopes that Thailand attacks Laos.",
        "France would like Israel to withdraw its troops.",
        "Kenya is prepared to attack Eritrea.",
        "Serbia is ready to withdraw its troops.",
        "Thailand refused to attack Laos.",
        "Israel failed to withdraw its troops.",
        "Kenya hesitated to attack Eritrea.",
        "Serbia is considering withdrawing its troops.",
        "Thailand vowed to attack Laos.",
        "Israel promised that it would withdraw its troops.",
        "Kenya threatened to attack Eritrea.",
        "Serbia offered to withdraw its troops.",
        "Thailand agreed to attack Laos.",
        "Israel plans to withdraw its troops.",
        "Kenya might attack Eritrea.",
        "Serbia could withdraw its troops.",
        "Thailand should attack Laos.",
        "Israel must withdraw its troops.",
        "Kenya is likely to attack Eritrea.",
        "Serbia is unlikely to withdraw its troops.",
        "Thailand is expected to attack Laos.",
        "Israel is due to withdraw its troops.",
        "Kenya is set to attack Eritrea.",
        "Serbia was to have withdrawn its troops.",
        "Japan appealed to Thailand to attack Laos.",
        "France demanded that Israel withdraw its troops.",
        "Norway insisted that Kenya withdraw its troops.",
        "Italy recommended that Serbia withdraw its troops.",
        "Japan suggested that Thailand withdraw its troops.",
        "France proposed that Israel withdraw its troops.",
        "Kenya ruled out attacking Eritrea.",
        "Serbia stopped short of withdrawing its troops.",
        "Thailand avoided attacking Laos.",
        "Israel denied withdrawing its troops.",
        "Norway warned Kenya against attacking Eritrea.",
        "Italy prevented Serbia from withdrawing its troops.",
        "Unless Thailand attacks Laos, talks will fail.",
        "If Israel withdraws its troops, talks will resume.",
        "Talks will resume once Kenya attacks Eritrea.",
        "Serbia would have withdrawn its troops if Kosovo had agreed.",
        "Thailand reinforced the border instead of attacking Laos.",
        "Israel signed the deal without withdrawing its troops.",
        "Kenya has yet to attack Eritrea.",
        "Serbia has not yet withdrawn its troops.",
        "Thailand never attacked Laos.",
        "No country has withdrawn its troops.",
        "Kenya's plan to attack Eritrea was criticised.",
        "Serbia's refusal to withdraw its troops was criticised.",
        "Thailand's failure to attack Laos angered Japan.",
        "Israel's attempt to withdraw its troops failed.",
        "Kenya tried to attack Eritrea.",
        "Serbia sought to withdraw its troops.",
        "A deal under which Thailand would attack Laos was signed.",
        "A deal requiring Israel to withdraw its troops was signed.",
        "A resolution calling on Kenya to attack Eritrea was adopted.",
        "The deal obliges Serbia to withdraw its troops.",
        "The deal allows Thailand to attack Laos.",
        "The deal paves the way for Israel to withdraw its troops.",
        "It is unclear whether Kenya attacked Eritrea.",
        "Italy asked whether Serbia had withdrawn its troops.",
        "Japan doubts that Thailand will attack Laos.",
        "Nobody believes that Israel withdrew its troops.",
        "Kenya decided not to attack Eritrea.",
        "Serbia decided against withdrawing its troops.",
        "Thailand opposes attacking Laos.",
        "Israel is under pressure to withdraw its troops.",
        "There were calls for Kenya to attack Eritrea.",
        "Serbia set a deadline for Kosovo to withdraw its fighters.",
        "Japan gave Thailand until Friday to attack Laos.",
        "France conditioned aid on Israel withdrawing its troops.",
        "No country has attacked Iran.",
        "Kenya nearly attacked Somalia.",
        "There is no evidence that Kenya attacked Somalia.",
        "It is not true that Kenya attacked Somalia.",
        "Kenya is said to have attacked Somalia.",
        "Kenya reportedly attacked Somalia.",
        "No troops were withdrawn from Mali.",
    ),
    "ar": (
        "يقال إن كينيا هاجمت الصومال.",
        "يبدو أن كينيا هاجمت الصومال.",
        "يعتقد أن كينيا هاجمت الصومال.",
        "ليس صحيحا أن كينيا هاجمت الصومال.",
        "لا دليل على أن كينيا هاجمت الصومال.",
        "قد تكون كينيا هاجمت الصومال.",
        "حثت فرنسا إسرائيل على سحب قواتها.",
        "طلبت النرويج من كينيا أن تسحب قواتها.",
        "ضغطت إيطاليا على صربيا لتسحب قواتها.",
        "تريد اليابان أن تسحب تركيا قواتها.",
        "تتوقع فرنسا أن تسحب إسرائيل قواتها.",
        "تأمل النرويج أن تسحب كينيا قواتها.",
        "تأمل إيطاليا في أن تسحب صربيا قواتها.",
        "تتمنى اليابان أن تسحب تركيا قواتها.",
        "أعربت فرنسا عن أملها في أن تسحب إسرائيل قواتها.",
        "أبدت كينيا استعدادها لسحب قواتها.",
        "صربيا مستعدة لسحب قواتها.",
        "رفضت تركيا سحب قواتها.",
        "رفضت إسرائيل أن تسحب قواتها.",
        "ترددت كينيا في سحب قواتها.",
        "تدرس صربيا سحب قواتها.",
        "تعهدت تركيا بسحب قواتها.",
        "تعهدت إسرائيل بأن تسحب قواتها.",
        "هددت كينيا بسحب قواتها.",
        "عرضت صربيا سحب قواتها.",
        "وافقت تركيا على سحب قواتها.",
        "تعتزم إسرائيل سحب قواتها.",
        "تنوي كينيا أن تسحب قواتها.",
        "قد تسحب صربيا قواتها.",
        "يمكن أن تسحب تركيا قواتها.",
        "ربما تسحب إسرائيل قواتها.",
        "يجب أن تسحب كينيا قواتها.",
        "على صربيا أن تسحب قواتها.",
        "ينبغي لتركيا أن تسحب قواتها.",
        "من المحتمل أن تسحب إسرائيل قواتها.",
        "من غير المرجح أن تسحب كينيا قواتها.",
        "من المقرر أن تسحب صربيا قواتها.",
        "من المتوقع أن تسحب تركيا قواتها.",
        "سوف تسحب إسرائيل قواتها.",
        "لن تسحب كينيا قواتها.",
        "لم تسحب صربيا قواتها.",
        "لم تسحب تركيا قواتها بعد.",
        "لا تسحب إسرائيل قواتها.",
        "دعت النرويج كينيا إلى سحب قواتها.",
        "ناشدت إيطاليا صربيا أن تسحب قواتها.",
        "طالبت اليابان بأن تسحب تركيا قواتها.",
        "أصرت فرنسا على أن تسحب إسرائيل قواتها.",
        "أوصت النرويج بأن تسحب كينيا قواتها.",
        "اقترحت إيطاليا أن تسحب صربيا قواتها.",
        "استبعدت تركيا سحب قواتها.",
        "تجنبت إسرائيل سحب قواتها.",
        "نفت كينيا سحب قواتها.",
        "نفت صربيا أن تكون سحبت قواتها.",
        "حذرت اليابان تركيا من سحب قواتها.",
        "منعت فرنسا إسرائيل من سحب قواتها.",
        "إذا سحبت كينيا قواتها فستستأنف المحادثات.",
        "إن سحبت صربيا قواتها فستستأنف المحادثات.",
        "لو سحبت تركيا قواتها لاستؤنفت المحادثات.",
        "ما لم تسحب إسرائيل قواتها فلن تستأنف المحادثات.",
        "عززت كينيا الحدود بدلا من سحب قواتها.",
        "وقعت صربيا الاتفاق دون أن تسحب قواتها.",
        "وقعت تركيا الاتفاق من دون سحب قواتها.",
        "ستستأنف المحادثات عندما تسحب إسرائيل قواتها.",
        "ستستأنف المحادثات بعد أن تسحب كينيا قواتها.",
        "لم تستأنف المحادثات إلا بعد سحب قوات صربيا.",
        "انتقدت اليابان خطة تركيا لسحب قواتها.",
        "انتقدت فرنسا رفض إسرائيل سحب قواتها.",
        "فشلت كينيا في سحب قواتها.",
        "حاولت صربيا سحب قواتها.",
        "تسعى تركيا إلى سحب قواتها.",
        "يقضي الاتفاق بأن تسحب إسرائيل قواتها.",
        "ينص الاتفاق على سحب كينيا قواتها.",
        "يلزم الاتفاق صربيا بسحب قواتها.",
        "يسمح الاتفاق لتركيا بسحب قواتها.",
        "يمهد الاتفاق لسحب إسرائيل قواتها.",
        "تساءلت النرويج عما إذا كانت كينيا سحبت قواتها.",
        "تشكك إيطاليا في أن تسحب صربيا قواتها.",
        "يحق لتركيا سحب قواتها.",
        "قررت إسرائيل عدم سحب قواتها.",
        "تراجعت كينيا عن سحب قواتها.",
        "تعارض صربيا سحب قواتها.",
        "اشترطت اليابان أن تسحب تركيا قواتها.",
        "أمهلت فرنسا إسرائيل حتى الجمعة لسحب قواتها.",
        "كان من المفترض أن تسحب كينيا قواتها.",
        "كادت صربيا تسحب قواتها.",
        "كادت تركيا أن تسحب قواتها.",
        "لوحت إسرائيل بسحب قواتها.",
    ),
}

DONE = {
    "en": (
        "Kenya managed to withdraw its troops.",
        "Kenya began withdrawing its troops on Monday.",
        "After Kenya withdrew its troops, talks resumed.",
        "Kenya was forced to withdraw its troops.",
        "Norway said that Kenya withdrew its troops.",
        "Kenya decided to withdraw its troops.",
        "Once Kenya had withdrawn its troops, the rebels returned.",
        "Norway condemned Kenya for attacking Eritrea.",
        "Serbia attacked Kosovo before Italy could react.",
    ),
    "ar": (
        "سحبت كينيا قواتها من الصومال.",
        "بدأت كينيا سحب قواتها.",
        "قالت النرويج إن كينيا سحبت قواتها.",
        "استؤنفت المحادثات بعد أن سحبت كينيا قواتها.",
        "قررت كينيا سحب قواتها.",
        "أعلنت النرويج أن كينيا سحبت قواتها.",
        "قبل أن تسحب كينيا قواتها، هاجم المتمردون بلدة.",
    ),
}


def told(lang: str, mentions: Sequence[EventMention]) -> list[str]:
    """The factuality of each event whose trigger is one of the deeds."""
    return [m.factuality for m in mentions if m.trigger.text.lower().startswith(DEEDS[lang])]


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in NOT_DONE.items() for text in texts])
def test_what_was_not_done_is_not_told_as_done(lang: str, text: str, event_mentions: Read) -> None:
    assert "actual" not in told(lang, event_mentions(text))


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in DONE.items() for text in texts])
def test_what_was_done_is_told_as_done(lang: str, text: str, event_mentions: Read) -> None:
    assert "actual" in told(lang, event_mentions(text))


@pytest.mark.parametrize("lang", NOT_DONE)
def test_most_of_what_was_not_done_is_told_all_the_same(lang: str, event_mentions: Read) -> None:
    """A reader that told nothing would keep everything apart."""
    kept = [text for text in NOT_DONE[lang] if told(lang, event_mentions(text))]
    assert len(kept) >= 0.75 * len(NOT_DONE[lang])
