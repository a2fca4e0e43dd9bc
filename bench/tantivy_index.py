"""The same texts in tantivy, a search engine in Rust, in the memory of this process: what searching is measured against.

Made to do what ours does: the newest twenty of what may be seen, each with its text and a snippet.
"""

from __future__ import annotations

from collections.abc import Iterable

import tantivy
from tantivy import FieldType, Occur, Order, Query

_HEAP = 100_000_000


class TantivyIndex:
    def __init__(self, rows: Iterable[tuple[int, bool, str]]) -> None:
        """Of (key, visible, text)."""
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", indexed=True, fast=True, stored=True)
        builder.add_boolean_field("visible", indexed=True)
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(_HEAP, 1)
        for key, visible, text in rows:
            writer.add_document(tantivy.Document(key=key, visible=visible, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def said(self, typed: str) -> Query:
        if typed.endswith("*"):
            return Query.regex_query(self.schema, "text", f"{typed[:-1]}.*")
        return self.index.parse_query(typed, ["text"], conjunction_by_default=True)

    def search(self, typed: str, between: tuple[int, int] | None) -> list[int]:
        """The keys of what would be shown."""
        said = self.said(typed)
        parts = [(Occur.Must, said), (Occur.Must, Query.term_query(self.schema, "visible", True))]
        if between:
            parts.append((Occur.Must, Query.range_query(self.schema, "key", FieldType.Integer, *between)))
        found = self.searcher.search(
            Query.boolean_query(parts), limit=20, count=False, order_by_field="key", order=Order.Desc
        )
        snippets = tantivy.SnippetGenerator.create(self.searcher, said, self.schema, "text")
        for _key, address in found.hits:
            snippets.snippet_from_doc(self.searcher.doc(address)).to_html()
        return [key for key, _address in found.hits]
