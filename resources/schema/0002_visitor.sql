-- What a referrer or a link counts as ("instagram.com"), an id of `dictionary`.
-- From here on hit.source holds the signs of a request, too (+ 1024 * HitSigns), hit.place its source,
-- how the address was found, latitude with longitude in hundredths of a degree, hit.bot the score.
ALTER TABLE hit ADD COLUMN origin INTEGER;
ALTER TABLE site ADD COLUMN bot_mode INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN bot_rules TEXT NOT NULL DEFAULT '';   -- one per line
