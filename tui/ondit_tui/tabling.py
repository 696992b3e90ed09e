"""Tables of matches in a folder: written by this process, or by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Literal, get_args

import typer

from ondit.errors import InputError, OnditError, UsageError
from ondit_tui.asked import Asked
from ondit_tui.options import READ, one_of
from ondit_tui.outcome import INTERRUPTED, SOME_UNREAD, exit_code, say, tell_problems

if TYPE_CHECKING:
    from ondit.cluster.doing import Step
    from ondit.cluster.stages import Outcome
    from ondit.model import Problem

Engine = Literal["local", "dask"]
ENGINE = typer.Option(
    "--engine",
    metavar="ENGINE",
    parser=one_of("engine", get_args(Engine)),
    help="What matches: this process (local) or workers of Dask (dask), which write tables.",
    rich_help_panel=READ,
)
SCHEDULER = typer.Option(
    "--scheduler",
    metavar="ADDRESS",
    help="The scheduler of the workers, as tcp://host:8786; without it, workers are started here.",
    rich_help_panel=READ,
    show_default=False,
)
TAKEN = frozenset({"paths", "within", "strict"})
"""What `--engine dask` takes; of the rest, what is looked for is looked for in the tables."""


def write(asked: Asked, form: str, engine: str, scheduler: str | None, *, audit: bool) -> int:
    """Write tables of what was asked into the folder that is named last, and return the exit code.

    Raises:
        UsageError: Options exclude each other, or no folder is named.
        OnditError: Nothing could be done.
    """
    if audit:
        raise UsageError("--audit is told as text only.", "Leave out --engine, --scheduler and --format.")
    if scheduler and engine != "dask":
        raise UsageError("--scheduler is of workers.", "Give --engine dask, too.")
    if form not in ("text", "parquet"):
        raise UsageError(f"Workers write no {form}.", "Leave out --format: they write Parquet.")
    paths = asked.paths or []
    if engine == "local" and (asked.store is not None or len(paths) == 1):
        raise UsageError("No folder to write to is named.", "Name it last, behind what is read.")
    if len(paths) < len(("what is read", "the folder")):
        raise UsageError("Tables need what is read and a folder to write to.", "Name the folder last.")
    inputs = replace(asked, paths=paths[:-1])
    return _of_workers(inputs, paths[-1], scheduler) if engine == "dask" else _of_this(inputs, paths[-1])


def _of_this(asked: Asked, out: str) -> int:
    try:
        from ondit.cluster.local import check_writable, write_story
    except ImportError:
        raise _missing() from None
    from ondit_tui import reading

    check_writable(out)
    story = reading.read_aloud(reading.inputs_of(asked))
    write_story(story, out)
    return exit_code(story.problems)


def _of_workers(asked: Asked, out: str, scheduler: str | None) -> int:
    usual = Asked()
    others = [one.name for one in fields(asked) if getattr(asked, one.name) != getattr(usual, one.name)]
    if not TAKEN.issuperset(others):
        raise UsageError("Workers match all of what they read.", "Leave out what filters or names a store.")
    try:
        from ondit.cluster.crew import Workers
        from ondit.cluster.inputs import sources_of
        from ondit.cluster.run import NothingReadError, run
    except ImportError:
        raise _missing() from None
    from ondit.model import Problem
    from ondit_tui.progress import line

    found = list(sources_of(asked.paths or ()))
    problems = [one for one in found if isinstance(one, Problem)]
    tell_problems(problems)
    sources = [one for one in found if not isinstance(one, Problem)]
    bad = [one for one in problems if not one.is_note]
    if not sources or (asked.strict and bad):
        raise InputError("There is nothing to match." if not sources else bad[0].what, "Check the names.")
    try:
        with Workers(scheduler) as workers, line() as draw:
            workers.check()
            tell_problems(workers.notes())

            def report(step: Step) -> None:
                if draw:
                    draw(f"{step.stage}: {step.done:,} of {step.total:,}")

            outcome = run(sources, out, workers, within=asked.within, strict=asked.strict, report=report)
    except NothingReadError as error:
        _tell(error.problems, error.untold)
        raise
    except KeyboardInterrupt:
        say("Stopped; what is done stays: the same command goes on.")
        return INTERRUPTED
    return max(exit_code(problems), _told(outcome, out))


def _told(outcome: Outcome, out: str) -> int:
    """Say what a run came to, and return the exit code."""
    from ondit_tui.widgets.wording import count

    _tell(outcome.problems, outcome.untold)
    if outcome.left_out:
        say(
            f"{outcome.left_out:,} pairs of passages that many sentences share are left out; of each"
            " sentence the nearest and the first are kept."
        )
    if outcome.cut:
        say(f"Up to {outcome.cut:,} pairs of sentences that hundreds of others are like are not looked at.")
    if outcome.echoes:
        say(
            f"{count(outcome.echoes, 'sentence')} that more than a thousand articles repeat word for word are"
            " matched as the first of them is; their other pairs are left out."
        )
    typer.echo(
        f"{count(outcome.articles, 'article')}, {count(outcome.sentences, 'sentence')}: "
        f"{count(outcome.matches, 'match', 'matches')}, {count(outcome.statements, 'statement')} in {out}"
    )
    return SOME_UNREAD if outcome.untold else exit_code(outcome.problems)


def _tell(problems: Iterable[Problem], untold: int) -> None:
    tell_problems(problems)
    if untold:
        say(f"{untold:,} more problems are not listed.")


def _missing() -> OnditError:
    return InputError("Writing tables takes an extra that is not installed.", "Install ondit[cluster].")
