"""For regulators: formal, with exact times, what is established kept apart from what is under investigation."""

from communications.shipped import plain, talking_points

SUMMARY = """{{ organisation }} reports the following incident.

- Subject: {{ title }}
- Services concerned: {{ services }}
- Start: {{ day }}, {{ started }}
- End: {% if is_resolved %}{{ resolved }}{% else %}the incident is continuing{% endif %}
- Duration: {% if duration %}{{ duration }}{% else %}to be reported when the incident has ended{% endif %}{% if is_inside %}
- Severity: {{ severity_words }}{% endif %}

{% if impact_investigating %}The impact is under investigation and will be reported when it is established.{% if impact %} Established so far: {{ impact|sentence }}{% endif %}{% elif impact_withheld %}The impact is reported separately.{% else %}{{ impact|sentence }}{% endif %}{% if affected %} {{ affected|sentence }}{% elif affected_investigating %} The number of persons or organisations affected is under investigation.{% endif %}

{% if data %}Confidentiality, integrity and availability of data: {{ data|sentence }}{% elif data_investigating %}Confidentiality, integrity and availability of data are under investigation.{% endif %}"""

CAUSE = """{% if root_cause_investigating %}The root cause is under investigation and will be reported when it is established.{% if root_cause %} Established so far: {{ root_cause|sentence }}{% endif %}{% elif root_cause_withheld %}The root cause is established and is reported separately.{% elif root_cause_not_applicable %}No root cause within the systems of {{ organisation }} has been established.{% else %}{{ root_cause|sentence }}{% endif %}

{% if contributing_factors %}Contributing factors:

{% for factor in contributing_factors %}- {{ factor|sentence }}
{% endfor %}{% endif %}{% if detection %}Detection: {{ detection|sentence }}{% endif %}"""

FIX = """{% if resolution_investigating %}The resolution is under way.{% if resolution %} Completed so far: {{ resolution|sentence }}{% endif %}{% elif resolution_withheld %}The resolution is reported separately.{% elif resolution_not_applicable %}The incident ended without a measure by {{ organisation }}.{% else %}{{ resolution|sentence }}{% endif %}{% if is_resolved %} Normal operation was restored at {{ resolved }}.{% endif %}"""

STEPS = """{% if next_steps_investigating %}Further measures are being determined.{% if next_steps %} Determined so far: {{ next_steps|sentence }}{% endif %}{% elif next_steps_not_applicable %}No further measure is required.{% else %}{{ next_steps|sentence }}{% endif %}

{% if improvements_done %}Measures completed:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_open %}Measures in progress:

{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}{% endif %}"""

FURTHER = """{% if next_update %}{{ organisation }} will report again by {{ next_update }}.{% elif not is_resolved or impact_investigating or affected_investigating or root_cause_investigating or resolution_investigating or next_steps_investigating %}{{ organisation }} will report again when the matters under investigation are established.{% elif improvements_open %}{{ organisation }} will report the completion of the measures in progress.{% else %}No further report is planned. Should new facts be established, they will be reported without delay.{% endif %}"""

SUPPORT = """{% if support_contacts %}{{ support_contacts|sentence }}{% else %}Questions are answered in reply to this message.{% endif %}"""

FEEDBACK = """{% if ask_feedback %}Comments on this report can be given at [[feedback_link]]{% elif feedback_contact %}Comments on this report are received by {{ feedback_contact }}.{% endif %}"""

NOW = """{{ organisation }} reports an incident affecting {{ services }}, which began on {{ day }} at {{ started }}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %}

{% if impact_investigating %}The impact is under investigation.{% if impact %} Established so far: {{ impact|sentence }}{% endif %}{% else %}{{ impact|sentence }}{% endif %}"""

STATUS = """{% if is_resolved %}The incident affecting {{ services }} ended at {{ resolved }}.{% else %}The incident affecting {{ services }}, which began on {{ day }} at {{ started }}, is continuing.{% endif %}

{% if root_cause_investigating %}The root cause is under investigation.{% if root_cause %} Established so far: {{ root_cause|sentence }}{% endif %}{% else %}{{ root_cause|sentence }}{% endif %}{% if resolution %} {{ resolution|sentence }}{% endif %}"""

SOLVED = """The incident affecting {{ services }} ended{% if resolved %} at {{ resolved }}{% endif %}. Duration: {{ duration }}.{% if is_inside %} Severity: {{ severity_words }}.{% endif %}

{% if impact_investigating %}The impact is under investigation and will be reported when it is established.{% else %}{{ impact|sentence }}{% endif %}"""

DO_NOW = """{% if workaround %}{{ workaround|sentence }}{% elif workaround_investigating %}No workaround has been established yet.{% else %}No workaround is required.{% endif %}"""

THANKS = """{{ organisation }} thanks you for your patience and for your attention to the incident of {{ day }}."""

DONE = """{% if improvements_done %}Measures completed:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_open %}Measures in progress:

{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}{% endif %}"""

ASSURANCE = """Continuous monitoring of {{ services }} remains in place."""

MORE = """{% if next_update %}{{ organisation }} will report again by {{ next_update }}.{% elif improvements_open %}{{ organisation }} will report the completion of the remaining measures.{% else %}All measures reported for this incident are completed.{% endif %}"""

TITLES = plain.TITLES | {
    "summary": "Summary",
    "root_cause": "Root cause",
    "resolution": "Resolution",
    "next_steps": "Next steps",
    "further_updates": "Further reports",
    "support_contacts": "Contact",
    "feedback": "Comments",
    "now": "Summary",
    "status": "Status",
    "workaround": "Workaround",
    "appreciation": "Acknowledgement",
    "improvements": "Measures",
    "assurance": "Monitoring",
}
BODIES = plain.BODIES | {
    "summary": SUMMARY,
    "root_cause": CAUSE,
    "resolution": FIX,
    "next_steps": STEPS,
    "further_updates": FURTHER,
    "support_contacts": SUPPORT,
    "feedback": FEEDBACK,
    "now": NOW,
    "status": STATUS,
    "solved": SOLVED,
    "workaround": DO_NOW,
    "appreciation": THANKS,
    "improvements": DONE,
    "assurance": ASSURANCE,
    "more": MORE,
    "what_not_to_say": talking_points.DO_NOT_SAY_FORMAL,
}
SUBJECTS = {
    "acknowledgement": "Incident notification: {{ title }}",
    "update": "Incident report, update: {{ title }}",
    "resolution": "Incident report, resolution: {{ title }}",
    "root_cause": "Incident report, root cause and next steps: {{ title }}",
    "improvements": "Incident report, measures: {{ title }}",
    "talking_points": talking_points.SUBJECT,
    "public_post": "Incident report: {{ title }}",
}
