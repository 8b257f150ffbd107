CREATE TABLE crossing_record (
    crossing BYTEA PRIMARY KEY,
    stream BYTEA NOT NULL,
    traveller BYTEA NOT NULL,
    site BYTEA NOT NULL,
    lane BYTEA NOT NULL,
    at BIGINT NOT NULL,
    actor BYTEA NOT NULL,
    direction TEXT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    nationality TEXT NOT NULL,
    document TEXT NOT NULL,
    people BIGINT NOT NULL,
    stage TEXT NOT NULL,
    plate_key BYTEA,
    party BYTEA,
    stay_until TEXT,
    overstayed_days BIGINT,
    corrected BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE crossing_history (
    crossing BYTEA NOT NULL,
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BYTEA NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (crossing, position)
);
