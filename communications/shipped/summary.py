"""For support, executives and partners: short, factual, complete. Names no machine, so that it may leave the building."""

from communications.shipped import plain, talking_points

SUMMARY = """{{ services }} had a problem on {{ day }}{% if span %}, {{ span }}{% endif %}{% if duration %} ({{ duration }}){% endif %}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %}

{% if impact_investigating %}The impact is still being established.{% if impact %} Known so far: {{ impact|sentence }}{% endif %}{% elif impact_withheld %}The impact cannot be described here.{% else %}{{ impact|sentence }}{% endif %}{% if affected %} {{ affected|sentence }}{% elif affected_investigating %} Who was affected is still being established.{% endif %}

{% if data %}Data and security: {{ data|sentence }}{% elif data_investigating %}Data and security: under investigation.{% endif %}"""

CAUSE = """{% if root_cause_investigating %}The cause is under investigation.{% if root_cause %} Known so far: {{ root_cause|sentence }}{% endif %}{% elif root_cause_withheld %}The cause is known and cannot be described here.{% elif root_cause_not_applicable %}No single cause in our systems.{% else %}{{ root_cause|sentence }}{% endif %}

{% if contributing_factors %}Contributing factors:

{% for factor in contributing_factors %}- {{ factor|sentence }}
{% endfor %}{% endif %}{% if detection %}How it was noticed: {{ detection|sentence }}{% endif %}"""

FIX = """{% if resolution_investigating %}A lasting repair is under way.{% if resolution %} So far: {{ resolution|sentence }}{% endif %}{% elif resolution_withheld %}It is resolved; the repair cannot be described here.{% elif resolution_not_applicable %}It ended without a repair on our side.{% else %}{{ resolution|sentence }}{% endif %}{% if is_resolved %} Normal operation since {{ resolved }}.{% endif %}

{% if workaround %}Workaround, if anybody still sees it: {{ workaround|sentence }}{% endif %}"""

STEPS = """{% if next_steps_investigating %}Next steps are being decided.{% if next_steps %} So far: {{ next_steps|sentence }}{% endif %}{% elif next_steps_not_applicable %}No further step is needed from readers.{% else %}{{ next_steps|sentence }}{% endif %}

{% if improvements_done %}Done:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_open %}Under way:

{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}{% endif %}"""

FURTHER = """{% if next_update %}The next update follows by {{ next_update }}.{% elif not is_resolved or impact_investigating or affected_investigating or root_cause_investigating or resolution_investigating or next_steps_investigating %}This is still being looked into, and another message follows.{% elif improvements_open %}The next message follows when the steps under way are done.{% else %}No further message is planned. If anything new is learned, it will be shared.{% endif %}"""

NOW = """{{ services }} has had a problem since {{ day }}, {{ started }}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %}

{% if impact_investigating %}The impact is still being established.{% if impact %} Known so far: {{ impact|sentence }}{% endif %}{% else %}{{ impact|sentence }}{% endif %} We are working on it."""

STATUS = """{% if is_resolved %}The problem with {{ services }} is resolved since {{ resolved }}.{% else %}The problem with {{ services }}, which began on {{ day }} at {{ started }}, continues.{% endif %}

Cause: {% if root_cause_investigating %}under investigation.{% if root_cause %} Known so far: {{ root_cause|sentence }}{% endif %}{% else %}{{ root_cause|sentence }}{% endif %}

{% if resolution %}Repair: {{ resolution|sentence }}{% endif %}"""

SOLVED = """The problem with {{ services }} is resolved{% if resolved %} since {{ resolved }}{% endif %}. It lasted {{ duration }}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %}

{% if impact_investigating %}The impact is still being established.{% else %}{{ impact|sentence }}{% endif %}"""

DO_NOW = """{% if workaround %}{{ workaround|sentence }}{% elif workaround_investigating %}None is known yet.{% else %}None is needed.{% endif %}"""

THANKS = """Thank you for your patience and your help when {{ services }} had a problem on {{ day }}."""

ASSURANCE = """Monitoring of {{ services }} continues. Should it recur, you will be told at once."""

MORE = """{% if next_update %}The next update follows by {{ next_update }}.{% elif improvements_open %}The next message follows when the rest is done.{% else %}Every measure announced for this incident is done.{% endif %}"""

TITLES = plain.TITLES | {
    "summary": "Summary",
    "root_cause": "Root cause",
    "resolution": "Resolution",
    "next_steps": "Next steps",
    "further_updates": "Further updates",
    "support_contacts": "Support contacts",
    "feedback": "Feedback",
    "now": "Summary",
    "status": "Status",
    "workaround": "Workaround",
    "appreciation": "Thank you",
    "improvements": "Improvements",
    "assurance": "Monitoring",
}
BODIES = plain.BODIES | {
    "summary": SUMMARY,
    "root_cause": CAUSE,
    "resolution": FIX,
    "next_steps": STEPS,
    "further_updates": FURTHER,
    "now": NOW,
    "status": STATUS,
    "solved": SOLVED,
    "workaround": DO_NOW,
    "appreciation": THANKS,
    "assurance": ASSURANCE,
    "more": MORE,
}
SUBJECTS = {
    "acknowledgement": "{{ services }}: problem under investigation",
    "update": "{{ title }}: update",
    "resolution": "{{ title }}: resolved",
    "root_cause": "{{ title }}: root cause and next steps",
    "improvements": "{{ title }}: improvements",
    "talking_points": talking_points.SUBJECT,
    "public_post": "{{ title }}: root cause and next steps",
}
