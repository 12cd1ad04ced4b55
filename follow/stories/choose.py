"""Which story a report belongs to: the one whose reports it is like on average, else a new one.

Online single pass by average linkage (Allan et al. 1998), with a second look at the nearest earlier reports, which
undoes what an unlucky order of arrival did (Fiscus & Doddington 2002 call its absence the cost of deciding at once).
"""


from follow.state.state import State
from follow.stories.likeness import Told, likeness

#: terms that find reports, reports for each, and how many are compared
_TERMS, _EACH, _NEAR = 40, 40, 60
#: stories compared on average, and reports of each
_STORIES, _MEMBERS = 8, 12
#: a report joins from this average likeness on
JOINS = 0.3
#: nearest reports that are looked at again
AGAIN = 8


class Neighbours:
    """The reports and stories near one report, loaded once."""

    def __init__(self, state: State, told: Told, report: str) -> None:
        self.index = told.words.rarest(_TERMS)
        found = [key for key in state.near(self.index, _EACH) if key != report][:_NEAR]
        self.kept = state.reports(found)
        alike = {key: likeness(told, kept.told) for key, kept in self.kept.items()}
        self.nearest = sorted(alike, key=lambda key: (-alike[key], key))
        self.stories: dict[str, list[str]] = {}
        for key in self.nearest:
            story = self.kept[key].story
            if story not in self.stories and len(self.stories) < _STORIES:
                self.stories[story] = []
        wanted = {story: [key for key in state.members(story, _MEMBERS + 1)] for story in self.stories}
        self.kept |= state.reports(key for keys in wanted.values() for key in keys if key not in self.kept)
        self.stories = wanted

    def averages(self, told: Told, but: str) -> list[tuple[float, str]]:
        """Each story's average likeness to a report, best first; the report itself does not count."""
        found = []
        for story, members in self.stories.items():
            others = [self.kept[key].told for key in members if key != but and key in self.kept][:_MEMBERS]
            if others:
                found.append((sum(likeness(told, other) for other in others) / len(others), story))
        return sorted(found, key=lambda item: (-item[0], item[1]))
