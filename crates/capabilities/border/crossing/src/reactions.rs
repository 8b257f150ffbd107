//! What follows a hand-over: the humanitarian side learns the token and the urgent-need flag.
