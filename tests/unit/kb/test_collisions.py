from kb.catalogue import load_catalogue
from kb.catalogue.collisions import Collision, CollisionKind, find_collisions
from kb.domain.facts import Concept


def _kinds(*concepts: Concept) -> list[tuple[CollisionKind, str, tuple[str, ...]]]:
    return [(one.kind, one.label, one.concepts) for one in find_collisions(concepts)]


def test_two_forms_of_a_word_in_one_scheme_collide() -> None:
    left, right = Concept("a", "settings", {"sv": ("skola",)}), Concept("b", "settings", {"sv": ("plats", "skolan")})
    assert _kinds(left, right) == [(CollisionKind.ONE_SCHEME, "skola", ("a", "b"))]


def test_the_same_label_in_two_schemes_collides_only_between_challenges_and_measures() -> None:
    challenge = Concept("a", "challenges", {"sv": ("otrygghet", "kameror")})
    measure = Concept("b", "measures", {"sv": ("kameraövervakning", "kameror")})
    setting = Concept("c", "settings", {"sv": ("plats", "kameror")})
    assert _kinds(challenge, measure, setting) == [(CollisionKind.CHALLENGE_AND_MEASURE, "kameror", ("a", "b"))]


def test_a_label_in_two_languages_does_not_collide() -> None:
    assert _kinds(Concept("a", "settings", {"sv": ("skola",)}), Concept("b", "settings", {"en": ("skola",)})) == []


def test_equal_preferred_labels_collide_in_any_schemes() -> None:
    left, right = Concept("a", "crime_types", {"sv": ("Rån",)}), Concept("b", "outcomes", {"sv": ("rån",)})
    assert _kinds(left, right) == [(CollisionKind.PREFERRED, "Rån", ("a", "b"))]


def test_a_label_that_is_a_common_word_or_an_acronym_needs_company() -> None:
    alone = Concept("a", "measures", {"sv": ("insatsgrupp", "SIG", "MVP", "EST")}, co_words={"EST": ("lägesbild",)})
    assert _kinds(alone) == [(CollisionKind.COMMON_WORD, "SIG", ("a",)), (CollisionKind.ACRONYM, "MVP", ("a",))]


def test_a_collision_is_guarded_when_all_but_one_want_company() -> None:
    left = Concept("a", "settings", {"sv": ("torg",)}, co_words={"torg": ("handel",)})
    right = Concept("b", "settings", {"sv": ("plats", "torg")})
    (found,) = find_collisions([left, right])
    assert found == Collision(CollisionKind.ONE_SCHEME, "sv", "torg", ("a", "b"), guarded=True)


def test_the_shipped_target_groups_settings_actors_and_implementation_do_not_collide() -> None:
    own = ("target_groups", "settings", "actors", "implementation")
    concepts = [one for one in load_catalogue().concepts.values() if one.scheme in own]
    assert [one for one in find_collisions(concepts) if one.kind is CollisionKind.ONE_SCHEME] == []
