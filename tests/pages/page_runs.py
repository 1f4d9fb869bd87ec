"""A page run as Streamlit runs it, alone or in the frame, and what is written on it."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from pages.parts import session

ROOT = Path(__file__).resolve().parents[2]


def page(stem: str, data: str = "sendiri", language: str = "id") -> AppTest:
    """The page ``stem`` on the database that the switch names, not run yet."""
    script = (
        "import runpy\n"
        "from pages.parts import session\n"
        "session.speak()\n"
        f"runpy.run_path({str(ROOT / 'pages' / f'{stem}.py')!r})\n"
    )
    test = AppTest.from_string(script, default_timeout=30)
    test.session_state["data"] = data
    test.session_state["bahasa"] = language
    return test


def shown(stem: str, language: str = "id", **state: object) -> AppTest:
    """The page ``stem`` on the user's own database, run once with this session state."""
    test = page(stem, language=language)
    for key, value in state.items():
        test.session_state[key] = value
    test.run()
    assert not test.exception
    return test


def framed(stem: str) -> AppTest:
    """The page ``stem`` inside the frame, on the user's own database."""
    test = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    test.query_params["data"] = session.OWN
    test.run()
    test.switch_page(f"pages/{stem}.py").run()
    assert not test.exception
    return test


def texts(test: AppTest) -> str:
    """Everything that is written on the page, in one text."""
    parts = [*test.title, *test.markdown, *test.caption, *test.subheader, *test.info]
    parts += [*test.success, *test.warning, *test.error]
    tables = [cell for each in test.table for column in each.value.items() for cell in column[1]]
    return "\n".join([str(part.value) for part in parts] + [str(cell) for cell in tables])
