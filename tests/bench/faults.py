"""The faithfulness gate against seeded faults and honest statements, and every statement of every article.

    python tests/bench/faults.py FOLDER-OF-THE-SUMMARIES [--seed 5] [--faults 1000] [--honest 1000] [--every N] [--show]

Faults are put into sentences and into statements of the product's own briefings, as somebody would who wants to deceive:
one a statement, by kind. Honest statements are sentences as they stand, and sentences shortened as an editor may: a
connective, a tag, an aside or a trailing clause gone, a name in brackets for a pronoun. The lists here are this file's
own and no lexicon's, so that the gate is not measured by the words that it was made from.

`--every` is how many articles of each set are briefed for the last row; 0 stands for all of them.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reportkit.brief import brief
from reportkit.brief.faithfulness import check
from reportkit.brief.gate import judge
from reportkit.notices import NoticeCode
from reportkit.settings import Settings
from tests.bench.adapters import article_of_row
from tests.bench.fault_kinds import FAULTS, honest

SETS = ("cnn", "dm", "gum", "xsum", "inshorts", "llmref", "bbc")
ASKED = {
    "number": 0.99,
    "date": 0.99,
    "name": 0.99,
    "quotation": 0.99,
    "negation": 0.95,
    "hedge": 0.95,
    "attribution": 0.95,
}


class Trial(NamedTuple):
    """A text before the gate."""

    kind: str
    how: str
    text: str
    true: str
    evidence: tuple[str, ...]


def pool_of(row: dict[str, object], rng: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of an article and the statements of its briefing, each with its evidence."""
    article = article_of_row(row)
    sentences = article.sentences()
    texts = [sentence.text for sentence in sentences.values() if 6 <= len(sentence.text.split()) <= 60]
    pool = []
    for at, text in enumerate(texts):
        beside = (texts[at - 1],) if at and rng.random() < 0.3 else ()
        pool.append((text, (text, *beside)))
    made = brief(article, Settings(key_points=4))
    pool += [
        (statement.text, tuple(sentences[ref].text for ref in statement.refs))
        for statement in (*made.executive_summary, *made.key_points, *made.background)
    ]
    rng.shuffle(pool)
    return pool


def trials(rows: Sequence[dict[str, object]], count: int, honest: int, rng: random.Random) -> list[Trial]:
    """Faults, as many of each kind, and honest statements, half of them shortened; at most one of a kind an article."""
    wanted = Counter({kind: -(-count // len(FAULTS)) for kind in FAULTS})
    wanted.update({"verbatim": honest // 2, "shortened": honest - honest // 2})
    found: list[Trial] = []
    for row in rows:
        if not any(wanted.values()):
            break
        pool = pool_of(row, rng)
        others = [text for text, _ in pool]
        for kind in [kind for kind, left in wanted.items() if left]:
            trial = first_trial(kind, pool, others, rng)
            if trial is not None:
                found.append(trial)
                wanted[kind] -= 1
    return found


def first_trial(
    kind: str, pool: Sequence[tuple[str, tuple[str, ...]]], others: Sequence[str], rng: random.Random
) -> Trial | None:
    """The first text of the pool that a fault of the kind, or a way to shorten, can be applied to."""
    for text, evidence in rng.sample(pool, len(pool)):
        if kind == "verbatim":
            return Trial(kind, "verbatim", text, text, evidence)
        ways = list(honest(text) if kind == "shortened" else FAULTS[kind](text, others, rng))
        ways = [(made, how) for made, how in ways if made != text and made not in others]
        if ways:
            made, how = rng.choice(ways)
            return Trial(kind, how, made, text, evidence)
    return None


def report(found: Sequence[Trial], *, show: bool) -> bool:
    """Print caught faults by kind and alarms at honest statements; whether all is as asked."""
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    ways: dict[str, Counter[str]] = {}
    for trial in found:
        holds = check(trial.text, trial.evidence, "en").holds
        is_honest = trial.kind in {"verbatim", "shortened"}
        right = holds == is_honest
        total[trial.kind] += 1
        caught[trial.kind] += right
        ways.setdefault(trial.kind, Counter())[trial.how] += not right
        if show and not right:
            print(f"\n[{trial.kind}: {trial.how}]\n  now:    {trial.text}\n  source: {trial.true}")
            if is_honest:
                print(f"  says:   {'; '.join(check(trial.text, trial.evidence, 'en').reasons)}")
    good = True
    for kind in FAULTS:
        share = caught[kind] / max(1, total[kind])
        good &= share >= ASKED[kind]
        missed = ", ".join(f"{how} {count}" for how, count in ways.get(kind, Counter()).items() if count)
        print(f"{kind:12} {caught[kind]:5}/{total[kind]:<5} caught  {share:7.2%}  asked {ASKED[kind]:.0%}  {missed}")
    alarms = sum(total[kind] - caught[kind] for kind in ("verbatim", "shortened"))
    count = total["verbatim"] + total["shortened"]
    share = alarms / max(1, count)
    missed = ", ".join(f"{how} {count}" for how, count in ways.get("shortened", Counter()).items() if count)
    print(f"{'honest':12} {alarms:5}/{count:<5} alarms  {share:7.2%}  asked <= 1%  {missed}")
    return good and share <= 0.01


def every_statement(rows: Sequence[dict[str, object]], *, show: bool) -> bool:
    """Print how many entries of whole briefings their references do not bear out, or have none; whether it is none."""
    entries = exceptions = bare = dropped = 0
    for row in rows:
        made = brief(article_of_row(row), Settings(key_points=4))
        for notice in made.notices:
            if notice.code is NoticeCode.STATEMENT_DROPPED:
                dropped += 1
                if show:
                    print(f"dropped: {row['id']}: {notice.detail}")
        for judged in judge(made):
            entries += 1
            exceptions += not judged.verdict.holds
            bare += not judged.entry.refs
    print(
        f"every entry of {len(rows)} briefings: {entries} entries, {exceptions} not borne out, {bare} without a reference; {dropped} more were dropped when the briefings were made"
    )
    return not exceptions and not bare


def load(folder: Path, rng: random.Random) -> list[list[dict[str, object]]]:
    """The rows of each set, shuffled."""
    sets = []
    for name in SETS:
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        rng.shuffle(rows)
        sets.append(rows)
    return sets


def main() -> int:
    """Print the three rows; 1 where one is not as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument("--honest", type=int, default=1000)
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print each mistake of the gate")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    sets = load(options.folder, rng)
    mixed = [row for turn in range(max(map(len, sets))) for rows in sets for row in rows[turn : turn + 1]]
    good = report(trials(mixed, options.faults, options.honest, rng), show=options.show) if options.faults else True
    if options.every >= 0:
        chosen = [row for rows in sets for row in (rows[: options.every] if options.every else rows)]
        good &= every_statement(chosen, show=options.show)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
