"""Settings: which source wins, and what a mistake is told."""

from pathlib import Path

import pytest

from newswire import settings
from newswire.settings import SettingsError, environment, load, origins, unknown_variables
from newswire.stream.s3.path import S3Path
from newswire.stream.s3.url import S3Url


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_flag_beats_the_environment_beats_the_file_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("newswire.toml").write_text("poll_s = 10\ndesk_s = 20\nnormal_s = 30\n")
    monkeypatch.setenv("NEWSWIRE_POLL_S", "11")
    monkeypatch.setenv("NEWSWIRE_DESK_S", "21")

    found = load({"poll_s": 12})

    assert (found.poll_s, found.desk_s, found.normal_s, found.tail_s) == (12, 21, 30, 3600)
    where = origins({"poll_s": 12})
    assert [where[n] for n in ("poll_s", "desk_s", "normal_s", "tail_s")] == [
        "flag",
        "NEWSWIRE_DESK_S",
        "newswire.toml",
        "default",
    ]


def test_a_misspelt_setting_in_the_file_is_refused_by_name() -> None:
    Path("newswire.toml").write_text("pol_s = 10\n")

    with pytest.raises(SettingsError, match="no setting 'pol_s'"):
        load()


def test_a_bad_value_names_setting_value_and_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_POLL_S", "often")

    with pytest.raises(SettingsError, match=r"poll_s = 'often'.*NEWSWIRE_POLL_S"):
        load()


def test_a_password_in_the_file_is_refused() -> None:
    Path("newswire.toml").write_text('state_url = "postgresql://u:secret@h/db"\n')

    with pytest.raises(SettingsError, match="NEWSWIRE_STATE_URL") as e:
        load()
    assert "secret" not in str(e.value)


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_STROE", "x")

    assert "NEWSWIRE_STROE" in unknown_variables()


def test_what_is_passed_to_child_processes_means_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    given = load({"home": Path("here"), "allow_private": True, "enrichers": ("figures", "acme.tone:make")})

    for name, value in environment(given).items():
        monkeypatch.setenv(name, value)

    assert load() == given
    assert settings.load().home.is_absolute()


@pytest.mark.parametrize("name", ["home", "store", "archive"])
@pytest.mark.parametrize(
    "value", ["gs://bucket/x", "https://news.example/store", "file:///home", "s3:/typo", "S3://b/c", "s3://", "s3:///x"]
)
def test_a_url_that_is_not_a_place_is_refused_with_the_remedy_and_never_taken_for_a_folder(
    name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match=rf"^{name} = .*(s3://bucket/prefix|a folder on this machine)"):
        load({name: value})


def test_home_is_a_folder_and_what_may_be_in_a_bucket_is_said() -> None:
    with pytest.raises(SettingsError, match="NEWSWIRE_STORE=s3://bucket/prefix"):
        load({"home": Path("s3://bucket/prefix")})

    assert load({"home": "a:b/c"}).home.name == "c"


def test_store_and_archive_are_in_home_in_a_folder_or_in_a_bucket() -> None:
    assert load({"home": "/srv/news"}).store_root == Path("/srv/news/store")
    assert load({"home": "/srv/news", "archive": "~/warc"}).archive_root == Path("~/warc").expanduser()
    given = load({"store": "s3://news/eu/", "archive": "s3://warc"})
    assert (given.store_root, given.archive_root) == (S3Url("news", "eu"), S3Path(S3Url("warc")))
