CREATE UNIQUE INDEX crossing_group_token ON crossing_group (token);
CREATE INDEX crossing_group_at ON crossing_group (site, at);
CREATE INDEX crossing_group_waiting ON crossing_group (site, waiting, urgent DESC, at);
