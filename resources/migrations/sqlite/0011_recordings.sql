-- Answers of models that were recorded, and how the models of a run answer.

CREATE TABLE recordings (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,    -- of the run that is recorded, or made of what was imported
    name         TEXT NOT NULL,
    flow         TEXT NOT NULL,
    run          TEXT NOT NULL,    -- public id; empty: it came from a file
    example      INTEGER NOT NULL, -- 1: answers that came with a sample
    kept         INTEGER NOT NULL, -- 1: it stays where its run is deleted
    created_at   INTEGER NOT NULL,
    calls        INTEGER NOT NULL,
    bytes        INTEGER NOT NULL,
    missing      INTEGER NOT NULL, -- calls that found no room
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX recordings_by_run ON recordings (run) WHERE run <> '';

CREATE TABLE recorded_calls (
    recording INTEGER NOT NULL,
    path      TEXT NOT NULL,
    number    INTEGER NOT NULL, -- of the path, from 1
    attempt   INTEGER NOT NULL, -- of the step
    request   TEXT NOT NULL,    -- digest
    failed    INTEGER NOT NULL,
    spent     INTEGER NOT NULL, -- 1: the attempt that it belongs to has ended
    text      TEXT NOT NULL,    -- JSON: the call as a document holds it
    PRIMARY KEY (recording, path, number)
) STRICT;
CREATE INDEX recorded_calls_by_request ON recorded_calls (recording, request, failed, path);

-- Empty: they are asked; else "record", "replay" or "example", and the recording's id.
ALTER TABLE runs ADD COLUMN models TEXT NOT NULL DEFAULT '';
CREATE INDEX runs_by_models ON runs (models) WHERE models <> '';
