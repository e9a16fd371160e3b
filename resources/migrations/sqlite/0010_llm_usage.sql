-- What models cost in a time: without it, every call that a workspace ever made would be read.

CREATE INDEX llm_calls_by_time ON llm_calls (workspace_id, started_at);
