CREATE TABLE crossing_count (
    day TEXT NOT NULL,
    site BYTEA NOT NULL,
    measure TEXT NOT NULL,
    key TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (day, site, measure, key)
);
CREATE TABLE crossing_counted (
    record BYTEA PRIMARY KEY,
    site BYTEA NOT NULL,
    lane BYTEA,
    day TEXT NOT NULL,
    hour BIGINT NOT NULL,
    numbers TEXT NOT NULL,
    later TEXT NOT NULL
);
