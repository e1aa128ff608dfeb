"""What is read, what is refused and why."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean, decode, without_furniture
from kg.lang import contradicted, language
from kg.read import Defaults, Item, Refusal, parse_date_flag, read
from ontology.errors import ReadError, UsageError
from ontology.model import Article, content_id

SAMPLES = Path(__file__).with_name("samples")
INSTALLED = ("ar", "en")
SENTENCE = "NATO suspended its training mission in Iraq on Saturday."
PARAGRAPH = "The foreign minister told reporters in the capital that talks would go on until all sides agree. " * 2
LINKS = "<footer>" + "<a href=/1>Somebody said something in a headline</a>" * 200 + "</footer>"
ARABIC = "أعلنت الحكومة في بغداد أن المحادثات ستستمر إلى أن تتفق جميع الأطراف على موعد الانتخابات."


def everything(*sources: object, data: bytes | None = None, **defaults: object) -> list[Article | Refusal]:
    stdin = io.BytesIO(data) if data is not None else None
    return [item.article if isinstance(item, Item) else item for item in items(sources, stdin, **defaults)]


def items(sources: Iterable[object], stdin: io.BytesIO | None = None, **defaults: Any) -> list[Item | Refusal]:
    return list(read(map(str, sources), installed=INSTALLED, stdin=stdin, defaults=Defaults(**defaults)))


def article(*sources: object, **options: object) -> Article:
    (found,) = everything(*sources, **options)
    assert isinstance(found, Article), found
    return found


def refusal(*sources: object, **options: object) -> Refusal:
    (found,) = everything(*sources, **options)
    assert isinstance(found, Refusal), found
    return found


def json_line(**item: object) -> bytes:
    return json.dumps({"text": SENTENCE, **item}, ensure_ascii=False).encode() + b"\n"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


# -- texts


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_sample_keeps_its_text_and_loses_its_furniture(lang: str) -> None:
    path = SAMPLES / f"parliament-vote.{lang}.txt"
    raw = path.read_text(encoding="utf-8")
    got = article(path, published=dt.date(2020, 1, 6))
    assert (got.lang, got.published, got.id) == (lang, dt.date(2020, 1, 6), content_id(got.text))
    assert raw.startswith(got.text)
    assert got.text.split("\n\n") == raw.split("\n\n")[:9]
    assert got.title == raw.splitlines()[0]


def test_newlines_and_control_characters_are_made_plain() -> None:
    assert clean("\ufeff A\r\nb\rc\x00d\x85e\ud800 \n\n") == "A\nb\nc d\ne\ufffd"


def test_offsets_of_json_texts_stay() -> None:
    text = "\ufeffA\r\nsaid.\x00 He\u2028left. "
    got = clean(text, keep_offsets=True)
    assert got == " A \nsaid.  He\nleft."
    assert [got.index(word) for word in ("said", "He", "left")] == [4, 11, 14]


def test_marks_of_direction_and_vowels_stay() -> None:
    text = "\u202bأعلنَ ـ التحالفُ\u202c"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Parliament votes\n\n" + SENTENCE, "Parliament votes"),
        ("Who votes next?\n" + SENTENCE, "Who votes next?"),
        ("# Parliament votes\n\n" + SENTENCE, "Parliament votes"),
        (SENTENCE + "\n" + SENTENCE, None),
        (SENTENCE, None),
        ("Parliament votes", None),
        ("word " * 100 + "\n" + SENTENCE, None),
    ],
)
def test_the_first_line_is_the_title_if_it_is_no_sentence(text: str, title: str | None) -> None:
    got = article("-", data=text.encode(), lang="en")
    assert (got.title, got.text) == (title, text)


# -- page furniture


@pytest.mark.parametrize(
    "line",
    [
        "Related articles",
        "RELATED ARTICLES:",
        "Leave a Comment",
        "Comments (12)",
        "Your email address will not be published. Required fields are marked *",
        "↑ Back to top",
        "Follow us on Twitter and Facebook",
        "مقالات ذات صلة",
        "اترك تعليقاً",
        "أضِفْ تعليقًا",
        "إقرأ ايضاً:",
        "لن يتم نشر عنوان بريدك الإلكتروني",
    ],
)
def test_furniture_at_the_end_goes(line: str) -> None:
    body = f"Headline\n\n{PARAGRAPH.strip()}\n\n{SENTENCE}"
    assert clean(f"{body}\n\n{line}\n\nSome other headline\n\nMore") == body


@pytest.mark.parametrize(
    "line",
    [
        "Related articles of the treaty were signed on Monday.",
        "Share prices fell.",
        "He asked readers to leave a comment.",
        "Comments by the minister drew protests.",
        "Subscribers protested in Paris.",
        "أضاف المتحدث أن التعليقات كثيرة.",
        "المزيد من القوات وصل إلى بغداد.",
        "شارك الوزير في الاجتماع.",
    ],
)
def test_sentences_that_resemble_furniture_stay(line: str) -> None:
    text = f"Headline\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE}"
    assert clean(text) == text


def test_a_box_between_paragraphs_does_not_end_the_article() -> None:
    text = f"Headline\n\n{PARAGRAPH.strip()}\n\nRead also:\n\nAnother headline\n\n{PARAGRAPH.strip()}"
    assert clean(text) == text


def test_long_comments_below_the_article_go() -> None:
    body = "\n\n".join(["Headline", *[PARAGRAPH.strip()] * 4])
    assert clean(f"{body}\n\nLeave a reply\n\nReader: {PARAGRAPH}") == body


def test_a_text_that_begins_with_a_marker_is_not_emptied() -> None:
    assert clean(f"Latest news\n\n{SENTENCE}") == f"Latest news\n\n{SENTENCE}"


@given(st.text(), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, keep: bool) -> None:
    once = clean(text, keep_offsets=keep)
    assert clean(once, keep_offsets=keep) == once


@given(st.lists(st.sampled_from([SENTENCE, PARAGRAPH, "Read also", "Comments", "Share", "", "A headline"])))
def test_only_the_end_is_cut(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert text.startswith(kept := without_furniture(text))
    assert without_furniture(kept) == kept


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_json_texts_keep_every_place(text: str) -> None:
    got = clean(text, keep_offsets=True)
    assert all(a == b or a in "\n \ufffd" for a, b in zip(got, text, strict=False))


# -- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256"])
def test_arabic_is_decoded(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == ARABIC


def test_western_windows_text_is_decoded() -> None:
    text = "The minister\u2019s caf\u00e9 was closed \u2014 he said \u201cno\u201d."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"%PDF-1.7\n" + bytes(range(128, 256)) * 9,
        b"\x1f\x8b\x08" + b"\0\0\0\1" * 9,
        "Правительство сообщило о переговорах с соседями.".encode("cp1251"),
        "政府は隣国との会談を発表した。".encode("shift-jis"),
        b"\xff\xfeA\x00\x00\xd8",
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"give a text|save it as UTF-8"):
        decode(data)


# -- languages


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (SENTENCE, "en"),
        (SENTENCE.upper(), "en"),
        (ARABIC, "ar"),
        ("وصل الوزير", "ar"),
        ("الرئيس راح يزور بغداد بكرة وما حدا بيعرف ليش", "ar"),
        (ARABIC + " NATO", "ar"),
    ],
)
def test_the_language_is_recognised(text: str, lang: str) -> None:
    assert language(text, None, INSTALLED) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("رئیس جمهور ایران گفت که مذاکرات با کشورهای همسایه ادامه خواهد یافت.", "fa"),
        ("وزیر اعظم نے کہا ہے کہ پاکستان اور بھارت کے درمیان مذاکرات جاری رہیں گے۔", "ur"),
        ("سەرۆکی حکوومەتی هەرێمی کوردستان لەگەڵ باڵیۆزی ئەمریکا کۆبووەوە.", "ckb"),
        ("Le gouvernement a annoncé hier la suspension de sa mission en Irak.", "fr"),
        ("Die Bundesregierung hat am Sonntag ihre Soldaten aus dem Irak abgezogen.", "de"),
        ("Правительство сообщило о переговорах с соседями.", "ru"),
    ],
)
def test_a_language_without_pipeline_is_refused(text: str, lang: str) -> None:
    with pytest.raises(ReadError, match=rf"language {lang}: no pipeline installed \(installed: ar, en\)"):
        language(text, None, INSTALLED)


SHORT_ENGLISH = (
    "NATO met Iraq.", "The minister met.", "Russia attacks Ukraine.", "France expels diplomats.", "Israel bombs Gaza.",
    "Moscow warns Kyiv.", "Cabinet approves budget.", "Jordan summons ambassador.", "Seoul condemns launch.",
)  # fmt: skip
SHORT_OTHER = (
    "Rutte ontmoet Merkel.", "Sancties tegen Iran.", "Premier treedt af.", "Koning verleent gratie.",
    "Sanktionen gegen Iran.", "Minister in Ankara, Proteste in Bagdad.", "Merkel trifft Macron.", "Armee dementiert.",
    "Israel bombardea Gaza.", "Protestas en Bagdad.", "Colombia rompe relaciones.", "Presidente renuncia.",
    "L'Iran menace Kiev.", "Le Maroc condamne.", "Mosca avverte Kiev.", "Dois mortos em Cabul.", "Attentat à Tunis.",
)  # fmt: skip


def test_a_short_text_is_read_where_it_is_nearly_as_likely_as_the_likeliest() -> None:
    for text in SHORT_ENGLISH:
        assert language(text, None, INSTALLED) == "en", text


def test_short_texts_of_other_languages_are_refused_but_for_a_few() -> None:
    def read(text: str) -> bool:
        try:
            return bool(language(text, None, INSTALLED))
        except ReadError:
            return False

    assert sum(map(read, SHORT_OTHER)) <= 1


def test_what_was_guessed_against_the_likeliest_is_told() -> None:
    (got,) = items("-", io.BytesIO(b"NATO met Iraq."))
    assert isinstance(got, Item)
    assert (got.article.lang, got.warning) == (
        "en", 'short, and read as en, though nl is as likely; --lang, or the "lang" of the line, decides',
    )  # fmt: skip
    for text, told in ((b"NATO met Iraq.", "en"), (SENTENCE.encode(), None)):
        (sure,) = items("-", io.BytesIO(text), lang=told)
        assert isinstance(sure, Item)
        assert sure.warning is None


@pytest.mark.parametrize(("tag", "lang"), [("ar", "ar"), ("AR-EG", "ar"), ("en_US", "en"), ("arz", "ar")])
def test_a_given_language_is_believed(tag: str, lang: str) -> None:
    assert language("Bonjour", tag, INSTALLED) == lang


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("أعلنت مصر قرارا جديدا", "en", "none is Latin"),
        ("Egypt announced a new decision", "ar", "none is Arabic"),
        ("أعلنت مصر قرارا جديدا في اجتماع الناتو NATO", "ar", None),
        ("Egypt (مصر) announced a decision", "en", None),
        ("Egypt announced a new decision", "xx", None),  # of other languages nothing is known
        ("2024", "ar", None),
    ],
)
def test_a_language_that_the_letters_contradict_is_told(text: str, lang: str, told: str | None) -> None:
    found = contradicted(text, lang)
    assert found is None if told is None else told in str(found)


def test_a_line_without_text_tells_what_it_has() -> None:
    assert refusal("-", data=b'{"body": "NATO said no.", "id": "x"}').reason == "no \"text\" in it, only 'body', 'id'"
    assert refusal("-", data=b"{}").reason == 'no "text" in it'


def test_an_unknown_given_language_names_the_installed_ones() -> None:
    assert "installed: ar, en" in refusal("-", data=SENTENCE.encode(), lang="xx").reason


# -- JSON lines


def test_a_json_line_gives_all_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    says = {"id": "x 1", "title": "A", "lang": "en", "url": "https://a.example/1", "publisher": "P"}
    path.write_bytes(json_line(**says, published="2020-01-05T23:30:00+03:00", unknown=[1]))
    got = article(path, published=dt.date(1999, 1, 1), publisher="other")
    assert got == Article(text=SENTENCE, published=dt.date(2020, 1, 5), **says)


def test_broken_lines_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    wrong = ({"text": None}, {"text": 5}, {"text": " \n"}, {"published": "soon"}, {"id": 7}, {"lang": ["en"]})
    bad = [b'{"id":', b"[1]", b"\xff\xfe", b"[" * 100_000, *(json_line(**item) for item in wrong)]
    path.write_bytes(b"\n".join(line.strip() for line in [json_line(id="a"), *bad, b"", json_line(id="b")]))
    got = everything(path)
    assert [a.id for a in got if isinstance(a, Article)] == ["a", "b"]
    refused = [r for r in got if isinstance(r, Refusal)]
    assert [r.source for r in refused] == [f"{path}:{n}" for n in range(2, 12)]
    assert all(r.reason and "\n" not in r.reason and len(r.reason) < 250 for r in refused)


def test_a_lone_surrogate_in_json_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "NATO said no\\ud800.", "lang": "en", "id": "\\udfff", "title": "\\ud800"}')
    got = article(path)
    assert json.dumps([got.text, got.id, got.title], ensure_ascii=False).encode()


# -- pages


def test_a_page_gives_text_title_day_and_site(tmp_path: Path) -> None:
    head = (
        '<title>Talks go on</title><meta property="og:site_name" content="The Daily">'
        '<meta property="article:published_time" content="2020-01-06T10:00:00Z">'
    )
    body = f"<nav>Home | World</nav><article><h1>Talks go on</h1><p>{PARAGRAPH}</p><p>{SENTENCE}</p></article>"
    path = tmp_path / "a.html"
    path.write_bytes(page(body + "<footer>Imprint</footer>", head))
    got = article(path)
    assert (got.title, got.published, got.publisher) == ("Talks go on", dt.date(2020, 1, 6), "The Daily")
    assert SENTENCE in got.text
    assert not re.search("Home|Imprint|<", got.text)


def test_a_page_without_a_day_takes_the_default() -> None:
    data = page(f"<article><p>{PARAGRAPH}</p><p>In 2011 they met.</p></article><p>© 2019</p>")
    assert article("-", data=data, published=dt.date(2020, 1, 6)).published == dt.date(2020, 1, 6)
    assert article("-", data=data).published is None


def test_a_page_says_its_own_encoding() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    html = page(f"<article><p>{ARABIC}</p><p>{ARABIC} café</p></article>", head).decode()
    assert article("-", data=html.encode("cp1256", "replace")).text.startswith(ARABIC)


def test_xhtml_with_a_declaration_is_read() -> None:
    body = f"<html><body><article><p>{PARAGRAPH}</p></article></body></html>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    assert PARAGRAPH.strip() in article("-", data=text.encode()).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page(""), "no article found"),
        (page("<div>" * 1000 + f"<p>{PARAGRAPH}</p>" * 20 + "</div>" * 1000), "article|look like"),
        (page(f"<article><p>{PARAGRAPH}</p></article>" + LINKS), "look like an article"),
        (page("<p>word</p>" * 200_000), "more than 2 MB"),
    ],
)
def test_a_page_that_loses_its_text_is_refused(data: bytes, reason: str) -> None:
    assert re.search(reason, refusal("-", data=data).reason)


# -- sources


def test_a_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.x.txt", ".git/c.txt", "picture.png", "a/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{SENTENCE} {name}", encoding="utf-8")
    texts = [a.text.split()[-1] for a in everything(tmp_path) if isinstance(a, Article)]
    assert texts == ["b.txt", "a/b.txt", "a/z.md"]


def test_bad_files_in_a_folder_are_refused_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "lines.jsonl").write_bytes(json_line(id="good", lang="en") + b'{"id":\n')
    got = everything(tmp_path)
    assert [a.id for a in got if isinstance(a, Article)] == ["good"]
    names = [Path(r.source).name for r in got if isinstance(r, Refusal)]
    assert names == ["empty.txt", "lines.jsonl:2", "rubbish.txt"]


def test_a_source_that_is_not_there_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    first, second = everything(tmp_path / "none.txt", tmp_path / "a.txt")
    assert first == Refusal(source=str(tmp_path / "none.txt"), reason="no such file or folder")
    assert isinstance(second, Article)


def test_a_folder_without_articles_says_what_it_looked_for(tmp_path: Path) -> None:
    assert ".jsonl" in refusal(tmp_path).reason


def test_an_address_is_not_fetched() -> None:
    assert "save the page" in refusal("https://news.example/1").reason


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (json_line(id="1") + json_line(id="2"), 2),
        (b"\n \n" + json_line(id="1"), 1),
        (b"\xef\xbb\xbf" + json_line(id="1"), 1),
        (page(f"<article><p>{PARAGRAPH}</p></article>"), 1),
        (b"\n\n" + SENTENCE.encode() + b"\n" + SENTENCE.encode(), 1),
        (("\ufeff" + SENTENCE).encode("utf-16-le"), 1),
    ],
)
def test_standard_input_is_judged_by_its_beginning(data: bytes, count: int) -> None:
    got = everything("-", data=data)
    assert [type(item) for item in got] == [Article] * count, got
    assert all(isinstance(item, Article) and not item.text.startswith(("{", "<")) for item in got)


def test_a_file_is_a_place_that_holds_one_article_and_lines_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(json_line(id="1"))
    text, line = items([tmp_path])
    assert isinstance(text, Item)
    assert isinstance(line, Item)
    assert (text.source, text.key) == (str(tmp_path / "a.txt"), str(tmp_path / "a.txt"))
    assert (line.source, line.key) == (f"{tmp_path / 'b.jsonl'}:1", None)


def test_line_numbers_count_blank_lines() -> None:
    assert refusal("-", data=b'\n\n{"text": 1}\n').source == "-:3"


def test_too_much_text_is_refused() -> None:
    assert "at most" in refusal("-", data=b"word " * 1_000_001, lang="en").reason
    assert "at most" in refusal("-", data=json_line(text="word " * 1_000_001), lang="en").reason


def test_a_wrong_date_flag_says_how_to_write_it() -> None:
    assert parse_date_flag("2020-01-06") == parse_date_flag(" 2020-01-06T08:00:00Z ") == dt.date(2020, 1, 6)
    with pytest.raises(UsageError, match=r"'yesterday-ish' is no date; write it as 2020-01-31"):
        parse_date_flag("yesterday-ish")


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    for item in everything("-", data=data, lang="en"):
        assert item.text.strip() == item.text if isinstance(item, Article) else item.reason


@given(st.text(max_size=300))
def test_no_json_text_crashes_the_reader(text: str) -> None:
    data = json.dumps({"text": text, "title": text, "id": text}).encode()
    for item in everything("-", data=data, lang="en"):
        assert isinstance(item, Refusal) or (item.id and item.text == clean(text, keep_offsets=True))


@pytest.mark.parametrize("before", [b"<html><p>", b"<!doctype html>", b'{"text": "', b"\xff\xfe"])
@given(rest=st.binary(max_size=100))
def test_no_beginning_misleads_the_reader(before: bytes, rest: bytes) -> None:
    assert everything("-", data=before + rest, lang="en") is not None
