import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from app.store import Database, answers, products, sessions, versions
from tests.store.build import NOW, begun, digest, published, said, standing

ROUNDS = 20


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Runs the calls in threads that leave together."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_answers_from_two_threads_both_survive(database: Database) -> None:
    session = begun(database)
    for n in range(ROUNDS):
        at_once(*(partial(said, database, session, f"{who}{n}", {"value": n}) for who in "ab"))
    assert standing(database, session) == {f"{who}{n}": {"value": n} for who in "ab" for n in range(ROUNDS)}


def test_answers_from_two_processes_both_survive(url: str, database: Database) -> None:
    session = begun(database)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=answer_many, args=(url, session.token_sha256, who)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert len(standing(database, session)) == 2 * ROUNDS


def answer_many(url: str, token_sha256: str, who: str) -> None:
    database = Database(url)
    with database.reading() as db:
        session = sessions.by_token(db, token_sha256)
    assert session
    for n in range(ROUNDS):
        said(database, session, f"{who}{n}", {"value": n})


def test_of_two_writes_at_once_the_higher_seq_wins(database: Database) -> None:
    session = begun(database)
    for n in range(1, 2 * ROUNDS, 2):
        at_once(*(partial(said, database, session, "ground", {"value": seq}, seq) for seq in (n + 1, n)))
        assert standing(database, session) == {"ground": {"value": n + 1}}


def test_a_locked_session_is_written_by_one_at_a_time(database: Database) -> None:
    session = begun(database)

    def add_one() -> None:
        with database.writing() as db:
            sessions.lock(db, session.id)
            stands = {answer.question: answer.body["value"] for answer in answers.current(db, session.id)}
            body = {"value": stands.get("count", 0) + 1}
            answers.write(db, session.id, "count", body, None, NOW, session.version, "r")

    at_once(*[add_one] * 8)
    assert standing(database, session) == {"count": {"value": 8}}


def test_one_session_begins_under_one_idempotency_key(database: Database) -> None:
    with database.writing() as db:
        published(db)
    for n in range(ROUNDS):
        found = at_once(*(partial(begun, database, f"{who}{n}", digest(f"key {n}")) for who in "abc"))
        assert found[0] == found[1] == found[2]


def test_publications_at_once_are_numbered_one_after_the_other(database: Database) -> None:
    def publish(n: int) -> int:
        with database.writing() as db:
            return versions.publish(db, "bikes", f"text {n}", "ada", "", NOW).number

    assert sorted(at_once(*(partial(publish, n) for n in range(6)))) == [1, 2, 3, 4, 5, 6]


def test_imports_at_once_leave_one_state(database: Database) -> None:
    def bring(n: int) -> products.Revision:
        feed = [{"id": f"{p}", "price": float(n)} for p in range(50)]
        with database.writing() as db:
            return products.import_revision(db, "bikes", f"{n}", "m", digest(f"{n}"), feed, lambda p: str(p["id"]), NOW)

    found = at_once(*(partial(bring, n) for n in range(4)))
    with database.reading() as db:
        for n, revision in enumerate(found):
            assert {product["price"] for product in products.records(db, revision)} == {float(n)}
            assert len(products.records(db, revision)) == 50
