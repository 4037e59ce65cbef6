"""`lexicon check` sees each kind of mistake and says where it stands; `lexicon list` finds entries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.article import Article
from extractors.coder import Coder
from extractors.coding.decision import DecisionRule
from extractors.discovery import Discoverer
from extractors.lexicons import loader
from extractors.lexicons.loader import LexiconError, Strict, load, read_data
from extractors.places.gazetteer import Gazetteer
from extractors.text.morphology import morphology
from flows.lexicons import sources
from flows.lexicons.cases import check_cases, check_examples
from flows.lexicons.check import check
from flows.lexicons.listing import entries
from flows.lexicons.rules import check_rules, covers
from flows.lexicons.schemas import check_repeats, check_schemas
from flows.lexicons.sections import Section
from flows.lexicons.sources import EventLexicons, Finding
from flows.lexicons.unknown import candidates
from tests.command_line import cli, cli_again

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "extractors" / "lexicons"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """Changes a copy of the lexicons, which the loader then reads: `edit(file, old, new)`; an empty `old` adds."""
    copy = tmp_path / "lexicons"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(loader, "_ROOT", copy)
    sources.nodes.cache_clear()

    def change(file: str, old: str, new: str) -> None:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    yield change
    sources.nodes.cache_clear()


def events(check_name: str) -> list[str]:
    lexicons = EventLexicons("en")
    return [f.message for f in check_rules(lexicons, morphology("en")) if f.check == check_name]


RULE = """
- id: hail
  kind: {kind}
  frame: attack
  verbs: [{verb}]
  guards: [{guard}]
  support: ["{support}"]
  example: Soldiers zapped a village near Gao.
  counter_example: The choir sang in Gao.
"""


def rule(kind: str = "shelling", verb: str = "zap", guard: str = "accident", support: str = "agent:armed") -> str:
    return RULE.format(kind=kind, verb=verb, guard=guard, support=support)


# -- the loader --------------------------------------------------------------------------------------------------


class _Fruit(Strict):
    kinds: list[str]
    weight: int = 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("kinds: [a]\nwieght: 2\n", "fruit.yml:2: wieght: unknown key"),
        ("weight: heavy\nkinds: [a]\n", "fruit.yml:1: weight: Input should be a valid integer"),
        ("kinds:\n  - a\n  - [b]\n", "fruit.yml:3: kinds.1: Input should be a valid string"),
        ("weight: 2\n", "fruit.yml: kinds: Field required"),
        ("kinds: [a]\nweight: 1\nweight: 2\n", "fruit.yml:3: the key 'weight' stands twice"),
        ("kinds: [a\n", "fruit.yml:2: did not find expected"),
        ("kinds: &k [*k]\n", "fruit.yml: cannot be read: maximum recursion depth"),
        ("", "fruit.yml: the lexicon is empty"),
    ],
)
def test_a_lexicon_that_does_not_fit_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, complaint: str
):
    monkeypatch.setattr(loader, "_ROOT", tmp_path)
    (tmp_path / "fruit.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load(_Fruit, "fruit.yml")
    assert str(error.value).startswith(complaint)


def test_all_mistakes_of_a_file_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loader, "_ROOT", tmp_path)
    (tmp_path / "fruit.yml").write_text("weight: heavy\ncolour: red\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load(_Fruit, "fruit.yml")
    assert [problem.line for problem in error.value.problems] == [None, 1, 2]


def test_a_key_may_be_merged_and_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loader, "_ROOT", tmp_path)
    (tmp_path / "merged.yml").write_text("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\n", encoding="utf-8")
    assert read_data("merged.yml")["b"] == {"x": 3, "y": 2}


# -- what the checks see -----------------------------------------------------------------------------------------


def test_every_broken_file_is_found_at_once(edit: Edit):
    edit("en/guards.yml", "", "hail:\n  nere: [stones]\n")
    edit("en/triggers/ground.yml", "", "- id: hail\n  kind: shelling\n")
    found = check_schemas("en")
    assert {f.file for f in found} == {"en/guards.yml", "en/triggers/ground.yml"}
    assert any(f.message == "hail.nere: unknown key" and f.line > 0 for f in found)
    assert check("en") == found


def test_a_word_that_stands_twice_in_a_list_is_found(edit: Edit):
    edit("en/guards.yml", "", "hail:\n  near: [stones,\n    ice, stones]\n")
    n_lines = len((SHIPPED / "en" / "guards.yml").read_text(encoding="utf-8").splitlines())
    assert list(check_repeats("en")) == [
        Finding("en/guards.yml", n_lines + 3, "twice", "'stones' stands twice in a list")
    ]


def test_guards_and_frames_that_nothing_names_are_found(edit: Edit):
    edit("en/guards.yml", "", "hail:\n  near: [stones]\n")
    edit("en/frames.yml", "", "hail:\n  agent: &n {active: [], passive: [], noun: []}\n  target: *n\n")
    assert events("unused") == ["no trigger names the guard 'hail'", "no trigger names the frame 'hail'"]


def test_a_rule_that_names_no_guard_is_found_and_the_coder_not_asked(edit: Edit):
    edit("en/triggers/ground.yml", "", rule(guard="hailstones"))
    assert [f.message for f in check("en")] == ["hail: there is no guard 'hailstones'"]


def test_facts_that_nothing_states_are_found(edit: Edit):
    edit("en/triggers/ground.yml", "", rule(support="agent:armd"))
    edit("en/decision.yml", "", '- {kinds: [shelling], any: ["with:tomahawk"], then: Attack}\n')
    assert "hail: nothing ever states 'agent:armd'" in events("fact")
    assert any("nothing ever states 'with:tomahawk'" in message for message in events("fact"))


def test_rows_that_nothing_reaches_are_found(edit: Edit):
    edit(
        "en/decision.yml",
        "",
        '- {kinds: [hail], then: Attack}\n- {kinds: [grenade], all: ["agent:armed"], then: Attack}\n'
        "- {kinds: [clash], words: [zapped], then: Attack}\n"
        '- {kinds: [harm], all: ["agent:armed"], none: ["agent:armed"], then: Attack}\n',
    )
    found = " / ".join(events("unreachable"))
    assert "no trigger tells of the kind 'hail'" in found
    assert "takes every 'grenade' before it" in found
    assert "no trigger of these kinds has the word 'zapped'" in found
    assert "wants and forbids 'agent:armed'" in found


def test_a_kind_that_no_row_decides_is_found(edit: Edit):
    edit("en/triggers/ground.yml", "", rule(kind="hail"))
    assert events("unreachable") == ["hail: no row of decision.yml decides the kind 'hail'"]


def test_words_of_two_rules_of_one_kind_are_found(edit: Edit):
    edit("en/triggers/ground.yml", "", rule() + rule().replace("id: hail", "id: snow"))
    assert events("form") == ["hail: 'snow' claims its words too: 'zap', 'zapped', 'zapping'"]


def test_harm_words_of_two_categories_are_found(edit: Edit):
    edit("en/harm.yml", "verbs: [abduct,", "verbs: [kill, abduct,")
    assert any(m.startswith("abducted: 'kill' is a verb of killed") for m in events("unreachable"))


def test_examples_that_do_not_do_what_they_say_are_found(edit: Edit, gazetteer: Gazetteer):
    text = rule().replace("Soldiers zapped", "Soldiers loved").replace("The choir sang", "Soldiers zapped a village")
    edit("en/triggers/ground.yml", "", text)
    messages = [f.message for f in check_examples(EventLexicons("en"), Coder.default(gazetteer))]
    assert messages == [
        "hail: the example does not fire it (its words are not found)",
        "hail: the counter-example fires it",
    ]


def test_rules_without_cases_and_cases_without_rules_are_found(edit: Edit, tmp_path: Path):
    folder = tmp_path / "cases"
    shutil.copytree(ROOT / "tests" / "rules" / "events", folder / "events")
    case = "- {name: zap, rule: hial, text: a, expect: []}\n"
    (folder / "events" / "zz.yml").write_text(case, encoding="utf-8")
    edit("en/triggers/ground.yml", "", rule())
    found = sorted(check_cases(EventLexicons("en"), folder))
    assert [f.message for f in found if f.line == 1] == ["zap: there is no rule 'hial'"]
    assert [f.message.partition(" case")[0] for f in found if f.line != 1] == ["hail: no", "hail: no"]


@pytest.mark.parametrize(
    ("earlier", "later", "is_covered"),
    [
        ({}, {"all": ["a"]}, True),
        ({"all": ["a"]}, {}, False),
        ({"any": ["a", "b"]}, {"all": ["b", "c"]}, True),
        ({"any": ["a", "b"]}, {"any": ["b"]}, True),
        ({"any": ["a"]}, {"any": ["a", "b"]}, False),
        ({"none": ["a"]}, {}, False),
        ({"none": ["a"]}, {"none": ["a", "b"]}, True),
        ({"words": ["x"]}, {}, False),
        ({"words": ["x", "y"]}, {"words": ["y"]}, True),
    ],
)
def test_when_one_row_takes_all_of_another(
    earlier: dict[str, list[str]], later: dict[str, list[str]], is_covered: bool
):
    one, other = (DecisionRule.model_validate({"kinds": ["k"], "then": "Attack"} | row) for row in (earlier, later))
    assert covers(one, other) is is_covered


# -- lists -------------------------------------------------------------------------------------------------------


def test_entries_are_filtered_by_kind_country_and_text():
    kinds = {entry.kind for entry in entries(Section.TRIGGERS, "en", kind="grenade")}
    assert kinds == {"grenade"}
    found = entries(Section.ACTORS, "en", country="sy", search="sdf")
    assert [entry.id for entry in found if "QSD" in entry.meaning] == ["SY/qsd"]
    assert {entry.country for entry in found} == {"SY"}
    (guard,) = [entry for entry in entries(Section.GUARDS, "en") if entry.id == "film"]
    assert guard.used_by
    assert any(entry.example and entry.counter_example for entry in entries(Section.ACTORS, "en", kind="civilians"))


def test_every_trigger_shows_both_examples():
    rules = {entry.id: entry for entry in entries(Section.TRIGGERS, "en")}
    assert set(rules) == {r.id for r in EventLexicons("en").rules}
    assert all(entry.example and entry.counter_example and entry.words for entry in rules.values())


# -- the commands ------------------------------------------------------------------------------------------------


def test_check_of_the_shipped_lexicons_ends_well(tmp_path: Path):
    done = cli("lexicon", "check", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no cases (--cases DIR): no findings" in done.stdout


def test_findings_are_a_table_or_json_lines_and_exit_code_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    rows = cli("lexicon", "check", "--json", folder=tmp_path)
    found = [json.loads(line) for line in rows.stdout.splitlines()]
    assert {(f["check"], f["line"] > 0) for f in found} == {("case", True)}
    monkeypatch.setattr("flows.lexicons.check.check", lambda language, cases: [Finding(**row) for row in found])
    plain = cli_again("lexicon", "check", folder=tmp_path)
    assert (plain.returncode, rows.returncode) == (1, 1)
    assert "no case in tests/rules fires it" in " ".join(plain.stdout.split())
    assert f"{len(found)} findings" in plain.stderr
    assert f"{len(found)} findings" in rows.stderr


def test_no_findings_are_no_json_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.lexicons.check.check", lambda language, cases: [])
    done = cli_again("lexicon", "check", "--json", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_list_prints_cards_and_json_lines(tmp_path: Path):
    done = cli("lexicon", "list", "triggers", "--kind", "grenade", folder=tmp_path)
    assert done.stdout.startswith("grenade  grenade\n")
    rows = cli_again("lexicon", "list", "triggers", "--kind", "grenade", "--json", folder=tmp_path).stdout.splitlines()
    assert {json.loads(row)["kind"] for row in rows} == {"grenade"}
    assert "No such entry." in cli_again("lexicon", "list", "guards", "--search", "xqzz", folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("check", "--cases", "nowhere"), 2, "nowhere"),
        (("check", "--language", "xx"), 1, "no lexicons for language 'xx'; there are en"),
        (("list", "films"), 2, "'films' is not one of 'files', 'triggers'"),
        (("list", "triggers", "--kind", "hail"), 2, "--kind: no 'hail'; there are"),
        (("list", "actors", "--country", "XX"), 2, "--country: no 'XX'; there are"),
        (("list", "actors", "--language", "xx"), 1, "no lexicons for language 'xx'"),
    ],
)
def test_wrong_use_is_a_message(tmp_path: Path, arguments: tuple[str, ...], code: int, complaint: str):
    done = cli_again("lexicon", *arguments, folder=tmp_path)
    assert done.returncode == code
    assert complaint in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


# -- what a corpus has and the lexicons lack ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def discoverer(gazetteer: Gazetteer) -> Discoverer:
    return Discoverer.default(gazetteer)


def unknown(discoverer: Discoverer, *texts: str) -> list[tuple[str, str, dict[str, int]]]:
    found = candidates([Article(f"a{n}", text) for n, text in enumerate(texts)], discoverer)
    return [(one.sort, one.text, one.roles) for one in found]


def test_names_that_act_or_suffer_are_candidates(discoverer: Discoverer):
    texts = (
        "Zorbian fighters attacked a village near Gao on Monday.",
        "The FPRZ attacked a village near Gao. Soldiers attacked the FPRZ there.",
        "A village near Gao was attacked by the FPRZ.",
    )
    assert unknown(discoverer, *texts) == [
        ("actor", "FPRZ", {"agent": 2, "target": 1}),
        ("actor", "Zorbian", {"agent": 1}),
    ]


def test_known_actors_and_places_are_none(discoverer: Discoverer):
    assert unknown(discoverer, "Boko Haram attacked Maiduguri. Syrian forces bombed Idlib. Three were killed.") == []


def test_verbs_between_an_armed_actor_and_an_object_are_candidates(discoverer: Discoverer):
    texts = (
        "Gunmen strafed a bus near Gao.",
        "A bus was strafed by gunmen near Gao.",
        "The minister strafed the opposition. Gunmen said nothing. Gunmen launched an attack. Gunmen ran.",
    )
    assert [item for item in unknown(discoverer, *texts) if item[1] == "strafe"] in (
        [("verb", "strafe", {"beside": 2})],
        [],  # once a trigger has the verb
    )


def test_candidates_are_counted_by_article(discoverer: Discoverer):
    text = "The FPRZ attacked a village near Gao. The FPRZ burned houses in Gao."
    (one,) = [c for c in candidates([Article("a", text)], discoverer) if c.sort == "actor"]
    assert (one.count, one.articles, one.article_id) == (2, 1, "a")
    assert one.example == "The FPRZ attacked a village near Gao."


def test_unknown_prints_tables_or_json_lines(tmp_path: Path):
    (tmp_path / "news.txt").write_text("The FPRZ attacked a village near Gao on Monday.", encoding="utf-8")
    done = cli("lexicon", "unknown", "news.txt", folder=tmp_path)
    assert done.returncode == 0
    assert "FPRZ" in done.stdout
    (row,) = map(json.loads, cli_again("lexicon", "unknown", "news.txt", "--json", folder=tmp_path).stdout.splitlines())
    assert (row["sort"], row["text"], row["roles"]) == ("actor", "FPRZ", {"agent": 1})
    nothing = cli_again("lexicon", "unknown", "news.txt", "--least", "2", folder=tmp_path)
    assert nothing.stdout == "Nothing that the lexicons lack.\n"
    missing = cli_again("lexicon", "unknown", "nowhere", folder=tmp_path)
    assert (missing.returncode, "no such file" in missing.stderr) == (2, True)
