@name@-menu = @name@
@name@-title = Where the service is open
@name@-open-at = Sites where the service is open
@name@-open-nowhere = The service is not open yet
@name@-open-here = Open the service here
column-@key@-site = Site
column-@key@-since = Open since
error-@CODE@-001 = The service is already open at this site. Nothing was recorded; look at the list.
