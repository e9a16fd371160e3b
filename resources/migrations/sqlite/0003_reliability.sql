-- Steps that failed for good, until a person has decided about them.
CREATE TABLE dead_letters (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    run_key      INTEGER NOT NULL,
    run          TEXT NOT NULL,
    flow         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    path         TEXT NOT NULL,
    type         TEXT NOT NULL,
    state        INTEGER NOT NULL,
    held         INTEGER NOT NULL, -- the run waits at this step
    attempts     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    decided_at   INTEGER NOT NULL DEFAULT 0,
    decided_by   TEXT NOT NULL DEFAULT '',
    replay       TEXT NOT NULL DEFAULT '', -- the run that it was replayed in
    note         TEXT NOT NULL DEFAULT '',
    error        TEXT NOT NULL,
    config       TEXT NOT NULL,
    input        TEXT NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX dead_letters_by_run ON dead_letters (run_key);
-- Holds only what still has to be decided.
CREATE INDEX dead_letters_open ON dead_letters (workspace_id, key) WHERE state = 0;

-- What may be spent by a scope (the workspace, a flow, a run, an agent) in a unit (tokens, a currency).
CREATE TABLE budgets (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    scope        TEXT NOT NULL,
    unit         TEXT NOT NULL,
    most         INTEGER NOT NULL,
    spent        INTEGER NOT NULL DEFAULT 0,
    reserved     INTEGER NOT NULL DEFAULT 0,
    updated_at   INTEGER NOT NULL,
    revision     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (workspace_id, scope, unit)
) STRICT;

-- One line a call: reserved before it, settled or released after it.
CREATE TABLE ledger (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    state        INTEGER NOT NULL,
    unit         TEXT NOT NULL,
    amount       INTEGER NOT NULL, -- reserved
    settled      INTEGER NOT NULL DEFAULT 0,
    budgets      TEXT NOT NULL, -- keys of the budgets that it counts against, one a line
    run          TEXT NOT NULL,
    path         TEXT NOT NULL,
    reserved_at  INTEGER NOT NULL,
    ended_at     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, id)
) STRICT;
-- Holds only what has not ended.
CREATE INDEX ledger_open ON ledger (key) WHERE state = 0;

-- What was started too often, until when it is left alone.
CREATE TABLE pauses (
    workspace_id INTEGER NOT NULL,
    subject      TEXT NOT NULL,
    until        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, subject)
) STRICT, WITHOUT ROWID;
