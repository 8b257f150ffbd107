# People: words that several capabilities use
column-people-household = Household
column-people-number = Number
column-people-size = Members
column-people-person = Person
column-people-name = Name
column-people-sex = Sex
column-people-born = Born
column-people-why = Found by
column-people-because = Which words met

people-why-spelling = same spelling
people-why-sound = same sound
people-why-part = a part of the name
people-why-number = the number
people-why-card = a valid card
people-why-card-ended = a card that was revoked or replaced
people-why-card-altered = a card whose code was altered: look at it closely
people-why-card-unknown = a card of a post whose key is not known here

people-relationship-head = head of household
people-relationship-spouse = wife or husband
people-relationship-child = daughter or son
people-relationship-parent = mother or father
people-relationship-sibling = sister or brother
people-relationship-grandchild = grandchild
people-relationship-grandparent = grandparent
people-relationship-other-relative = another relative
people-relationship-not-related = not a relative
people-apart-no-place-together = no place takes all of them
people-apart-own-wish = their own wish
people-apart-safety = safer so
people-apart-health = for their health
