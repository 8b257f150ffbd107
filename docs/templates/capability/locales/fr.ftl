@name@-menu = @name@
@name@-title = Où le service est ouvert
@name@-open-at = Sites où le service est ouvert
@name@-open-nowhere = Le service n’est pas encore ouvert
@name@-open-here = Ouvrir le service ici
column-@key@-site = Site
column-@key@-since = Ouvert depuis
error-@CODE@-001 = Le service est déjà ouvert sur ce site. Rien n’a été enregistré ; regardez la liste.
