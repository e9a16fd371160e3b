-- The first schema. Integer keys inside, public ids as UUIDv7 text, times in UTC milliseconds, states as
-- the numbers of their enumerations in core/store/types.h. Every row that a person edits has a revision.

CREATE TABLE workspaces (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE users (
    id           INTEGER PRIMARY KEY,
    subject      TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL DEFAULT '',
    created_at   INTEGER NOT NULL,
    revision     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE tokens (
    key          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    workspace_id INTEGER NOT NULL,
    subject      TEXT NOT NULL,
    hash         TEXT NOT NULL UNIQUE,
    permissions  TEXT NOT NULL, -- one a line
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    revoked      INTEGER NOT NULL DEFAULT 0,
    revision     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX tokens_by_workspace ON tokens (workspace_id);

-- id = workspace << 40 | seq: appending touches one leaf, and a workspace's lines lie side by side.
CREATE TABLE audit_log (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
    subject      TEXT NOT NULL,
    action       TEXT NOT NULL,
    target       TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    time         INTEGER NOT NULL,
    hash         TEXT NOT NULL
) STRICT;

-- The end of each chain, so that lines cut off at the end are missed.
CREATE TABLE audit_heads (
    workspace_id INTEGER PRIMARY KEY,
    seq          INTEGER NOT NULL,
    hash         TEXT NOT NULL
) STRICT;

CREATE TABLE flows (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    live         INTEGER NOT NULL DEFAULT 0,
    origin       TEXT NOT NULL,
    updated_at   INTEGER NOT NULL,
    text         TEXT NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE flow_versions (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    flow_key     INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    author       TEXT NOT NULL,
    note         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    text         TEXT NOT NULL,
    UNIQUE (flow_key, number)
) STRICT;

-- What runs were pinned to: one row for each different text, since most runs share it.
CREATE TABLE closures (
    id   INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    flow         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    fence        INTEGER NOT NULL,
    closure_id   INTEGER NOT NULL,
    started_at   INTEGER NOT NULL,
    finished_at  INTEGER NOT NULL,
    duration_us  INTEGER NOT NULL,
    first_event  INTEGER NOT NULL, -- the workspace's sequence when it was made
    last_event   INTEGER NOT NULL, -- and when it ended; 0 before that
    trigger_node TEXT NOT NULL,
    error        TEXT NOT NULL,
    options      TEXT NOT NULL,
    result       TEXT NOT NULL,
    input        TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX runs_by_id ON runs (workspace_id, id);
CREATE INDEX runs_by_workspace ON runs (workspace_id, key);
CREATE INDEX runs_by_flow ON runs (workspace_id, flow, key);
-- Holds only what still has to be done: recovery never scans what is over.
CREATE INDEX runs_unfinished ON runs (key) WHERE state < 2;

-- id = run key << 32 | seq, and nothing else finds a step: one B-tree, appended to.
CREATE TABLE steps (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    attempt      INTEGER NOT NULL,
    started_at   INTEGER NOT NULL,
    duration_us  INTEGER NOT NULL,
    path         TEXT NOT NULL,
    edges        TEXT NOT NULL,
    error        TEXT NOT NULL,
    detail       TEXT NOT NULL,
    output       TEXT NOT NULL
) STRICT;

-- id = workspace << 40 | seq, as in audit_log.
CREATE TABLE events (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
    time         INTEGER NOT NULL,
    topic        TEXT NOT NULL,
    source       TEXT NOT NULL,
    data         TEXT NOT NULL
) STRICT;

-- One writer gives the numbers, so the newest event is the counter; this row keeps the number when events
-- are forgotten.
CREATE TABLE event_counters (
    workspace_id INTEGER PRIMARY KEY,
    last_seq     INTEGER NOT NULL,
    trimmed      INTEGER NOT NULL -- events up to and including this one are forgotten
) STRICT;

CREATE TABLE secrets (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    name         TEXT NOT NULL,
    key_id       TEXT NOT NULL,
    ciphertext   BLOB NOT NULL,
    revision     INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, name)
) STRICT;

-- Numbers that are never given twice, reserved in blocks.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('run_key', 0);
