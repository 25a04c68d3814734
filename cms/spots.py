"""What zones and places are pointed at on while they are written: the question's picture, the destination's map."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.publishing.pictures import picture_url
from quests.catalogue.maps import drawing
from quests.catalogue.selectors import territory_map

PERMISSION = "cms.change_bankquestion"
EDGES = ("south", "west", "north", "east")


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture as learners see it, by a redirect; 404 unless this person may choose it."""
    policy = policy_registry.get_by_type(get_image_model())
    mine = policy.instances_user_has_any_permission_for(request.user, ["choose", "change"])
    image = mine.filter(pk=pk).first()
    if image is None:
        raise Http404
    return HttpResponseRedirect(picture_url(image))


@require_safe
def territory(request: HttpRequest) -> HttpResponse:
    """``{"html": the SVG with its names, "south" "west" "north" "east": degrees}``; html is empty without a map."""
    land = territory_map()
    if land is None:
        return JsonResponse({"html": ""})
    drawn = drawing(land)
    edges = {side: getattr(drawn.projection, side) for side in EDGES}
    return JsonResponse({"html": render_to_string("components/map.html", {"map": drawn})} | edges)


def urls() -> list[Any]:
    """The addresses, for whoever may change questions."""
    guarded = permission_required(PERMISSION)
    return [
        path("questions/picture/<int:pk>/", guarded(picture), name="question_picture"),
        path("questions/map/", guarded(territory), name="question_map"),
    ]
