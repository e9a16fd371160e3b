-- What a person controls of a run: JSON with its pause and its breakpoints; empty where there is nothing.
ALTER TABLE runs ADD COLUMN control TEXT NOT NULL DEFAULT '';
