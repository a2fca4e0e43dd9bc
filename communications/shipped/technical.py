"""For engineers: everything that is known, in technical wording, with the timeline and without blame."""

from communications.shipped import summary, talking_points

SUMMARY = """{{ title|sentence }} Services: {{ services }}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %} {{ day }}{% if span %}, {{ span }}{% endif %}{% if duration %} ({{ duration }}){% endif %}.

{% if impact_investigating %}Impact: under investigation.{% if impact %} So far: {{ impact|sentence }}{% endif %}{% else %}Impact: {{ impact|sentence }}{% endif %}

{% if affected %}Affected: {{ affected|sentence }}

{% endif %}{% if detection %}Detection: {{ detection|sentence }}

{% endif %}{% if data %}Data and security: {{ data|sentence }}

{% endif %}{% if timeline %}Timeline:

{% for entry in timeline %}- {{ entry }}
{% endfor %}{% endif %}"""

CAUSE = """{% if root_cause_investigating %}Under investigation.{% if root_cause %} So far: {{ root_cause|sentence }}{% endif %}{% elif root_cause_withheld %}Known, and withheld from this message.{% elif root_cause_not_applicable %}No single root cause.{% else %}{{ root_cause|sentence }}{% endif %}

{% if contributing_factors %}Contributing factors:

{% for factor in contributing_factors %}- {{ factor|sentence }}
{% endfor %}{% endif %}"""

STEPS = """{% if next_steps_investigating %}Being decided.{% if next_steps %} So far: {{ next_steps|sentence }}{% endif %}{% elif next_steps_not_applicable %}None beyond the improvements below.{% else %}{{ next_steps|sentence }}{% endif %}

{% if improvements_done %}Done:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_open %}Open:

{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_declined %}Decided against:

{% for improvement in improvements_declined %}- {{ improvement }}
{% endfor %}{% endif %}"""

TITLES = summary.TITLES
BODIES = summary.BODIES | {
    "summary": SUMMARY,
    "root_cause": CAUSE,
    "next_steps": STEPS,
    "what_not_to_say": talking_points.DO_NOT_SAY_TECHNICAL,
}
SUBJECTS = summary.SUBJECTS | {
    "acknowledgement": "{{ title }}: under investigation",
    "root_cause": "{{ title }}: root cause, timeline and next steps",
}
