-- When a run has to be taken up next: 0 as long as something of it is under way, else the time until which it
-- only waits. A backend that starts leaves the others alone until then, however many they are.
ALTER TABLE runs ADD COLUMN wake_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_by_wake ON runs (wake_at, key) WHERE state < 2;
