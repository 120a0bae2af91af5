-- Which namespace one that came out of a backup was at first; empty for all others.
ALTER TABLE namespace ADD COLUMN origin TEXT;
