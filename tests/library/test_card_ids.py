"""Which cards a library has is read once a library, and no longer believed than that is in use."""

from pathlib import Path

from tests.library.courses import DRINK, FOOD, Shelf

BREAD, TEA = "table.bread.1", "table.tea.1"


def test_a_card_is_known_as_soon_as_it_is_built_and_until_it_is_taken_out(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.save("food.md", FOOD)
    shelf.build()
    library = shelf.library
    assert library.now().known_cards([BREAD, TEA]) == {BREAD}
    shelf.save("drink.md", DRINK)
    shelf.build()
    assert library.now().known_cards([BREAD, TEA]) == {BREAD, TEA}
    (shelf.course / "food.md").unlink()
    shelf.build()
    assert library.now().known_cards([BREAD, TEA]) == {TEA}
