CREATE INDEX crossing_referral_open ON crossing_referral (site, is_open, opened);
CREATE INDEX crossing_referral_crossing ON crossing_referral (crossing);
CREATE INDEX crossing_referral_stream ON crossing_referral (stream);
