-- What a referrer or a link counts as ("instagram.com"), an id of `dictionary`.
ALTER TABLE hit ADD COLUMN origin INTEGER;
