"""The views over what was followed: `mentions`, `threads` and `stories`."""

#: the latest word on each mention: its change that counts, in the thread where it was said last
_SAID = """
CREATE VIEW _state.said AS
FROM mentions_history ANTI JOIN _state.superseded USING (_topic, _partition, _offset)
WHERE NOT gone
QUALIFY row_number() OVER (
    PARTITION BY article_id, field, "start", "end" ORDER BY ingested DESC, committed DESC, _partition, _offset DESC
) = 1
"""

#: what was ever said at a place of a revision, in its latest word: what a later one relates to may stand no longer
_TOLD = """
CREATE VIEW _state.told AS FROM mentions_history WHERE NOT gone
QUALIFY row_number() OVER (
    PARTITION BY article_id, revision, field, "start", "end"
    ORDER BY ingested DESC, committed DESC, _partition, _offset DESC
) = 1
"""

#: each figure that is followed, as its article says it now, with its thread and what it relates to
_MENTIONS = """
CREATE VIEW mentions AS SELECT
    f.* EXCLUDE (dt, "text", bound, status, contested_by),
    f."text", f.bound, f.status, f.contested_by,
    s.thread_id, s.story, s.dimension, s.base_value, s.base_low, s.base_high, s.claimant, s.recalled, s.relation,
    s.of_article_id, s.of_revision, s.of_field, s.of_start, s.of_end,
    o."text" AS of_text, o.base_value AS of_base_value, o.base_low AS of_base_low, o.base_high AS of_base_high,
    o.claimant AS of_claimant, o.site AS of_site, o.published AS of_published,
    s.ingested AS followed, f.dt
FROM figures f
JOIN _state.said s
    ON s.article_id = f.article_id AND s.field = f.field AND s."start" = f."start" AND s."end" = f."end"
    AND s."text" = f."text"
LEFT JOIN _state.told o
    ON o.article_id = s.of_article_id AND o.revision = s.of_revision
    AND o.field = s.of_field AND o."start" = s.of_start AND o."end" = s.of_end
"""

#: what was said last by each claimant, in the order of publication; of a range its ends
_STANDING = """
CREATE VIEW _state.standing AS SELECT
    thread_id, claimant,
    last(struct_pack(
        claimant := claimant, base_value := base_value, base_low := base_low, base_high := base_high, bound := bound,
        status := status, contested_by := contested_by, published := published, article_id := article_id,
        "field" := "field", "start" := "start", "end" := "end", url := nullif(url, ''), site := site
    ) ORDER BY coalesce(published_at, ingested), ingested, _partition, _offset) AS stands,
    max(coalesce(published_at, ingested)) AS said_at
FROM _state.said WHERE NOT recalled GROUP BY thread_id, claimant
"""

_THREADS = """
CREATE VIEW threads AS
WITH seen AS (
    SELECT
        thread_id, any_value(story) AS story, mode(dimension) FILTER (dimension <> 'bare') AS dimension,
        mode(counted_head) AS counted_head, mode(what_lemma) AS what_lemma,
        min(coalesce(published_at, ingested)) AS first_seen, max(coalesce(published_at, ingested)) AS last_seen,
        count(*) AS mentions, count(DISTINCT article_id) AS articles, count(DISTINCT site) AS outlets,
        count(*) FILTER (relation = 'revises') AS revisions, count(*) FILTER (relation = 'conflicts') AS conflicts,
        count(*) FILTER (len(contested_by) > 0) AS contested
    FROM _state.said GROUP BY thread_id
), named AS (
    SELECT thread_id, count(claimant) > 0 AS any_named FROM _state.standing GROUP BY thread_id
), standing AS (
    SELECT
        thread_id,
        min(least(stands.base_value, stands.base_low)) FILTER (counts) AS low,
        max(greatest(stands.base_value, stands.base_high)) FILTER (counts) AS high,
        count(claimant) AS claimants,
        list(stands ORDER BY said_at DESC, claimant) AS latest
    FROM (
        SELECT *, claimant IS NOT NULL OR NOT any_named AS counts FROM _state.standing JOIN named USING (thread_id)
    ) GROUP BY thread_id
), told AS (
    SELECT thread_id, last(thread_disputed ORDER BY committed, _partition, _offset) AS disputed
    FROM mentions_history GROUP BY thread_id
)
SELECT
    thread_id, story, coalesce(dimension, 'bare') AS dimension, counted_head, what_lemma, low, high, claimants, latest,
    disputed, first_seen, last_seen, mentions, articles, outlets, revisions, conflicts, contested
FROM seen LEFT JOIN standing USING (thread_id) LEFT JOIN told USING (thread_id)
"""

_STORIES = """
CREATE VIEW stories AS
WITH seen AS (
    SELECT
        story, arg_max(title, coalesce(published_at, ingested)) FILTER (title IS NOT NULL) AS title,
        min(coalesce(published_at, ingested)) AS first_seen, max(coalesce(published_at, ingested)) AS last_seen,
        count(DISTINCT article_id) AS articles, count(DISTINCT site) AS outlets,
        count(DISTINCT claimant) AS claimants, count(*) AS mentions
    FROM _state.said GROUP BY story
), followed AS (
    SELECT
        story, count(*) AS threads, count(*) FILTER (disputed) AS disputed,
        sum(revisions)::BIGINT AS revisions, sum(conflicts)::BIGINT AS conflicts, sum(contested)::BIGINT AS contested
    FROM threads GROUP BY story
)
SELECT
    story, title, first_seen, last_seen, articles, outlets, claimants, mentions, threads, disputed, revisions,
    conflicts, contested
FROM seen LEFT JOIN followed USING (story)
"""

#: in this order
VIEWS = (_SAID, _TOLD, _MENTIONS, _STANDING, _THREADS, _STORIES)
