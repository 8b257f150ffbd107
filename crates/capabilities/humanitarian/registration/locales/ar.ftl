registration-menu-desk = التسجيل
registration-menu-households = الأسر
registration-menu-find = بحث
registration-menu-statistics = أعداد المسجلين
action-registration-add-member = إضافة فرد
action-registration-answer-consent = تسجيل الموافقات
action-registration-assert-link = تسجيل صلة
action-registration-attach-photo = إرفاق صورة
action-registration-card = البطاقة
action-registration-correct-person = تصحيح سجل شخص
action-registration-find = البحث
action-registration-handovers = التسليمات المنتظرة
action-registration-household = أسرة واحدة
action-registration-households = الأسر
action-registration-issue-card = إصدار بطاقة
action-registration-join-households = ضم أسرتين
action-registration-move-member = نقل فرد إلى أسرة أخرى
action-registration-name-head = تعيين رب الأسرة
action-registration-open-household = فتح ملف أسرة مُسلَّمة
action-registration-person = شخص واحد
action-registration-receipt = إيصال الخصوصية
action-registration-record-receipt = تسجيل تسليم إيصال الخصوصية
action-registration-register-household = تسجيل أسرة
action-registration-replace-card = استبدال بطاقة
action-registration-retract-link = سحب صلة
action-registration-revoke-card = إلغاء بطاقة
action-registration-split-household = فصل أسرة
action-registration-statistics = المسجلون بالأرقام
action-registration-undo-join = التراجع عن الضم
action-registration-withdraw-consent = سحب الموافقة

# Columns and codes
column-registration-household = الأسرة
column-registration-token = الرمز
column-registration-urgent = احتياج عاجل
column-registration-since = ينتظر منذ
column-registration-handover = الحالة
column-registration-number = الرقم
column-registration-head = رب الأسرة
column-registration-size = الأفراد
column-registration-registered = سُجّلت
column-registration-card = البطاقة
column-registration-sex = الجنس
column-registration-born = الميلاد
column-registration-period = اليوم أو الشهر
column-registration-origin = المنشأ
column-registration-band = العمر
column-registration-people = الأشخاص
registration-handover-waiting = بالانتظار
registration-handover-opened = بدأت الاستمارة
registration-card-none = بلا بطاقة
registration-card-valid = سارية
registration-card-ended = ملغاة
registration-band-0-4 = 0–4
registration-band-5-11 = 5–11
registration-band-12-17 = 12–17
registration-band-18-59 = 18–59
registration-band-60-more = 60 فأكثر
registration-contact-phone = هاتف
registration-contact-email = بريد إلكتروني
registration-contact-other = وسيلة أخرى
registration-consent-assistance = المشاركة مع جهات المساعدة
registration-consent-tracing = البحث عن الأقارب
registration-consent-photo = الصورة
registration-consent-contact = الاتصال بي أو مراسلتي
registration-giver-oneself = الشخص نفسه
registration-giver-caregiver = أحد الوالدين أو مقدم الرعاية، عن طفل
registration-link-parent-of = أم أو أب لـ
registration-link-caregiver-of = يرعى
registration-link-spouse-of = متزوج من
registration-link-travels-with = يسافر مع
registration-link-same-as = هو الشخص نفسه
registration-link-not-same-as = ليس الشخص نفسه
registration-link-back-parent-of = ابن أو ابنة لـ
registration-link-back-caregiver-of = في رعاية
registration-basis-declared = بأقوالهم
registration-basis-document = بوثيقة
registration-basis-observed = بملاحظة الموظفين
registration-form-printed = على ورق
registration-form-read-aloud = قراءةً بصوت مسموع
registration-erasure-requested = طلب الشخص ذلك
registration-erasure-retention-over = انتهت مدة الحفظ
registration-erasure-recorded-wrongly = ما كان ينبغي تسجيله
registration-card-end-lost = ضاعت أو سُرقت
registration-card-end-damaged = لا يمكن قراءتها
registration-card-end-mistaken = أُصدرت بالخطأ
registration-card-end-returned = أُعيدت
registration-category-name = الاسم
registration-category-sex = الجنس
registration-category-birth = تاريخ الميلاد أو العمر
registration-category-nationality = الجنسية
registration-category-languages = اللغات
registration-category-origin = المكان الذي جئت منه
registration-category-contacts = كيف يمكن الوصول إليك
registration-category-photo = الصورة
registration-category-household = مع من تعيش
registration-purpose-registration = للتسجيل وإثباته
registration-purpose-protection = لحماية المعرضين للخطر
registration-purpose-data-subject-rights = لحقوقك على بياناتك
registration-purpose-assistance = للمساعدة
registration-purpose-oversight = لمراقبة استخدام البيانات
registration-language-ar = العربية
registration-language-ara = العربية
registration-language-fr = الفرنسية
registration-language-fra = الفرنسية
registration-language-en = الإنجليزية
registration-language-eng = الإنجليزية
registration-language-shu = العربية التشادية
registration-language-apd = العربية السودانية
registration-language-mls = المساليت
registration-language-zag = الزغاوة
registration-language-fvr = الفور
registration-language-mde = البرقو (مابا)
registration-language-sba = نغامباي
registration-language-dzg = دازاغا
registration-language-ha = الهوسا
registration-language-hau = الهوسا
registration-language-ff = الفولانية
registration-language-ful = الفولانية
registration-language-kr = الكانوري
registration-language-kau = الكانوري
registration-field-name = الاسم
registration-field-sex = الجنس
registration-field-birth = الميلاد
registration-field-nationality = الجنسية
registration-field-languages = اللغات
registration-field-origin = المنشأ
registration-field-contacts = وسائل الاتصال


# Desk
registration-desk = مكتب التسجيل
registration-desk-scan = امسح بطاقة أو رمزًا، أو اكتب رقمًا أو اسمًا
registration-desk-scan-hint = الأسماء بأي كتابة
registration-desk-queue = المحالون من الحدود
registration-desk-nobody = لا أحد ينتظر
registration-desk-nobody-hint = من يأتي بلا رمز يُسجَّل أيضًا.
registration-desk-walk-in = تسجيل بلا رمز
registration-open = فتح
registration-go-on = متابعة
registration-urgent = احتياج عاجل
registration-wait-hours = { $hours } س { $minutes } د
registration-wait-minutes = { $minutes } دقيقة

# Register
registration-register = تسجيل أسرة
registration-register-begun = فُتح سجل هذه الأسرة، ولم يُسجَّل فيه أحد بعد.
registration-head-part = رب الأسرة
registration-members-part = الأفراد
registration-members-part-hint = اترك الخانات الزائدة فارغة. وما لم يُجَب عنه يؤخذ من رب الأسرة.
registration-member-part = الفرد { $n }
registration-name = الاسم كما يكتبه الشخص
registration-name-hint = الكلمة الواحدة اسم كامل أيضًا
registration-member-name = الاسم
registration-family-hint = كلمة واحدة: يُضاف «{ $family }»
registration-family = اسم العائلة، إن وُجد
registration-rendering = الاسم نفسه بحروف أخرى
registration-rendering-hint = كما في وثيقة أو بطاقة
registration-sex = الجنس
registration-born = الميلاد أو العمر
registration-born-hint = 34 · 1992 · 3/1992 · 14/3/1992 · 1990-1992 · 8m
registration-nationality = الجنسية
registration-nationality-hint = ‏XXA عديم الجنسية، XXX غير معروفة
registration-languages = اللغات
registration-languages-hint = ar fr mls
registration-origin = المنشأ (رمز المكان)
registration-origin-hint = ‏SD04، أو SD فقط
registration-phone = الهاتف
registration-relation = الصلة
registration-relationship = صلته برب الأسرة
registration-differs = إجابات تختلف عن رب الأسرة
registration-more-about = اسم العائلة، حروف أخرى، الهاتف
registration-more-members = فرد آخر
registration-consent-part = أسئلة تُقرأ بصوت مسموع
registration-consent-part-hint = اترك ما لم يُسأل مفتوحًا. الرفض لا يغيّر شيئًا مما يُعطى.
registration-yes-true = نعم
registration-yes-false = لا
registration-save-household = تسجيل

# Household
registration-households = أسر هذا الموقع
registration-households-none = لم تُسجَّل هنا أي أسرة بعد
registration-household = الأسرة { $number }
registration-household-open = أسرة بلا رقم
registration-members = { $n ->
    [zero] لا أفراد
    [one] فرد واحد
    [two] فردان
    [few] { $n } أفراد
    [many] { $n } فردًا
   *[other] { $n } فرد
 }
registration-age = العمر
registration-resting = أفرادها مع الأسرة { $number }
registration-joined-with = ضُمّت إليها الأسرة { $number }
registration-undo-join = إلغاء الضم
registration-issue-card = إصدار البطاقة
registration-print-card = عرض البطاقة وطباعتها
registration-add-member = إضافة فرد
registration-change = نقل أو فصل أو ضم
registration-name-head = يتحدث باسم الأسرة
registration-not-registered = لم يُسجَّل فيها أحد بعد.

# Change
registration-change-title = تغيير الأسرة { $number }
registration-move = نقل فرد إلى أسرة أخرى
registration-move-who = من ينتقل
registration-to-number = رقم الأسرة الأخرى أو بطاقتها
registration-move-do = نقل
registration-split = فصل: بعض الأفراد يعيشون وحدهم الآن
registration-split-head = من يتحدث باسم المنفصلين
registration-split-others = من يغادر معهم
registration-split-do = فصل
registration-join = ضم: أسرة أخرى تعيش الآن مع هذه
registration-join-hint = يُحفظ سجلها ويعود كما كان عند الإلغاء.
registration-join-do = ضم

# Card
registration-card-title = بطاقة الأسرة { $number }
registration-card-of = بطاقة تسجيل
registration-card-notice = إثبات تسجيل. ليست وثيقة هوية ولا وثيقة سفر.
registration-card-qr = رمز البطاقة { $number }
registration-card-serial = البطاقة { $serial}، { $day }
registration-card-is-ended = أُلغيت هذه البطاقة، ولا يمكن طباعتها.
registration-card-replace = استبدال
registration-card-revoke = إلغاء
registration-card-why = ماذا حدث للبطاقة

# Person
registration-person-known = المعروف
registration-person-history = ما جرى لهذا السجل
registration-person-links = الصلات بأشخاص آخرين
registration-person-no-links = لا صلات مسجلة.
registration-other-site = شخص مسجل في موقع آخر
registration-was-registered = التسجيل
registration-was-corrected = صُحّح: { $fields }
registration-was-consent = { $about }: نعم
registration-was-refused = { $about }: لا
registration-was-withdrawn = { $about }: سُحبت
registration-was-receipt = سُلّم إيصال الخصوصية { $form }
registration-before = قبل
registration-after = الآن
registration-nothing = لا شيء
registration-reason = السبب
registration-reason-hint = ما قاله الشخص أو ما تبيّنه وثيقة
registration-correct = تصحيح
registration-correct-title = تصحيح المسجل
registration-correct-hint = تبقى الإجابة القديمة بجانب الجديدة.
registration-precision-exact = باليوم
registration-precision-partial = الشهر أو السنة فقط
registration-precision-interval = بين يومين
registration-precision-estimated = عمر تقديري
registration-photo = الصورة
registration-photo-of = صورة الشخص
registration-photo-choose = التقط صورة أو اخترها
registration-photo-save = حفظ الصورة
registration-photo-remove = إزالة الصورة
registration-photo-needs-yes = الصورة تحتاج موافقة الشخص، ولا ينقص شيء بدونها.
registration-consents = الموافقات
registration-receipt = إيصال الخصوصية
registration-erase = محو
registration-link-add = إضافة صلة
registration-link-title = صلات هذا الشخص
registration-link-is = هذا الشخص
registration-link-other = الشخص الآخر: رقم الأسرة ثم الاختيار
registration-link-choose = عرض أفرادها
registration-link-who = أي شخص
registration-link-basis = كيف عُرف ذلك
registration-link-do = تسجيل الصلة
registration-link-retract = سحب

# Consent text
registration-consent-title = يُقرأ بصوت مسموع
registration-consent-language = اقرأ بـ
registration-text-why = نكتب اسمك ومن معك لتحصل على المساعدة وعلى بطاقة فيها رقم.
registration-text-free = إليك بضعة أسئلة. يمكنك أن تقول لا لكل منها. وإن قلت لا فلك البطاقة نفسها والطعام نفسه والعلاج نفسه ومكان النوم نفسه.
registration-text-never = لا نعطي ما تقوله لنا لموظفي الحدود، ولا للبلد الذي غادرته.
registration-text-assistance = هل نخبر المنظمات التي تساعد هنا بمن في أسرتك؟
registration-text-tracing = إن بحث أحد عنك أو كنت تبحث عن قريب: هل نقارن اسمك؟
registration-text-photo = هل نلتقط لك صورة؟ تبقى في هذا السجل.
registration-text-contact = هل نتصل بك أو نراسلك لاحقًا؟
registration-text-later = يمكنك سحب أي موافقة في أي وقت، هنا أو في أي مكتب، ولا يسألك أحد عن السبب.
registration-consent-by = من يجيب
registration-consent-save = تسجيل الإجابات
registration-consent-withdraw = سحب

# Receipt
registration-receipt-lead = هذه الورقة لك. احتفظ بها أو ارمها: لا يتوقف عليها شيء.
registration-receipt-recorded = ما كُتب عنك
registration-receipt-basis = كُتب لحمايتك ومساعدتك، ولا تُطلب موافقة على ذلك.
registration-receipt-agreed = ما وافقت عليه
registration-receipt-not-asked = لم تُسأل بعد.
registration-receipt-read = من قرأه
registration-receipt-nobody = لم يقرأه أحد بعد.
registration-receipt-day = اليوم
registration-receipt-purpose = السبب
registration-receipt-readers = القارئون
registration-receipt-by = من
registration-receipt-rights = حقوقك
registration-receipt-right-see = يمكنك أن ترى ما كُتب عنك وأن تطلب تصحيح الأخطاء.
registration-receipt-right-withdraw = يمكنك سحب أي موافقة. قل ذلك في أي مكتب تسجيل وأظهر هذا الرقم.
registration-receipt-right-erase = يمكنك طلب محو كل شيء. يقرر مسؤول حماية البيانات ويجيبك.
registration-receipt-given = سلّمت الإيصال
registration-receipt-how = كيف
registration-receipt-number = الرقم

# Find
registration-find = بحث
registration-find-none = لم يُعثر على أحد
registration-find-none-hint = جرّب جزءًا من الاسم أو كتابة أخرى. تُقارن الأسماء بالنطق، بالحروف العربية واللاتينية.
registration-find-many = يظهر أول 25 فقط: اكتب جزءًا آخر من الاسم.
registration-find-token = هذا رمز من الحدود.
registration-find-judge = القائمة تساعد على البحث فقط. أنت من يقرر بالسؤال إن كان الشخص نفسه.

# Erase
registration-erase-title = محو هذا الشخص
registration-erase-what = تُتلف كل إجابة وصورة وموافقة وصلة ولا تعود. ويبقى فقط أن شخصًا مُحي، ومتى ولماذا.
registration-erase-second = يجب أن يوافق مسؤول حماية بيانات ثانٍ.
registration-erase-why = السبب
registration-erase-do = طلب المحو

# Statistics
registration-statistics = الأشخاص المسجلون
registration-statistics-none = لم يُسجَّل أحد في هذه المدة
registration-statistics-small = التسجيل يعدّ باليوم. ولغيره تكون الأعداد لشهور كاملة مقرَّبة إلى ما دونها من الخمسات، وما قل عن خمسة لا يُذكر: فلا عدد ولا فرق بين عددين يدل على أحد.
registration-statistics-chart = المسجلون حسب العمر والجنس
registration-from = من
registration-to = إلى
registration-show = عرض

# Errors
error-REG-010 = فُتح هذا الرمز من قبل باسم الأسرة { $household }. تابع هناك.
error-REG-011 = هذه الأسرة مسجلة من قبل. أضف الآخرين أفرادًا فيها.
error-REG-012 = لا تزيد الأسرة على { $most } فردًا. سجّل الباقين أسرةً ثانية.
error-REG-013 = عشرة مدخلات على الأكثر.
error-REG-014 = للأسرة رب واحد. اختر صلة هذا الفرد به.
error-REG-020 = لم يعد هذا الشخص فردًا في هذه الأسرة. انظر إلى الأسرة من جديد.
error-REG-021 = أفراد هذه الأسرة مع أسرة أخرى. اعمل هناك أو ألغِ الضم أولًا.
error-REG-022 = لا شيء يختلف عن المسجل.
error-REG-023 = اختر غيرها: هذه هي نفسها.
error-REG-025 = لن يبقى أحد في الأسرة. لنقلها كلها ضُمّ الأسرتين.
error-REG-026 = انتقل منذ ذلك الحين كل من جاء مع الأسرة الأخرى: لم يبق من يعود إليها.
error-REG-027 = هاتان الأسرتان غير مضمومتين.
error-REG-030 = لهذه الأسرة البطاقة السارية { $serial }. استبدلها إن ضاعت أو تعذرت قراءتها.
error-REG-031 = ليس لهذه الأسرة بطاقة سارية. أصدر واحدة.
error-REG-032 = لم يُسجَّل أحد في هذه الأسرة بعد. سجّل أفرادها أولًا.
error-REG-040 = الصلة تحتاج شخصين مختلفين.
error-REG-041 = هذه الصلة مسجلة من قبل.
error-REG-042 = المسجل عكس ذلك. اسحبه أولًا مع السبب.
error-REG-043 = هذه الصلة غير مسجلة أو سُحبت من قبل.
error-REG-052 = لم يوافق الشخص على الصورة. اسأل أولًا، ولا ينقص شيء بدونها.
error-REG-060 = أُجيب عن هذا السؤال مرتين.
error-REG-061 = هذه الإجابة مسجلة من قبل.
error-REG-062 = كان الشخص قد وافق. استخدم «سحب».
error-REG-063 = لا توجد موافقة لسحبها.
error-REG-090 = عدد أعمدة هذا الصف يختلف عن العناوين.

action-registration-erase-person = محو سجل شخص
