"""For colleagues who are asked: what to say, what not to say, likely questions, and when to pass one on.

What stands here is read out to people outside, so its values come in the words for outside (`drawing/values.py`) and it says the
same at every level of detail. What a level adds is what such colleagues might say and should not.
"""

SAY = """- On {{ day }}{% if span %}, {{ span }}{% endif %}{% if duration %} ({{ duration }}){% endif %}, there was a problem with {{ services }}.
{% if impact_investigating %}- We are still working out what exactly it meant.{% if impact %} What we know so far: {{ impact|sentence }}{% endif %}
{% elif impact_withheld %}- We are not able to share every detail of what it meant.
{% else %}- {{ impact|sentence }}
{% endif %}{% if affected %}- {{ affected|sentence }}
{% endif %}{% if is_resolved %}- Everything has worked normally since {{ resolved }}.
{% else %}- We are still working on it.
{% endif %}- We are sorry for the trouble this caused, and thank you for telling us what you see."""

DO_NOT_SAY = """- {% if root_cause_investigating %}No cause that is not written here: it is still under investigation.{% elif root_cause_withheld %}Nothing of the cause: it is known and is not shared.{% else %}No other cause than the one written here.{% endif %}
{% if affected_investigating %}- No number of people affected: it is still being established.
{% endif %}{% if data_investigating %}- Nothing on whether data is safe: it is still being looked into.
{% elif data_withheld %}- Nothing about data: pass the question on.
{% endif %}- No name of a colleague, a supplier or another customer, whatever part they had.
- No promise that is not written here: neither a day nor a refund, and never that it cannot happen again."""

# They know the systems and may be asked by other engineers; they may be asked for an assessment.
DO_NOT_SAY_TECHNICAL = (
    DO_NOT_SAY
    + """
- No name of a system, a machine, a tool or a release, and no figure from our own monitoring: say which service it was.
- No guess at a cause or a date, not even between engineers: what you know and what has been checked are not the same."""
)
DO_NOT_SAY_FORMAL = (
    DO_NOT_SAY
    + """
- No opinion on fault, duty or liability: pass such a question on."""
)

ANSWERS = """**What happened?** {% if impact_withheld %}There was a problem with {{ services }}. We are not able to share every detail.{% else %}There was a problem with {{ services }}. {{ impact|sentence }}{% endif %}

**Is it over?** {% if is_resolved %}Yes, since {{ resolved }}.{% else %}Not yet. We are working on it.{% endif %}

**What can I do?** {% if workaround %}{{ workaround|sentence }}{% elif workaround_investigating %}We have not found a way around it yet.{% else %}There is nothing you need to do.{% endif %}

**Why did it happen?** {% if root_cause_investigating %}We do not know yet, and we are still investigating.{% if root_cause %} What we know so far: {{ root_cause|sentence }}{% endif %}{% elif root_cause_withheld %}We know the cause, and we are not able to describe it.{% elif root_cause_not_applicable %}There was no single cause in our own systems.{% else %}{{ root_cause|sentence }}{% endif %}

{% if not data_not_applicable %}**Was my data affected?** {% if data_investigating %}We are still looking into it. If it concerns you, you will hear from us.{% elif data %}{{ data|sentence }}{% else %}I will ask, and we will come back to you.{% endif %}

{% endif %}**What are you changing?** {% if next_steps_investigating %}We are still deciding that.{% if next_steps %} So far: {{ next_steps|sentence }}{% endif %}{% elif next_steps %}{{ next_steps|sentence }}{% else %}Nothing more was needed than to put it right.{% endif %}

{% if improvements_done or improvements_open %}{% for improvement in improvements_done %}- {{ improvement }}
{% endfor %}{% for improvement in improvements_open %}- {{ improvement }}
{% endfor %}
{% endif %}**When will I hear more?** {% if next_update %}By {{ next_update }}.{% elif not is_resolved or impact_investigating or affected_investigating or root_cause_investigating or resolution_investigating or next_steps_investigating %}When we know more.{% elif improvements_open %}When the steps above are done.{% else %}If we learn anything new, you will hear it from us.{% endif %}"""

ESCALATE = """Pass a question on, and promise nothing yourself, when somebody

- still sees the problem{% if is_resolved %}, or sees it again{% endif %};
- tells of lost money, lost data or harm that is not described here;
- asks on behalf of the press, an authority, a lawyer or an insurer;
- wants compensation, or says they will leave.

{% if support_contacts %}The contact that people outside are given: {{ support_contacts|sentence }}{% else %}Pass it to whoever leads the incident.{% endif %}"""

TITLES = {
    "what_to_say": "What to say",
    "what_not_to_say": "What not to say",
    "questions": "Questions and answers",
    "when_to_pass_on": "When to pass it on",
}
BODIES = {
    "what_to_say": SAY,
    "what_not_to_say": DO_NOT_SAY,
    "questions": ANSWERS,
    "when_to_pass_on": ESCALATE,
}
SUBJECT = "{{ title }}: what to say when you are asked"
