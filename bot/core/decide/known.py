"""All that is built once from a knowledge base for deciding; never changes, is swapped whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.decide import clues, fit, second_look
from bot.core.decide.clues import HeardModel
from bot.core.decide.coverage import Coverage
from bot.core.decide.facets import Facets
from bot.core.decide.fit import FitModel, RightModel
from bot.core.decide.second_look import LookModel
from bot.core.decide.thresholds import THRESHOLDS, Thresholds
from bot.core.document import Block, Items
from bot.core.matching import Index
from bot.core.model import Entry, Knowledge
from bot.core.services import Services
from bot.core.text import Reader, language_of
from bot.core.understand import form
from bot.core.understand.form import FormModel
from bot.core.understand.incident import Incidents
from bot.core.understand.speech import Speech

READ_FIRST = 300  # entries whose words are read before the first message comes
CONTACT = "aide"  # the facet value by which a base marks the entry that says where people are reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    knowledge: Knowledge
    services: Services
    entries: Mapping[str, Entry]
    index: Index
    facets: Facets
    coverage: Coverage
    incidents: Incidents
    contact: tuple[Block, ...]  # where people are reached, in the base's own words; empty when no entry is marked so
    speech: Speech  # reads how people speak, whatever they speak of
    thresholds: Thresholds = THRESHOLDS
    form_model: FormModel = form.LEARNED
    fit_model: FitModel = fit.LEARNED
    look_model: LookModel = second_look.LEARNED
    right_model: RightModel = fit.RIGHT
    clue_model: LookModel = clues.CLUES
    heard_model: HeardModel = clues.HEARD

    @classmethod
    def of(cls, knowledge: Knowledge, services: Services, before: "Known | None" = None) -> "Known":
        """`before`: of the base as it was, to read less again."""
        language = language_of(knowledge.language)
        index = Index.build(knowledge, before.index if before else None)
        return cls(
            knowledge=knowledge,
            services=services,
            entries={entry.id: entry for entry in knowledge.entries},
            index=index,
            facets=Facets(knowledge),
            coverage=Coverage(Reader(language, knowledge.lexicon), knowledge.entries[:READ_FIRST]),
            incidents=Incidents(services),
            contact=contact_in(knowledge),
            speech=Speech(index.vocabulary),
        )


def contact_in(knowledge: Knowledge) -> tuple[Block, ...]:
    """The answer marked CONTACT, up to its first list."""
    for entry in knowledge.entries:
        if CONTACT in entry.facets.values():
            blocks = entry.answer.blocks
            end = next((at for at, block in enumerate(blocks) if isinstance(block, Items)), 0)
            return blocks[: end + 1]
    return ()
