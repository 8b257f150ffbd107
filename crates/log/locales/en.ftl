# What `manara verify` finds, and what to do.

error-VER-001 = The store’s file is not there. Run “manara restore” with the newest backup.
error-VER-002 = The store does not open with this node’s key. If the passphrase and the folder are the right ones, run “manara restore” with the newest backup.
error-VER-003 = A page of the file was altered, or the file was cut. Run “manara restore” with the newest backup: the damaged files are kept.
error-VER-004 = A fact is missing. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-005 = The content of a fact is not what was recorded. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-006 = A fact is not the one that was recorded at its place. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-007 = The order in which facts arrived was changed. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-008 = The signature of a commit does not hold. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-009 = No signature covers a fact. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-010 = The key of a person is gone although the person was not erased. Run “manara restore” with the newest backup.
error-VER-011 = The key of a person was replaced. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-012 = A person who was erased has a key again. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-013 = The key that checks a node’s signatures was replaced. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-014 = Facts of an unknown node were put in. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-015 = The store ends before facts that were acknowledged. Run “manara restore” with the newest backup; to go on without the lost facts, move the “.head” file away.
error-VER-016 = The last fact is not the one that was acknowledged under its number. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-017 = The anchor was altered, so that a cut end would not be found. Compare the last number with another copy; after the “.head” file is moved away the next start writes a new one.
error-VER-018 = The numbers of a stream have a gap. Keep the files as evidence and run “manara restore” with the newest backup.
error-VER-019 = A list is not built to the end. No fact is lost: run “manara rebuild”.

# Backups.

error-BCK-001 = The disk failed or is full. Nothing was changed: free some space or use another disk.
error-BCK-002 = This is no backup of a node, or its end is missing. Use another backup.
error-BCK-003 = A part of this backup is not what was backed up. Nothing was restored: use another backup.
error-BCK-004 = The passphrase is not the one the node had when this backup was made, or the backup was altered. Nothing was restored.
error-BCK-005 = The folder holds other files. Choose an empty folder, or the node’s own.
error-BCK-006 = The folder belongs to another node. Choose an empty folder.
error-BCK-007 = A store could not be copied or opened. Run “manara verify” on the node.
error-BCK-008 = There is a file of that name already. Choose another name.
error-BCK-009 = A later version of the program made this backup. Update this node first.

# Facts from other nodes.

error-SYN-001 = This is no frame of facts, or a part of it is missing. Nothing was taken.
error-SYN-002 = A later version of the program wrote this. Bring this node up to date first.
error-SYN-003 = These facts are of another zone. Nothing was taken.
error-SYN-004 = Facts that come before these are missing. Nothing was taken: ask for them first.
error-SYN-005 = A fact was altered, or the node did not sign it. Nothing was taken.
error-SYN-006 = That node signed two different histories. Both are kept as proof, and nothing more of it is taken until it is enrolled anew.
error-SYN-007 = Others hold facts of this node that it has no more: it was put back to an older state. Restore a newer backup before anybody records more.
error-SYN-008 = The clock of that node is more than a month ahead of this one. Set whichever is wrong, then try again.
