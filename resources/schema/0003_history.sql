-- The past as columns (core/analytics): derived from `hit`, may be emptied at any time.

-- What the codes of segments mean; code 0 is the empty text and has no row.
CREATE TABLE segment_value (
    dimension INTEGER NOT NULL,     -- a number of core/analytics/column.h
    code INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (dimension, code)
) WITHOUT ROWID;

-- A segment holds the hits of one site and UTC day with seq <= through.
CREATE TABLE segment (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    site INTEGER NOT NULL,
    day INTEGER NOT NULL,
    format INTEGER NOT NULL,
    through INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0,   -- a verdict about one of its hits is another now
    UNIQUE (site, day)
);

-- id = 64 * segment + part; parts without their segment are left over from a writer that was killed.
CREATE TABLE segment_part (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
);

-- Count up, so that readers know what they keep is old: whenever a segment is stored or erased, and whenever verdicts
-- about stored hits change.
CREATE TABLE segment_epoch (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    verdicts INTEGER NOT NULL
);
INSERT INTO segment_epoch (id, epoch, verdicts) VALUES (1, 0, 0);

CREATE TABLE goal (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    target INTEGER NOT NULL,            -- numbers of core/types/goal.h
    match INTEGER NOT NULL,
    pattern TEXT NOT NULL,
    worth INTEGER NOT NULL,
    fixed_value REAL NOT NULL,
    value_key TEXT NOT NULL,
    currency TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    at INTEGER NOT NULL,                -- microseconds, UTC
    text TEXT NOT NULL
);
