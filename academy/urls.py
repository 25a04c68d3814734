"""Where everything lives; each feature of the game brings its own addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from academy.health import healthz, readyz
from academy.media import media

handler400 = "academy.errors.bad_request"
handler403 = "academy.errors.forbidden"
handler404 = "academy.errors.not_found"
handler429 = "academy.errors.too_many_requests"  # a name allauth looks for, not Django
handler500 = "academy.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    # Wagtail's own sign-in knows no limits: everybody goes through allauth.
    path("studio/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("studio/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
    path("", include("quests.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=True)
