"""An invented status page's Atom feed, as Statuspage gives it."""

from html import escape


def message(when, status, text):
    day, _space, clock = when.rpartition(" ")
    month, _space, number = day.partition(" ")
    return (
        f"<p> <small>{month} <var data-var='date'>{number}</var>, <var data-var='time'>{clock}</var> UTC</small><br> "
        f"<strong>{status}</strong> - {text} </p>"
    )


def entry(*messages, published="2024-01-01T00:30:00Z", code="abcd1234efgh", title="Payments failing"):
    return f"""<entry>
    <id>tag:status.example,2005:Incident/7</id>
    <published>{published}</published>
    <updated>2024-01-05T09:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://status.example/incidents/{code}"/>
    <title>{title}</title>
    <content type="html">{escape(" ".join(messages))}</content>
  </entry>"""


def feed(*entries, head=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:status.example,2005:/history</id>
  <title>Status - Incident History</title>
  {"".join(entries)}
</feed>""".encode()


NEW_YEAR = entry(
    message("Jan 01 00:30", "Resolved", "Payments work again.<br />We are sorry."),
    message("Dec 31 23:50", "Update", "Still <b>looking</b>."),
    message("Dec 31 23:50", "Investigating", "Payments fail."),
)
