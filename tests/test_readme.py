"""The README's programs: they run, and print what they say they print."""

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
PROGRAMS = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_prints_what_it_says(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    text = "Corvale announced on Monday that it will open the yard at Belmore in June.\n"
    (tmp_path / "articles" / "one.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(program, {})  # noqa: S102 - it is ours
    said = re.findall(r"print\(.*\)  # (.*)", program)
    printed = capsys.readouterr().out.splitlines()
    assert printed
    assert printed == said or not said
