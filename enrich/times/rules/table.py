"""All rules of time, in their order: of two that read equally long stretches at one place the first counts."""

from newswire.enrich.times.rules import counted, dated, digits, lengths, months, parts, relative, weekdays, years
from newswire.enrich.times.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *digits.RULES,
    *dated.RULES,
    *months.RULES,
    *years.RULES,
    *relative.RULES,
    *weekdays.RULES,
    *counted.RULES,
    *parts.RULES,
    *lengths.RULES,
)
