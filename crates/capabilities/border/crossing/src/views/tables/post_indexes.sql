CREATE INDEX crossing_lane_site ON crossing_lane (site, place);
