"""What a scenario is, and the stage it sets: sites that answer, feeds to poll, items that must arrive, claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from behaviour.items import Item
from behaviour.server import Answer, Ask, Clock, Host, Reply, Server
from newswire.ingest.polling.lists.feeds import Feed

if TYPE_CHECKING:
    from behaviour.score import Played

MISSING = Reply(b"no such page", 404, {"Content-Type": "text/plain"})


class Claim(NamedTuple):
    """What must be true at the end; `of_ours` looks at what only our own state tells."""

    text: str
    holds: "Callable[[Played], Any]"
    of_ours: bool


class Site:
    """One host of a scenario."""

    def __init__(self, stage: "Stage", name: str, host: Host) -> None:
        self.stage, self.name, self.host = stage, name, host
        self.paths: dict[str, Answer] = {}

    def url(self, path: str = "/", scheme: str = "http") -> str:
        return f"{scheme}://{self.name}{path}"

    def on(self, path: str, answer: Answer | Reply) -> str:
        """Answers there so; returns the URL."""
        self.paths[path] = (lambda _: answer) if isinstance(answer, Reply) else answer
        return self.url(path)

    def feed(self, answer: Answer | Reply, path: str = "/rss", *, cls: str = "tail", scheme: str = "http") -> str:
        """A feed there that is to be polled; returns its URL."""
        self.on(path, answer)
        self.stage.feeds.append(Feed(self.url(path, scheme), None, cls))
        return self.url(path, scheme)

    def answer(self, ask: Ask) -> Reply:
        found = self.paths.get(ask.path) or self.paths.get(ask.path.partition("?")[0])
        return found(ask) if found else MISSING


@dataclass
class Stage:
    """The world of one scenario."""

    server: Server
    name: str
    clock: Clock = field(default_factory=Clock)
    sites: list[Site] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)
    expected: list[Item] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def site(self, prefix: str = "www") -> Site:
        """A host of this scenario's own: PREFIX.NAME.example."""
        name = f"{prefix}.{self.name}.example" if prefix != "www" else f"{self.name}.example"
        host = Host(lambda _: MISSING, self.clock)
        made = Site(self, name, host)
        host.answer = made.answer
        self.server.play(name, host)
        self.sites.append(made)
        return made

    def expect(self, items: Iterable[Item]) -> list[Item]:
        """These, in each of their versions, have to arrive, once each, and nothing else."""
        found = list(items)
        self.expected += found
        return found

    def manners(self, text: str, holds: "Callable[[Played], Any]") -> None:
        """A claim about what was asked of the server, by which anybody can be judged."""
        self.claims.append(Claim(text, holds, False))

    def end(self, text: str, holds: "Callable[[Played], Any]") -> None:
        """A claim about the state that we end in."""
        self.claims.append(Claim(text, holds, True))


Script = Callable[[Stage], None]


@dataclass(frozen=True)
class Scenario:
    """One hard bug as a play."""

    name: str
    noun: str  #: what it is about
    story: str  #: what the server does
    hours: float  #: of simulated time
    script: Script
    pages: bool  #: articles are fetched, too
    max_mb: int  #: memory that it may take
    client: Mapping[str, Any]  #: options of the HTTP client

    def __str__(self) -> str:
        return self.name


class Programme(Sequence[Scenario]):
    """The scenarios about one noun."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._all: list[Scenario] = []

    def scene(
        self, story: str, *, hours: float, pages: bool = False, max_mb: int = 64, **client: Any
    ) -> Callable[[Script], Script]:
        """Makes a function that sets a stage a scenario of its name."""

        def take(script: Script) -> Script:
            name = script.__name__.replace("_", "-")
            self._all.append(Scenario(name, self.noun, story, hours, script, pages, max_mb, client))
            return script

        return take

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)
