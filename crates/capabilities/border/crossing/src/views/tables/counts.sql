CREATE TABLE crossing_count (
    day TEXT NOT NULL,
    site BYTEA NOT NULL,
    measure TEXT NOT NULL,
    key TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (day, site, measure, key)
);
CREATE TABLE crossing_counted (
    crossing BYTEA PRIMARY KEY,
    site BYTEA NOT NULL,
    day TEXT NOT NULL,
    hour BIGINT NOT NULL,
    numbers TEXT NOT NULL
);
