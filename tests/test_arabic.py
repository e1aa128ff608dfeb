"""Arabic words: what is a word, what is glued to it, and what training never sees."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import pipelines
from extractors.languages.script import fold, is_arabic, letters, plain, written_words
from extractors.languages.sentences import sentence_starts
from extractors.training.augment import augmented, before_pronoun
from extractors.training.corpora import name_sentences, names_doc
from extractors.training.morphology import Slot, lemma_of, to_script, verb_forms
from extractors.training.treebank import Sentence, Word, cut, gold_words, read_conllu, training_sentences

ARABIC_TEXT = st.text(
    st.sampled_from(
        "\u0627\u0628\u0644\u0648\u0633\u062a\u0647\u0629\u064e\u0651\u0640\u200f\u202b\ufefb\ufdf2"
        " \n.\u060c\u061f\"ab1\u0663_-'"
    ),
    max_size=60,
)

# what is the same: the key under which it is found, then a spelling of it
FOLDED = {
    "vowel marks": (
        "محمد",
        "مُحَمَّد",
    ),
    "hamza and tatweel": (
        "امر",
        "أمـــر",
    ),
    "alif maqsura and bidi marks": (
        "علي",
        "\u200fعلى\u202c",
    ),
    "presentation forms": (
        "لا",
        "\ufedf\ufe8e",
    ),
    "a ligature": (
        "لا",
        "\ufefb",
    ),
    "Persian letters": (
        "كي",
        "کی",
    ),
    "quotes": ('"', "\u00ab"),
    "apostrophes": ("'", "\u2019"),
    "tatweel that stands alone": ("-", "\u0640"),
    "capitals": ("kabul", "Kabul"),
    "nothing but marks": ("\u200f", "\u200f"),
}

# words with a plus where they are cut: clitics, vowel marks, words that only seem to begin with a clitic
SEGMENTED = [
    "و+قال",
    "و+س+يعلن",
    "ب+القاهرة",
    "ل+لعراق",
    "حكومت+ها",
    "و+صوّتَ",
    "عَمَلِيّاتِ+هِ",
    "وزير",
    "برلمان",
    "الله",
]

# texts with a bar wherever a sentence begins: no comma, decimal point, abbreviation or item number ends one,
# and a closing quote belongs to what it closes
SENTENCES = [
    "نعم. |لا.",
    "هل نعم؟ |لا! |نعم",
    "نعم، لا",
    "نعم\n|لا",
    "نعم .. |لا",
    "نعم… |لا",
    "نعم!! |لا",
    "3.5 نعم",
    "د. نعم",
    "1. نعم",
    'قال "نعم." |لا',
    'نعم. |"لا"',
    "«نعم.» |لا",
    "أخذه منه. |لا",
    "قرأ كتابي. |لا",
    "ا.ف.ب. نعم",
]


@pytest.mark.parametrize(("key", "spelling"), FOLDED.values(), ids=FOLDED)
def test_spellings_of_a_word_meet_in_one_key(key: str, spelling: str) -> None:
    assert fold(spelling) == key


@given(ARABIC_TEXT)
def test_written_words_are_the_text(text: str) -> None:
    assert "".join(written_words(text)) == text


@given(st.text(max_size=80))
def test_written_words_are_any_text(text: str) -> None:
    assert "".join(written_words(text)) == text


@given(ARABIC_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC_TEXT)
def test_letters_know_where_they_stand(text: str) -> None:
    places = [place for _, place in letters(text)]
    assert places == sorted(places)
    assert "".join(char for char, _ in letters(text)) in ("", plain(text))


@pytest.mark.parametrize("pieces", SEGMENTED)
def test_clitics_are_cut_off(pieces: str) -> None:
    doc = next(pipelines.parse([pieces.replace("+", "")], "ar"))
    assert [token.text for token in doc] == pieces.split("+")


@given(ARABIC_TEXT)
def test_a_doc_is_its_text(text: str) -> None:
    tokenizer = pipelines.load("ar").tokenizer
    doc = tokenizer(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_the_article_comes_back_after_the_preposition_for() -> None:
    doc = next(pipelines.parse(["للعراق"], "ar"))
    assert doc[0].norm_ == "ل"
    assert doc[1].norm_ == "العراق"


def test_vowel_marks_change_no_tree_and_no_lemma() -> None:
    bare = "أعلن الوزير توقيع الاتفاق."
    marked = "أَعلَنَ الوزيرُ تَوقيعَ الاتّفاقِ."
    one, other = pipelines.parse([bare, marked], "ar")
    facts = [[(t.lemma_, t.pos_, t.dep_, t.head.i, t.norm_) for t in doc] for doc in (one, other)]
    assert facts[0] == facts[1]
    assert other.text == marked


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_sentence_begins_where_the_rules_say(marked: str) -> None:
    text = marked.replace("|", "")
    doc = next(pipelines.parse([text], "ar"))
    expected = [len(part) for part in _sums(marked.split("|")[:-1])]
    begins = [token.idx for token, start in zip(doc, sentence_starts(doc), strict=True) if start and token.i]
    assert begins == expected
    assert [sent.start_char for sent in doc.sents][1:] == expected


def _sums(parts: list[str]) -> list[str]:
    return ["".join(parts[: i + 1]) for i in range(len(parts))]


@pytest.mark.parametrize(
    ("surface", "forms", "parts"),
    [
        ("abc", ["abc"], ["abc"]),
        ("wabc", ["w", "abc"], ["w", "abc"]),
        ("llabc", ["l", "Alabc"], ["l", "labc"]),  # the stem takes what is left
        ("abth", ["abp", "h"], ["abt", "h"]),
        ("a", ["a", "b"], None),
    ],
)
def test_a_joined_word_is_cut_by_its_parts(surface: str, forms: list[str], parts: list[str] | None) -> None:
    assert cut(surface, forms) == parts


WA, QALA = to_script("w"), to_script("qAl")


def conllu(words: list[str]) -> str:
    rows = [
        f"{i}\t{word}\t{word}\tNOUN\t_\t_\t{i - 1}\t{'dep' if i > 1 else 'root'}\t_\t_"
        for i, word in enumerate(words, 1)
    ]
    return "\n".join(rows) + "\n\n"


def test_training_never_sees_the_kept_sentences(tmp_path: Path) -> None:
    (tmp_path / "ar_pud.conllu").write_text("".join(conllu([f"w{i}", "x"]) for i in range(300)), "utf-8")
    (tmp_path / "ar_padt-test.conllu").write_text("".join(conllu([f"p{i}", "x"]) for i in range(300)), "utf-8")
    train, dev = training_sentences(tmp_path)
    seen = {sentence[0].form for sentence in [*train, *dev]}
    assert seen == {f"w{i}" for i in range(200)} | {f"p{i}" for i in range(100)}
    assert not {s[0].form for s in train} & {s[0].form for s in dev}


def test_training_never_sees_the_kept_names(tmp_path: Path) -> None:
    lines = [f"w{i}\tO" if i % 5 else "" for i in range(1003)]
    (tmp_path / "ar_x.bio").write_text("\n".join(lines) + "\n", "utf-8")
    train, dev, kept_sentences = name_sentences(tmp_path)
    seen = {word for sentence in [*train, *dev] for word, _ in sentence}
    kept = lines[-len(lines) // 10 :]
    assert seen == {line.split("\t")[0] for line in lines[: len(lines) - len(kept)] if line}
    assert {word for sentence in kept_sentences for word, _ in sentence} == {
        line.split("\t")[0] for line in kept if line
    }


def test_a_joined_word_of_the_treebank_gives_pieces(tmp_path: Path) -> None:
    rows = [
        "# text = x",
        "1-2 wqAl _ _ _ _ _ _ _ SpaceAfter=No",
        "1 w w CCONJ _ _ 2 cc _ _",
        "2 qAl qAl VERB _ _ 0 root _ _",
        "3 . . PUNCT _ _ 2 punct _ _",
    ]
    path = tmp_path / "ar_x.conllu"
    table = "\n".join(rows).replace("# text = x", "#").replace(" ", "\t") + "\n\n"
    path.write_text(table.replace("wqAl", WA + QALA).replace("qAl", QALA).replace("\tw\tw", f"\t{WA}\t{WA}"), "utf-8")
    (sentence,) = read_conllu(path)
    facts = [(w.form, w.space, w.head, w.dep) for w in sentence]
    assert facts == [(WA, False, 1, "cc"), (QALA, False, 1, "ROOT"), (".", True, 1, "punct")]
    assert list(gold_words([sentence])) == [[WA, QALA]]


def test_what_is_glued_before_a_name_is_no_part_of_it() -> None:
    doc = names_doc([(QALA, "O"), (to_script("bAlqAhrp"), "B-LOC")], pipelines.load("ar"))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [(to_script("AlqAhrp"), "LOC")]


def test_lemmas_of_the_lexicon_lose_vowels_and_numbers() -> None:
    assert lemma_of("katab-u_1") == "كتب"
    assert to_script(">Amana") == "آمن"


LEXICON_HEADER = "LEMMA,FORM,COND-S,COND-T,PATTERN_LEMMA,PATTERN_ABSTRACT\n"
PASSIVE_HEADER = "PATTERN,COND-T,COND-S,MATCH,SUB,COND-T-PASS,COND-S-PASS\n"


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """Three verbs: a sound one, a hollow one, one with a weak end."""
    perfect = """\
katab-u_1,katab,trans,,1a2a3,1a2a3
qAl-u_1,qAl,trans,v-suff,x,x
qAl-u_1,qul,trans,c-suff,x,x
ramaY-i,ram,trans #-ay,,y,y
"""
    imperfect = """\
katab-u_1,kotub,trans,,1a2a3,1a2a3
qAl-u_1,quwl,trans,v-suff,x,x
qAl-u_1,qul,trans,c-suff,x,x
ramaY-i,romi,trans #-iy,,y,y
"""
    (tmp_path / "MSA-Verb-LEX-PV.csv").write_text(LEXICON_HEADER + perfect, "utf-8")
    (tmp_path / "MSA-Verb-LEX-IV.csv").write_text(LEXICON_HEADER + imperfect, "utf-8")
    (tmp_path / "MSA-Verb-PV-Passive-Patterns.csv").write_text(
        PASSIVE_HEADER + "1a2a3,,,(.)a(.)a(.),$1u$2i$3,,\n", "utf-8"
    )
    (tmp_path / "MSA-Verb-IV-Passive-Patterns.csv").write_text(PASSIVE_HEADER, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("aspect", "mood", "person", "lemma", "form"),
    [
        ("Perf", "", "3FS", "katab", "ktbt"),
        ("Perf", "", "3MP", "katab", "ktbwA"),
        ("Perf", "", "1P", "qAl", "qlnA"),
        ("Perf", "", "3MS", "ramaY", "rmY"),
        ("Perf", "", "3MP", "ramaY", "rmwA"),
        ("Perf", "", "1S", "ramaY", "rmyt"),
        ("Imp", "Ind", "3MP", "katab", "yktbwn"),
        ("Imp", "Sub", "3MP", "katab", "yktbwA"),
        ("Imp", "Ind", "3MS", "qAl", "yqwl"),
        ("Imp", "Jus", "3MS", "qAl", "yql"),
        ("Imp", "Ind", "1P", "ramaY", "nrmy"),
        ("Imp", "Jus", "3MS", "ramaY", "yrm"),
    ],
)
def test_verbs_are_inflected(lexicon: Path, aspect: str, mood: str, person: str, lemma: str, form: str) -> None:
    slot = Slot(valency="trans", aspect=aspect, voice="Act", mood=mood, person=person)
    assert verb_forms(lexicon)[slot][to_script(lemma)] == to_script(form)


def test_only_the_pattern_that_matches_gives_a_passive(lexicon: Path) -> None:
    passive = Slot(valency="trans", aspect="Perf", voice="Pass", mood="", person="3MS")
    assert verb_forms(lexicon)[passive] == {to_script("katab"): to_script("kutib")}


def word(form: str, **known: object) -> Word:
    facts = {"space": True, "lemma": form, "upos": "NOUN", "feats": "", "head": 0, "dep": "dep"} | known
    return Word(form=form, **facts)  # type: ignore[arg-type]


VERB = {"upos": "VERB", "feats": "Aspect=Perf|Gender=Fem|Number=Sing|Person=3|Voice=Act", "dep": "ROOT"}


def test_other_verbs_come_in_the_same_form_and_nothing_else_changes() -> None:
    sentence: Sentence = (word("rmt", **VERB), word("x", dep="obj"))
    slot = Slot(valency="trans", aspect="Perf", voice="Act", mood="", person="3FS")
    present = Slot(valency="trans", aspect="Perf", voice="Act", mood="", person="3MS")
    forms = {
        slot: {f"lemma{i}": f"form{i}" for i in range(30)},
        present: {f"lemma{i}": f"base{i}" for i in range(30)},
    }
    counts = Counter({f"form{i}": 5 for i in range(30)})
    copies = [copy for seed in range(20) for copy in augmented([sentence], forms, counts, seed)]
    assert copies
    assert all(copy[1] == sentence[1] and copy[0].form.startswith("form") for copy in copies)
    assert all(copy[0].lemma == copy[0].form.replace("form", "lemma") for copy in copies)
    assert list(augmented([sentence], forms, {}, 1)) == []  # verbs that no news has are not used


@pytest.mark.parametrize(("form", "joined"), [("ktbwA", "ktbw"), ("rmY", "rmA"), ("ktbt", "ktbt"), ("qr>", "")])
def test_a_verb_is_spelled_otherwise_before_a_pronoun(form: str, joined: str) -> None:
    assert before_pronoun(to_script(form)) == to_script(joined)


def test_random_words_are_never_lost_by_the_segmenter() -> None:
    rng = random.Random(5)
    tokenizer = pipelines.load("ar").tokenizer
    alphabet = to_script("AblwsyhmnkfK") + "\u064e\u0651\u0640\ufefb"
    for _ in range(300):
        written = "".join(rng.choices(alphabet, k=rng.randint(1, 60)))
        pieces = tokenizer.segmenter.pieces(written)
        assert "".join(pieces) == written
        assert all(is_arabic(piece) or len(pieces) == 1 for piece in pieces)


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("باماكو", ["باماكو"]),
        ("وباماكو", ["و", "باماكو"]),
        ("وببزشكيان", ["و", "ب", "بزشكيان"]),
        ("فيصل", ["فيصل"]),
        ("بغزة", ["ب", "غزة"]),
        ("والهرسك", ["و", "الهرسك"]),
        ("لِووهانَ", ["لِ", "ووهانَ"]),
        ("وأغارت", ["و", "أغارت"]),
        ("وزارتا", ["وزارتا"]),
        ("بان كي مون", ["بان", "كي", "مون"]),
        ("لبان كي مون", ["ل", "بان", "كي", "مون"]),
        ("لي تشيانغ", ["لي", "تشيانغ"]),
        ("بان الحق", ["ب", "ان", "الحق"]),
    ],
)
def test_a_name_is_not_cut_and_and_before_a_verb_is(written: str, pieces: list[str]) -> None:
    assert [t.text for t in pipelines.load("ar").tokenizer(written)] == pieces
