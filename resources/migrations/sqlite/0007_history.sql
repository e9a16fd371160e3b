-- What steps wrote while they ran, one row an attempt. id = run key << 32 | seq, as in steps.
CREATE TABLE step_logs (
    id           INTEGER NOT NULL,
    attempt      INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL,
    lines        TEXT NOT NULL, -- JSON: [{"level": …, "text": …}, …]
    PRIMARY KEY (id, attempt)
) STRICT, WITHOUT ROWID;

-- Runs whose row is gone while their steps are deleted, a few at a time.
CREATE TABLE deleted_runs (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL
) STRICT;

-- What a person has chosen of a workspace.
CREATE TABLE settings (
    workspace_id INTEGER NOT NULL,
    name         TEXT NOT NULL,
    value        TEXT NOT NULL, -- JSON
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, name)
) STRICT, WITHOUT ROWID;
