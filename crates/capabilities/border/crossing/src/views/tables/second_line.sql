CREATE TABLE crossing_referral (
    referral BYTEA PRIMARY KEY,
    crossing BYTEA NOT NULL,
    stream BYTEA NOT NULL,
    traveller BYTEA NOT NULL,
    site BYTEA NOT NULL,
    opened BIGINT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    stage TEXT NOT NULL,
    is_open BIGINT NOT NULL
);
