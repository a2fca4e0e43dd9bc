from django.urls import path

from archive.views import change, exporting, importing, post, record, search

app_name = "archive"
urlpatterns = [
    path("archive/", search.search, name="search"),
    path("archive/export/", exporting.search_export, name="search-export"),
    path("archive/records/<int:number>/", record.record_detail, name="record-detail"),
    path("archive/records/<int:number>/as-sent/", record.record_as_sent, name="record-as-sent"),
    path("archive/records/<int:number>/print/", record.record_print, name="record-print"),
    path("archive/records/<int:number>/export/", exporting.record_export, name="record-export"),
    path("archive/records/<int:number>/mail/", exporting.record_mail, name="record-mail"),
    path("archive/records/<int:number>/redact/", record.record_redact, name="record-redact"),
    path("archive/records/<int:number>/publish/", record.record_publish, name="record-publish"),
    path(
        "archive/records/<int:number>/publications/<int:pk>/withdraw/",
        record.publication_withdraw,
        name="publication-withdraw",
    ),
    path("archive/imports/", importing.import_list, name="import-list"),
    path("archive/imports/new/", importing.import_add, name="import-add"),
    path("archive/imports/<int:pk>/", importing.import_detail, name="import-detail"),
    path("archive/imports/<int:pk>/report/", importing.import_report, name="import-report"),
    path("archive/imports/<int:pk>/accept/", importing.import_accept, name="import-accept"),
    path("archive/imports/<int:pk>/discard/", importing.import_discard, name="import-discard"),
    path("incidents/<str:reference>/records/", search.incident_records, name="incident-records"),
    path("incidents/<str:reference>/records/export/", exporting.incident_export, name="incident-export"),
    path("incidents/<str:reference>/changes/", change.incident_changes, name="incident-changes"),
    path("incidents/<str:reference>/changes/<int:pk>/make/", change.suggestion_make, name="suggestion-make"),
    path("incidents/<str:reference>/changes/<int:pk>/made/", change.suggestion_made, name="suggestion-made"),
    path("incidents/<str:reference>/changes/<int:pk>/decline/", change.suggestion_decline, name="suggestion-decline"),
    path("changes/", change.change_list, name="change-list"),
    path("changes/new/", change.change_add, name="change-add"),
    path("changes/<int:pk>/", change.change_detail, name="change-detail"),
    path("changes/<int:pk>/files/<str:side>/", change.change_file, name="change-file"),
    path("updates/", post.post_list, name="post-list"),
    path("updates/feed/", post.post_feed, name="post-feed"),
    path("updates/feed.json", post.post_feed_json, name="post-feed-json"),
    path("updates/sitemap.xml", post.post_sitemap, name="post-sitemap"),
    path("robots.txt", post.robots, name="robots"),
    path("updates/<slug:address>/", post.post_detail, name="post-detail"),
]
