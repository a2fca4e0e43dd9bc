from django.urls import path

from postincident.views import fact, home, improvement, incident, service, shell, task

app_name = "postincident"
urlpatterns = [
    path("", home.home, name="home"),
    path("incidents/", incident.incident_list, name="incident-list"),
    path("incidents/new/", incident.incident_add, name="incident-add"),
    path("incidents/<str:reference>/", incident.incident_detail, name="incident-detail"),
    path("incidents/<str:reference>/edit/", incident.incident_edit, name="incident-edit"),
    path("incidents/<str:reference>/activity/", incident.incident_activity, name="incident-activity"),
    path("incidents/<str:reference>/access/", incident.incident_access, name="incident-access"),
    path("incidents/<str:reference>/close/", incident.incident_close, name="incident-close"),
    path("incidents/<str:reference>/reopen/", incident.incident_reopen, name="incident-reopen"),
    path("incidents/<str:reference>/adopt/", incident.incident_adopt, name="incident-adopt"),
    path("incidents/<str:reference>/facts/", fact.incident_facts, name="incident-facts"),
    path("incidents/<str:reference>/facts/new/", fact.fact_add, name="fact-add"),
    path("incidents/<str:reference>/facts/<int:pk>/", fact.fact_edit, name="fact-edit"),
    path("incidents/<str:reference>/facts/<int:pk>/remove/", fact.fact_remove, name="fact-remove"),
    path("incidents/<str:reference>/timeline/new/", fact.timeline_add, name="timeline-add"),
    path("incidents/<str:reference>/timeline/<int:pk>/", fact.timeline_edit, name="timeline-edit"),
    path("incidents/<str:reference>/timeline/<int:pk>/remove/", fact.timeline_remove, name="timeline-remove"),
    path("incidents/<str:reference>/improvements/", improvement.incident_improvements, name="incident-improvements"),
    path("incidents/<str:reference>/improvements/new/", improvement.improvement_add, name="improvement-add"),
    path("incidents/<str:reference>/improvements/<int:pk>/", improvement.improvement_edit, name="improvement-edit"),
    path("incidents/<str:reference>/tasks/<str:key>/override/", task.task_override, name="task-override"),
    path("incidents/<str:reference>/tasks/<str:key>/restore/", task.task_restore, name="task-restore"),
    path("incidents/<str:reference>/confirm/<str:key>/", task.confirmation_add, name="confirmation-add"),
    path(
        "incidents/<str:reference>/confirm/<str:key>/withdraw/",
        task.confirmation_withdraw,
        name="confirmation-withdraw",
    ),
    path("services/", service.service_list, name="service-list"),
    path("services/new/", service.service_add, name="service-add"),
    path("services/<int:pk>/", service.service_edit, name="service-edit"),
    path("more/", shell.more, name="more"),
    path("help/", shell.help_page, name="help"),
    path("account/", shell.account, name="account"),
    path("healthz", shell.healthz, name="healthz"),
]
