"""The tables of a store. A result is acknowledged once the transaction that holds it is on the disk."""

from __future__ import annotations

FORMAT = "checker-store/2"

# How far a unit of input has come stands in the same transaction as its results, so neither is ever there alone.
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE basis (          -- all that judges
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  pack TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, engine TEXT NOT NULL,
  reviews TEXT, as_of TEXT,
  rules TEXT NOT NULL,        -- JSON: what the places of outcomes mean, [id, point]
  grades TEXT NOT NULL        -- JSON: what best and worst mean
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,      -- digest of what was asked: the same command goes on with a run that is not finished
  basis INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE file (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE unit (           -- a stretch of input that is judged in one go
  run INTEGER NOT NULL, number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,  -- of the input; where it changed, the unit is judged again
  records INTEGER NOT NULL,   -- how many results are acknowledged
  complete INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE submission (
  run INTEGER NOT NULL, unit INTEGER NOT NULL, record INTEGER NOT NULL,
  file INTEGER NOT NULL, sheet TEXT, part INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  sha256 BLOB NOT NULL,       -- of the bytes that say it; empty where they could not be read
  state INTEGER NOT NULL,
  locality TEXT, period TEXT,
  best INTEGER, worst INTEGER,  -- places of the grade's ends in the pack's bands, 0 for the best
  corrects TEXT,              -- the beginning of the sha256, in hex digits, of what this one replaces
  outcomes BLOB,
  PRIMARY KEY (run, unit, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
  run INTEGER NOT NULL, unit INTEGER NOT NULL, record INTEGER NOT NULL, number INTEGER NOT NULL,
  severity TEXT NOT NULL, code TEXT NOT NULL, about TEXT NOT NULL,
  file INTEGER,               -- where it is another than that of the submission: a waiver, a review
  sheet TEXT, part INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  zh TEXT NOT NULL, en TEXT NOT NULL,
  PRIMARY KEY (run, unit, record, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE known (          -- what was judged before: filled in order when a run is finished
  basis INTEGER NOT NULL, sha256 BLOB NOT NULL,
  run INTEGER NOT NULL, unit INTEGER NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (basis, sha256)
) STRICT, WITHOUT ROWID;
"""
