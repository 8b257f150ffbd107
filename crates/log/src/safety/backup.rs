//! A backup: the stores, the sealed keyring and a signed list of both, in one file.
