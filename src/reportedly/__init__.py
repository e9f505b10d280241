"""Turn news reports of criminal cases into case files whose every fact carries its sentence, its sources and its date."""

__version__ = "0.1.0"
