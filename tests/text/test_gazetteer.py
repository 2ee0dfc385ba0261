"""Names of places and people."""

from importlib.resources import files

from reportkit.text.gazetteer import gazetteer


def test_the_gazetteer_tells_places_and_given_names() -> None:
    """Names of the known world are there, and those that people bear too are marked."""
    known = gazetteer()
    assert {"Iraq", "Washington", "Middle East", "New York", "São Paulo"} <= known.places
    assert {"Jordan", "Paris", "Georgia"} <= known.ambiguous & known.places
    assert "Antony" in known.masculine
    assert "Sarah" in known.feminine


def test_cities_of_the_world_are_known_with_and_without_accents() -> None:
    """What is derived from free data adds to what was written by hand."""
    assert {"Bogotá", "Bogota", "Evansville", "Tamale"} <= gazetteer().places


def test_a_place_is_ambiguous_only_if_it_is_one() -> None:
    """Every name marked as a person's too is a place's."""
    known = gazetteer()
    assert known.ambiguous <= known.places | {"Gulf", "Hamilton", "Nelson", "Mobile", "Lourdes", "Chelsea", "Victoria"}


def test_given_names_of_either_gender_tell_none() -> None:
    """A name is a man's, a woman's, or of either; whatever it is, it is a given name."""
    known = gazetteer()
    assert known.masculine | known.feminine < known.given


def test_common_words_are_no_names() -> None:
    """The commonest words are in lower case, without the forms that endings make of them."""
    common = gazetteer().common
    assert {"water", "system", "state"} <= common
    assert all(word == word.lower() for word in common)
    assert "waters" not in common


def test_the_sources_of_what_is_derived_are_named() -> None:
    """The notices that the sources ask for ship with the lists."""
    notices = (files("reportkit.text") / "lexicons" / "LICENCES.md").read_text("utf-8")
    assert all(source in notices for source in ("GeoNames", "census", "Faker", "SCOWL"))
