# المعايير: النواقص والقياسات والإجراءات
norms-menu-board = المعايير
norms-board = معايير الموقع
norms-sites = المعايير في كل المواقع
norms-sites-none = لا يقيم أحد في أي موقع ولم يُقس شيء
norms-site = الموقع
norms-today = الوضع اليوم
norms-short = دون الحد الأدنى
norms-met = بلغ الحد الأدنى
norms-unmeasured = لم يُقس
norms-people = الأشخاص المقيمون
norms-phase = المرحلة
norms-phase-emergency = طوارئ
norms-phase-transition = انتقال
norms-phase-stable = استقرار
norms-bare = { $n ->
    [zero] لا شيء بلا إجراء
    [one] واحد بلا إجراء
    [two] اثنان بلا إجراء
    [few] { $n } بلا إجراء
    [many] { $n } بلا إجراء
    *[other] { $n } بلا إجراء
}
norms-planned-now = { $n ->
    [zero] لا إجراء مقرر
    [one] إجراء مقرر
    [two] إجراءان مقرران
    [few] { $n } إجراءات مقررة
    [many] { $n } إجراءً مقررًا
    *[other] { $n } إجراء مقرر
}
norms-stale-now = { $n ->
    [zero] لا قياس قديم
    [one] قياس قديم
    [two] قياسان قديمان
    [few] { $n } قياسات قديمة
    [many] { $n } قياسًا قديمًا
    *[other] { $n } قياس قديم
}
norms-overdue-now = { $n ->
    [zero] لا شيء متأخر
    [one] واحد متأخر
    [two] اثنان متأخران
    [few] { $n } متأخرة
    [many] { $n } متأخرًا
    *[other] { $n } متأخر
}
norms-not-verified = المصدر لم يُطّلع عليه
norms-stale = قياس قديم
norms-state-short = ناقص
norms-state-not-measured = لم يُقس
norms-state-minimum = بلغ الحد الأدنى
norms-state-target = بلغ الهدف
norms-last-days = المعايير المستوفاة والناقصة وغير المقيسة في آخر 30 يومًا
norms-needed-and-there = المطلوب والموجود في آخر 30 يومًا
norms-series-met = بلغ الحد الأدنى
norms-series-short = ناقص
norms-series-unmeasured = لم يُقس
norms-limits = تُحسب الاحتياجات للأشخاص الحاضرين كل يوم. المعيار مقياس للخدمات: لا يقرر شيئًا بشأن أحد ولا يُرَد به أحد.
norms-declare = إعلان مرحلة أخرى
norms-declare-which = الموقع في هذه المرحلة من الآن
norms-declare-do = إعلان
norms-record = تسجيل قياس
norms-record-do = تسجيل
norms-cancel = إلغاء
norms-item = ما الذي قيس
norms-count = كم العدد
norms-count-hint = أعداد صحيحة. وللمسافة أو الانتظار، الأطول.
norms-each = بكم لكل واحد
norms-each-hint = لترات الشاحنة الواحدة أو أمتار الخيمة الواحدة. اتركه فارغًا لواحد.
norms-by-sex = منها حسب الجنس
norms-women = للنساء والفتيات
norms-men = للرجال والفتيان
norms-method = كيف قيس
norms-method-counted = بالعد
norms-method-metered = بالعداد أو الشريط
norms-method-estimated = تقدير من جزء
norms-method-reported = بقول المشغّل
norms-on = اليوم
norms-on-hint = السنة والشهر واليوم: {"\u2066"}2027-01-31{"\u2069"}. فارغ: اليوم
norms-by = من قام به (فريق أو منظمة)
norms-note = ملاحظة
norms-measurements = القياسات، الأحدث أولًا
norms-measurements-none = لم يقسه أحد بعد
norms-editions = ما يقوله المعيار ومن أين
norms-says = النص
norms-valid = مطبق
norms-actions = الإجراءات
norms-actions-none = لا شيء ينتظر: لا نقص ولا إجراء وكل شيء مقيس
norms-gaps-bare = نواقص بلا إجراء
norms-actions-open = مقررة
norms-actions-ended = منتهية وملغاة
norms-to-measure = يجب قياسها أولًا
norms-still-missing = ما زال ناقصًا:
norms-until = حتى
norms-plan = تقرير إجراء
norms-plan-do = تقرير
norms-against = لسد أي نقص
norms-what = ماذا سيُعمل
norms-who = من يقوم به (فريق أو منظمة)
norms-due = حتى متى
norms-due-hint = السنة والشهر واليوم: {"\u2066"}2027-01-31{"\u2069"}
norms-end = إنهاء أو إلغاء
norms-outcome = ما نتج عنه
norms-finish = تم
norms-why-not = لماذا لن يتم
norms-cancel-action = لن يتم
norms-progress-nothing = لا شيء مقرر
norms-progress-planned = مقرر
norms-progress-overdue = متأخر
norms-progress-measure = للقياس
norms-progress-done = تم
norms-progress-cancelled = ملغى
norms-unit-litre-day = لتر في اليوم
norms-unit-tap = صنابير
norms-unit-toilet = مراحيض
norms-unit-kcal-day = سعرة حرارية في اليوم
norms-unit-square-metre = م²
norms-unit-health-post = مراكز صحية
norms-unit-bath = أماكن استحمام
norms-unit-worker = عاملون
norms-unit-container = حاويات
norms-unit-minute = دقائق
norms-unit-metre = أمتار
norms-unit-room = غرف
column-norms-norm = الرمز
column-norms-name = المعيار
column-norms-says = ما يقوله
column-norms-phase = المرحلة
column-norms-people = الأشخاص
column-norms-unit = الوحدة
column-norms-needed = المطلوب
column-norms-aimed = الهدف
column-norms-has = الموجود
column-norms-missing = الناقص
column-norms-share = النسبة المستوفاة
column-norms-state = الحالة
column-norms-measured = تاريخ القياس
column-norms-stale = قديم
column-norms-planned = إجراءات مقررة
column-norms-source = المصدر
column-norms-verified = اطُّلع على المصدر
column-norms-day = اليوم
column-norms-met = بلغ الحد الأدنى
column-norms-short = ناقص
column-norms-unmeasured = لم يُقس
column-norms-edition = الطبعة
column-norms-item = ماذا
column-norms-count = العدد
column-norms-each = لكل واحد
column-norms-women = النساء
column-norms-men = الرجال
column-norms-method = كيف
column-norms-by = من
column-norms-note = ملاحظة
column-norms-recorded = سُجّل
column-norms-action = الإجراء
column-norms-progress = التقدم
column-norms-what = ما يُعمل
column-norms-who = من
column-norms-due = حتى
column-norms-site = الموقع
column-norms-stale-now = قياسات قديمة
column-norms-lowest = أدنى نسبة
column-norms-overdue = متأخر
action-norms-record-measurement = تسجيل ما يملكه الموقع
action-norms-declare-phase = إعلان مرحلة الموقع
action-norms-plan-action = تقرير إجراء لسد نقص
action-norms-finish-action = إنهاء إجراء
action-norms-cancel-action = إلغاء إجراء
action-norms-gaps = رؤية نواقص الموقع
action-norms-series = رؤية وضع الموقع من المعايير يومًا بيوم
action-norms-days = رؤية معيار يومًا بيوم
action-norms-measurements = رؤية ما قيس في الموقع
action-norms-actions = رؤية إجراءات الموقع
action-norms-sites = رؤية معايير كل المواقع
error-NRM-001 = لا يوجد هذا العنصر. اختر من القائمة.
error-NRM-002 = هذا اليوم لم يأتِ بعد. أدخل اليوم أو يومًا سابقًا.
error-NRM-003 = ما للنساء والرجال أكثر من المجموع، أو أن هذا العنصر لا يقاس حسب الجنس. صحح الأعداد أو اترك الخانتين فارغتين.
error-NRM-004 = هذا أكثر مما يمكن أن يملكه موقع. تحقق من العدد وحجم كل واحد.
error-NRM-005 = الموقع في هذه المرحلة أصلًا.
error-NRM-006 = لا يوجد هذا المعيار. اختر من القائمة.
error-NRM-007 = لا يمكن أن يكون موعد الإجراء في يوم مضى. أدخل اليوم أو يومًا لاحقًا.
error-NRM-008 = الإجراء منتهٍ أو ملغى من قبل. انظر في القائمة ثانية.
