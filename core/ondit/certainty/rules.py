"""The rules that decide what a clause is, top down, each with a name of its own.

Every rule looks at a `View`: the groups of cues in the clause, whose word it is, and where it stands. What a
rule decides, and how often it is right, says `ondit.certainty.verdicts`.
"""

from __future__ import annotations

from ondit.certainty.attribution import Attribution
from ondit.certainty.view import View

PRINCIPALS = frozenset({"company", "officer", "authority", "politician"})
_BYSTANDERS = frozenset({"onlooker", "paper", "person", "survey", "outlet"})
_CREDIT_OPENS = frozenset("( reporting editing writing additional sign follow click read subscribe".split())
_GENERAL = frozenset("a an this that such any these those".split())
MINDS = frozenset({"expects", "thinks"})
_EARLY = 4
_LEAD_SENTENCES = 2


def decide(view: View) -> str:
    """Return the name of the rule that decides a clause: the first that fits."""
    return (
        _no_statement(view)
        or _unnamed(view)
        or _undisclosed(view)
        or _outlet(view)
        or _hearsay(view)
        or _sourced(view)
        or _carried(view)
        or _guessed(view)
        or _aside(view)
        or _flat(view)
    )


def _no_statement(view: View) -> str:
    if view.question and not (view.source and view.source.voice == "unnamed"):
        return "question"
    if view.has("credits") and (view.fragment or view.opening in _CREDIT_OPENS):
        return "credit"
    return ""


def _unnamed(view: View) -> str:
    if any(source.voice == "unnamed" for source in view.sources):
        return "unnamed source"
    source = view.source
    if view.hides and source is None:
        return "not disclosed"
    if source and (source.quoted or source.voice == "onlooker") and source.voice != "outlet":
        return ""
    beside = view.has("unnamed") or (source is not None and source.voice in ("outlet", "person"))
    return "unnamed words" if "unnamed" in view.around and beside else ""


def _undisclosed(view: View) -> str:
    source = view.source
    if view.has("no comment") and source and source.voice in PRINCIPALS:
        return "not disclosed"
    if source and source.voice == "outlet" and view.has("will", "would", "plans"):
        return ""
    if view.has("not disclosed") and not (
        source and (source.quoted or source.voice in ("onlooker", "paper"))
    ):
        return "not disclosed"
    return ""


def _outlet(view: View) -> str:
    source = view.source
    if source is None or source.voice != "outlet":
        return ""
    if view.has("results"):
        return "results of another"
    if view.has("unnamed", "leaks", "hearsay"):
        return "outlet's leak"
    goes_on = view.before in ("leak", "hearsay") or view.has("will", "would", "may", "plans", "likely")
    is_report = goes_on or (
        source.cue in ("announced", "according to") and source.central and view.number < _EARLY
    )
    return (
        "outlet's report" if is_report and not source.quoted and source.cue not in MINDS else "outlet's view"
    )


def _hearsay(view: View) -> str:
    source = view.source
    denies = view.has("denies")
    if (
        view.denies
        and source is None
        and not view.quoted
        and view.subject in ("name", "body")
        and not view.has("old", "dated")
    ):
        return "flat denial"
    spoken = source is not None and (source.quoted or source.cue not in MINDS)
    principal = spoken and source is not None and source.voice in PRINCIPALS
    if view.has("leaks") and not principal:
        return "leak"
    if view.posted and source is None and not view.has("you", "i", "we"):
        return "leaker's post"
    if view.has("hearsay") and not denies and (source is not None or not view.has("prices")):
        if principal:
            return ""
        return "onlooker on hearsay" if source and source.quoted else "hearsay"
    reported = view.has("reported") and source is None and not (denies or view.has("prices"))
    return "outlet's report" if reported else ""


def _sourced(view: View) -> str:
    source = view.source
    if source is None:
        return "quote of nobody" if view.quoted else ""
    if source.voice == "person" and source.central:
        return _person_of_the_story(view, source)
    if source.voice in _BYSTANDERS:
        return _bystander(view, source)
    return _settled(view, source) or (_own_words(view, source) if source.quoted else _told(view, source))


def _person_of_the_story(view: View, source: Attribution) -> str:
    if source.quoted and view.has("we") and view.has("will"):
        return "principal quoted on itself"
    return "person of the story denies" if view.has("denies") else "person of the story"


def _bystander(view: View, source: Attribution) -> str:
    """Tell a body that gives out its own findings as the news of the story from mere voices."""
    if source.voice == "survey" and view.number < _LEAD_SENTENCES and not view.personal:
        return "survey given out"
    return source.voice


def _settled(view: View, source: Attribution) -> str:
    """Recognise what a principal denies, confirms or did long ago, and what a politician does or thinks."""
    if (
        source.cue == "announced"
        and view.has("old", "dated")
        and not (source.central or view.has("news day"))
    ):
        return "act"
    if view.has("denies"):
        return "principal denies"
    if view.has("confirms") and not source.quoted:
        return "principal confirms"
    if source.voice != "politician":
        return ""
    own = view.has("acts", "announces", "would") and (not source.quoted or view.has("we", "i"))
    own = own or (source.quoted and view.has("own deed"))
    own = own or (not source.quoted and source.cue == "said" and view.has("own side"))
    own = own or source.cue == "announced" or view.has("will", "plans", "demands")
    return "politician acts" if own and not view.has("thinks", "feels") else "politician"


def _own_words(view: View, source: Attribution) -> str:
    """Tell a principal's quote about its acts, or its company by name, from one about the world."""
    general = view.has("thinks", "should") or (view.has("you") and not view.has("we"))
    goes_on = view.has("we") and view.before == "announcement"
    if view.personal:
        return "principal in a profile"
    if (view.has("feels") and not view.has("will")) or (
        general and not goes_on and not view.has("will", "plans")
    ):
        return "principal quoted on feelings"
    if source.voice == "authority":
        return "authority quoted"
    named = source.central or source.name[:1].islower()
    body = named and (source.voice == "company" or (view.central and not view.has("old")))
    foretells = view.has("will") and (source.central or view.foretells)
    own = view.has("we", "plans", "announces") or body or foretells
    return "principal quoted on itself" if own else "principal quoted"


def _told(view: View, source: Attribution) -> str:
    """Tell what a principal says of its own acts from what it thinks, feels or claims of another."""
    if source.cue == "thinks":
        return _thought(view, source)
    if source.cue == "claims":
        return "principal claims"
    if source.voice == "authority":
        return "authority"
    if view.has("feels"):
        return "principal feels"
    if source.cue == "expects":
        return "principal expects"
    return "principal of the story" if source.central else "principal"


def _thought(view: View, source: Attribution) -> str:
    """Tell what a principal asks for, or warns of in its own outlook, from what it thinks."""
    if view.has("demands"):
        return "principal demands"
    warns = view.has("warns") and source.central and source.voice != "authority"
    return "principal warns" if warns else "principal thinks"


def _carried(view: View) -> str:
    """Lead a clause without a source back to the sentence before, whose speech it goes on with."""
    plain = view.has("would") or (view.has("will") and view.subject == "pronoun")
    if not plain or view.opening in _GENERAL or view.has("if", "you", "i", "we"):
        return ""
    if view.before in ("leak", "hearsay"):
        return f"goes on with a {'leak' if view.before == 'leak' else 'rumour'}"
    if view.before == "announcement" and view.goes_on and view.has("would") and not view.has("may", "likely"):
        return "goes on with an announcement"
    return ""


def _guessed(view: View) -> str:
    if not view.has("may", "likely"):
        return ""
    if view.released and not view.has("you", "if"):
        return "release"
    if view.has("you", "i", "we") and not view.has("likely"):
        return "advice"
    if view.has("prices", "idle may") or view.tense == "past":
        return "background"
    if view.personal:
        return "guess in advice"
    return "guess" if view.guesses else "guess within"


def _aside(view: View) -> str:
    """Recognise what is beside the story: headings, talk, prices, opinion, what had been."""
    if view.fragment:
        return "fragment"
    if view.has("you", "i", "we"):
        return "talk"
    if _gives_results(view):
        return "results"
    if view.has("prices") or (view.has("had") and not (view.deeds and view.has("news day"))):
        return "prices" if view.has("prices") else "background"
    binding = (_foretells(view) and view.official and view.central) or (
        view.number == 0 and view.has("news day") and view.tense == "past"
    )
    return "opinion" if view.has("thinks", "feels") or (view.has("if", "should") and not binding) else ""


def _gives_results(view: View) -> bool:
    """Say whether a clause gives the figures of a story that is about figures."""
    if not view.has("results") or view.has("had"):
        return False
    return (view.earnings and view.number > 0) or (view.central and view.number < 2 * _EARLY)


def _foretells(view: View) -> bool:
    return (view.foretells or view.has("the news")) and not view.opening.endswith("ing")


def _flat(view: View) -> str:
    """Tell flat news of the story's own plan, figures or act from background."""
    near = view.official or view.number == 0 or (view.led and view.goes_on and view.has("the deal"))
    if view.has("results") and view.number < _EARLY and not view.has("old", "dated"):
        return "results"
    if view.has("will") and not view.released:
        return "will" if _foretells(view) and near and not view.personal else "will be"
    if view.has("plans") and not view.has("old") and view.tense in ("present", "none"):
        near = near or view.has("dated", "news day", "on a day")
        return "plans" if near and not view.opening.endswith("ing") else "plans, told"
    return "release" if view.released else _act(view)


def _act(view: View) -> str:
    announced = view.deeds or view.has("announces")
    recent = not view.has("old", "dated")
    fresh = recent and view.has("news day")
    if view.personal:
        return "act" if view.has("acts", "announces") else "background"
    if view.number == 0 and (fresh or (announced and view.tense in ("past", "present"))):
        return "act in the lead"
    known = view.deeds and (view.subject != "other" or view.central)
    if known and fresh:
        return "act on a news day"
    if known and recent and view.number < _EARLY:
        return "act near the lead"
    if known and recent and view.official and view.tense == "past":
        return "act told"
    return "act" if view.has("acts", "announces") else "background"
