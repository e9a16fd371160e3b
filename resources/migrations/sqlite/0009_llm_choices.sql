-- Why a call went to the model that it went to.

ALTER TABLE llm_calls ADD COLUMN explanation TEXT NOT NULL DEFAULT ''; -- JSON; empty: there was nothing to choose
