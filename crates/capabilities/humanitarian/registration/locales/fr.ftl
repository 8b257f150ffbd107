registration-menu-desk = Enregistrement
registration-menu-households = Ménages
registration-menu-find = Rechercher
registration-menu-statistics = Les enregistrés en chiffres

# Columns and codes
column-registration-household = Ménage
column-registration-token = Jeton
column-registration-urgent = Besoin urgent
column-registration-since = Attend depuis
column-registration-handover = État
column-registration-number = Numéro
column-registration-head = Chef de ménage
column-registration-size = Membres
column-registration-registered = Enregistré
column-registration-card = Carte
column-registration-sex = Sexe
column-registration-born = Naissance
column-registration-day = Jour
column-registration-origin = Origine
column-registration-band = Âge
column-registration-people = Personnes
registration-handover-waiting = en attente
registration-handover-opened = fiche commencée
registration-card-none = pas de carte
registration-card-valid = valide
registration-card-ended = révoquée
registration-band-0-4 = 0–4
registration-band-5-11 = 5–11
registration-band-12-17 = 12–17
registration-band-18-59 = 18–59
registration-band-60-more = 60 et plus
registration-contact-phone = Téléphone
registration-contact-email = Courriel
registration-contact-other = Autre moyen
registration-consent-assistance = Partage avec ceux qui assistent
registration-consent-tracing = Recherche de proches
registration-consent-photo = Photo
registration-consent-contact = M’appeler ou m’écrire
registration-giver-oneself = la personne
registration-giver-caregiver = un parent ou une personne ayant la charge, pour un enfant
registration-link-parent-of = est mère ou père de
registration-link-caregiver-of = a la charge de
registration-link-spouse-of = est marié(e) à
registration-link-travels-with = voyage avec
registration-link-same-as = est la même personne que
registration-link-not-same-as = n’est pas la même personne que
registration-link-back-parent-of = est l’enfant de
registration-link-back-caregiver-of = est à la charge de
registration-basis-declared = selon leurs dires
registration-basis-document = selon un document
registration-basis-observed = constaté par le personnel
registration-form-printed = sur papier
registration-form-read-aloud = lu à voix haute
registration-erasure-requested = la personne l’a demandé
registration-erasure-retention-over = la durée de conservation est passée
registration-erasure-recorded-wrongly = n’aurait pas dû être enregistré
registration-card-end-lost = perdue ou volée
registration-card-end-damaged = illisible
registration-card-end-mistaken = établie par erreur
registration-card-end-returned = rendue
registration-category-name = nom
registration-category-sex = sexe
registration-category-birth = date de naissance ou âge
registration-category-nationality = nationalité
registration-category-languages = langues
registration-category-origin = lieu d’origine
registration-category-contacts = moyens de vous joindre
registration-category-photo = photo
registration-category-household = avec qui vous vivez
registration-purpose-registration = pour enregistrer et en donner la preuve
registration-purpose-protection = pour protéger les personnes à risque
registration-purpose-data-subject-rights = pour vos droits sur vos données
registration-purpose-assistance = pour assister
registration-purpose-oversight = pour contrôler l’usage des données
registration-field-name = nom
registration-field-sex = sexe
registration-field-birth = naissance
registration-field-nationality = nationalité
registration-field-languages = langues
registration-field-origin = origine
registration-field-contacts = contacts


# Desk
registration-desk = Guichet d’enregistrement
registration-desk-scan = Scannez une carte ou un jeton, ou tapez un numéro ou un nom
registration-desk-scan-hint = Noms dans toute écriture
registration-desk-queue = Orientés par la frontière
registration-desk-nobody = Personne n’attend
registration-desk-nobody-hint = Qui vient sans jeton est enregistré aussi.
registration-desk-walk-in = Enregistrer sans jeton
registration-open = Ouvrir
registration-go-on = Continuer
registration-urgent = Besoin urgent
registration-wait-minutes = { $minutes } min

# Register
registration-register = Enregistrer un ménage
registration-register-begun = La fiche de ce ménage est ouverte ; personne n’y est encore enregistré.
registration-head-part = Chef de ménage
registration-member-part = Membre { $n }
registration-name = Nom, comme la personne l’écrit
registration-name-hint = Un seul mot est aussi un nom complet
registration-member-name = Nom
registration-family-hint = Un seul mot : « { $family } » est ajouté
registration-family = Nom de famille, si la personne en a un
registration-rendering = Le même nom en d’autres lettres
registration-rendering-hint = Comme sur un document ou une carte
registration-sex = Sexe
registration-born = Naissance ou âge
registration-born-hint = 34 · 1992 · 3/1992 · 14/3/1992 · 1990-1992 · 8m
registration-nationality = Nationalité
registration-nationality-hint = XXA apatride, XXX inconnue
registration-languages = Langues
registration-languages-hint = ar fr ma
registration-origin = Origine (code du lieu)
registration-origin-hint = SD04, ou seulement SD
registration-phone = Téléphone
registration-relationship = Est pour le chef de ménage
registration-differs = Nationalité, langues ou origine différentes
registration-more-about = Plus sur le nom
registration-more-members = Un membre de plus
registration-consent-part = Questions à lire à voix haute
registration-consent-part-hint = Laissez ouvert ce qui n’a pas été demandé. Un non ne change rien à ce qui est donné.
registration-yes-true = oui
registration-yes-false = non
registration-save-household = Enregistrer

# Household
registration-households = Ménages de ce site
registration-households-none = Aucun ménage n’est encore enregistré ici
registration-household = Ménage { $number }
registration-household-open = Ménage sans numéro
registration-members = { $n ->
    [one] { $n } membre
   *[other] { $n } membres
 }
registration-age = Âge
registration-resting = Ses membres sont avec le ménage { $number }
registration-joined-with = Réuni au ménage { $number }
registration-undo-join = Annuler la réunion
registration-issue-card = Délivrer la carte
registration-print-card = Voir et imprimer la carte
registration-add-member = Ajouter un membre
registration-change = Déplacer, séparer ou réunir
registration-name-head = Parle pour le ménage
registration-not-registered = Personne n’y est encore enregistré.

# Change
registration-change-title = Modifier le ménage { $number }
registration-move = Déplacer un membre vers un autre ménage
registration-move-who = Qui change de ménage
registration-to-number = Numéro ou carte de l’autre ménage
registration-move-do = Déplacer
registration-split = Séparer : des membres vivent à part
registration-split-head = Qui parle pour ceux qui partent
registration-split-others = Qui part aussi
registration-split-do = Séparer
registration-join = Réunir : un autre ménage vit avec celui-ci
registration-join-hint = Sa fiche repose et revient telle quelle si vous annulez.
registration-join-do = Réunir

# Card
registration-card-title = Carte du ménage { $number }
registration-card-of = Carte d’enregistrement
registration-card-notice = Preuve d’enregistrement. N’est ni un document d’identité ni un document de voyage.
registration-card-qr = Code de la carte { $number }
registration-card-serial = Carte { $serial }, { $day }
registration-card-is-ended = Cette carte a été révoquée. Elle n’est pas imprimable.
registration-card-replace = Remplacer
registration-card-revoke = Révoquer
registration-card-why = Qu’est devenue la carte

# Person
registration-person-known = Ce qui est connu
registration-person-history = Ce qui s’est passé avec cette fiche
registration-person-links = Liens avec d’autres personnes
registration-person-no-links = Aucun lien n’est enregistré.
registration-other-site = une personne enregistrée sur un autre site
registration-was-registered = Enregistrement
registration-was-corrected = Corrigé : { $fields }
registration-was-consent = { $about } : oui
registration-was-refused = { $about } : non
registration-was-withdrawn = { $about } : retiré
registration-was-receipt = Reçu de confidentialité remis { $form }
registration-before = avant
registration-after = maintenant
registration-nothing = rien
registration-reason = Motif
registration-reason-hint = Ce que la personne a dit, ou ce que montre un document
registration-correct = Corriger
registration-correct-title = Corriger ce qui est enregistré
registration-correct-hint = L’ancienne réponse reste à côté de la nouvelle.
registration-precision-exact = au jour près
registration-precision-partial = mois ou année seulement
registration-precision-interval = entre deux jours
registration-precision-estimated = âge estimé
registration-photo = Photo
registration-photo-of = Photo de la personne
registration-photo-choose = Prendre ou choisir une photo
registration-photo-save = Garder la photo
registration-photo-remove = Retirer la photo
registration-photo-needs-yes = Une photo demande le oui de la personne ; sans elle, rien ne manque.
registration-consents = Consentements
registration-receipt = Reçu de confidentialité
registration-erase = Effacer
registration-link-add = Ajouter un lien
registration-link-title = Liens de cette personne
registration-link-is = Cette personne
registration-link-other = L’autre personne : numéro du ménage, puis choisir
registration-link-choose = Montrer ses membres
registration-link-who = Quelle personne
registration-link-basis = D’où le sait-on
registration-link-do = Enregistrer le lien
registration-link-retract = Retirer

# Consent text
registration-consent-title = À lire à voix haute
registration-consent-language = Lire en
registration-text-why = Nous notons votre nom et qui est avec vous, pour que vous receviez une aide et une carte avec un numéro.
registration-text-free = Voici quelques questions. Vous pouvez dire non à chacune. Si vous dites non, vous recevez la même carte, la même nourriture, les mêmes soins et le même abri.
registration-text-never = Nous ne donnons pas ce que vous dites aux agents de la frontière, ni au pays que vous avez quitté.
registration-text-assistance = Pouvons-nous dire aux organisations qui aident ici qui fait partie de votre ménage ?
registration-text-tracing = Si quelqu’un vous cherche, ou si vous cherchez un proche : pouvons-nous comparer votre nom ?
registration-text-photo = Pouvons-nous vous prendre en photo ? Elle reste dans ce registre.
registration-text-contact = Pouvons-nous vous appeler ou vous écrire plus tard ?
registration-text-later = Vous pouvez retirer chaque oui à tout moment, ici ou à tout guichet. Personne ne demande pourquoi.
registration-consent-by = Qui répond
registration-consent-save = Enregistrer les réponses
registration-consent-withdraw = Retirer

# Receipt
registration-receipt-lead = Ce papier est pour vous. Gardez-le ou jetez-le : rien n’en dépend.
registration-receipt-recorded = Ce qui est noté sur vous
registration-receipt-basis = C’est noté pour vous protéger et vous aider. Aucun consentement n’est demandé pour cela.
registration-receipt-agreed = Ce que vous avez accepté
registration-receipt-not-asked = On ne vous a pas encore posé les questions.
registration-receipt-read = Qui l’a lu
registration-receipt-nobody = Personne ne l’a encore lu.
registration-receipt-day = Jour
registration-receipt-purpose = Pourquoi
registration-receipt-readers = Lecteurs
registration-receipt-by = Qui
registration-receipt-rights = Vos droits
registration-receipt-right-see = Vous pouvez voir ce qui est noté sur vous et faire corriger les erreurs.
registration-receipt-right-withdraw = Vous pouvez retirer chaque oui. Dites-le à tout guichet d’enregistrement et montrez ce numéro.
registration-receipt-right-erase = Vous pouvez demander que tout soit effacé. Le délégué à la protection des données décide et vous répond.
registration-receipt-given = J’ai remis le reçu
registration-receipt-how = Comment
registration-receipt-number = Numéro

# Find
registration-find = Rechercher
registration-find-none = Personne n’a été trouvé
registration-find-none-hint = Essayez une partie du nom ou une autre écriture. Les noms sont comparés par le son, en lettres arabes et latines.
registration-find-many = Seuls les 25 premiers sont montrés : tapez une partie de plus du nom.
registration-find-token = C’est un jeton de la frontière.
registration-find-judge = La liste aide seulement à chercher. C’est en demandant que vous décidez si c’est la même personne.

# Erase
registration-erase-title = Effacer cette personne
registration-erase-what = Chaque réponse, photo, consentement et lien est détruit et ne revient pas. Reste qu’une personne a été effacée, quand et pourquoi.
registration-erase-second = Un second délégué à la protection des données doit approuver.
registration-erase-why = Pourquoi
registration-erase-do = Demander l’effacement
registration-erase-asked = La demande attend une seconde personne.

# Statistics
registration-statistics = Personnes enregistrées
registration-statistics-none = Personne n’a été enregistré pendant cette période
registration-statistics-small = Hors de l’enregistrement, les nombres inférieurs à 5 sont omis : ils pourraient désigner quelqu’un.
registration-statistics-chart = Enregistrés par âge et sexe
registration-from = Du
registration-to = Au
registration-show = Afficher

# Errors
error-REG-010 = Ce jeton a déjà été ouvert, comme ménage { $household }. Continuez là.
error-REG-011 = Ce ménage est déjà enregistré. Ajoutez les autres personnes comme membres.
error-REG-012 = Un ménage compte au plus { $most } membres. Enregistrez les autres comme second ménage.
error-REG-013 = Dix entrées au plus.
error-REG-014 = Un ménage a un seul chef. Choisissez le lien de ce membre avec lui.
error-REG-020 = Cette personne n’est plus membre de ce ménage. Regardez de nouveau le ménage.
error-REG-021 = Les membres de ce ménage sont avec un autre. Travaillez là, ou annulez d’abord la réunion.
error-REG-022 = Rien ne diffère de ce qui est enregistré.
error-REG-023 = Choisissez-en un autre : c’est le même.
error-REG-025 = Personne ne resterait dans le ménage. Pour tout déplacer, réunissez les deux ménages.
error-REG-026 = Un membre venu avec l’autre ménage est parti depuis. Ramenez-le d’abord.
error-REG-027 = Ces deux ménages ne sont pas réunis.
error-REG-030 = Ce ménage a la carte valide { $serial }. Remplacez-la si elle est perdue ou illisible.
error-REG-031 = Ce ménage n’a pas de carte valide. Délivrez-en une.
error-REG-032 = Personne n’est encore enregistré dans ce ménage. Enregistrez d’abord ses membres.
error-REG-040 = Un lien demande deux personnes différentes.
error-REG-041 = Ce lien est déjà enregistré.
error-REG-042 = Le contraire est enregistré. Retirez-le d’abord, avec le motif.
error-REG-043 = Ce lien n’est pas enregistré, ou a déjà été retiré.
error-REG-052 = La personne n’a pas dit oui à une photo. Demandez d’abord ; sans photo, rien ne manque.
error-REG-060 = Cette question a deux réponses.
error-REG-061 = Cette réponse est déjà enregistrée.
error-REG-062 = La personne avait dit oui. Utilisez « Retirer ».
error-REG-063 = Il n’y a pas de oui à retirer.
error-REG-090 = Cette ligne a plus ou moins de colonnes que les titres.

action-registration-erase-person = Effacer le dossier d’une personne
