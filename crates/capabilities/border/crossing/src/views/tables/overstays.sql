CREATE TABLE crossing_stay (
    stream BYTEA PRIMARY KEY,
    traveller BYTEA NOT NULL,
    crossing BYTEA NOT NULL,
    site BYTEA NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    name TEXT NOT NULL,
    nationality TEXT NOT NULL,
    document TEXT NOT NULL
);
