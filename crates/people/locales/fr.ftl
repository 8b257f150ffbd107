# People: words that several capabilities use
column-people-household = Ménage
column-people-number = Numéro
column-people-size = Membres
column-people-person = Personne
column-people-name = Nom
column-people-sex = Sexe
column-people-born = Naissance
column-people-why = Trouvé par
column-people-because = Quels mots correspondent

people-why-spelling = même écriture
people-why-sound = même prononciation
people-why-part = une partie du nom
people-why-number = le numéro
people-why-card = une carte valide
people-why-card-ended = une carte révoquée ou remplacée
people-why-card-altered = une carte au code altéré : à examiner de près
people-why-card-unknown = une carte d’un poste dont la clé est inconnue ici

people-relationship-head = chef de ménage
people-relationship-spouse = épouse ou époux
people-relationship-child = fille ou fils
people-relationship-parent = mère ou père
people-relationship-sibling = sœur ou frère
people-relationship-grandchild = petit-enfant
people-relationship-grandparent = grand-parent
people-relationship-other-relative = autre parent
people-relationship-not-related = sans lien de parenté
people-apart-no-place-together = aucune place pour tous
people-apart-own-wish = leur propre souhait
people-apart-safety = plus sûr ainsi
people-apart-health = pour leur santé
