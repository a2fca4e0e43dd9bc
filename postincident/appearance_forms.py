from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postincident.appearance import DARK, LIGHT, LOGO_BYTES, LOGO_EDGE, READABLE, png_size, worst_contrast
from postincident.forms import ModelForm
from postincident.models import Appearance
from postincident.models.appearance import COLOUR


class AppearanceForm(ModelForm[Appearance]):
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        help_text=gettext_lazy("A PNG of at most 200 kB, shown 32 pixels high beside your organisation's name."),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("No logo"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Appearance
        fields = ["accent", "accent_dark", "footer", "version"]
        help_texts = {
            "accent": gettext_lazy(
                "Of links and buttons, such as #0d586c, for readers of light pages. Empty: as shipped."
            ),
            "accent_dark": gettext_lazy("The same for readers of dark pages, such as #82c9db. Empty: as shipped."),
            "footer": gettext_lazy(
                "Under every page that people outside read, such as a link to your imprint; Markdown."
            ),
        }
        widgets = {"footer": forms.Textarea(attrs={"rows": 4})}

    field_order = ["accent", "accent_dark", "logo", "without_logo", "footer", "version"]

    def clean_accent(self) -> str:
        return self._readable("accent", LIGHT)

    def clean_accent_dark(self) -> str:
        return self._readable("accent_dark", DARK)

    def _readable(self, name: str, grounds: tuple[str, ...]) -> str:
        colour: str = self.cleaned_data[name].lower()
        if not colour:
            return colour
        COLOUR(colour)
        reached = worst_contrast(colour, grounds)
        if reached < READABLE:
            # Rounded down, since 4.48 must not read as what was asked for.
            raise forms.ValidationError(
                _(
                    "Not everybody could read this: its contrast is %(reached)s to 1, and %(needed)s is needed. "
                    "Choose a colour that is %(way)s."
                ),
                code="unreadable",
                params={
                    "reached": f"{int(reached * 10) / 10}",
                    "needed": READABLE,
                    "way": _("darker") if grounds == LIGHT else _("lighter"),
                },
            )
        return colour

    def clean_logo(self) -> bytes | None:
        given: Any = self.cleaned_data["logo"]
        if not given:
            return None
        if given.size > LOGO_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 200 kB. Choose a smaller picture."), code="too_large"
            )
        data: bytes = given.read()
        size = png_size(data)
        if size is None:
            raise forms.ValidationError(_("This is no PNG. Save the logo as a PNG and choose it again."), code="no_png")
        if not 0 < min(size) <= max(size) <= LOGO_EDGE:
            raise forms.ValidationError(
                _("The picture is larger than 4,000 pixels. Choose a smaller one."), code="too_wide"
            )
        return data
