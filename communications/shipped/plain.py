"""For customers, key accounts and the public: concise, warm, without jargon. Every promise has a date or is not made."""

from communications.shipped import talking_points

SUMMARY = """On {{ day }}{% if span %}, {{ span }}{% endif %}{% if duration %} ({{ duration }}){% endif %}, there was a problem with {{ services }}.

{% if impact_investigating %}We are still working out what exactly it meant for you.{% if impact %} What we know so far: {{ impact|sentence }}{% endif %}{% elif impact_withheld %}We are not able to share every detail of what it meant.{% else %}{{ impact|sentence }}{% endif %}{% if affected %} {{ affected|sentence }}{% elif affected_investigating %} We are still establishing who was affected.{% endif %}

{% if data %}{{ data|sentence }}

{% endif %}We are sorry for the trouble this caused."""

CAUSE = """{% if root_cause_investigating %}We do not yet know why this happened, and we are still investigating.{% if root_cause %} What we know so far: {{ root_cause|sentence }}{% endif %}{% elif root_cause_withheld %}We know the cause. We are not able to describe it here.{% elif root_cause_not_applicable %}There was no single cause in our own systems.{% else %}{{ root_cause|sentence }}{% endif %}

{% if contributing_factors %}This also played a part:

{% for factor in contributing_factors %}- {{ factor|sentence }}
{% endfor %}{% endif %}"""

FIX = """{% if resolution_investigating %}We are still working on a lasting repair.{% if resolution %} So far: {{ resolution|sentence }}{% endif %}{% elif resolution_withheld %}The problem is solved. We are not able to describe the repair here.{% elif resolution_not_applicable %}The problem ended without a repair on our side.{% else %}{{ resolution|sentence }}{% endif %}{% if is_resolved %} Everything has worked normally since {{ resolved }}.{% endif %}

{% if workaround %}If you still see the problem: {{ workaround|sentence }}{% endif %}"""

STEPS = """{% if next_steps_investigating %}We are still deciding what we will change.{% if next_steps %} So far: {{ next_steps|sentence }}{% endif %}{% elif next_steps_not_applicable %}You do not need to do anything.{% else %}{{ next_steps|sentence }}{% endif %}

{% if improvements_open or improvements_done %}To keep this from happening again:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}{% endif %}"""

FURTHER = """{% if next_update %}We will write to you again by {{ next_update }}.{% elif not is_resolved or impact_investigating or affected_investigating or root_cause_investigating or resolution_investigating or next_steps_investigating %}We are still looking into this, and will write to you again.{% elif improvements_open %}We will write to you again when the steps above are done.{% else %}This is our last planned message about this incident. If we learn anything new, you will hear it from us.{% endif %}"""

SUPPORT = """{% if support_contacts %}{{ support_contacts|sentence }}{% else %}Reply to this message, and we will help.{% endif %}"""

FEEDBACK = """{% if ask_feedback %}How well did this message serve you? A few questions, about twenty seconds: [[feedback_link]]{% elif feedback_contact %}If anything is unclear, please tell {{ feedback_contact }}.{% endif %}"""

NOW = """There is a problem with {{ services }}. It began on {{ day }} at {{ started }}.

{% if impact_investigating %}We are still working out what it means for you.{% if impact %} What we know so far: {{ impact|sentence }}{% endif %}{% else %}{{ impact|sentence }}{% endif %}

We are working on it, and we are sorry for the trouble."""

STATUS = """{% if is_resolved %}The problem with {{ services }} is solved since {{ resolved }}.{% else %}We are still working on the problem with {{ services }} that began on {{ day }} at {{ started }}.{% endif %}

{% if root_cause_investigating %}We do not yet know why it happened.{% if root_cause %} What we know so far: {{ root_cause|sentence }}{% endif %}{% elif root_cause %}{{ root_cause|sentence }}{% endif %}{% if resolution %} {{ resolution|sentence }}{% endif %}"""

SOLVED = """The problem with {{ services }} is solved{% if resolved %} since {{ resolved }}{% endif %}. It lasted {{ duration }}.

{% if impact_investigating %}We are still working out what exactly it meant for you.{% else %}{{ impact|sentence }}{% endif %}

We are sorry for the trouble, and thank you for your patience."""

DO_NOW = """{% if workaround %}{{ workaround|sentence }}{% elif workaround_investigating %}We have not found a way around it yet.{% else %}There is nothing you need to do.{% endif %}"""

THANKS = """On {{ day }} a problem with {{ services }} cost you time. Thank you for your patience then, and for telling us what you saw."""

DONE = """{% if improvements_done %}What is done:

{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}
{% endif %}{% if improvements_open %}What we are working on:

{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}{% endif %}"""

ASSURANCE = """We keep watching {{ services }} closely. If it happens again, you will hear from us early, and in the same plain words."""

MORE = """{% if next_update %}We will write to you again by {{ next_update }}.{% elif improvements_open %}We will tell you when the rest is done.{% else %}With this, everything we said we would do is done.{% endif %}"""

TITLES = {
    "summary": "What happened",
    "root_cause": "Why it happened",
    "resolution": "How it was put right",
    "next_steps": "What we are changing",
    "further_updates": "When you will hear from us",
    "support_contacts": "If you need help",
    "feedback": "Tell us how we did",
    "now": "What is happening",
    "status": "Where it stands",
    "workaround": "What you can do",
    "appreciation": "Thank you",
    "improvements": "What has changed",
    "assurance": "What you can rely on",
} | talking_points.TITLES
BODIES = {
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
} | talking_points.BODIES
SUBJECTS = {
    "acknowledgement": "Problem with {{ services }}: we are working on it",
    "update": "{{ title }}: where it stands",
    "resolution": "{{ title }}: solved",
    "root_cause": "{{ title }}: what happened and what we are changing",
    "improvements": "{{ title }}: what has changed since",
    "talking_points": talking_points.SUBJECT,
    "public_post": "{{ title }}: what happened and what we are changing",
}
