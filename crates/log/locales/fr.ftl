# Ce que « manara verify » trouve, et que faire.

error-VER-001 = Le fichier du dépôt n’est pas là. Lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-002 = Le dépôt ne s’ouvre pas avec la clé de ce nœud. Si la phrase secrète et le dossier sont les bons, lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-003 = Une page du fichier a été modifiée, ou le fichier a été coupé. Lancez « manara restore » avec la sauvegarde la plus récente : les fichiers abîmés sont gardés.
error-VER-004 = Un fait manque. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-005 = Le contenu d’un fait n’est pas celui qui a été enregistré. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-006 = Un fait n’est pas celui qui a été enregistré à sa place. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-007 = L’ordre d’arrivée des faits a été changé. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-008 = La signature d’un enregistrement ne tient pas. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-009 = Aucune signature ne couvre un fait. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-010 = La clé d’une personne a disparu sans que la personne ait été effacée. Lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-011 = La clé d’une personne a été remplacée. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-012 = Une personne effacée a de nouveau une clé. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-013 = La clé qui vérifie les signatures d’un nœud a été remplacée. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-014 = Des faits d’un nœud inconnu ont été introduits. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-015 = Le dépôt se termine avant des faits confirmés. Lancez « manara restore » avec la sauvegarde la plus récente ; pour continuer sans les faits perdus, déplacez le fichier « .head ».
error-VER-016 = Le dernier fait n’est pas celui qui a été confirmé sous son numéro. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-017 = L’ancre a été modifiée : une fin coupée ne se verrait pas. Comparez le dernier numéro avec une autre copie ; une fois le fichier « .head » déplacé, le prochain démarrage en écrit un nouveau.
error-VER-018 = Les numéros d’un flux ont un trou. Gardez les fichiers comme preuve et lancez « manara restore » avec la sauvegarde la plus récente.
error-VER-019 = Une liste n’est pas construite jusqu’au bout. Aucun fait n’est perdu : lancez « manara rebuild ».

# Sauvegardes.

error-BCK-001 = Le disque est en panne ou plein. Rien n’a été changé : libérez de la place ou prenez un autre disque.
error-BCK-002 = Ce n’est pas la sauvegarde d’un nœud, ou sa fin manque. Prenez une autre sauvegarde.
error-BCK-003 = Une partie de cette sauvegarde n’est pas ce qui a été sauvegardé. Rien n’a été restauré : prenez une autre sauvegarde.
error-BCK-004 = La phrase secrète n’est pas celle que le nœud avait au moment de cette sauvegarde, ou la sauvegarde a été modifiée. Rien n’a été restauré.
error-BCK-005 = Le dossier contient d’autres fichiers. Choisissez un dossier vide, ou celui du nœud.
error-BCK-006 = Le dossier appartient à un autre nœud. Choisissez un dossier vide.
error-BCK-007 = Un dépôt n’a pas pu être copié ou ouvert. Lancez « manara verify » sur le nœud.
error-BCK-008 = Un fichier de ce nom existe déjà. Choisissez un autre nom.
error-BCK-009 = Une version plus récente du programme a fait cette sauvegarde. Mettez d’abord ce nœud à jour.

# Faits d’autres nœuds.

error-SYN-001 = Ce n’est pas une trame de faits, ou il en manque une partie. Rien n’a été pris.
error-SYN-002 = Une version plus récente du programme a écrit ceci. Mettez d’abord ce nœud à jour.
error-SYN-003 = Ces faits sont d’une autre zone. Rien n’a été pris.
error-SYN-004 = Il manque des faits qui précèdent ceux-ci. Rien n’a été pris : demandez-les d’abord.
error-SYN-005 = Un fait a été altéré, ou le nœud ne l’a pas signé. Rien n’a été pris.
error-SYN-006 = Ce nœud a signé deux histoires différentes. Les deux sont gardées comme preuve, et rien de plus n’en est pris avant un nouvel enrôlement.
error-SYN-007 = D’autres ont des faits de ce nœud qu’il n’a plus : il a été remis à un état ancien. Restaurez une sauvegarde plus récente avant tout nouvel enregistrement.
error-SYN-008 = L’horloge de ce nœud avance de plus d’un mois sur celle-ci. Réglez celle qui est fausse, puis réessayez.
