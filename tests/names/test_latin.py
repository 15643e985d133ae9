"""Names in Latin letters."""

from __future__ import annotations

from naming import organizations, people, traditional


def test_people_by_a_given_name_or_a_title_in_both_scripts() -> None:
    text = "大臣Helene Hellmark Knutsson表示，建筑由Robert Sheegog设计。Deutsche Welle报道。"
    wanted = ["Helene Hellmark Knutsson|大臣", "Robert Sheegog"]
    assert people(text, "HK") == people(traditional(text), "HK") == wanted


def test_organizations_by_the_word_that_they_end_in() -> None:
    text = "由Mount Kelly Foundation Limited营运，American Philosophical Society颁奖，Robert Sheegog到场。"
    assert organizations(text, "HK") == ["Mount Kelly Foundation Limited", "American Philosophical Society"]


def test_sentences_in_english_hold_no_names() -> None:
    text = "他说：「We stand with the Free Press in Hong Kong」（and with the Party of John Smith too）。"
    assert organizations(text, "HK") == people(text, "HK") == []
