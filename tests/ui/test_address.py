"""What a lesson link narrows."""

from __future__ import annotations

from playground.ui.address import LONGEST_TASK, lesson_of


def test_known_controls_are_hidden_and_locked() -> None:
    lesson = lesson_of({"hide": "optimizer,learning-rate", "lock": "seed", "task": "Find λ."})
    assert lesson.hidden == {"optimizer", "learning-rate"}
    assert lesson.locked == {"seed"}
    assert lesson.task == "Find λ."
    assert lesson.messages == ()


def test_an_unknown_control_is_left_out_with_a_message() -> None:
    lesson = lesson_of({"hide": "optimizer,nonsense"})
    assert lesson.hidden == {"optimizer"}
    assert "nonsense" in str(lesson.messages[0])


def test_a_task_is_one_short_line() -> None:
    task = lesson_of({"task": "a\n\tb\0c " + "x" * 9999}).task
    assert task.startswith("a b c x")
    assert len(task) <= LONGEST_TASK
