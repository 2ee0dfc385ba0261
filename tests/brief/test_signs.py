"""What is seen of sentences, and of sets of them."""

import numpy as np

from reportkit.brief.choice import Budget, candidate_sets, choose, choose_set
from reportkit.brief.sets import SET_NAMES, find_set_signs, make_pool
from reportkit.brief.signs import NAMES, find_signs
from reportkit.brief.study import Study, study
from tests.support.articles import article_of

_TEXT = (
    "The council of Tromland closed the old pier on Friday after a survey of its oak beams.",
    "The survey found that four of the twelve beams were rotten and could not carry a lorry.",
    "Ferries to Grey Island will sail from Harbour Street until the pier has been repaired.",
    "Ms Oduya, the mayor, said that the repair of the pier would cost 3 million euros.",
    "She asked the county for half of that sum, and hopes for an answer before the summer.",
)
_STUDY = study(article_of(*_TEXT, title="Tromland closes its pier"))
_ALL = Budget(sentences=3, words=100, words_each=100, in_flow=True)


def _sign(studied: Study, name: str) -> list[float]:
    return [float(value) for value in studied.signs[:, NAMES.index(name)]]


def test_places_are_counted_from_the_top() -> None:
    """Where a sentence stands is seen by itself, as a share, and in words."""
    assert _sign(_STUDY, "at") == [0, 1, 2, 3, 4]
    assert _sign(_STUDY, "behind") == [4, 3, 2, 1, 0]
    assert _sign(_STUDY, "words_before")[:3] == [0, 17, 34]


def test_a_long_text_is_looked_at_as_an_article() -> None:
    """Of 120 sentences the sixtieth stands where the thirtieth of 60 does."""
    long = study(article_of(*(f"Sentence {number} tells of the old pier of Tromland." for number in range(120))))
    assert _sign(long, "at")[60] == 30
    assert _sign(long, "sentences")[0] == 60


def test_signs_need_no_word_lists() -> None:
    """The same text in a language that nobody knows gives nearly the same signs."""
    unknown = study(article_of(*_TEXT, language="xx"))
    known = [name for name in NAMES if name not in {"leans", "speaks", "article_speaks"}]
    for name in ("at", "size", "numbers", "capitals", "commas"):
        assert name in known
        assert _sign(unknown, name) == _sign(_STUDY, name)
    assert sum(_sign(unknown, "leans")) == 0


def test_characters_of_chinese_are_fewer_words() -> None:
    """Twenty characters are as long as twelve words, not as twenty."""
    chinese = study(article_of("市政府周五关闭了旧码头。维修码头将花费三百万元。", language="zh"))
    assert 6 <= _sign(chinese, "size")[0] <= 7


def test_no_sentences_have_no_signs() -> None:
    """An article without prose is studied too."""
    assert find_signs(()).shape == (0, len(NAMES))
    assert choose_set(study(article_of()), _ALL) == ()


def test_a_set_is_seen_as_one() -> None:
    """Words add up, what is said twice is covered once, and neighbours are counted."""
    pool = make_pool(_STUDY.candidates, _STUDY.scores, _STUDY.signs, _STUDY.candidates)
    signs = find_set_signs(pool, np.array([[0, 1], [0, 3]]))
    by_name = dict(zip(SET_NAMES, signs.T.tolist(), strict=True))
    assert by_name["size"] == [34, 33]
    assert by_name["neighbours"] == [1, 0]
    assert by_name["of_lead"] == [2, 1]
    first, second = _STUDY.candidates[0].terms, _STUDY.candidates[1].terms
    assert by_name["terms"][0] == len(first | second)


def test_a_set_keeps_to_its_budget() -> None:
    """No set is over the words, and the sentence that leans comes only with the one it leans on."""
    pool, sets = candidate_sets(_STUDY, Budget(sentences=3, words=50, words_each=50, in_flow=True))
    counts = np.array([each.word_count for each in _STUDY.candidates])
    assert sets.shape[1] == 3
    assert counts[pool.at[sets]].sum(axis=1).max() <= 50
    leaning = {each.index for each in _STUDY.candidates if each.leans}
    for one in pool.at[sets].tolist():
        assert all(at - 1 in one for at in leaning & set(one))


def test_too_few_words_give_fewer_sentences() -> None:
    """Where three don't fit two are chosen, and where two don't fit one."""
    assert len(choose_set(_STUDY, Budget(sentences=3, words=36, words_each=36))) == 2
    assert len(choose_set(_STUDY, Budget(sentences=3, words=16, words_each=16))) == 1


def test_many_sentences_are_chosen_one_by_one() -> None:
    """A part longer than the sets that were learned from holds what a part without sets would."""
    seven = Budget(sentences=7, words=200, words_each=100)
    assert choose_set(_STUDY, seven) == choose(_STUDY, _STUDY.candidates, (), seven)


def test_a_new_number_is_worth_more_where_facts_are_asked_for() -> None:
    """With a price on facts the sentence with the sum is told first."""
    plain = Budget(sentences=1, words=50, words_each=50)
    facts = Budget(sentences=1, words=50, words_each=50, facts=1.0)
    said = [_STUDY.candidates[0].terms]
    assert choose(_STUDY, _STUDY.candidates, said, facts)[0].index == 3
    assert choose(_STUDY, _STUDY.candidates, said, plain)
