-- Times are microseconds since 1970-01-01 UTC. Repeated texts are ids of `dictionary`.
-- Numbers of kind, source and protocol are those of core/types/hit.h.

CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,          -- FNV-1a 64 of the UTF-8 text; finds a text without storing it twice
    text TEXT NOT NULL
);
CREATE INDEX dictionary_hash ON dictionary (hash);

CREATE TABLE site (
    num INTEGER PRIMARY KEY,        -- what hits refer to; never reused
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    domains TEXT NOT NULL,          -- one per line
    timezone TEXT NOT NULL,
    consent INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE link (
    code TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    name TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE token (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE       -- SHA-256 of the token; the token itself is shown once
) WITHOUT ROWID;

CREATE TABLE salt (
    day INTEGER PRIMARY KEY,        -- UTC day number
    salt BLOB NOT NULL
);

-- One row per accepted hit, in commit order. A NULL costs nothing but its header byte.
CREATE TABLE hit (
    seq INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    lag INTEGER,                    -- received - event time, when they differ
    site INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    source INTEGER NOT NULL,        -- protocol + 16 * network class + 128 * identity rung
    page INTEGER NOT NULL,          -- origin and path of the URL
    query INTEGER,                  -- '?' and everything behind it, or '#' and its fragment
    title INTEGER,
    referrer INTEGER,
    channel INTEGER,
    campaign INTEGER,               -- five texts joined by U+001F
    visitor INTEGER NOT NULL,       -- 64-bit visitor id, 0 = anonymous
    identity INTEGER,               -- explicit id, when the visitor is one
    visit INTEGER NOT NULL,
    place INTEGER,                  -- country, region, city joined by U+001F
    client INTEGER,                 -- device, os, os version, browser, browser version joined by U+001F
    agent INTEGER,
    screen INTEGER,
    language INTEGER,
    event INTEGER,
    value REAL,
    link INTEGER,
    bot INTEGER,                    -- category and reason joined by U+001F; NULL = human
    props TEXT
);
CREATE INDEX hit_link ON hit (link) WHERE link IS NOT NULL;

-- Zone map: what a run of 1,024 sequences (seq >> 10) holds of a site. A table learns its length
-- from it, and a scan skips what cannot match; far cheaper than an index entry per hit.
CREATE TABLE hit_block (
    site INTEGER NOT NULL,
    block INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    humans INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    PRIMARY KEY (site, block)
) WITHOUT ROWID;

CREATE TABLE rejection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    outcome INTEGER NOT NULL,       -- 0 rejected, 1 refused
    count INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    site TEXT NOT NULL,
    source TEXT NOT NULL,
    excerpt TEXT NOT NULL
);

-- received = stored + rejected + refused, per protocol and UTC minute; written in the same
-- transaction as what it counts.
CREATE TABLE ledger (
    minute INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    received INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (minute, protocol)
) WITHOUT ROWID;
