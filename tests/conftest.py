"""What the tests share: the folder of real exams beside the repository."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with `exams.yaml` and `seeds/`; CI must have it, others may not."""
    folder = Path(os.environ.get("COUNTEREXAM_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "exams.yaml").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder}: no exams.yaml; CI needs the shared folder")
        pytest.skip(f"{folder}: no exams.yaml")
    return folder
