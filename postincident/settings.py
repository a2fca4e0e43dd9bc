"""All settings. The environment is read here and nowhere else; docs/administrators.md lists every variable.

Safe by default: without DEBUG=1 this is a production installation, and it refuses to start without keys of its own.
"""

import os
import zoneinfo
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _time_zone(name: str, default: str) -> str:
    value = env.str(name, default)
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name}={value!r} is not a time zone. Use a name such as Europe/Paris or UTC.")
    return value


def _whole_number(name: str, default: int, least: int = 1) -> int:
    try:
        value = env.int(name, default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if value < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}.")
    return value


DEBUG = env.bool("DEBUG", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _key(name: str) -> str:
    value = env.str(name, "")
    if not value and DEBUG:
        return f"development-only-{name.lower()}-never-in-production-0123456789"
    if len(value) < 40:
        raise ImproperlyConfigured(f"{name} must be set to at least 40 random characters; `make keys` prints a set.")
    return value


SECRET_KEY = _key("SECRET_KEY")
LINK_KEY = _key("LINK_KEY")
ADDRESS_KEY = _key("ADDRESS_KEY")

ORGANISATION = env.str("ORGANISATION", "Our organisation")
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# A demonstration on loopback speaks plain HTTP; everything else must not.
INSECURE_LOOPBACK = env.bool("INSECURE_LOOPBACK", DEBUG)

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

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # DEFERRED, Django's default, fails under concurrent writers with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    # A file, not memory: concurrency and worker processes are tested for real.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": _whole_number("DATABASE_POOL", 8),
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
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Postincident"

LANGUAGE_CODE = "en"
TIME_ZONE = _time_zone("TIME_ZONE", "UTC")
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
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "incidents@localhost")
MAIL_DOMAIN = env.str("MAIL_DOMAIN", DEFAULT_FROM_EMAIL.rpartition("@")[2])
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_PROVIDER = env.str("MAIL_PROVIDER", "")
MAILERS: dict[str, dict[str, Any]]
if MAIL_PROVIDER:
    MAILERS = {"default": {"BACKEND": f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"}}
    ANYMAIL = {key.removeprefix("ANYMAIL_"): value for key, value in env.ENVIRON.items() if key.startswith("ANYMAIL_")}
elif EMAIL_URL:
    _mail = env.email_url_config(EMAIL_URL)
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _mail["EMAIL_HOST"],
                "port": _mail["EMAIL_PORT"] or 25,
                "username": _mail["EMAIL_HOST_USER"] or "",
                "password": _mail["EMAIL_HOST_PASSWORD"] or "",
                "use_tls": _mail.get("EMAIL_USE_TLS", False),
                "use_ssl": _mail.get("EMAIL_USE_SSL", False),
                "timeout": 30,
            },
        }
    }
else:
    MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
MAIL_IS_LOCAL = not (EMAIL_URL or MAIL_PROVIDER)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# How long a worker may hold deliveries without a sign of life, and how long a host may stay away with its journal.
LEASE_SECONDS = _whole_number("LEASE_SECONDS", 120)
HOST_AWAY_SECONDS = _whole_number("HOST_AWAY_SECONDS", 3600)
WORKER_POLL_SECONDS = float(env.str("WORKER_POLL_SECONDS", "1"))
DELIVERY_ATTEMPTS = _whole_number("DELIVERY_ATTEMPTS", 8)
DELIVERY_RETRY_SECONDS = _whole_number("DELIVERY_RETRY_SECONDS", 60)
JOURNAL_DIR = Path(env.str("JOURNAL_DIR", str(VAR_DIR / "journal")))
FEEDBACK_DAYS = _whole_number("FEEDBACK_DAYS", 14)
PUBLIC_POSTS_PER_HOUR = _whole_number("PUBLIC_POSTS_PER_HOUR", 30)

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
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
}
