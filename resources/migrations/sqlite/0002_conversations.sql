-- Conversations of people with agents. A turn is what a person said and everything that answers it.

CREATE TABLE conversations (
    key          INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    id           TEXT NOT NULL,
    owner        TEXT NOT NULL, -- a subject; nobody else sees it
    agent        TEXT NOT NULL, -- who answers
    title        TEXT NOT NULL,
    archived     INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    last_turn    INTEGER NOT NULL DEFAULT 0,
    last_seq     INTEGER NOT NULL DEFAULT 0,
    revision     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX conversations_by_owner ON conversations (workspace_id, owner, updated_at);

-- id = conversation key << 32 | number
CREATE TABLE turns (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    started_at   INTEGER NOT NULL,
    finished_at  INTEGER NOT NULL DEFAULT 0,
    error        TEXT NOT NULL DEFAULT '',
    usage        TEXT NOT NULL DEFAULT ''
) STRICT;
-- Holds only what still has to be answered.
CREATE INDEX turns_open ON turns (id) WHERE state = 0;

-- id = conversation key << 32 | seq
CREATE TABLE messages (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL,
    turn         INTEGER NOT NULL,
    role         INTEGER NOT NULL,
    author       TEXT NOT NULL,
    complete     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    revision     INTEGER NOT NULL DEFAULT 1,
    parts        TEXT NOT NULL -- JSON: [{"type": "text", "text": …}, …]
) STRICT;

-- rowid = messages.id
CREATE VIRTUAL TABLE message_texts USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
