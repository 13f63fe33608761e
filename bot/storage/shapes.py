"""The doors of the knowledge base: what each YAML file may hold. A field's description is what a fault says was
expected, and what an editor shows (schema.json). Nothing past this file handles unchecked data.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID = r"^[a-z0-9][a-z0-9-]{1,63}$"
ID_WORDS = "2 to 64 of a-z, 0-9 and hyphens, the first no hyphen"

Id = Annotated[str, StringConstraints(pattern=ID)]
# A phrasing without a letter or digit would match everything or nothing.
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=r"\w")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"\S")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\n]*\w[^\n]*$")]
# Plain text and HTML of an answer must fit one Matrix event (64 KB) together, with what is put around them.
Markdown = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"\S")]
Phrases = tuple[Phrase, ...]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


class Shape(BaseModel):
    # Built by the adapter that needs it, once, and not by each class besides.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)


class Head(Shape):
    """knowledge.yaml"""

    language: Literal["fr", "en"] = Field(description="fr or en")
    title: Line = Field(description="the name of this knowledge base, a text of one line")


class UnansweredShape(Shape):
    """unanswered.yaml"""

    questions: Phrases = Field(
        (), description="a list of questions that the base leaves to people, each a text of at most 2,000 characters"
    )


class SourceShape(Shape):
    page: str = Field("", description="the address or file name of the page this entry was built from")
    section: str = Field("", description="the headings above the section, as a text")
    digest: str = Field("", description="the digest of the section when the entry was built")
    note: str = Field("", description="a remark for those who look after the entry, a text")
    author: str = Field("", description="who wrote the entry, a text")
    date: str = Field("", description="when it was written, a text such as 2026-11-20")


class EntryShape(Shape):
    """One matter and its answer; a file of faq/ is a list of these."""

    id: Id = Field(description=ID_WORDS)
    title: Line = Field(description="the matter in one line, a text")
    questions: Annotated[Phrases, Field(min_length=1)] = Field(
        description="a list of at least one question as people ask it, each a text of at most 2,000 characters"
    )
    refuses: Phrases = Field((), alias="not", description="a list of questions that look alike and are another matter")
    answer: Markdown = Field(description="the answer in Markdown, a text of at most 20,000 characters")
    facets: dict[Word, Word] = Field(
        default_factory=dict, description="what sets near-twins apart, as {facet: value}, both texts"
    )
    check: Id = Field("", description="the id of a service of services.yaml")
    see: tuple[Id, ...] = Field((), description="a list of ids of other entries")
    source: SourceShape = Field(SourceShape.model_validate({}), description="page, section, digest, note, author, date")
    tests: Phrases = Field((), description="a list of questions that must find this entry, each a text")
    threshold: float | None = Field(
        None, ge=0, le=1, allow_inf_nan=False, description="a number from 0 to 1: how sure to be before answering"
    )


class FacetShape(Shape):
    label: Line = Field(description="what is shown when asking back, a text")
    words: Words = Field(description="a list of at least one word by which people name it")


class LexiconShape(Shape):
    """lexicon.yaml"""

    abbreviations: dict[Word, Word] = Field(
        default_factory=dict, description="abbreviations and what they stand for, as {short: words}"
    )
    synonyms: tuple[Annotated[tuple[Word, ...], Field(min_length=2)], ...] = Field(
        (), description="a list of lists of at least two words; the first is the word of the base"
    )
    products: dict[Word, Words] = Field(
        default_factory=dict, description="products and their other names, as {name: [name, misspelling, …]}"
    )
    facets: dict[Word, dict[Word, FacetShape]] = Field(
        default_factory=dict, description="facets and their values, as {facet: {value: {label: …, words: […]}}}"
    )
