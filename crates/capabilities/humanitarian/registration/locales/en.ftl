registration-menu-desk = Registration
registration-menu-households = Households
registration-menu-find = Find
registration-menu-statistics = Registered in numbers

# Columns and codes
column-registration-household = Household
column-registration-token = Token
column-registration-urgent = Urgent need
column-registration-since = Waiting since
column-registration-handover = State
column-registration-number = Number
column-registration-head = Head of household
column-registration-size = Members
column-registration-registered = Registered
column-registration-card = Card
column-registration-sex = Sex
column-registration-born = Born
column-registration-day = Day
column-registration-origin = Origin
column-registration-band = Age
column-registration-people = People
registration-handover-waiting = waiting
registration-handover-opened = form begun
registration-card-none = no card
registration-card-valid = valid
registration-card-ended = revoked
registration-band-0-4 = 0–4
registration-band-5-11 = 5–11
registration-band-12-17 = 12–17
registration-band-18-59 = 18–59
registration-band-60-more = 60 and more
registration-contact-phone = Telephone
registration-contact-email = E-mail
registration-contact-other = Other way
registration-consent-assistance = Share with those who assist
registration-consent-tracing = Search for relatives
registration-consent-photo = Photo
registration-consent-contact = Call or write to me
registration-giver-oneself = the person
registration-giver-caregiver = a parent or caregiver, for a child
registration-link-parent-of = is mother or father of
registration-link-caregiver-of = looks after
registration-link-spouse-of = is married to
registration-link-travels-with = travels with
registration-link-same-as = is the same person as
registration-link-not-same-as = is not the same person as
registration-link-back-parent-of = is the child of
registration-link-back-caregiver-of = is looked after by
registration-basis-declared = they said so
registration-basis-document = a document shows it
registration-basis-observed = staff saw it
registration-form-printed = on paper
registration-form-read-aloud = read aloud
registration-erasure-requested = the person asked for it
registration-erasure-retention-over = it was kept as long as allowed
registration-erasure-recorded-wrongly = it should not have been recorded
registration-card-end-lost = lost or stolen
registration-card-end-damaged = cannot be read
registration-card-end-mistaken = made out by mistake
registration-card-end-returned = given back
registration-category-name = name
registration-category-sex = sex
registration-category-birth = date of birth or age
registration-category-nationality = nationality
registration-category-languages = languages
registration-category-origin = place you come from
registration-category-contacts = how to reach you
registration-category-photo = photo
registration-category-household = with whom you live
registration-purpose-registration = to register and to give proof of it
registration-purpose-protection = to protect people at risk
registration-purpose-data-subject-rights = for your own rights over your data
registration-purpose-assistance = to assist
registration-purpose-oversight = to oversee how data is used
registration-field-name = name
registration-field-sex = sex
registration-field-birth = birth
registration-field-nationality = nationality
registration-field-languages = languages
registration-field-origin = origin
registration-field-contacts = contacts


# Desk
registration-desk = Registration desk
registration-desk-scan = Scan a card or token, or type a number or name
registration-desk-scan-hint = Names in any script
registration-desk-queue = Sent on from the border
registration-desk-nobody = Nobody is waiting
registration-desk-nobody-hint = Who comes without a token is registered as well.
registration-desk-walk-in = Register without a token
registration-open = Open
registration-go-on = Go on
registration-urgent = Urgent need
registration-wait-minutes = { $minutes } min

# Register
registration-register = Register a household
registration-register-begun = The record of this household is open; nobody is registered in it yet.
registration-head-part = Head of household
registration-member-part = Member { $n }
registration-name = Name, as the person writes it
registration-name-hint = One word is a full name too
registration-member-name = Name
registration-family-hint = One word: “{ $family }” is added
registration-family = Family name, if the person has one
registration-rendering = The same name in other letters
registration-rendering-hint = As on a document or card
registration-sex = Sex
registration-born = Birth or age
registration-born-hint = 34 · 1992 · 3/1992 · 14/3/1992 · 1990-1992 · 8m
registration-nationality = Nationality
registration-nationality-hint = XXA stateless, XXX not known
registration-languages = Languages
registration-languages-hint = ar fr ma
registration-origin = Origin (place code)
registration-origin-hint = SD04, or only SD
registration-phone = Telephone
registration-relationship = Is to the head
registration-differs = Nationality, languages or origin differ
registration-more-about = More about the name
registration-more-members = One more member
registration-consent-part = Questions to read aloud
registration-consent-part-hint = Leave open what was not asked. A no changes nothing in what is given.
registration-yes-true = yes
registration-yes-false = no
registration-save-household = Register

# Household
registration-households = Households of this site
registration-households-none = No household is registered here yet
registration-household = Household { $number }
registration-household-open = Household without a number
registration-members = { $n ->
    [one] { $n } member
   *[other] { $n } members
 }
registration-age = Age
registration-resting = Its members are with household { $number }
registration-joined-with = Joined with household { $number }
registration-undo-join = Undo the joining
registration-issue-card = Issue the card
registration-print-card = Show and print the card
registration-add-member = Add a member
registration-change = Move, split or join
registration-name-head = Speaks for the household
registration-not-registered = Nobody is registered in it yet.

# Change
registration-change-title = Change household { $number }
registration-move = Move a member to another household
registration-move-who = Who moves
registration-to-number = Number or card of the other household
registration-move-do = Move
registration-split = Split: some members live apart now
registration-split-head = Who speaks for those who leave
registration-split-others = Who leaves with them
registration-split-do = Split
registration-join = Join: another household lives with this one now
registration-join-hint = Its record rests and comes back as it was when you undo this.
registration-join-do = Join

# Card
registration-card-title = Card of household { $number }
registration-card-of = Registration card
registration-card-notice = Proof of registration. Not an identity or travel document.
registration-card-qr = Code of the card { $number }
registration-card-serial = Card { $serial }, { $day }
registration-card-is-ended = This card was revoked. It is shown here and cannot be printed.
registration-card-replace = Replace
registration-card-revoke = Revoke
registration-card-why = What became of the card

# Person
registration-person-known = What is known
registration-person-history = What happened with this record
registration-person-links = Links to other people
registration-person-no-links = No link is recorded.
registration-other-site = somebody registered at another site
registration-was-registered = Registered
registration-was-corrected = Corrected: { $fields }
registration-was-consent = { $about }: yes
registration-was-refused = { $about }: no
registration-was-withdrawn = { $about }: taken back
registration-was-receipt = Privacy receipt given { $form }
registration-before = before
registration-after = now
registration-nothing = nothing
registration-reason = Reason
registration-reason-hint = What the person said, or what a document shows
registration-correct = Correct
registration-correct-title = Correct what is recorded
registration-correct-hint = The old answer stays beside the new one.
registration-precision-exact = to the day
registration-precision-partial = month or year only
registration-precision-interval = between two days
registration-precision-estimated = estimated age
registration-photo = Photo
registration-photo-of = Photo of the person
registration-photo-choose = Take or choose a photo
registration-photo-save = Keep the photo
registration-photo-remove = Remove the photo
registration-photo-needs-yes = A photo needs the person’s yes; without it nothing is missing.
registration-consents = Consents
registration-receipt = Privacy receipt
registration-erase = Erase
registration-link-add = Add a link
registration-link-title = Links of this person
registration-link-is = This person
registration-link-other = Other person: number of the household, then choose
registration-link-choose = Show its members
registration-link-who = Which person
registration-link-basis = How is it known
registration-link-do = Record the link
registration-link-retract = Take back

# Consent text
registration-consent-title = To read aloud
registration-consent-language = Read in
registration-text-why = We write down your name and who is with you, so that you get help and a card with a number.
registration-text-free = Now come a few questions. You may say no to each. If you say no, you get the same card, food, care and place to sleep.
registration-text-never = We do not give what you tell us to the border officers, and not to the country you left.
registration-text-assistance = May we tell the organisations that help here who is in your household?
registration-text-tracing = If somebody looks for you or you look for a relative: may we compare your name?
registration-text-photo = May we take a photo of you? It stays in this register.
registration-text-contact = May we call you or write to you later?
registration-text-later = You can take back each yes at any time, here or at any desk. Nobody asks why.
registration-consent-by = Who answers
registration-consent-save = Record the answers
registration-consent-withdraw = Take back

# Receipt
registration-receipt-lead = This paper is for you. Keep it or throw it away: nothing depends on it.
registration-receipt-recorded = What is written down about you
registration-receipt-basis = It is written down to protect you and to give you help. No consent is asked for that.
registration-receipt-agreed = What you agreed to
registration-receipt-not-asked = You were not asked yet.
registration-receipt-read = Who has read it
registration-receipt-nobody = Nobody has read it yet.
registration-receipt-day = Day
registration-receipt-purpose = Why
registration-receipt-readers = Readers
registration-receipt-by = Who
registration-receipt-rights = Your rights
registration-receipt-right-see = You can see what is written about you, and have mistakes corrected.
registration-receipt-right-withdraw = You can take back each yes. Say so at any registration desk and show this number.
registration-receipt-right-erase = You can ask that all of it be erased. The data protection officer decides and answers you.
registration-receipt-given = I gave the receipt
registration-receipt-how = How
registration-receipt-number = Number

# Find
registration-find = Find
registration-find-none = Nobody was found
registration-find-none-hint = Try one part of the name, or another spelling. Names are compared by sound, in Arabic and Latin letters.
registration-find-many = Only the first 25 are shown: type one more part of the name.
registration-find-token = This is a token from the border.
registration-find-judge = The list only helps to look. Whether it is the same person, you decide by asking.

# Erase
registration-erase-title = Erase this person
registration-erase-what = Every answer, photo, consent and link is destroyed and cannot be brought back. What stays is that somebody was erased, when and why.
registration-erase-second = A second data protection officer must agree.
registration-erase-why = Why
registration-erase-do = Ask for the erasure
registration-erase-asked = The request waits for a second person.

# Statistics
registration-statistics = Registered people
registration-statistics-none = Nobody was registered in this time
registration-statistics-small = Outside registration, counts below 5 are left out: they could point at somebody.
registration-statistics-chart = Registered by age and sex
registration-from = From
registration-to = To
registration-show = Show

# Errors
error-REG-010 = This token was opened already, as household { $household }. Go on there.
error-REG-011 = This household is registered already. Add further people as members.
error-REG-012 = A household holds at most { $most } members. Register the others as a second household.
error-REG-013 = At most 10 entries fit here.
error-REG-014 = A household has one head. Choose how this member stands to the head.
error-REG-020 = This person is no member of this household any more. Look at the household again.
error-REG-021 = The members of this household are with another one. Work there, or undo the joining first.
error-REG-022 = Nothing differs from what is recorded.
error-REG-023 = Choose another one: this is the same.
error-REG-025 = Nobody would stay in the household. To bring all of it to another one, join the two.
error-REG-026 = A member who came with the other household has moved on since. Move them back first.
error-REG-027 = These two households are not joined.
error-REG-030 = This household has the valid card { $serial }. Replace it if it is lost or cannot be read.
error-REG-031 = This household has no valid card. Issue one.
error-REG-032 = Nobody is registered in this household yet. Register its people first.
error-REG-040 = A link needs two different people.
error-REG-041 = This link is recorded already.
error-REG-042 = The contrary is recorded. Take that back first, with its reason.
error-REG-043 = This link is not recorded, or was taken back already.
error-REG-052 = The person did not say yes to a photo. Ask first; without a photo nothing is missing.
error-REG-060 = This question is answered twice.
error-REG-061 = This answer is recorded already.
error-REG-062 = The person said yes before. Use “Take back”.
error-REG-063 = There is no yes to take back.
error-REG-090 = This row has more or fewer columns than the headings.

action-registration-erase-person = Erase a person’s record
