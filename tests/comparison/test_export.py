"""The table as CSV, JSON and Markdown."""

import csv
import io
import json

from playground.comparison.columns import COLUMNS
from playground.comparison.export import csv_text, document, markdown
from playground.comparison.table import table
from playground.insight.recorded import recorded_runs
from playground.messages import speaking
from playground.training.history import of_recorded
from tests.comparison.made import START, history

RUNS = [
    history("a", [0.6, 0.7], weights=START),
    history("b", [0.6, 0.85], settings={"regularizer": "l1"}, weights=START),
    history("c", [0.9], settings={"seed": 2}),
    of_recorded(recorded_runs()["l2"])]
NAMES = [column.name for column in COLUMNS]


def test_csv_has_a_line_a_run_with_plain_numbers():
    found = list(csv.DictReader(io.StringIO(csv_text(table(RUNS)))))
    assert [row["run"] for row in found] == ["a", "b", "c", "l2"]
    assert [row["baseline"] for row in found] == ["1", "0", "0", "0"]
    assert found[2]["comparable"] == "0"
    assert set(NAMES) <= set(found[0])
    assert float(found[1]["val_accuracy"]) == 0.85
    assert float(found[1]["difference_val_accuracy"]) > 0
    assert found[2]["difference_val_accuracy"] == ""
    assert found[3]["compressed"] == ""


def test_a_name_is_no_formula():
    text = csv_text(table([RUNS[0].with_name("=1+1")]))
    assert ",'=1+1," in text


def test_json_holds_what_it_takes_to_repeat_each_run():
    made = document(table(RUNS))
    found = json.loads(json.dumps(made, allow_nan=False))
    assert found["baseline"] == "a"
    assert [column["name"] for column in found["columns"]] == NAMES
    second, third = found["runs"][1], found["runs"][2]
    assert second["experiment"]["regularizer"] == "l1"
    assert second["differences"]["val_accuracy"]["direction"] == "better"
    assert "val_accuracy" in second["best"]
    assert third["reasons"][0]["code"] == "seed"
    assert third["differences"] == {}


def test_the_baseline_stays_the_baseline_in_a_sorted_table():
    sorted_table = table(RUNS).sorted_by("val_accuracy")
    assert sorted_table.rows[0].history.id == "c"
    assert [row["run"] for row in document(sorted_table)["runs"] if row["baseline"]] == ["a"]


def test_markdown_is_a_table_in_the_readers_language():
    lines = markdown(table(RUNS)).splitlines()
    assert {line.count("|") for line in lines[:6]} == {len(NAMES) + 2}
    assert "**85.0\N{NO-BREAK SPACE}%** (+15.0)" in lines[3]
    assert "No regularizer (baseline)" in lines[2]
    assert "seed is 2 instead of 1" in lines[-1]
    with speaking("de"):
        assert "85,0\N{NO-BREAK SPACE}%" in markdown(table(RUNS))


def test_a_name_stays_one_cell():
    lines = markdown(table([RUNS[0].with_name("a|b\n<i>c")])).splitlines()
    assert "a\\|b &lt;i>c" in lines[2]
