CREATE INDEX crossing_stay_until ON crossing_stay (site, until);
