-- What persons are asked by runs that wait for them. A row stands and falls with its run; what was decided is
-- written in the transaction that lets the run go on.

CREATE TABLE approvals (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL UNIQUE,
    run_key      INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL, -- 0: never
    decided_at   INTEGER NOT NULL DEFAULT 0,
    decided_by   TEXT NOT NULL DEFAULT '',
    path         TEXT NOT NULL,
    title        TEXT NOT NULL,
    message      TEXT NOT NULL,
    deciders     TEXT NOT NULL, -- JSON: ["subject", "role:name", …]; []: whoever may decide
    comment      TEXT NOT NULL DEFAULT '',
    data         TEXT NOT NULL, -- JSON or payload reference
    edited       TEXT NOT NULL DEFAULT '', -- the same; what the person made of it
    revision     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX approvals_by_run ON approvals (run_key);
CREATE INDEX approvals_by_workspace ON approvals (workspace_id, key);
-- Holds only what still has to be decided.
CREATE INDEX approvals_pending ON approvals (workspace_id, key) WHERE state = 0;
