"""NOTICE names everything that is shipped, with its licence."""

import re
from importlib import util

from images.image_files import ROOT

_spec = util.spec_from_file_location("notice", ROOT / "docker" / "notice.py")
assert _spec and _spec.loader
notice = util.module_from_spec(_spec)
_spec.loader.exec_module(notice)


def test_it_is_as_the_packages_say_of_themselves_now() -> None:
    text = (ROOT / "NOTICE").read_text("utf-8")
    assert text == notice.whole(text), "stale: `make notice` writes it again"


def test_every_package_of_the_image_stands_in_it() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)(.*)", (ROOT / "requirements" / "image.txt").read_text(), re.M)
    listed = notice.listed()
    everywhere = [f"- {name} {version}: " for name, version, rest in locked if ";" not in rest]
    assert len(everywhere) > 150
    assert not [line for line in everywhere if line not in listed]


def test_no_package_is_without_a_licence() -> None:
    assert "not stated" not in notice.listed()


def test_what_is_under_a_gpl_is_named_apart() -> None:
    apart = notice.listed().split("### Others")[0]
    assert "- psycopg" in apart and "- crc32c" in apart and "LGPL" in apart
    assert "GPL" not in notice.listed().split("### Others")[1]
