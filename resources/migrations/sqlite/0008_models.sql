-- Providers of models as people have set them up (a key is a secret's name, never its value), and every call of a model.

CREATE TABLE providers (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    kind         TEXT NOT NULL,
    base_url     TEXT NOT NULL,
    secret       TEXT NOT NULL, -- name of a secret; empty: none is needed
    options      TEXT NOT NULL, -- JSON: default model, limits
    revision     INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE llm_calls (
    key                INTEGER PRIMARY KEY,
    workspace_id       INTEGER NOT NULL,
    id                 TEXT NOT NULL UNIQUE,
    started_at         INTEGER NOT NULL,
    provider           TEXT NOT NULL,
    model              TEXT NOT NULL,
    run                TEXT NOT NULL, -- public id, or empty
    path               TEXT NOT NULL,
    outcome            TEXT NOT NULL, -- "ok", or an error's code
    attempts           INTEGER NOT NULL,
    input_tokens       INTEGER NOT NULL,
    cached_tokens      INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens      INTEGER NOT NULL,
    reasoning_tokens   INTEGER NOT NULL,
    micros             INTEGER NOT NULL, -- millionths of the currency; -1: nobody knows
    currency           TEXT NOT NULL,
    duration_ms        INTEGER NOT NULL,
    first_token_ms     INTEGER NOT NULL -- -1: none came
) STRICT;
CREATE INDEX llm_calls_by_workspace ON llm_calls (workspace_id, key);
CREATE INDEX llm_calls_by_run ON llm_calls (run, key) WHERE run <> '';
