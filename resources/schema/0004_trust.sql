-- What it takes to lose, misdate and misread nothing.

-- Whose file this is: "ClSc".
PRAGMA application_id = 0x436C5363;
-- Tells this database from others of the same schema; a copy has the identity of its original.
CREATE TABLE store (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    identity BLOB NOT NULL,
    -- Count up whenever texts went from `dictionary` and from `segment_value`: whoever remembers ids of theirs forgets.
    erased_texts INTEGER NOT NULL DEFAULT 0,
    erased_values INTEGER NOT NULL DEFAULT 0
);
-- What somebody has to confirm, over restarts.
CREATE TABLE concern (
    code TEXT PRIMARY KEY,
    message TEXT NOT NULL
) WITHOUT ROWID;
-- Hits that somebody had erased: stored in the ledger = rows of hit + these.
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,            -- microseconds, UTC
    site INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0 -- no hit gets a number up to this one again
);
INSERT INTO store (id, identity) VALUES (1, randomblob(16));

-- Hits that carry an id of their own: a row for each transaction, so that whoever sends one again is told apart
-- after a restart, too. Rows go when nobody asks for them any more.
CREATE TABLE hit_id (
    seq INTEGER PRIMARY KEY,        -- of the transaction's last hit
    time INTEGER NOT NULL,          -- of its commit
    ids BLOB NOT NULL               -- hashes of site and id, eight bytes each, the lowest first
);

-- Steps of the clock: somebody set it. Of all sites; the newest 1,000.
CREATE TABLE clock_step (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,                -- what it showed afterwards: microseconds, UTC
    set_by INTEGER NOT NULL             -- microseconds; forward > 0, back < 0
);

-- How a site reads names: hosts, paths, queries.
ALTER TABLE site ADD COLUMN kept_query TEXT NOT NULL DEFAULT '';    -- parameters, one per line; '*' = all of them
UPDATE site SET kept_query = '*';                                   -- sites that exist keep what they have
ALTER TABLE site ADD COLUMN page_grouping INTEGER NOT NULL DEFAULT 0;   -- 1 joins slashes, 2 joins case

-- What a short link does with the query it is called with.
ALTER TABLE link ADD COLUMN forward_query INTEGER NOT NULL DEFAULT 0;   -- numbers of core/types/link.h

-- Where a visit came from.

-- What was kept of refused requests until now may hold tokens and addresses.
UPDATE rejection SET excerpt = '';
