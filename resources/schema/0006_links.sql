-- What a short link can do besides lead to one address.
ALTER TABLE link ADD COLUMN password TEXT NOT NULL DEFAULT '';         -- salted hash; empty = open to all
ALTER TABLE link ADD COLUMN expires INTEGER NOT NULL DEFAULT 0;        -- microseconds, UTC; 0 = never
ALTER TABLE link ADD COLUMN max_clicks INTEGER NOT NULL DEFAULT 0;     -- 0 = no limit
ALTER TABLE link ADD COLUMN fallback TEXT NOT NULL DEFAULT '';         -- destination once it is over
ALTER TABLE link ADD COLUMN choices TEXT NOT NULL DEFAULT '';          -- JSON: variants and rules
ALTER TABLE link ADD COLUMN campaign TEXT NOT NULL DEFAULT '';         -- name of the group it belongs to
ALTER TABLE link ADD COLUMN tags TEXT NOT NULL DEFAULT '';             -- one per line
ALTER TABLE link ADD COLUMN opens_apps INTEGER NOT NULL DEFAULT 0;     -- 1 = destinations may have other schemes
ALTER TABLE link ADD COLUMN made INTEGER NOT NULL DEFAULT 0;           -- microseconds, UTC; 0 = before this was noted
ALTER TABLE link ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;       -- microseconds, UTC; 0 = in use
ALTER TABLE link ADD COLUMN earlier_clicks INTEGER NOT NULL DEFAULT 0; -- counted elsewhere before it was imported
CREATE INDEX link_any_case ON link (code COLLATE NOCASE);
CREATE INDEX link_campaign ON link (campaign) WHERE campaign <> '';

CREATE TABLE campaign (
    name TEXT PRIMARY KEY,
    made INTEGER NOT NULL,                  -- microseconds, UTC
    concluded INTEGER NOT NULL DEFAULT 0    -- microseconds, UTC; 0 = active
) WITHOUT ROWID;

-- An image that counts who sees it: GET /p/{key}.
CREATE TABLE pixel (
    key TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,                      -- the page that its hits name when they name none; empty = pixel://KEY
    made INTEGER NOT NULL,                  -- microseconds, UTC
    archived INTEGER NOT NULL DEFAULT 0     -- microseconds, UTC; 0 = in use
) WITHOUT ROWID;

-- 1 = anybody may see how many visitors and pageviews it has: GET /counter/{site}.svg.
ALTER TABLE site ADD COLUMN badge_public INTEGER NOT NULL DEFAULT 0;
