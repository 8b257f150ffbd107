@name@-menu = @name@
@name@-title = أين الخدمة مفتوحة
@name@-open-at = المواقع التي فيها الخدمة مفتوحة
@name@-open-nowhere = الخدمة لم تُفتح بعد
@name@-open-here = افتح الخدمة هنا
column-@key@-site = الموقع
column-@key@-since = مفتوحة منذ
error-@CODE@-001 = الخدمة مفتوحة أصلاً في هذا الموقع. لم يُسجَّل شيء؛ انظر القائمة.
