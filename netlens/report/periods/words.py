"""Periods and dates in words, in one language."""

from netlens.i18n import mark, translator

MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip
MARKS = {
    "born": mark("first evidence"),
    "grown": mark("more members"),
    "shrunk": mark("fewer members"),
    "dormant": mark("no evidence"),
    "again": mark("evidence again"),
    "gone": mark("no later evidence"),
    "split": mark("split"),
    "merged": mark("joined with another"),
}


def period_name(code: str, lang: str) -> str:
    """`2021`, `first half of 2021`, `third quarter of 2021`, `March 2021`, `2021-01-01 to 2021-05-14`."""
    _ = translator(lang)
    since, slash, until = code.partition("/")
    if slash:
        return _("{since} to {until}").format(since=day(since, lang), until=day(until, lang))
    year, dash, part = code.partition("-")
    if not dash:
        return year
    halves = (_("the first half of {year}"), _("the second half of {year}"))
    quarters = (
        _("the first quarter of {year}"), _("the second quarter of {year}"), _("the third quarter of {year}"),
        _("the fourth quarter of {year}"),
    )  # fmt: skip
    if part[0] == "H":
        return halves[int(part[1]) - 1].format(year=year)
    if part[0] == "Q":
        return quarters[int(part[1]) - 1].format(year=year)
    return _("{month} {year}").format(month=_(MONTHS[int(part) - 1]), year=year)


def day(text: str, lang: str) -> str:
    """An ISO date, as exact as it is, the way the language writes it."""
    date = text.partition("T")[0]
    return "/".join(reversed(date.split("-"))) if lang == "vi" else date


def mark_name(what: str, lang: str) -> str:
    """What became of a ring in a period, in two words; "" for nothing."""
    return translator(lang)(MARKS[what]) if what else ""
