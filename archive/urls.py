from django.urls import include, path

from archive.views import change, columns, exporting, history, importing, post, record, saved, search, withdrawing

app_name = "archive"
urlpatterns = [
    # for people outside, in great numbers: tried before all others
    path(
        "updates/",
        include(
            [
                path("", post.post_list, name="post-list"),
                path("feed/", post.post_feed, name="post-feed"),
                path("feed.json", post.post_feed_json, name="post-feed-json"),
                path("sitemap.xml", post.post_sitemap, name="post-sitemap"),
                path("incidents/<slug:address>/", history.history_detail, name="history-detail"),
                path("incidents/<slug:address>/feed/", history.history_feed, name="history-feed"),
                path("<slug:address>/", post.post_detail, name="post-detail"),
            ]
        ),
    ),
    path(
        "archive/",
        include(
            [
                path("", search.search, name="search"),
                path("export/", exporting.search_export, name="search-export"),
                path("export/order/", exporting.export_order, name="export-order"),
                path("export/ready/", exporting.export_detail, name="export-detail"),
                path("export/ready/download/", exporting.export_download, name="export-download"),
                path("suggest/", search.search_suggest, name="search-suggest"),
                path("saved/", saved.saved_list, name="saved-list"),
                path("saved/new/", saved.saved_add, name="saved-add"),
                path("saved/<int:pk>/", saved.saved_edit, name="saved-edit"),
                path("saved/<int:pk>/remove/", saved.saved_remove, name="saved-remove"),
                path("records/<int:number>/", record.record_detail, name="record-detail"),
                path("records/<int:number>/as-sent/", record.record_as_sent, name="record-as-sent"),
                path("records/<int:number>/print/", record.record_print, name="record-print"),
                path("records/<int:number>/export/", exporting.record_export, name="record-export"),
                path("records/<int:number>/mail/", exporting.record_mail, name="record-mail"),
                path("records/<int:number>/compare/", record.record_compare, name="record-compare"),
                path("records/<int:number>/redact/", record.record_redact, name="record-redact"),
                path("records/<int:number>/publish/", record.record_publish, name="record-publish"),
                path(
                    "records/<int:number>/publications/<int:pk>/withdraw/",
                    record.publication_withdraw,
                    name="publication-withdraw",
                ),
                path("imports/", importing.import_list, name="import-list"),
                path("imports/new/", importing.import_add, name="import-add"),
                path("imports/<int:pk>/", importing.import_detail, name="import-detail"),
                path("imports/<int:pk>/columns/", columns.import_columns, name="import-columns"),
                path("imports/<int:pk>/report/", importing.import_report, name="import-report"),
                path("imports/<int:pk>/accept/", importing.import_accept, name="import-accept"),
                path("imports/<int:pk>/discard/", importing.import_discard, name="import-discard"),
                path("imports/<int:pk>/withdraw/", withdrawing.import_withdraw, name="import-withdraw"),
                path("imports/<int:pk>/restore/", withdrawing.import_restore, name="import-restore"),
            ]
        ),
    ),
    path(
        "incidents/<str:reference>/",
        include(
            [
                path("records/", search.incident_records, name="incident-records"),
                path("records/export/", exporting.incident_export, name="incident-export"),
                path("records/history/open/", history.history_open, name="history-open"),
                path("records/history/close/", history.history_close, name="history-close"),
                path("changes/", change.incident_changes, name="incident-changes"),
                path("changes/<int:pk>/make/", change.suggestion_make, name="suggestion-make"),
                path("changes/<int:pk>/made/", change.suggestion_made, name="suggestion-made"),
                path("changes/<int:pk>/decline/", change.suggestion_decline, name="suggestion-decline"),
            ]
        ),
    ),
    path(
        "changes/",
        include(
            [
                path("", change.change_list, name="change-list"),
                path("new/", change.change_add, name="change-add"),
                path("<int:pk>/", change.change_detail, name="change-detail"),
                path("<int:pk>/files/<str:side>/", change.change_file, name="change-file"),
            ]
        ),
    ),
    path("robots.txt", post.robots, name="robots"),
]
