"""How people name a country: `forms.yml` by hand, `countries.json` built from it and from CLDR."""
