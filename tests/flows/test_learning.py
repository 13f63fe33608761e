"""What the bot could not answer, and how it learns it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.core.events import Outgoing
from bot.core.model import Outcome
from bot.ports import Draft, Drafts, Exchange, Journal
from tests.flows.blackboard import BOB, BOSS, CHIEF, ELSEWHERE, ROOM, Board, board

SIGNATURE = (
    "Comment ajouter une signature à mes mails ?",
    "Où est-ce qu'on règle la signature dans le webmail ?",
    "Je voudrais une signature automatique en bas de mes messages, comment faire ?",
)
DAY_MS = 86_400_000


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Board]:
    async with board(tmp_path) as made:
        yield made


async def answered(one: Board, text: str, entry: str = "mail-iphone", who: str = BOB) -> str:
    """A question that got an entry as its answer; the answer's event id."""
    event = one.event(text, who)
    exchange = Exchange(
        question=event.event_id, room_id=ROOM, thread=event.event_id, asker=one.tools.memory.pseudonym(who), text=text,
        outcome=Outcome.ANSWER, entries=(entry,), reply=f"t{event.event_id}", at=one.hand.now,
    )  # fmt: skip
    await one.database.journal.settle(event, [Outgoing(txn=exchange.reply, room_id=ROOM, body="…")], exchange)
    await one.database.journal.delivered(exchange.reply, f"{event.event_id}-reply")
    return f"{event.event_id}-reply"


async def test_questions_alike_are_one_group_with_its_numbers(one: Board) -> None:
    for text in SIGNATURE:
        await one.asked(text)
    await one.asked("facteur, tu sais imprimer un message ?", Outcome.HANDOVER)
    listed = await one.faq("unanswered")
    assert "1. 3 fois (3 sans réponse)" in listed
    assert listed.index("signature") < listed.index("imprimer")
    assert all(name not in listed for name in (BOB, one.tools.memory.pseudonym(BOB)))


async def test_what_was_never_kept_or_is_private_or_old_is_not_listed(one: Board) -> None:
    await one.asked("", Outcome.SILENT)
    await one.asked("une question en privé ?", Outcome.HANDOVER, room=ELSEWHERE)
    await one.asked("une question d'il y a longtemps ?", Outcome.HANDOVER, at=one.hand.now - 91 * DAY_MS)
    await one.asked("mon mot de passe est …", Outcome.SECRET)
    await one.asked("!faq list", Outcome.COMMAND)
    assert "Aucune question sans réponse" in await one.faq("unanswered")


async def test_a_vote_down_and_a_person_after_the_bot_count_too(one: Board) -> None:
    reply = await answered(one, "mon agenda partagé ne marche pas", "partager-agenda")
    await one.database.memory.vote(reply, one.tools.memory.pseudonym(BOB), "down", "$vote")
    await answered(one, "impossible d'envoyer du courrier depuis ce matin", "envoi-bloque")
    asked = one.said[f"$e{next(one.names) - 1}"].event_id
    await one.asked("", Outcome.SILENT, who=CHIEF, thread=asked)  # somebody helped in the thread
    listed = await one.faq("unanswered")
    assert "1 fois (1 👎)" in listed
    assert "1 fois (1 avec une personne après moi)" in listed
    one.hand.now += 1000
    await one.faq("answer partager-agenda | Bien mieux.")
    await one.faq("question envoi-bloque | rien ne part ce matin")
    assert "Aucune question" in await one.faq("unanswered")


async def test_the_askers_own_words_after_the_answer_are_no_help_by_others(one: Board) -> None:
    await answered(one, "impossible d'envoyer du courrier", "envoi-bloque")
    asked = one.said[f"$e{next(one.names) - 1}"].event_id
    await one.asked("", Outcome.SILENT, who=BOB, thread=asked)
    assert "Aucune question" in await one.faq("unanswered")


# ---- drafts -----------------------------------------------------------------------------------------------------


async def drafted(one: Board, name: str = "signature", answer: str = "Dans Paramètres.", who: str = BOSS) -> str:
    """The event of a draft made from the first unanswered question; the others are asked too."""
    root = await one.asked(SIGNATURE[0])
    for text in SIGNATURE[1:]:
        await one.asked(text)
    words = one.event(answer, who)
    said = await one.faq(f"learn {name}", thread=root, replies_to=words.event_id)
    assert "Brouillon de " + name in said
    return await one.delivered()


async def test_a_draft_takes_over_how_others_asked_and_is_live_after_a_yes(one: Board) -> None:
    draft = await drafted(one)
    assert one.tools.knowing.knowledge.entry("signature") is None
    assert await one.react("✅", draft, BOB) is None
    out = await one.react("✅\ufe0f", draft, CHIEF)
    assert out is not None
    assert "est en ligne" in out[0].body
    entry = one.tools.knowing.knowledge.entry("signature")
    assert entry is not None
    assert set(entry.questions) == set(SIGNATURE)
    assert entry.source.author == BOSS  # whose words they are
    assert [change.author for change in await one.database.audit.history()] == [CHIEF]  # who put them in
    assert await one.react("✅", draft) is None  # once
    assert "Aucune question" in await one.faq("unanswered")
    assert "Paramètres" in one.served("comment mettre ma signature en bas de mes mails ?")
    assert "annulé" in await one.faq("undo")
    assert one.tools.knowing.knowledge.entry("signature") is None


async def test_a_yes_to_a_draft_whose_sending_is_not_confirmed_waits_for_it(one: Board) -> None:
    """The bot was stopped between sending the draft and hearing that it was sent."""
    root = await one.asked(SIGNATURE[0])
    words = one.event("Dans Paramètres.")
    await one.faq("learn signature", thread=root, replies_to=words.event_id)
    yes = asyncio.create_task(one.react("✅", "$again"))
    await asyncio.sleep(0)
    (unsent,) = await one.database.journal.unsent()
    await one.database.journal.delivered(unsent.txn, "$again")
    out = await yes
    assert out is not None
    assert "est en ligne" in out[0].body


@dataclass
class ConfirmedAfterALook:
    """Drafts whose sending is confirmed right after somebody has looked in vain: a moment that no timing can hit."""

    drafts: Drafts
    journal: Journal

    async def keep(self, draft: Draft) -> None:
        await self.drafts.keep(draft)

    async def drop(self, txn: str) -> None:
        await self.drafts.drop(txn)

    async def shown_by(self, event_id: str) -> Draft | None:
        found = await self.drafts.shown_by(event_id)
        for out in await self.journal.unsent():
            await self.journal.delivered(out.txn, event_id)
        return found


async def test_a_yes_is_heard_when_the_sending_is_confirmed_between_two_looks(one: Board) -> None:
    root = await one.asked(SIGNATURE[0])
    await one.faq("learn signature", thread=root, replies_to=one.event("Dans Paramètres.").event_id)
    late = ConfirmedAfterALook(one.tools.learning.drafts, one.database.journal)
    yes = replace(one.event("✅", BOSS), target="$again")
    out = await replace(one.tools.learning, drafts=late).reacted(yes)
    assert out is not None
    assert "est en ligne" in out[0].body


async def test_a_draft_that_is_refused_says_why_and_stays(one: Board) -> None:
    draft = await drafted(one)
    await one.faq("add signature | autre chose ? | Autre chose.")
    out = await one.react("✅", draft)
    assert out is not None
    assert "déjà pris" in out[0].body
    await one.faq("remove signature")
    assert "est en ligne" in ((await one.react("✅", draft)) or [])[0].body


@pytest.mark.parametrize(
    ("name", "said"), [("mail-iphone", "déjà pris"), ("../x", "ne convient pas"), ("a b", "s'écrit dans le fil")]
)
async def test_a_draft_with_a_wrong_id_is_refused(one: Board, name: str, said: str) -> None:
    root = await one.asked(SIGNATURE[0])
    answer = one.event("Dans Paramètres.")
    assert said in await one.faq(f"learn {name}", thread=root, replies_to=answer.event_id)


async def test_only_a_moderators_words_become_an_answer(one: Board) -> None:
    root = await one.asked(SIGNATURE[0])
    words = one.event("Dans Paramètres.", BOB)
    assert "celui d'un modérateur" in await one.faq("learn signature", thread=root, replies_to=words.event_id)
    assert "celui d'un modérateur" in await one.faq("learn signature", thread=root, replies_to="$gone")
    mine = one.event("Dans Paramètres.")
    assert "Je ne peux pas lire la question" in await one.faq(
        "learn signature", thread="$gone", replies_to=mine.event_id
    )


async def test_a_pin_proposes_an_id_that_is_free(one: Board) -> None:
    root = await one.asked(SIGNATURE[0])
    for name in ("ajouter-signature-mails", "ajouter-signature-mails-2"):
        words = one.event("Dans Paramètres.")
        one.said[words.event_id] = replace(words, thread=root)
        out = await one.react("📌", words.event_id)
        assert out is not None
        assert f"Brouillon de {name}," in out[0].body
        assert out[0].thread == root
        await one.database.journal.enqueue(out)
        await one.react("✅", await one.delivered())
        assert one.tools.knowing.knowledge.entry(name) is not None


async def test_a_pin_elsewhere_is_a_pin_like_any_other(one: Board) -> None:
    root = await one.asked(SIGNATURE[0])
    alone = one.event("Bonjour à tous.")
    theirs = one.event("Dans Paramètres.", CHIEF)
    one.said[theirs.event_id] = replace(theirs, thread=root)
    mine = one.event("Dans Paramètres.", BOB)
    one.said[mine.event_id] = replace(mine, thread=root)
    assert await one.react("📌", alone.event_id) is None
    assert await one.react("📌", theirs.event_id) is None  # not one's own
    assert await one.react("📌", mine.event_id, BOB) is None  # no moderator
    assert await one.react("📌", "$gone") is None
    assert await one.react("👍", alone.event_id) is None


async def test_a_message_replied_to_becomes_a_phrasing_without_addresses(one: Board) -> None:
    odd = one.event("@facteur:example.fr mon planning de bob@example.fr pour toute\nl'équipe ?", BOB)
    assert "4 en tout" in await one.faq("question partager-agenda", replies_to=odd.event_id)
    entry = one.tools.knowing.knowledge.entry("partager-agenda")
    assert entry is not None
    assert entry.questions[-1] == "mon planning de pour toute l'équipe ?"
    assert "ce n'est pas du texte" in await one.faq("question partager-agenda", replies_to="$gone")


# ---- figures ----------------------------------------------------------------------------------------------------


async def test_figures_of_seven_and_thirty_days(one: Board) -> None:
    one.hand.now -= 10 * DAY_MS
    old = await answered(one, "vieille question", "mail-iphone")
    await one.database.memory.vote(old, "x", "up", "$v0")
    one.hand.now += 10 * DAY_MS
    for number in range(3):
        reply = await answered(one, f"question {number}", "partager-agenda")
        await one.database.memory.vote(reply, "x", "down", f"$v{number + 1}")
    await one.asked("et ça ?")
    await one.asked("laquelle ?", Outcome.CLARIFY)
    await one.asked("")  # what was no question has no text
    stats = await one.faq("stats")
    assert "questions · 7 jours : 5 · 30 jours : 6" in stats
    assert "répondues · 7 jours : 3 · 30 jours : 4" in stats
    assert "précision demandée · 7 jours : 1 · 30 jours : 1" in stats
    assert "laissées aux personnes · 7 jours : 1 · 30 jours : 1" in stats
    assert "👍 · 7 jours : 0 · 30 jours : 1" in stats
    assert "👎 · 7 jours : 3 · 30 jours : 3" in stats
    assert "mail-iphone : 1 👍, 0 👎, donnée 1 fois" in stats
    assert "partager-agenda : 0 👍, 3 👎, donnée 3 fois" in stats
