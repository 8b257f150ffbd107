CREATE TABLE crossing_name (
    site BYTEA NOT NULL,
    key TEXT NOT NULL,
    stream BYTEA NOT NULL,
    PRIMARY KEY (site, key, stream)
);
