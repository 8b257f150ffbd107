CREATE TABLE crossing_post (
    site BYTEA PRIMARY KEY,
    country TEXT NOT NULL,
    stay_limit_days BIGINT,
    surge BIGINT NOT NULL,
    traveller_months BIGINT,
    second_line_months BIGINT,
    group_months BIGINT
);
CREATE TABLE crossing_lane (
    lane BYTEA PRIMARY KEY,
    site BYTEA NOT NULL,
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    is_open BIGINT NOT NULL
);
