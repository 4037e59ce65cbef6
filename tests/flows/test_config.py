from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from flows.config import Config, ConfigError, known_keys, load_config

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "config.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_the_shipped_file_holds_every_setting_with_its_default():
    assert yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8")) == Config().manifest()


def test_every_setting_of_the_shipped_file_has_a_comment_above_it():
    lines = (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()
    bare = []
    for above, line in pairwise(lines):
        follows_its_twin = line.startswith("retry_delay_seconds")
        if line.strip() and not line.lstrip().startswith("#") and not follows_its_twin:
            bare += [line] * (not above.lstrip().startswith("#"))
    assert bare == []


def test_without_a_file_the_defaults_hold(tmp_path: Path):
    assert load_config(folder=tmp_path) == Config()


def test_the_file_of_the_current_folder_is_read(settings):
    file = settings("workers: 3")
    assert load_config(folder=file.parent).workers == 3


def test_a_file_may_leave_out_what_it_does_not_change(settings):
    assert load_config(settings("batch_size: 7")) == Config(batch_size=7)


def test_a_section_with_all_lines_commented_out_holds_the_defaults(settings):
    assert load_config(settings("articles:\n  # source: X\n")) == Config()


def test_an_empty_file_holds_the_defaults(settings):
    assert load_config(settings("# nothing\n")) == Config()


def test_options_win_over_the_file_and_absent_options_do_not(settings):
    file = settings("workers: 3\narticles: {source: Gulf News, published: 2024-05-31}")
    config = load_config(file, {"workers": 5, "engine": None, "articles.source": "The Daily"})
    assert (config.workers, config.engine) == (5, "local")
    assert (config.articles.source, config.articles.published) == ("The Daily", date(2024, 5, 31))


def test_paths_in_a_file_are_relative_to_the_file(settings):
    file = settings("output: out\ngazetteer: {path: places.lmdb, cache_dir: /var/cache}")
    config = load_config(file)
    folder = file.parent
    assert config.output == str(folder / "out")
    assert config.gazetteer.path == folder / "places.lmdb"
    assert config.gazetteer.cache_dir == Path("/var/cache")


def test_an_output_address_is_no_path(settings):
    assert load_config(settings("output: s3://bucket/events")).output == "s3://bucket/events"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("batchsize: 3", 1, "unknown setting batchsize; did you mean batch_size?"),
        ("workers: 1\narticles:\n  langage: en", 3, "did you mean articles.language?"),
        ("source: Gulf News", 1, "did you mean articles.source?"),
        ("min_conf: 0.5", 1, "did you mean publish.min_confidence?"),
        ("colour: red", 1, "known are output, engine"),
        ("api_key: abc", 1, "secrets are read from the environment only"),
        ("workers: four", 1, "workers: expected a valid integer"),
        ("engine: ray", 1, "expected local, threads or the address of a Dask scheduler"),
        ("publish: {min_confidence: 3}", 1, "expected less than or equal to 1, found 3"),
        ("articles: 3", 1, "articles: expected a valid dictionary"),
        ("articles: {published: yesterday}", 1, "articles.published: expected a valid date"),
        ("output: a\noutput: b", 2, "output stands twice, first in line 1"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(settings, text: str, line: int, message: str):
    with pytest.raises(ConfigError) as error:
        load_config(settings(text), {"articles.source": "The Daily"})
    assert f"config.yaml line {line}: " in str(error.value)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"- a\n- b", "found a list"), (b"a: [", "not valid YAML"), (b"output: \xff\xfe", "cannot be read")],
)
def test_a_file_that_holds_no_settings_is_refused(tmp_path: Path, content: bytes, message: str):
    file = tmp_path / "config.yaml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        load_config(file)


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "none.yaml")


def test_a_file_that_nobody_named_says_why_it_was_read(settings):
    file = settings("site_name: My pages")
    with pytest.raises(ConfigError, match="was read because it lies in the current folder"):
        load_config(folder=file.parent)


def test_settings_cannot_be_changed_after_loading():
    with pytest.raises(ValueError, match="frozen"):
        Config().workers = 3  # type: ignore[misc]


def test_the_manifest_holds_every_setting_and_no_password():
    config = Config(engine="tcp://user:secret@host:8786", output="s3://key:hidden@bucket/x")
    manifest = config.manifest()
    assert manifest["engine"] == "tcp://***@host:8786"
    assert "hidden" not in str(manifest)
    assert {key.split(".")[0] for key in known_keys()} == set(manifest)


def test_every_setting_is_documented():
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [key for key in known_keys() if f"| `{key}` |" not in page] == []
