"""The face for spaCy users: one reading, whichever way it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import tonggao
from tonggao.errors import TonggaoError

TEXTS = (
    "2017年，中國(guó)電信在四川省涼山州投資超過(guò)1100億元。\n\n全省新建公路2.5萬公里，同比增長4.3%。",
    "“十三五”期间，网络扶贫工程覆盖全国31省、1804个县。他表示，今年末将超75%。",
    "全文没有数字。",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tonggao.load(region="CN", published="2018-10-26")


@pytest.mark.parametrize("text", TEXTS)
def test_both_ways_give_the_same_rows(nlp: Language, text: str) -> None:
    result = tonggao.extract(text, region="CN", published="2018-10-26")
    ours, theirs = result.doc, nlp(text)
    assert theirs._.tonggao == ours._.tonggao == result.to_dict()
    assert [t.text for t in theirs] == [t.text for t in ours] and [t.norm_ for t in theirs] == [t.norm_ for t in ours]
    for name in ("quantities", "dates", "places", "programs", "organizations", "people"):
        assert [(s.start_char, s.end_char, s.id_) for s in theirs.spans[name]] == [
            (s.start_char, s.end_char, s.id_) for s in ours.spans[name]
        ]


def test_the_doc_is_the_repaired_text_and_its_norm_the_shadow(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    assert doc.text == TEXTS[0].replace("(guó)", "").replace("(guò)", "")
    assert "".join(t.norm_ for t in doc).startswith("2017年，中国电信在四川省凉山州投资超过1100亿元。")
    amount = doc.spans["quantities"][0]
    assert (amount.text, amount._.row["value"], amount.label_) == ("1100億元", "110000000000", "QUANTITY")
    raw = doc._.tonggao["raw"]
    assert raw[amount._.row["start_char"] : amount._.row["end_char"]] == amount._.row["surface"]
    assert len(doc._.facts) >= 3 and len(list(doc.sents)) >= 2


def test_streams_processes_and_metadata(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS, n_process=2))
    assert [d.text for d in docs] == [nlp(t).text for t in TEXTS] and docs[0]._.facts == nlp(TEXTS[0])._.facts
    pairs = [("今年投资3亿元。", {"published": "2020-05-01"}), ("今年投资3亿元。", {})]
    years = [doc._.facts[0]["period"] for doc, _ in nlp.pipe(pairs, as_tuples=True)]
    assert years == ["2020", "2018"]


def test_displacy_and_json(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    assert "ORGANIZATION" in displacy.render(doc, style="ent", page=True, jupyter=False)
    assert "QUANTITY" in displacy.render(doc, style="span", options={"spans_key": "quantities"}, jupyter=False)
    json = doc.to_json(underscore=["facts"])
    assert json["_"]["facts"] == doc._.facts and json["spans"]["places"]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.facts == doc._.facts


@Language.component("no_places_but_ours")
def no_places_but_ours(doc: Doc) -> Doc:
    """A user's step: the places found are dropped, one of their own is put in."""
    start = doc.text.index("公路")
    doc.spans["places"] = [Span(doc, *_tokens(doc, start, start + 2), label="PLACE")]
    return doc


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.start, span.end


def test_a_component_may_stand_between_ours() -> None:
    nlp = tonggao.load(region="CN")
    nlp.add_pipe("no_places_but_ours", after="tonggao_recognise")
    doc = nlp(TEXTS[0])
    assert [s.text for s in doc.spans["places"]] == ["公路"]
    assert [row["rule"] for row in doc._.tonggao["places"]] == ["user.span"]
    assert all("513400" not in fact["place"] for fact in doc._.facts)


@pytest.mark.parametrize("text", TEXTS)
def test_one_component_in_a_pipeline_of_somebody_elses(text: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("tonggao", config={"region": "CN", "published": "2018-10-26"})
    doc = nlp(text)
    result = tonggao.extract(text, region="CN", published="2018-10-26")
    assert doc.text == text and doc._.tonggao == result.to_dict()
    for span in doc.spans["quantities"]:
        assert span._.row["surface"] in span.text


def test_a_pipeline_is_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXTS[0])._.facts == nlp(TEXTS[0])._.facts


def test_a_doc_of_another_tokenizer_is_refused_with_advice(nlp: Language) -> None:
    with pytest.raises(TonggaoError, match=r"add_pipe\('tonggao'\)"):
        nlp(spacy.blank("zh")(TEXTS[0]))


def test_rules_of_a_user_hold_here_too(tmp_path: Path) -> None:
    (tmp_path / "programs.tsv").write_text("name\ttype\n小牧童计划\tplan\n", encoding="utf-8")
    doc = tonggao.load(rules=tmp_path)("实施小牧童计划。")
    assert [row["rule"] for row in doc._.tonggao["programs"]] == ["program.lexicon"]
