"""All the stories' pictures, by the year and slug that name their files."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    scenes_arts,
    scenes_arts_books,
    scenes_community,
    scenes_food,
    scenes_health,
    scenes_history,
    scenes_history_rooms,
    scenes_lifestyle,
    scenes_national,
    scenes_national_north,
    scenes_national_rivers,
    scenes_opinion,
    scenes_politics,
    scenes_river,
    scenes_sport,
    scenes_sport_water,
    scenes_world,
    scenes_world_reform,
)

ALL: dict[str, Callable[[], str]] = {
    **scenes_national.SCENES,
    **scenes_national_north.SCENES,
    **scenes_national_rivers.SCENES,
    **scenes_politics.SCENES,
    **scenes_river.SCENES,
    **scenes_world.SCENES,
    **scenes_world_reform.SCENES,
    **scenes_health.SCENES,
    **scenes_opinion.SCENES,
    **scenes_arts.SCENES,
    **scenes_arts_books.SCENES,
    **scenes_lifestyle.SCENES,
    **scenes_food.SCENES,
    **scenes_community.SCENES,
    **scenes_sport.SCENES,
    **scenes_sport_water.SCENES,
    **scenes_history.SCENES,
    **scenes_history_rooms.SCENES,
}
