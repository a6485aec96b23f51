-- What a token may do, and when it was made and used.
ALTER TABLE token ADD COLUMN may_change INTEGER NOT NULL DEFAULT 1;  -- those that exist keep what they may
ALTER TABLE token ADD COLUMN sites TEXT NOT NULL DEFAULT '';         -- ids, one per line; empty = all
ALTER TABLE token ADD COLUMN made INTEGER NOT NULL DEFAULT 0;        -- microseconds, UTC; 0 = before this was noted
ALTER TABLE token ADD COLUMN used INTEGER NOT NULL DEFAULT 0;        -- start of the hour of the last use; 0 = none noted
