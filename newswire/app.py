"""The seams of the pipe, for commands, DAGs and pages: what the settings make, opened by one word.

Imports of stages stay inside the functions: a DAG file, `newswire --help` and each worker load just what they need.
"""

from newswire.feeds.named import feed_named
from newswire.home.databases import open_state
from newswire.stages.consume import open_worker
from newswire.stages.enrich import open_tagging
from newswire.stages.table import STAGES, Stage, stages_of
from newswire.stages.watch import begin_watches
from newswire.wiring.broker import open_broker, read_broker
from newswire.wiring.polling import due_shards, poll_shard, release_dead
from newswire.wiring.requests import http_client, open_archive, told

__all__ = [
    "STAGES",
    "Stage",
    "begin_watches",
    "due_shards",
    "feed_named",
    "http_client",
    "open_archive",
    "open_broker",
    "open_state",
    "open_tagging",
    "open_worker",
    "poll_shard",
    "read_broker",
    "release_dead",
    "stages_of",
    "told",
]
