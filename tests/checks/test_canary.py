"""The test account: one refusal is enough, even across restarts."""

from pathlib import Path

from bot.checks.canary import Account, remembered

ACCOUNT = Account("canary@example.fr", "Tr0ub4dor")


def test_a_refusal_is_remembered_until_the_operator_deletes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "state" / "canary-refused"
    assert not remembered(ACCOUNT, path).stopped
    remembered(ACCOUNT, path).refused("smtp", "login_refused")
    assert remembered(ACCOUNT, path).stopped
    assert "Tr0ub4dor" not in path.read_text(encoding="utf-8")
    path.unlink()
    assert not remembered(ACCOUNT, path).stopped


def test_a_server_in_trouble_is_no_refusal(tmp_path: Path) -> None:
    path = tmp_path / "canary-refused"
    remembered(ACCOUNT, path).refused("smtp", "login_temporary")
    assert not path.exists()
