-- The OpenAI-compatible endpoint: whether it answers, the tokens that open it, and which of them asked for a call.

CREATE TABLE endpoint_settings (
    workspace_id INTEGER PRIMARY KEY,
    answers      INTEGER NOT NULL,
    port         INTEGER NOT NULL -- of a backend that lives in a window; 0: any that is free
) STRICT;

CREATE TABLE endpoint_tokens (
    key                 INTEGER PRIMARY KEY,
    workspace_id        INTEGER NOT NULL,
    id                  TEXT NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    hash                TEXT NOT NULL UNIQUE, -- hex of BLAKE2b-256; the token itself is kept nowhere
    prefix              TEXT NOT NULL,        -- its beginning, by which people tell them apart
    models              TEXT NOT NULL,        -- lines: "provider", "group" or "provider/model"; empty: all
    requests_per_minute INTEGER NOT NULL,     -- 0: without limit
    tokens_per_minute   INTEGER NOT NULL,     -- 0: without limit
    created_at          INTEGER NOT NULL,
    expires_at          INTEGER NOT NULL,     -- 0: never
    revoked_at          INTEGER NOT NULL,     -- 0: it was not
    used_at             INTEGER NOT NULL,     -- to about a minute; 0: never
    revision            INTEGER NOT NULL
) STRICT;
CREATE INDEX endpoint_tokens_by_workspace ON endpoint_tokens (workspace_id, key);

ALTER TABLE llm_calls ADD COLUMN token TEXT NOT NULL DEFAULT ''; -- id of an endpoint token, or empty
CREATE INDEX llm_calls_by_token ON llm_calls (workspace_id, token) WHERE token <> '';
