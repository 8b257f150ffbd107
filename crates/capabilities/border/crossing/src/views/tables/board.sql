CREATE TABLE crossing_queue (
    lane BYTEA PRIMARY KEY,
    waiting BIGINT NOT NULL,
    counted BIGINT NOT NULL
);
CREATE TABLE crossing_rate (
    lane BYTEA NOT NULL,
    slot BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (lane, slot)
);
