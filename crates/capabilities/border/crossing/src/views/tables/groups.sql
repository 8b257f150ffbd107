CREATE TABLE crossing_group (
    group_id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL,
    token TEXT NOT NULL,
    at BIGINT NOT NULL,
    head TEXT,
    people BIGINT NOT NULL,
    counts TEXT NOT NULL,
    needs TEXT NOT NULL,
    urgent BIGINT NOT NULL,
    handed_over_at BIGINT,
    waiting BIGINT NOT NULL
);
