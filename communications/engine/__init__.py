"""The small language templates are written in. Plain values in, text out; bounded by its grammar.

    {{ impact }}                     a value
    {{ impact|lower_first }}         a value, its first letter small
    {% if workaround %}…{% elif workaround_investigating %}…{% else %}…{% endif %}
    {% if root_cause_known and not data %}…{% endif %}      names, `not`, and one kind of `and` or `or`
    {% for factor in contributing_factors %}…{{ factor }}…{% endfor %}     never inside another

There is nothing to call, nothing to reach into and nothing to load, so a template can do no more than choose words.
"""

from communications.engine.parse import TemplateError, compile_template
from communications.engine.run import render

__all__ = ["TemplateError", "compile_template", "render"]
