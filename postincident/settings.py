"""All settings. The environment is read here and nowhere else; docs/administrators.md lists every variable.

Safe by default: without DEBUG=1 this is a production installation, and it refuses to start without keys of its own.
"""

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from postincident import environment as env
from postincident.logs import logging_of

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG", False)
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.key("SECRET_KEY", DEBUG)
LINK_KEY = env.key("LINK_KEY", DEBUG)
ADDRESS_KEY = env.key("ADDRESS_KEY", DEBUG)

ORGANISATION = env.text("ORGANISATION", "Our organisation")
# A demonstration on loopback speaks plain HTTP; everything else must not.
INSECURE_LOOPBACK = env.flag("INSECURE_LOOPBACK", DEBUG)
BASE_URL = env.web_address("BASE_URL", "http://127.0.0.1:8000", secure=not INSECURE_LOOPBACK)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "feedback.apps.FeedbackConfig",
    "communications.apps.CommunicationsConfig",
    "archive.apps.ArchiveConfig",
    "postincident.apps.PostincidentConfig",
    "postincident.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "anymail",
    "crispy_bootstrap5",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "postincident.middleware.NoNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "postincident.middleware.TimeZoneMiddleware",
    "postincident.middleware.NeedsMiddleware",
    "postincident.middleware.NotAPageMiddleware",
]

ROOT_URLCONF = "postincident.urls"
WSGI_APPLICATION = "postincident.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "postincident.context_processors.shell",
            ],
            "builtins": ["postincident.templatetags.face"],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # DEFERRED, Django's default, fails under concurrent writers with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # 16 MB of pages a connection instead of 2: a search of a large archive counts over thousands of rows.
        # FULL: what was committed is on the disk, also when the power fails. NORMAL waits for the disk only now and then.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16384;"
        ),
    }
    # A file, not memory: concurrency and worker processes are tested for real.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": env.whole_number("DATABASE_POOL", 8),
    }

AUTH_USER_MODEL = "postincident.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "postincident:home"
ACCOUNT_ADAPTER = "postincident.accounts.NoSignUpAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to whoever has no account here
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{ORGANISATION}] "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Postincident"

LANGUAGE_CODE = "en"
# Those we have the words for: Django's own would otherwise follow the browser into others and leave a page in two languages.
# What readers outside see is in more: communications/languages.py.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mail. EMAIL_URL such as smtp+tls://user:password@mail.example.org:587, or MAIL_PROVIDER for anymail. With neither, mail is
# kept in var/outbox and every screen that matters says so.
OUTBOX_DIR = VAR_DIR / "outbox"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "incidents@localhost")
MAIL_DOMAIN = env.text("MAIL_DOMAIN", DEFAULT_FROM_EMAIL.rpartition("@")[2])
# What bounces comes back to BOUNCE_ADDRESS with a token of its delivery before the @; without it, to DEFAULT_FROM_EMAIL.
BOUNCE_ADDRESS = env.bounce_address("BOUNCE_ADDRESS")
EMAIL_URL = env.text("EMAIL_URL")
MAIL_SERVER = env.mail_server("EMAIL_URL")
MAIL_PROVIDER = env.mail_provider("MAIL_PROVIDER")
MAIL_IS_LOCAL = not (MAIL_SERVER or MAIL_PROVIDER)
EMAIL_CONNECTIONS = env.whole_number("EMAIL_CONNECTIONS", 1)  # to the mail server, by each worker
MAILERS: dict[str, dict[str, Any]]
if MAIL_PROVIDER:
    MAILERS = {"default": {"BACKEND": f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"}}
    ANYMAIL = env.beginning_with("ANYMAIL_")
elif MAIL_SERVER:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": MAIL_SERVER}}
else:
    MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# How long a worker may hold deliveries without a sign of life, and how long a host may stay away with its journal.
LEASE_SECONDS = env.whole_number("LEASE_SECONDS", 120)
HOST_AWAY_SECONDS = env.whole_number("HOST_AWAY_SECONDS", 3600)
WORKER_POLL_SECONDS = env.seconds("WORKER_POLL_SECONDS", 1)
DELIVERY_ATTEMPTS = env.whole_number("DELIVERY_ATTEMPTS", 8)
DELIVERY_RETRY_SECONDS = env.whole_number("DELIVERY_RETRY_SECONDS", 60)
DELIVERY_RATES = env.rates("DELIVERY_RATES", ("mail", "slack", "teams", "webhook"))  # of all workers together
# A release of which so many are refused for good is paused, and a person told.
DELIVERY_FAILURE_PERCENT = env.whole_number("DELIVERY_FAILURE_PERCENT", 25)
# Networks of our own that chat and webhooks may reach; otherwise they reach the public internet only.
OUTGOING_ALLOWED = env.networks("OUTGOING_ALLOWED")
# Passing bounces of so many messages within so many days, and an address is written to no more.
SOFT_BOUNCES = env.whole_number("SOFT_BOUNCES", 3)
SOFT_BOUNCE_DAYS = env.whole_number("SOFT_BOUNCE_DAYS", 60)
JOURNAL_DIR = env.folder("JOURNAL_DIR", VAR_DIR / "journal")
# What may leave with a communication: one file, and all of them together.
ATTACHMENT_BYTES = env.whole_number("ATTACHMENT_MB", 5) * 1024 * 1024
ATTACHMENTS_BYTES = env.whole_number("ATTACHMENTS_MB", 10) * 1024 * 1024
# What is brought in from elsewhere: all files of one import together.
IMPORT_BYTES = env.whole_number("IMPORT_MB", 64) * 1024 * 1024
# An address outside that gets the head digest of the archive once a day.
ARCHIVE_HEAD_TO = env.text("ARCHIVE_HEAD_TO")
FEEDBACK_DAYS = env.whole_number("FEEDBACK_DAYS", 14)
# How many days each kind of data is kept; docs/administrators.md says from when on. The worker forgets what is older.
EVENT_DAYS = env.whole_number("EVENT_DAYS", 1825)
DELIVERY_ADDRESS_DAYS = env.whole_number("DELIVERY_ADDRESS_DAYS", 1825)
PROOF_DAYS = env.whole_number("PROOF_DAYS", 3650)
AFFECTED_DAYS = env.whole_number("AFFECTED_DAYS", 365)
ANSWER_NAME_DAYS = env.whole_number("ANSWER_NAME_DAYS", 365)
REVIEW_ADDRESS_DAYS = env.whole_number("REVIEW_ADDRESS_DAYS", 365)
NOTICE_DAYS = env.whole_number("NOTICE_DAYS", 180)
OUTBOX_DAYS = env.whole_number("OUTBOX_DAYS", 90)
JOURNAL_DAYS = env.whole_number("JOURNAL_DAYS", 90)
TASK_RESULT_DAYS = env.whole_number("TASK_RESULT_DAYS", 14)
SIGN_UP_DAYS = env.whole_number("SIGN_UP_DAYS", 7)
PUBLIC_POSTS_PER_HOUR = env.whole_number("PUBLIC_POSTS_PER_HOUR", 30)
# Whether groups may be open for sign-up at all, and how many may ask in an hour.
SIGN_UP = env.flag("SIGN_UP", True)
SIGN_UPS_PER_HOUR = env.whole_number("SIGN_UPS_PER_HOUR", 200)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # previews are framed by routes that say so themselves
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not INSECURE_LOOPBACK
SECURE_HSTS_SECONDS = 0 if INSECURE_LOOPBACK else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_LOOPBACK
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

LOGGING = logging_of(env.log_level("LOG_LEVEL", "WARNING"))
