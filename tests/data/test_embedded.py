from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from playground.data import pictures as pictures_module
from playground.data import sources
from playground.data.classes import CLASSES
from playground.data.decode import compose
from playground.data.embedded import every_angle, every_light, everyday, everyday_holdout, studio
from playground.data.green_screen import SCREENS, green_screens
from playground.data.members import Source
from playground.data.pack import HANDS, Pack, Tile
from playground.data.pictures import Pictures, load_pictures
from playground.data.training_data import prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from tests.data.packs import COUNTS, OTHERS, PEOPLE
from tests.data.test_pack import rewritten

MAKERS = {"studio": studio, "everyday": everyday, "everyday-holdout": everyday_holdout,
          "every-angle": every_angle, "every-light": every_light}


def load(source: Source, cache: Path, size: int = 16) -> Pictures:
    return load_pictures(source, size, "squash", "bilinear", cache=cache)


@pytest.fixture
def named(hands: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, maker in MAKERS.items():
        monkeypatch.setitem(sources._factories, name, partial(maker, hands))


def test_all_four_are_registered() -> None:
    assert set(MAKERS) <= set(sources.registered())


@pytest.mark.parametrize("name", MAKERS)
def test_members_are_sorted_by_class_and_file(hands: Path, name: str) -> None:
    members = MAKERS[name](hands).members()
    keys = [(member.label, member.file) for member in members]
    assert keys == sorted(keys)
    assert {member.label for member in members} == {0, 1, 2}
    assert all(member.file.startswith(CLASSES[member.label] + "/") for member in members)


def test_the_held_out_people_are_every_fifth_and_nobody_is_in_both(hands: Path) -> None:
    people = {}
    for name in ("everyday", "everyday-holdout"):
        source = MAKERS[name](hands)
        table = source.groups()
        assert table is not None
        assert table.columns == ("person",)
        names = table.match([member.group_key for member in source.members()])["person"]
        people[name] = set(names)
    assert people["everyday-holdout"] == {"p04", "p09"}
    assert len(people["everyday"]) == 8
    assert not people["everyday"] & people["everyday-holdout"]


def test_everyday_is_both_packs_without_the_held_out_people(hands: Path) -> None:
    counts = [len(MAKERS[name](hands).members()) for name in ("everyday", "everyday-holdout")]
    assert counts[1] == COUNTS["everyday"] // 5
    added = (COUNTS["thrown"] + COUNTS["closed"]) * 4 // 5
    assert counts[0] == COUNTS["everyday"] - counts[1] + added


@pytest.mark.parametrize(("base", "name", "kinds"), [
    ("everyday", "every-angle", ("angled",)), ("every-angle", "every-light", ("near", "shown"))])
def test_a_larger_source_is_a_smaller_one_and_all_of_other_people(
    base: str, name: str, kinds: tuple[str, ...], hands: Path
) -> None:
    here, more = (MAKERS[each](hands) for each in (base, name))
    names = {member.file for member in here.members()}
    added = [one for one in more.members() if one.file not in names]
    assert len(added) == sum(COUNTS[kind] for kind in kinds)
    assert len(more.members()) == len(names) + len(added)
    table = more.groups()
    assert table is not None
    others = set(table.match([one.group_key for one in added])["person"])
    assert others == {
        f"p{OTHERS[kind] + at}" for kind in kinds for at in range(PEOPLE[kind])}


def test_a_source_decodes_only_its_own_sheets(hands: Path) -> None:
    sheets = [
        {member.sheet for member in MAKERS[name](hands).members()}
        for name in ("everyday", "everyday-holdout")
    ]
    assert not sheets[0] & sheets[1]


def test_pictures_keep_their_alpha_and_are_composed_over_their_own_background(
    hands: Path, tmp_path: Path
) -> None:
    pictures = load(everyday(hands), tmp_path)
    assert pictures.images.shape == (216, 16, 16, 4)
    assert pictures.behind is not None
    assert pictures.behind.backgrounds.shape == (16, 16, 16, 3)
    indices = np.array([5, 70, 215])
    own = pictures.behind.backgrounds[pictures.behind.which[indices]]
    assert np.array_equal(pictures.behind.of(indices), own)
    assert np.array_equal(pictures.rgb(indices), compose(pictures.images[indices], own))
    # The corner shows nothing but the background.
    assert np.array_equal(pictures.rgb(indices)[:, 0, 0], own[:, 0, 0])
    assert np.array_equal(pictures.rgb(slice(None))[indices], pictures.rgb(indices))


def test_the_hold_out_stands_before_backgrounds_that_training_never_shows(
    hands: Path, tmp_path: Path
) -> None:
    seen, unseen = (
        {picture.tobytes() for picture in behind.backgrounds}
        for behind in (
            load(maker(hands), tmp_path).behind for maker in (everyday, everyday_holdout))
        if behind is not None
    )
    assert (len(seen), len(unseen)) == (16, 4)
    assert not seen & unseen


def test_the_studio_is_green(hands: Path, tmp_path: Path) -> None:
    pictures = load(studio(hands), tmp_path)
    corners = pictures.rgb(slice(None))[:, 0, 0].astype(int)
    assert pictures.behind is not None
    assert len(np.unique(pictures.behind.which)) > SCREENS // 2
    assert (corners[:, 1] > corners[:, 0] + 60).all()
    assert (corners[:, 1] > corners[:, 2] + 30).all()


def test_no_near_duplicates_are_sought(hands: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert load(studio(hands), tmp_path).hashes is None
        pictures_module._shared.clear()


def test_from_the_cache_they_are_the_same(
    hands: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(everyday_holdout(hands), tmp_path)
    images, prints = first.images.copy(), first.fingerprint
    pictures_module._shared.clear()
    monkeypatch.setattr(Pack, "picture", lambda *_: pytest.fail("decoded again"))
    again = load(everyday_holdout(hands), tmp_path)
    assert again.images is not first.images
    assert np.array_equal(again.images, images)
    assert again.fingerprint == prints


def test_another_background_is_another_fingerprint(hands: Path, tmp_path: Path) -> None:
    def swap(parts: dict[str, bytes]) -> None:
        lines = parts["table.csv"].decode().splitlines()
        at = lines[0].split(",").index("background")
        cells = lines[1].rsplit(",", len(lines[0].split(",")) - at)
        cells[1] = str((int(cells[1]) + 1) % SCREENS)
        parts["table.csv"] = "\n".join([lines[0], ",".join(cells), *lines[2:]]).encode()

    rewritten(hands / "studio.zip", tmp_path / "studio.zip", swap)
    one, other = load(studio(hands), tmp_path), load(studio(tmp_path), tmp_path)
    assert np.array_equal(one.images, other.images)
    assert one.fingerprint != other.fingerprint


@pytest.mark.usefixtures("named")
def test_an_honest_split_is_by_person(tmp_path: Path) -> None:
    experiment = Experiment(data="everyday", another_setting="everyday-holdout")
    data = prepare(experiment, 16, paths_allowed=False, cache=tmp_path)
    people = np.array(data.pictures.groups["person"])
    assert not set(people[data.train]) & set(people[data.validation])
    # Of eight people one may judge: two would be a quarter.
    assert len(set(people[data.validation])) == 1
    assert data.elsewhere is not None
    assert not set(people) & set(data.elsewhere.groups["person"])
    assert data.split.report(data.pictures.labels).groups == 8


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("missing", ["everyday.zip", "backgrounds.zip"])
def test_a_missing_pack_is_bad_input(hands: Path, tmp_path: Path, missing: str) -> None:
    for path in hands.glob("*.zip"):
        if path.name != missing:
            shutil.copy(path, tmp_path / path.name)
    with pytest.raises(BadInput, match=f"{missing}.* is not there"):
        everyday(tmp_path)
    assert studio(tmp_path).name == "studio"


@pytest.mark.parametrize(("old", "new"), [(b",rock,", b",hand,"), (b",no,", b",no,9")])
def test_a_table_that_makes_no_sense_is_a_damaged_pack(
    hands: Path, tmp_path: Path, old: bytes, new: bytes
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts["table.csv"]
        parts["table.csv"] = parts["table.csv"].replace(old, new, 1)

    rewritten(hands / "studio.zip", tmp_path / "studio.zip", change)
    with pytest.raises(BadInput, match="is damaged"):
        studio(tmp_path)


def test_a_sheet_that_turns_out_damaged_ends_loading_with_a_sentence(
    hands: Path, tmp_path: Path
) -> None:
    rewritten(hands / "studio.zip", tmp_path / "studio.zip",
              lambda parts: parts.update({"sheets/000.webp": b"no picture"}))
    with pytest.raises(BadInput, match="is damaged"):
        load(studio(tmp_path), tmp_path / "cache")


def test_tiles_opened_out_of_order_are_the_same(hands: Path) -> None:
    members = everyday(hands).members()
    there = [np.asarray(members[at].open()) for at in (0, 143, 1)]
    back = [np.asarray(members[at].open()) for at in (1, 143, 0)]
    assert all(np.array_equal(*pair) for pair in zip(there, reversed(back), strict=True))


def test_a_tile_knows_whether_it_is_held_out() -> None:
    assert Tile({"hold_out": "yes"}, 0, 0).held_out
    assert not Tile({"hold_out": "no"}, 0, 0).held_out


def test_screens_are_the_same_each_time_and_cannot_be_changed() -> None:
    first = green_screens(24).copy()
    green_screens.cache_clear()
    assert np.array_equal(green_screens(24), first)
    assert first.shape == (SCREENS, 24, 24, 3)
    assert len({screen.tobytes() for screen in first}) == SCREENS
    with pytest.raises(ValueError, match="read-only"):
        green_screens(24)[0] = 0


@pytest.mark.parametrize(("name", "least"), [
    ("studio", 2000), ("everyday", 4500), ("everyday-holdout", 1000), ("every-angle", 14000),
    ("every-light", 23000)])
def test_the_real_set_is_as_large_as_promised(name: str, least: int, tmp_path: Path) -> None:
    if not all((HANDS / f"{kind}.zip").is_file() for kind in ("everyday", "studio", "backgrounds")):
        pytest.skip("the packs are not rendered yet")
    pictures = load(MAKERS[name](), tmp_path, 64)
    assert len(pictures) >= least
    assert pictures.unreadable == ()
    assert pictures.images.shape[1:] == (64, 64, 4)
    share = np.bincount(pictures.labels, minlength=3) / len(pictures)
    assert (share > 0.25).all()
