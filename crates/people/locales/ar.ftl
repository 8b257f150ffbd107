# People: words that several capabilities use
column-people-household = الأسرة
column-people-number = الرقم
column-people-size = الأفراد
column-people-person = الشخص
column-people-name = الاسم
column-people-sex = الجنس
column-people-born = الميلاد
column-people-why = وُجد بـ
column-people-because = الكلمات المتطابقة

people-why-spelling = الكتابة نفسها
people-why-sound = النطق نفسه
people-why-part = جزء من الاسم
people-why-number = الرقم
people-why-card = بطاقة سارية
people-why-card-ended = بطاقة ملغاة أو مستبدلة
people-why-card-altered = بطاقة عُدّل رمزها: افحصها جيدًا
people-why-card-unknown = بطاقة من مركز مفتاحه غير معروف هنا

people-relationship-head = رب الأسرة
people-relationship-spouse = زوج أو زوجة
people-relationship-child = ابنة أو ابن
people-relationship-parent = أم أو أب
people-relationship-sibling = أخت أو أخ
people-relationship-grandchild = حفيد أو حفيدة
people-relationship-grandparent = جد أو جدة
people-relationship-other-relative = قريب آخر
people-relationship-not-related = ليس قريبًا
people-apart-no-place-together = لا مكان يسعهم جميعًا
people-apart-own-wish = رغبتهم
people-apart-safety = أكثر أمانًا
people-apart-health = لصحتهم
