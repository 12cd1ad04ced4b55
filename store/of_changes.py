"""What a change of a thread becomes: one row of `mentions`."""

from datetime import datetime
from typing import Any

from newswire.store.columns.fit import UNSTORED, names_a_day
from newswire.store.columns.times import moment
from newswire.store.known.changes import event_of
from newswire.stream.broker import Record
from newswire.stream.following import ThreadChange


def row_of_change(record: Record, change: ThreadChange, committed: datetime | None, came: datetime) -> dict[str, Any]:
    """The row of one message that came onto the topic then, in a batch that is committed at `committed`."""
    at, of, state = change.mention, change.of, change.state
    published_at = moment(change.published)
    lost = ["published_at"] if published_at is None and names_a_day(change.published) else []
    return {
        "article_id": at.article_id,
        "revision": change.article_revision,
        "url": change.url,
        "site": change.site,
        "title": change.title,
        "published": change.published,
        "published_at": published_at,
        "ingested": came,
        "field": at.field,
        "text": change.text,
        "start": at.start,
        "end": at.end,
        "thread_id": change.thread_id,
        "story": change.story,
        "event": event_of(record),
        "gone": change.change == "gone",
        "dimension": change.dimension,
        "base_value": change.value,
        "base_low": change.low,
        "base_high": change.high,
        "bound": change.bound,
        "status": change.status,
        "counted_head": change.head,
        "what_lemma": change.what,
        "source_name": change.source,
        "claimant": change.institution,
        "contested_by": [{"name": denial.name, "how": denial.how} for denial in change.contested_by],
        "recalled": change.recalled,
        "relation": change.relation,
        "of_article_id": of.article_id if of else None,
        "of_field": of.field if of else None,
        "of_start": of.start if of else None,
        "of_end": of.end if of else None,
        "of_revision": of.revision if of else None,
        "thread_low": state.low,
        "thread_high": state.high,
        "thread_disputed": state.disputed,
        "_topic": record.topic,
        "_partition": record.partition,
        "_offset": record.offset,
        "_row": 0,
        UNSTORED: lost or None,
        "committed": committed,
    }
