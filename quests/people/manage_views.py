"""A manager hands out join codes, and takes them back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quests.people import access, services


@login_required
@require_POST
def create(request: HttpRequest, employer: int) -> HttpResponse:
    """A new code for one of the manager's employers."""
    own = get_object_or_404(access.managed_employers(request.user), pk=employer)
    services.create_join_code(own)
    messages.success(request, _("The new code is ready: print it or show it to your team."))
    return redirect("manage:home")


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody joins with this code any more; those who joined keep their place."""
    code = get_object_or_404(access.join_codes_seen_by_manager(request.user), pk=pk)
    services.revoke_join_code(code)
    messages.success(request, _("This code no longer opens anything. Those who joined stay."))
    return redirect("manage:home")
